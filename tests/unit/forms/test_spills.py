"""Words that a page break leaves outside a table's grid go back into their cell."""

from dataclasses import replace

from extractor.paper.block import Cell
from extractor.paper.box import Box
from extractor.stages.blocks_to_forms import blocks_to_forms
from tests.unit.forms.test_blocks_to_forms import FIRST, PROSE, cell_at, drawn, line, page


def last_row_says(text: str) -> list[list[str]]:
    return [*FIRST[:-1], ["^", "质量指标", "", "", "", text]]


def filled(cell: Cell) -> Cell:
    """The cell as wide as its text, so that its last line reaches the wall."""
    right = max(word.box.right for word in cell.words) + 1
    return replace(cell, box=Box(cell.box.left, cell.box.top, right, cell.box.bottom))


def test_the_rest_of_a_row_alone_at_the_top_of_a_page_goes_into_its_cell() -> None:
    rows = last_row_says("资金年底下达结")
    found = drawn(rows, 1)
    cells = tuple(filled(cell) if cell.text.startswith("资金") else cell for cell in found.cells)
    rest = line("转下年", 60, 2, left=302)
    (form,) = blocks_to_forms([page(1, [replace(found, cells=cells)]), page(2, [rest])])
    assert cell_at(form, 3, 5).text == "资金年底下达结转下年"
    assert form.pages == (1, 2)


def test_text_after_a_finished_cell_is_no_part_of_it() -> None:
    found = drawn(last_row_says("已完成。"), 1)
    text = [line(PROSE, 60 + 20 * n, 2, left=50) for n in range(3)]
    forms = blocks_to_forms([page(1, [found]), page(2, text)])
    assert [form.kind for form in forms] == ["project_evaluation", "report"]


def test_a_label_printed_beside_a_grid_that_lost_its_column_is_kept_once() -> None:
    second = [["返工率", "≤1%", "0", "5"], ["优良率", "≥90%", "95%", "10"]]
    rows = drawn(second, 2, 60.0, shift=120.0)
    beside = line("产出指标", 70, 2, left=2)
    (form,) = blocks_to_forms([page(1, [drawn(FIRST, 1)]), page(2, [rows, beside])])
    assert cell_at(form, 4, 0).text == "产出指标"
    assert cell_at(form, 4, 2).text == "返工率"
