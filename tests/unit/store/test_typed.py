"""What a person types is brought to canonical form before it is taken."""

from __future__ import annotations

import pytest

from extractor.errors import UsageError
from extractor.service.typed import canonical_value


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        ("/records/0/funds/0/budget", "8,500", "8500"),
        ("/records/0/funds/0/executed", "118290082.40元", "11829.00824"),
        ("/records/0/funds/0/rate", " ９１.１２％ ", "91.12"),
        ("/records/0/funds/0/score", "优", "优"),
        ("/records/0/indicators/1/score", "50.0分", "50"),
        ("/records/0/indicators/1/target", "≥ 30 人次", "≥30人次"),
        ("/records/0/goals/0/completion", "91.10%", "91.1"),
        ("/records/0/goals/0/completion", "已完成", "已完成"),
        ("/records/0/year", "2018", "2018"),
        ("/records/0/year", "2018年度", "2018"),
        ("/records/0/date", "2019年6月6日", "2019-06-06"),
        ("/records/0/project_name", "再 就业\n经费", "再就业经费"),
        ("/records/0/project_name", " — ", None),
        ("/records/0/total_score", "", None),
    ],
)
def test_what_was_typed_becomes_canonical(path: str, typed: str, value: str | None) -> None:
    assert canonical_value(path, typed) == value


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/records/0/funds/0/budget", "很多"),
        ("/records/0/total_score", "9x"),
        ("/records/0/year", "last"),
        ("/records/0/date", "soon"),
    ],
)
def test_what_cannot_be_is_refused(path: str, typed: str) -> None:
    with pytest.raises(UsageError, match="cannot be"):
        canonical_value(path, typed)
