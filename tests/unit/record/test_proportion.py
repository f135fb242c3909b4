"""The interval of a share against tables and against its own definition."""

from __future__ import annotations

import pytest

from extractor.record.compare.proportion import exact_interval


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.30850),
        (1, 10, 0.00253, 0.44502),
        (5, 10, 0.18709, 0.81291),
        (10, 10, 0.69150, 1.0),
        (2, 1000, 0.000242, 0.007206),
        (0, 0, 0.0, 1.0),
    ],
)
def test_known_intervals(count: int, of: int, low: float, high: float) -> None:
    assert exact_interval(count, of) == pytest.approx((low, high), abs=5e-6)


def test_none_among_many_has_the_closed_form() -> None:
    assert exact_interval(0, 50_000)[1] == pytest.approx(1 - 0.025 ** (1 / 50_000), rel=1e-9)


def test_a_surer_interval_is_wider() -> None:
    narrow, wide = exact_interval(3, 4000), exact_interval(3, 4000, level=0.99)
    assert wide[0] < narrow[0] < 3 / 4000 < narrow[1] < wide[1]
