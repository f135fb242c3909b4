"""Dotted borders are rulings; scattered marks are not."""

from __future__ import annotations

from extractor.engines.pdfium.dots import Dot, dots_to_rulings


def row(y: float, first: int, last: int, step: float = 2.25) -> list[Dot]:
    return [Dot(at * step, y, 1.1) for at in range(first, last)]


def test_a_row_of_dots_is_a_ruling() -> None:
    (ruling,) = dots_to_rulings(row(100.0, 10, 60))
    assert (ruling.x0, ruling.x1) == (22.5, 132.75)
    assert ruling.y0 == ruling.y1 == 100.0


def test_crossing_rows_and_columns_share_a_dot() -> None:
    column = [Dot(45.0, 100 + at * 2.25, 1.1) for at in range(1, 30)]
    found = dots_to_rulings(row(100.0, 10, 60) + column)
    assert [(one.x0 == one.x1) for one in found] == [False, True]
    assert found[1].y0 == 100.0


def test_a_gap_ends_a_ruling_and_a_few_dots_are_none() -> None:
    assert len(dots_to_rulings(row(100.0, 0, 20) + row(100.0, 40, 60))) == 2
    assert dots_to_rulings(row(100.0, 0, 5)) == []
    assert dots_to_rulings([Dot(at * 7.0, 100.0, 1.1) for at in range(30)]) == []
