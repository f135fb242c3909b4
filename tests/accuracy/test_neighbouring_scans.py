"""Scans typeset and damaged by other tools, where they lie beside the checkout: every figure is read right."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractor.record.compare.outcomes import FieldOutcome, compare

SCANS = Path(__file__).parents[2].parent / "shared" / "scans"
FLOORS = {"clean": 0.995, "office": 0.995, "turned": 0.99, "poor": 0.96, "fax": 0.97, "photo": 0.97}

pytestmark = pytest.mark.skipif(not (SCANS / "gold.json").is_file(), reason="no scans beside the checkout")


@pytest.fixture(scope="module")
def outcomes(digitize: Callable[[Path], dict[str, Any]]) -> dict[str, list[FieldOutcome]]:
    """Every level read and compared."""
    gold = json.loads((SCANS / "gold.json").read_text(encoding="utf-8"))
    return {level: compare(gold, digitize(SCANS / f"{level}.pdf")) for level in FLOORS}


@pytest.mark.parametrize("level", FLOORS)
def test_fields(outcomes: dict[str, list[FieldOutcome]], level: str) -> None:
    wrong = [outcome for outcome in outcomes[level] if outcome.verdict != "right"]
    share = 1 - len(wrong) / len(outcomes[level])
    assert share >= FLOORS[level], [(one.field, one.gold, one.predicted) for one in wrong]


@pytest.mark.parametrize("level", ["clean", "office", "turned"])
def test_figures(outcomes: dict[str, list[FieldOutcome]], level: str) -> None:
    wrong = [one for one in outcomes[level] if one.verdict != "right" and _is_figure(one.gold)]
    assert [(one.field, one.gold, one.predicted) for one in wrong] == []


def _is_figure(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[≥≤<>=~-]*\d[\d.,]*%?\w{0,2}", value) is not None
