"""Department records: income and expenditure, tasks, indicators with their rules, and closing sections."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from corpora.content import money
from corpora.content.indicators import draw_indicators
from corpora.content.pool import Scene
from corpora.content.project import draw_funds, draw_goals, draw_passage, draw_phone, grade_of
from corpora.content.text import canonical_text

Record = dict[str, Any]

_CENT = Decimal("0.01")

_INCOME = ("财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
_SPENT = ("人员经费", "日常公用经费", "专项公用支出", "专项项目支出")


def draw_department(scene: Scene) -> Record:
    """Return a full ``department_evaluation``."""
    rng = scene.rng
    indicators = _draw_rows(scene)
    total = sum((Decimal(row["score"]) for row in indicators if row["score"]), Decimal(0))
    income, income_total = _draw_side(rng, _INCOME, rng.choice([1, 1, 2, 3]))
    spent, spent_total = _draw_side(rng, _SPENT, rng.choice([2, 3, 4]))
    tasks, tasks_total = _draw_tasks(scene)
    return {
        "kind": "department_evaluation",
        "title": None,
        "year": scene.year,
        "reporting_unit": scene.bureau,
        "contact": rng.choice(["经办人", "联络员", "张某", "王某某"]),
        "phone": draw_phone(rng),
        "period": {"start": f"{scene.year}-01-01", "end": f"{scene.year}-12-31"},
        "income": income,
        "expenditure": spent,
        "income_total": income_total,
        "expenditure_total": spent_total,
        "tasks": tasks,
        "tasks_total": tasks_total,
        "funds": draw_funds(rng),
        "goals": draw_goals(scene),
        "indicators": indicators,
        "total_weight": "100",
        "total_score": money.plain(total),
        "grade": grade_of(total),
        "sections": _draw_sections(scene),
    }


def _draw_side(rng: Random, subjects: tuple[str, ...], count: int) -> tuple[list[Record], Record]:
    chosen = [subjects[0], *rng.sample(subjects[1:], count - 1)]
    rows, sums = [], [Decimal(0), Decimal(0)]
    for subject in sorted(chosen, key=subjects.index):
        budget = money.draw_amount(rng).quantize(_CENT)
        spent = money.draw_executed(rng, budget).quantize(_CENT)
        sums = [sums[0] + budget, sums[1] + spent]
        rows.append({"subject": subject, "budget": money.plain(budget), "executed": money.plain(spent)})
    return rows, {"budget": money.plain(sums[0]), "executed": money.plain(sums[1])}


def _draw_tasks(scene: Scene) -> tuple[list[Record], Record]:
    rng, rows = scene.rng, []
    sums = dict.fromkeys(("budget", "budget_fiscal", "executed", "executed_fiscal"), Decimal(0))
    for _ in range(rng.randint(2, 7)):
        budget = money.draw_amount(rng).quantize(_CENT)
        spent = money.draw_executed(rng, budget).quantize(_CENT)
        other = rng.random() < 0.1
        sums["budget"] += budget
        sums["executed"] += spent
        if not other:
            sums["budget_fiscal"] += budget
            sums["executed_fiscal"] += spent
        printed = {"budget": money.plain(budget), "executed": money.plain(spent)}
        rows.append(
            {
                "name": scene.phrase("tasks"),
                "completion": draw_passage(scene, "done", 2),
                "project": scene.project(),
                "project_status": scene.phrase("task_done"),
                **_sources("budget", printed["budget"], other),
                **_sources("executed", printed["executed"], other),
            }
        )
    return rows, {key: money.plain(value) for key, value in sums.items()}


def _sources(key: str, amount: str, other: bool) -> Record:
    return {key: amount, f"{key}_fiscal": None if other else amount, f"{key}_other": amount if other else None}


def _draw_rows(scene: Scene) -> list[Record]:
    rng, scheme = scene.rng, scene.scheme
    management, output, effect = scheme["level1"]
    chosen = [row for row in scheme["management"] if rng.random() < 0.85]
    rows = [
        _row(
            (management, level2),
            (level3, target, _reached(rng, target)),
            rng.choice(["2", "3", "4", "5"]),
            (told, rule),
        )
        for level2, level3, target, told, rule in chosen
    ]
    kinds = scheme["level2"]
    plain = {"数量指标": kinds[0], "质量指标": kinds[1], "时效指标": kinds[2], "成本指标": kinds[-1]}
    for drawn in draw_indicators(scene, 8):
        level1 = {"产出指标": output}.get(drawn["level1"], effect)
        level2 = plain.get(drawn["level2"]) or drawn["level2"].replace("指标", "")
        weight = str(int(Decimal(drawn["weight"])) or 1)
        told = (drawn["description"], rng.choice(["达到目标值得满分,未达到按比例扣分", "每降低1%扣权重分的5%", None]))
        rows.append(_row((level1, level2), (drawn["level3"], drawn["target"], drawn["actual"]), weight, told))
    for row in rows:
        if rng.random() < 0.2:
            row["score"] = money.plain(
                max(Decimal(0), Decimal(row["weight"]) - Decimal(rng.choice(["0.5", "1", "0.25"])))
            )
    return rows


def _row(levels: tuple[str, str], measure: tuple[Any, Any, Any], weight: str, told: tuple[Any, Any]) -> Record:
    return {
        "level1": levels[0],
        "level1_weight": None,
        "level2": levels[1],
        "level3": measure[0],
        "target": measure[1],
        "actual": measure[2],
        "weight": weight,
        "description": told[0],
        "rule": told[1],
        "score": weight,
        "score_rows": 1,
        "note": None,
    }


def _reached(rng: Random, target: str) -> str:
    plain = target.lstrip("=≥≤")
    return rng.choice([plain, plain, plain, f"{rng.uniform(80, 100):.1f}%" if "%" in target else plain])


def _draw_sections(scene: Scene) -> list[Record]:
    return [
        {
            "heading": canonical_text(heading),
            "text": draw_passage(scene, "section_text", 4) if scene.rng.random() < 0.9 else None,
        }
        for heading in scene.scheme["sections"]
    ]
