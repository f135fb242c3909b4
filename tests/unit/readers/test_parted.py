"""Parting: what ran together through an unseen wall is put back, what was merged on paper stays merged."""

from dataclasses import replace
from typing import Any

from extractor.paper.block import Cell, Table
from extractor.paper.form import Form
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from extractor.stages.forms_to_records.heads_apart import with_heads_apart
from extractor.stages.forms_to_records.parted import parted
from tests.unit.readers.paper import WIDTH, form, plain, table, word

HEADER = ["一级指标", "二级指标", "三级指标", "指标值"]
ROWS = [HEADER, *[["产出指标", "数量指标", f"第{at}项", f"{at}人"] for at in range(1, 6)]]


def run_together(whole: Table, rows: range) -> Table:
    """The table as if the wall between columns 2 and 3 went unseen on ``rows``."""
    cells: list[Cell] = []
    for cell in whole.cells:
        if cell.row in rows and cell.column == 2:
            left = [word(cell.text, cell.box.left + 2, cell.box.top)]
            right = next(c for c in whole.cells if c.row == cell.row and c.column == 3)
            words = (*left, word(right.text, right.box.left + 2, right.box.top))
            cells.append(replace(cell, column_span=2, box=replace(cell.box, right=right.box.right), lines=(words,)))
        elif not (cell.row in rows and cell.column == 3):
            cells.append(cell)
    return replace(whole, cells=tuple(cells))


def beside(whole: Table, more: dict[tuple[int, int], str]) -> Table:
    """The table with a further word on the line of some cells, a column's width to the right."""
    return replace(whole, cells=tuple(_with_word(cell, more.get((cell.row, cell.column))) for cell in whole.cells))


def _with_word(cell: Cell, text: str | None) -> Cell:
    further = [word(text, cell.box.left + WIDTH + 2, cell.box.top)] if text else []
    return replace(cell, lines=((*cell.words, *further),)) if further else cell


def read(whole: Table) -> Any:
    blocks = form("department_evaluation", ["部门整体绩效自评表"], []).blocks
    return plain(read_department_evaluation(Form("department_evaluation", (1,), (*blocks, whole))))


def texts(some: Table, row: int) -> list[tuple[int, str]]:
    return [(cell.column, cell.text) for cell in some.cells if cell.row == row]


def test_headers_that_ran_together_are_parted_where_the_rows_show_the_wall() -> None:
    torn = run_together(table(ROWS), range(1))
    assert texts(parted(torn), 0) == [(0, "一级指标"), (1, "二级指标"), (2, "三级指标"), (3, "指标值")]
    assert all(cell.certainty < 0.85 for cell in parted(torn).cells if cell.row == 0 and cell.column > 1)


def test_rows_of_a_page_are_parted_where_another_page_shows_the_wall() -> None:
    first, second = table(ROWS), table(ROWS, page=2)
    moved = [replace(cell, row=cell.row + 6) for cell in second.cells]
    torn = run_together(first, range(6))
    whole = Table((1, 2), first.box, 12, 4, (*torn.cells, *moved))
    assert texts(parted(whole), 3) == [(0, "产出指标"), (1, "数量指标"), (2, "第3项"), (3, "3人")]


def test_a_cell_merged_on_paper_stays() -> None:
    rows = [*ROWS, ["总分", "<", "<", "100"]]
    drawn = table(rows)
    wide = [replace(c, lines=((word("总", 2, 220), word("分", WIDTH + 2, 220)),)) if c.row == 6 and c.column == 0 else c
            for c in drawn.cells]  # fmt: skip
    assert parted(replace(drawn, cells=tuple(wide))).cells == tuple(wide)


def test_money_columns_without_any_wall_between_them_are_parted_and_asked_about() -> None:
    rows = [
        ["资金名称", "年初预算数", "<", "得分"],
        ["支出总额", "78", "<", "10"],
        ["一级指标", "二级指标", "三级指标", "得分"],
        ["产出", "数量", "里程", "9"],
    ]
    torn = beside(table(rows), {(0, 1): "决算数", (1, 1): "75"})
    (total,) = read(torn)["funds"]
    assert (total["budget_initial"], total["executed"], total["score"]) == ("78", "75", "10")
    parts = with_heads_apart(torn)
    assert texts(parts, 1) == [(0, "支出总额"), (1, "78"), (2, "75"), (3, "10")]
    assert all(cell.certainty < 0.85 for cell in parts.cells if cell.row < 2 and cell.column in (1, 2))


def test_one_amount_under_two_names_is_not_given_to_either() -> None:
    torn = beside(table([["资金名称", "年初预算数", "<", "得分"], ["支出总额", "78", "<", "10"]]), {(0, 1): "决算数"})
    assert with_heads_apart(torn) == torn
