"""Lists of a unit's projects with their scores and grades."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from corpora.content import money
from corpora.content.pool import Scene
from corpora.content.project import grade_of

Record = dict[str, Any]


def draw_list(scene: Scene, most: int = 46) -> Record:
    """Return a ``project_list`` of a department and its units, in the units' order."""
    rng = scene.rng
    count = rng.choice([rng.randint(6, 15), rng.randint(15, most)])
    names = [scene.bureau, *(f"{scene.place}{unit}" for unit in scene.department["units"])]
    names = rng.sample(names, rng.randint(1, min(5, len(names))))
    codes = {name: f"{scene.department['code']}{number:03d}" for number, name in enumerate(names, start=1)}
    owners = sorted((rng.choice(names) for _ in range(count)), key=names.index)
    rows = []
    for number, owner in enumerate(owners, start=1):
        score = Decimal(rng.choice(["100", "100", "100", "95", "90", "98.5", "86", "72.35", "0", "59", "99.62"]))
        rows.append(
            {
                "seq": str(number),
                "department_code": codes[owner],
                "department": owner,
                "project_name": scene.project(),
                "budget": money.plain(money.draw_amount(rng)) if rng.random() < 0.95 else "0",
                "score": money.plain(score) if rng.random() < 0.97 else None,
                "grade": grade_of(score) if rng.random() < 0.96 else rng.choice("优良中差"),
            }
        )
    year = {"title": None, "year": scene.year, "reporting_unit": scene.bureau}
    return {"kind": "project_list", **year, "rows": rows}
