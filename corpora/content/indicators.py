"""Indicator rows: names, targets, actuals, weights and scores, as project forms of every region print them."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from corpora.content.money import plain
from corpora.content.pool import Scene
from corpora.content.text import canonical_text

Row = dict[str, Any]

_OUTPUT = {"数量指标": "counts", "质量指标": "quality", "时效指标": "timely", "成本指标": "cost"}
_BENEFIT = {
    "经济效益指标": "economic_more",
    "社会效益指标": "social_more",
    "生态效益指标": "ecological_more",
    "可持续影响指标": "lasting_more",
}
_SHARES = {"50/30/10": (50, 30, 10), "50/30/20": (50, 30, 20), "60/20/10": (60, 20, 10), "40/40/10": (40, 40, 10)}


def draw_indicators(scene: Scene, most: int = 14) -> list[Row]:
    """Return indicator rows of one project, every column filled where a form could fill it."""
    rng = scene.rng
    shares = _SHARES[rng.choice(["50/30/10", "50/30/10", "50/30/10", *list(_SHARES)])]
    groups = [
        ("产出指标", shares[0], _pick_levels(rng, _OUTPUT)),
        ("效益指标", shares[1], _pick_levels(rng, _BENEFIT)),
        ("满意度指标", shares[2], {rng.choice(["满意度指标", "服务对象满意度指标"]): "satisfaction"}),
    ]
    if rng.random() < 0.06:
        groups.pop()
    names: set[str] = set()
    rows: list[Row] = []
    for level1, points, levels in groups:
        found = [
            _draw_row(scene, (level1, points, level2), what, names)
            for level2, what in levels.items()
            for _ in range(rng.choice([1, 1, 1, 2, 2, 3]) if level1 != "满意度指标" else rng.choice([1, 1, 2]))
        ][: most if level1 == "产出指标" else max(2, most // 2)]
        _share_points(rng, found, points)
        rows += found
    return rows


def _pick_levels(rng: Random, levels: dict[str, str]) -> dict[str, str]:
    kept = {level2: what for level2, what in levels.items() if rng.random() < 0.75}
    return kept or dict([rng.choice(list(levels.items()))])


def _draw_row(scene: Scene, place: tuple[str, int, str], what: str, names: set[str]) -> Row:
    rng = scene.rng
    name, target, actual = _draw_measure(scene, what)
    while name in names:
        name, target, actual = _draw_measure(scene, what)
        name = (
            name if name not in names else canonical_text(f"{name}({rng.choice(['一', '二', '三', '四', '五', '六'])})")
        )
    names.add(name)
    return {
        "level1": place[0],
        "level1_weight": str(place[1]),
        "level2": place[2],
        "level3": name,
        "description": scene.phrase("describe", name=name) if rng.random() < 0.93 else None,
        "target": target,
        "actual": actual,
        "weight": None,
        "score": None,
        "score_rows": 1,
        "note": scene.phrase("note") if rng.random() < 0.18 else None,
        "basis": draw_basis(scene),
    }


def draw_basis(scene: Scene) -> str | None:
    """Return what a target rests on (指标值确定依据)."""
    dice = scene.rng.random()
    if dice < 0.25:
        return canonical_text(scene.document_number())
    return canonical_text(scene.rng.choice(scene.pool.world["decrees"])) if dice < 0.95 else None


def _draw_measure(scene: Scene, what: str) -> tuple[str, str | None, str | None]:
    """Return name, target and actual of one indicator of the list ``what``."""
    thing, thing_unit = scene.counted("things")
    act, act_unit = scene.counted("acts")
    pattern = scene.rng.choice(scene.pool.prose[what])
    name = scene.fill(pattern, thing=thing, act=act, unit=thing_unit)
    unit = thing_unit if thing in name else act_unit if act in name else "人"
    target, actual = {"counts": _count, "cost": _cost, "timely": _timely}.get(what, _percent)(scene, unit)
    if scene.rng.random() < 0.04:
        return name, target, None
    return name, None if scene.rng.random() < 0.03 else target, actual


def _count(scene: Scene, unit: str) -> tuple[str, str]:
    rng = scene.rng
    number = rng.choice([rng.randint(1, 40), rng.randint(40, 900), rng.randint(900, 120000)])
    reached = rng.choice([number, number, number, max(0, number + rng.randint(-number // 4 - 1, number // 3 + 1))])
    tail = rng.choice([unit, unit, unit, ""])
    head = rng.choice(["≥", "≥", "≥", "", "", "", "=", ">", ">="])
    shape = rng.random()
    if shape < 0.12:
        return f"{number}{tail}以上", f"{reached}{tail}"
    if shape < 0.16:
        share = plain(Decimal(number) / 100)
        return f"{head}{share}{tail}", f"{plain(Decimal(reached) / 100)}{tail}"
    return f"{head}{number}{tail}", f"{reached}{tail}"


def _percent(scene: Scene, _unit: str) -> tuple[str, str]:
    rng = scene.rng
    if rng.random() < 0.2:
        soft = scene.phrase("soft")
        return soft, rng.choice([soft, soft, "达成预期指标", scene.phrase("soft")])
    number = rng.choice(["100", "100", "95", "95", "90", "98", "85", "99.5", "80", "96.8"])
    if rng.random() < 0.05:
        number = rng.choice(["3.50", "0", "0.5", "7"])
    reached = rng.choice([number, number, "100", f"{rng.uniform(80, 101):.{rng.choice([0, 1, 2])}f}"])
    form = rng.choice(["≥{}%", "≥{}%", "{}%", "{}%", "{}%以上", "≥{}%以上", "={}%", "{}", "不低于{}%"])
    return form.format(number), rng.choice(["{}%", "{}%", "{}%", "≥{}%", "{}%以上"]).format(reached)


def _timely(scene: Scene, unit: str) -> tuple[str, str]:
    if scene.rng.random() < 0.5:
        return _percent(scene, unit)
    when = scene.phrase("dates")
    return when, scene.rng.choice([when, when, "已完成", "按时完成", scene.phrase("dates")])


def _cost(scene: Scene, unit: str) -> tuple[str, str]:
    rng = scene.rng
    cap = Decimal(str(rng.choice([rng.randint(2, 900), round(rng.uniform(1, 99), 2), rng.randint(1000, 60000)])))
    spent = rng.choice([cap, cap, (cap * Decimal("0.97")).quantize(Decimal("0.01"))])
    tail = rng.choice(["万元", "万元", "元", f"元/{unit}", "元/人·年", "万元/年"])
    return f"{rng.choice(['≤', '≤', '', '不超过', '<'])}{plain(cap)}{tail}", f"{plain(spent)}{tail}"


def _share_points(rng: Random, rows: list[Row], points: int) -> None:
    """Spread ``points`` over the rows as weights, and give each row a score."""
    halves = points * 2 if rng.random() < 0.3 and points * 2 > len(rows) else points
    step = Decimal(points) / halves
    cuts = [halves // len(rows)] * len(rows)
    cuts[-1] += halves - sum(cuts)
    for row, cut in zip(rows, cuts, strict=True):
        weight = step * cut
        row["weight"] = plain(weight)
        lost = Decimal(0) if rng.random() < 0.75 else Decimal(str(rng.choice(["0.5", "1", "0.38", "0.05", "2"])))
        row["score"] = plain(max(weight - lost, Decimal(0)))
        if rng.random() < 0.02:
            row["score"] = plain(weight + Decimal(rng.choice(["1", "2", "0.5"])))
