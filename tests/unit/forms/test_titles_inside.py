"""A form's title inside a grid begins another form there."""

from __future__ import annotations

from extractor.paper.block import Cell, PageBlocks, Paragraph, Table
from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.paper.word import Char, Word
from extractor.stages.blocks_to_forms.titles_inside import with_titles_out
from extractor.stages.blocks_to_forms.wording import is_form_title

PAGE = Page(1, "digital", 600, 800)


def cell(row: int, column: int, span: int, *lines: str, rows: int = 1) -> Cell:
    box = Box(column * 100, row * 20, (column + span) * 100, (row + rows) * 20)
    words = tuple((Word(1, box, tuple(Char(char, box, 1.0) for char in line), 1.0),) for line in lines)
    return Cell(1, row, column, rows, span, box, words)


def page(*cells: Cell) -> PageBlocks:
    rows = max(one.row + one.row_span for one in cells)
    return PageBlocks(PAGE, (Table((1,), Box(0, 0, 200, rows * 20), rows, 2, cells),))


def rows_of(name: str, first: int) -> list[Cell]:
    return [cell(first + at, column, 1, f"{name}{at}") for at in range(2) for column in range(2)]


def test_a_title_between_rows_parts_the_grid() -> None:
    foot_and_title = cell(2, 0, 2, "填表人:经办人", "部门项目支出绩效自评结果汇总表", "(2021年度)")
    (parted,) = with_titles_out([page(*rows_of("甲", 0), foot_and_title, *rows_of("乙", 3))])
    upper, *lines, lower = parted.blocks
    assert isinstance(upper, Table) and isinstance(lower, Table)
    assert (upper.rows, lower.rows, lower.cells[0].row) == (2, 2, 0)
    assert [one.text for one in lines if isinstance(one, Paragraph)] == [
        "填表人:经办人",
        "部门项目支出绩效自评结果汇总表",
        "(2021年度)",
    ]


def test_a_title_over_the_first_row_or_beside_a_merged_cell_is_the_tables_own() -> None:
    own = page(cell(0, 0, 2, "项目支出绩效自评表"), *rows_of("甲", 1), *rows_of("乙", 3))
    assert with_titles_out([own]) == (own,)


def test_a_section_of_a_form_is_no_title() -> None:
    section = page(*rows_of("甲", 0), cell(2, 0, 2, "年度绩效指标完成情况"), *rows_of("乙", 3))
    assert with_titles_out([section]) == (section,)


def test_a_forms_number_is_no_title() -> None:
    assert not is_form_title("公开07表") and not is_form_title("附表一之2") and is_form_title("项目支出绩效目标公开表")


def test_a_unit_with_the_forms_number_behind_it_is_no_title() -> None:
    assert not is_form_title("单位名称:某县园林队 预算05-2表") and not is_form_title("填报单位:某县教育局附12表")
    assert is_form_title("部门名称:某县教育局 部门整体支出绩效目标表")
