"""Project records: an evaluation or a target with everything any form might print. A layout keeps what it prints."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from corpora.content import money
from corpora.content.indicators import draw_indicators
from corpora.content.pool import Scene
from corpora.content.text import canonical_text

Record = dict[str, Any]


def draw_evaluation(scene: Scene) -> Record:
    """Return a full ``project_evaluation``: all four sources of money, all columns."""
    rng, name = scene.rng, scene.project()
    funds = draw_funds(rng)
    indicators = draw_indicators(scene, rng.choice([5, 8, 10, 14]))
    for row in indicators:
        del row["basis"]
    total = sum((Decimal(row["score"]) for row in indicators), Decimal(funds[0]["score"]))
    if rng.random() < 0.06:
        total += rng.choice([1, -1, 5])
    return {
        "kind": "project_evaluation",
        "title": None,
        "year": scene.year,
        "reporting_unit": scene.unit if rng.random() < 0.9 else None,
        "project_name": name,
        "project_code": draw_code(scene),
        "supervising_department": scene.bureau,
        "implementing_unit": scene.unit if rng.random() < 0.95 else None,
        "funds": funds,
        "execution_rate": funds[0]["rate"],
        "goals": draw_goals(scene),
        "indicators": indicators,
        "total_weight": "100",
        "total_score": money.plain(total),
        "grade": grade_of(total) if rng.random() < 0.95 else rng.choice("优良中差"),
        "problems": draw_passage(scene, "problem", 3) if rng.random() < 0.9 else None,
        "preparer": rng.choice(["经办人", "填表人甲", "张某", "李某某", "经办员乙", "王某"]),
        "phone": draw_phone(rng),
    }


def draw_target(scene: Scene) -> Record:
    """Return a full ``project_target``."""
    rng, name = scene.rng, scene.project()
    total = money.draw_amount(rng)
    parts = money.split_total(rng, total)
    marks = rng.choice([("3月底", "6月底", "10月底", "12月底"), ("3月底", "6月底", "9月底", "12月底")])
    plan = [
        {"by": by, "percent": str(percent)}
        for by, percent in zip(marks, rng.choice([(25, 50, 75, 100), (0, 30, 60, 100), (10, 40, 80, 100)]), strict=True)
        if rng.random() < 0.9 or by == marks[-1]
    ]
    indicators = draw_indicators(scene, rng.choice([5, 8, 12, 16]))
    for row in indicators:
        for key in ("actual", "weight", "score", "score_rows", "note"):
            del row[key]
    labels = ("预算数", "其中:财政资金", "其他资金")
    amounts = (total, parts[0] + parts[1], parts[2])
    return {
        "kind": "project_target",
        "title": None,
        "year": scene.year,
        "reporting_unit": scene.unit,
        "reporting_unit_code": scene.code,
        "project_name": name,
        "project_code": draw_code(scene),
        "funds": [
            {"source": source, "label": label, "budget": money.plain(amount)}
            for source, label, amount in zip(("total", "fiscal", "other"), labels, amounts, strict=True)
            if amount or source != "other" or rng.random() < 0.4
        ],
        "purpose": draw_passage(scene, "goal", 2),
        "spending_plan": plan,
        "goals": [{"expected": scene.phrase("goal")} for _ in range(rng.choice([1, 2, 3]))],
        "indicators": indicators,
    }


def draw_code(scene: Scene) -> str:
    """Return a project code of 21 characters, as the national budget system gives them."""
    rng = scene.rng
    digits = "".join(str(rng.randint(0, 9)) for _ in range(9))
    tail = f"{rng.randint(1000, 9999)}{rng.choice('0123456789XMABC')}"
    return f"13{rng.randint(1000, 9999)}{scene.year % 100}P{digits[:8]}{tail}"


def draw_phone(rng: Random) -> str:
    """Return a made-up phone number."""
    return rng.choice(
        [f"7{rng.randint(100000, 999999)}", f"0335-{rng.randint(1000000, 9999999)}", "00000000", "6600000"]
    )


def draw_passage(scene: Scene, what: str, most: int) -> str:
    """Return one to ``most`` different sentences of the pool's list ``what``."""
    patterns = scene.pool.prose[what]
    chosen = scene.rng.sample(patterns, scene.rng.randint(1, min(most, len(patterns))))
    sentences = [scene.fill(pattern) for pattern in chosen]
    if len(sentences) > 1:
        sentences = [sentence for sentence in sentences if len(sentence) > 4] or sentences[:1]
    return canonical_text("".join(_closed(sentence) for sentence in sentences) if len(sentences) > 1 else sentences[0])


def grade_of(score: Decimal) -> str:
    """Return the grade a score earns: 优 from 90, 良 from 80, 中 from 60, else 差."""
    for bound, grade in ((90, "优"), (80, "良"), (60, "中")):
        if score >= bound:
            return grade
    return "差"


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith("。") else f"{sentence}。"


def draw_goals(scene: Scene) -> list[Record]:
    """Return one or two goals with what became of them."""
    rng = scene.rng
    return [
        {
            "expected": draw_passage(scene, "goal", 3),
            "actual": draw_passage(scene, "done", 3) if rng.random() < 0.95 else None,
            "completion": rng.choice(["100", "100", "100", "95", "98.5", "91.12", "基本完成", "≥95%", "80"]),
        }
        for _ in range(rng.choice([1, 1, 1, 1, 2]))
    ]


def draw_funds(rng: Random) -> list[Record]:
    """Return the money of all four sources, every column filled."""
    budget = money.draw_amount(rng)
    spent = money.draw_executed(rng, budget)
    initial = budget if rng.random() < 0.6 else rng.choice([Decimal(0), money.draw_amount(rng)])
    seed = rng.randint(0, 1 << 30)
    cut = [[amount, *money.split_total(Random(seed), amount)] for amount in (initial, budget, spent)]
    sources = ("total", "fiscal", "carryover", "other")
    return [_fund(rng, source, *amounts) for source, *amounts in zip(sources, *cut, strict=True)]


def _fund(rng: Random, source: str, initial: Decimal, budget: Decimal, spent: Decimal) -> Record:
    rate = money.rate(spent, budget, rng) if budget or source == "total" else None
    top = source == "total" and rate is not None
    points = min(Decimal(rate or 0), Decimal(100)) / 10
    return {
        "source": source,
        "label": None,
        "budget_initial": money.plain(initial),
        "budget": money.plain(budget),
        "received": money.plain(budget),
        "executed": money.plain(spent),
        "weight": "10" if top else None,
        "rate": rate,
        "score": money.plain(points.quantize(Decimal("0.01"))) if top else None,
    }
