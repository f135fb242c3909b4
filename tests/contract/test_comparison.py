"""Units side by side: money, the share executed, scores and projects, by year; merged ones count as one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor.export.ledger_chart import grouped_bars_to_svg
from extractor.service.comparison import compare_units
from extractor.settings import Settings
from extractor.store.models import Unit
from tests.papers import envelope, evaluation, saved

PAPERS = [  # unit, year, project, budget, executed, score
    ("甲县教育局", 2018, "课本", "100", "80", "90"),
    ("甲县教育局", 2018, "校车", "50", "50", "95"),
    ("甲县教育局", 2019, "课本", "110", "99", "91"),
    ("乙县卫生局", 2019, "疫苗", "200", "150", "88.5"),
]


@pytest.fixture
def units(store: Settings, tmp_path: Path) -> list[Unit]:
    """Two units with their papers."""
    for at, (unit, year, project, budget, executed, score) in enumerate(PAPERS):
        fund = {"source": "total", "label": "预算数", "budget": budget, "executed": executed}
        facts = {"reporting_unit": unit, "year": year, "project_name": project, "total_score": score}
        saved(tmp_path, envelope(evaluation(**facts, funds=[fund])), b"P\x02%d" % at)
    return [Unit.objects.get(name=name) for name in ("甲县教育局", "乙县卫生局")]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("executed", {2018: ("130", None), 2019: ("99", "150")}),
        ("rate", {2018: ("86.67", None), 2019: ("90.00", "75.00")}),
        ("score", {2018: ("92.50", None), 2019: ("91.00", "88.50")}),
        ("projects", {2018: ("2", None), 2019: ("1", "1")}),
        ("received", {}),
    ],
)
def test_measures(units: list[Unit], measure: str, expected: dict[int, tuple[str | None, ...]]) -> None:
    by_year = compare_units(units, measure).by_year
    told = {year: [str(row[one.pk]) if one.pk in row else None for one in units] for year, row in by_year.items()}
    assert told == {year: list(row) for year, row in expected.items()}


def test_the_picture_is_plain_and_harmless() -> None:
    drawn = grouped_bars_to_svg("<b>", ["A", "B"], {2018: {"A": Decimal(1_200_000), "B": Decimal("0.5")}, 2019: {}})
    assert "1200000" in drawn and "e+" not in drawn and "<b>" not in drawn
    assert drawn.count("<rect") == 2
