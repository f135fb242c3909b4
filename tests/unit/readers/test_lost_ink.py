"""Ink in a cell that nobody could read is asked about, also where no field stands."""

from __future__ import annotations

from extractor.paper.block import Cell, Table
from extractor.paper.box import Box
from extractor.paper.form import Form
from extractor.record.draft import Draft, Leaf
from extractor.stages.forms_to_records.lost_ink import has_lost_ink

BOX = Box(0, 0, 50, 20)


def form(ink: float) -> Form:
    cell = Cell(1, 0, 0, 1, 1, BOX, ink=ink)
    return Form("project_list", (1,), (Table((1,), BOX, 1, 1, (cell,)),))


def test_a_blank_cell_is_blank() -> None:
    assert not has_lost_ink(form(0.002), Draft("project_list", (1,)))


def test_ink_without_words_or_a_field_is_lost() -> None:
    assert has_lost_ink(form(0.05), Draft("project_list", (1,)))


def test_a_field_that_asks_about_its_ink_is_enough() -> None:
    asked = Leaf(None, "", 1, BOX, doubts=("unread-ink",))
    assert not has_lost_ink(form(0.05), Draft("project_list", (1,), {"rows": [{"budget": asked}]}))
