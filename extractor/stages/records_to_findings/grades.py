"""The rule over grades: 优, 良, 中, 差 go with bands of the score; the bands can be set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from extractor.record.checked import PlainRecord
from extractor.stages.records_to_findings.figures import figure, shown
from extractor.stages.records_to_findings.rule import Rule, Said, breaks

GRADES = {"优": "优", "优秀": "优", "良": "良", "良好": "良", "中": "中", "中等": "中", "差": "差", "较差": "差"}
"""Words for a grade and the grade they mean."""


@dataclass(frozen=True)
class Bands:
    """From which score on a grade is given; below ``fair`` it is 差."""

    excellent: Decimal = Decimal(90)
    good: Decimal = Decimal(80)
    fair: Decimal = Decimal(60)

    def grade(self, score: Decimal) -> str:
        """The grade of a score."""
        bands = ((self.excellent, "优"), (self.good, "良"), (self.fair, "中"))
        return next((grade for bound, grade in bands if score >= bound), "差")


NATIONAL = Bands()
"""优 from 90, 良 from 80, 中 from 60 (the Ministry of Finance's measures for project evaluation of 2020)."""


def grade_vs_score(bands: Bands = NATIONAL) -> Rule:
    """The printed grade is the one of the printed score, by these bands."""
    about = (
        f"等级与得分相符(优≥{shown(bands.excellent)},良≥{shown(bands.good)},中≥{shown(bands.fair)})",
        "a grade is the one of its score; the bands can be set",
    )
    return replace(_RULE, about=about, look=partial(_look, bands=bands))


def _look(record: PlainRecord, bands: Bands) -> Iterator[Said]:
    yield from _grade(record, "total_score", "", bands)
    for at, row in enumerate(record.get("rows") or []):
        yield from _grade(row, "score", f"/rows/{at}", bands)


def _grade(row: dict[str, Any], key: str, at: str, bands: Bands) -> Iterator[Said]:
    score, printed = figure(row.get(key)), GRADES.get(row.get("grade") or "")
    if score is None or printed is None:
        return
    expected = bands.grade(score)
    paths = (f"{at}/grade", f"{at}/{key}")
    if printed != expected:
        yield breaks(
            paths,
            f"得分 {shown(score)} 应为“{expected}”,印“{row['grade']}”",
            f"{shown(score)} points are {expected}, printed {row['grade']}",
        )


_RULE = Rule("grade-vs-score", "error", ("", ""), ("分毫不差", "exact"), partial(_look, bands=NATIONAL), "record", True)
