"""Errors put into a table change what they say they change, and nothing else."""

from __future__ import annotations

from random import Random

import pytest

from extractor.paper.block import Cell, Table
from extractor.paper.box import Box
from extractor.paper.word import Char, Reading, Word
from models.confidence.inject import KINDS, change_digit, drop_row, lose_point, shift_cell, swap_rows


def cell(row: int, column: int, text: str) -> Cell:
    box = Box(column * 50, row * 20, column * 50 + 50, row * 20 + 20)
    word = Word(1, box, tuple(Char(char, box, 0.99) for char in text), 0.99, (Reading("narrow", text, 0.99),))
    return Cell(1, row, column, 1, 1, box, ((word,),) if text else ())


def table() -> Table:
    texts = [["指标", "分值", "得分"], ["数量", "10.5", "9.5"], ["质量", "20.5", "8.5"]]
    cells = tuple(cell(row, column, text) for row, line in enumerate(texts) for column, text in enumerate(line))
    return Table((1,), Box(0, 0, 150, 60), 3, 3, cells)


def texts(one: Table | None) -> list[str]:
    assert one is not None
    return [cell.text for cell in one.cells]


def changed(one: Table | None) -> list[tuple[str, str]]:
    return [(old, new) for old, new in zip(texts(table()), texts(one), strict=True) if old != new]


def test_a_digit_is_another_one_and_the_second_reading_stays() -> None:
    torn = change_digit(table(), Random(1))
    ((old, new),) = changed(torn)
    assert len(old) == len(new) and new.replace(".", "").isdigit()
    assert torn and {w.readings[0].text for c in torn.cells for w in c.words} == {t for t in texts(table()) if t}


def test_a_lost_point_makes_the_number_larger() -> None:
    ((old, new),) = changed(lose_point(table(), Random(1)))
    assert new == old.replace(".", "")


def test_a_dropped_row_leaves_its_ink() -> None:
    torn = drop_row(table(), Random(1))
    assert torn and [c.ink > 0 for c in torn.cells if not c.text] == [True] * 3


def test_swapped_and_shifted_words_keep_their_place_on_the_page() -> None:
    for inject in (swap_rows, shift_cell):
        torn = inject(table(), Random(1))
        assert torn and sorted(texts(torn)) == sorted(texts(table())) and changed(torn)
        assert any(not c.box.holds(*w.box.centre) for c in torn.cells for w in c.words)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_without_figures_has_no_place_for_it(kind: str) -> None:
    words = Table((1,), Box(0, 0, 50, 20), 1, 1, (cell(0, 0, "备注"),))
    assert KINDS[kind](words, Random(1)) is None
