"""A page on which the table above ends and another, with columns of its own, begins under its header."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Table
from extractor.paper.form import Form
from extractor.stages.blocks_to_forms import blocks_to_forms
from tests.unit.forms.test_blocks_to_forms import drawn, line, page

TASKS = [
    ["部门名称", "某县农业农村局", "<", "<", "<", "<"],
    ["任务名称", "完成情况", "批复金额", "财政拨款", "实际支出金额", "预算执行率"],
    *([f"推广良种{n}期", f"播种{n}00亩", f"{n}2.5", f"{n}2.5", f"{n}1.2", "90%"] for n in range(1, 5)),
]
LAST = ["推广良种5期", "播种500亩", "52.5", "52.5", "51.2", "97%"]
INDICATORS = [
    ["部门整体支出绩效指标", "<", "<", "<", "<", "<"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值"],
    *(["产出指标", "数量指标", f"良种面积{n}", f"≥{n}亩", f"{n}亩", "10"] for n in range(5, 9)),
]
WALLS = {60.0: 100.0, 120.0: 150.0, 180.0: 200.0, 240.0: 275.0, 300.0: 320.0}


def with_walls_elsewhere(found: Table, first: int) -> Table:
    """The table, the walls of its rows from ``first`` on at other places than those above."""
    cells = []
    for cell in found.cells:
        left, right = WALLS.get(cell.box.left, cell.box.left), WALLS.get(cell.box.right, cell.box.right)
        cells.append(replace(cell, box=replace(cell.box, left=left, right=right)) if cell.row >= first else cell)
    return replace(found, cells=tuple(cells))


def over_two_pages(below: Sequence[Sequence[str]], first: int) -> Form:
    title = line("部门整体支出绩效自评表", 60, 1)
    second = _on_one_grid(with_walls_elsewhere(drawn(below, 2, 60.0), first))
    (form,) = blocks_to_forms([page(1, [title, drawn(TASKS, 1)]), page(2, [second])])
    return form


def _on_one_grid(found: Table) -> Table:
    """The table with its cells numbered by all walls of the page, as a finder of grids numbers them."""
    walls = sorted({side for cell in found.cells for side in (cell.box.left, cell.box.right)})
    cells = (
        replace(
            cell,
            column=walls.index(cell.box.left),
            column_span=walls.index(cell.box.right) - walls.index(cell.box.left),
        )
        for cell in found.cells
    )
    return replace(found, columns=len(walls) - 1, cells=tuple(cells))


def test_rows_under_a_header_of_their_own_need_no_walls_of_the_page_before() -> None:
    form = over_two_pages([LAST, *INDICATORS], 1)
    assert form.certainty > 0.9
    assert all(cell.certainty == 1 for cell in form.tables[0].cells)


def test_rows_that_go_on_are_doubted_where_their_walls_stand_elsewhere_whatever_follows_them() -> None:
    form = over_two_pages([LAST, *INDICATORS], 0)
    gone_on = [cell for cell in form.tables[0].cells if cell.page == 2 and "良种5期" in cell.text]
    assert gone_on and all(cell.certainty < 0.85 for cell in gone_on)


def test_a_break_between_whole_rows_leaves_the_form_sure() -> None:
    (form,) = blocks_to_forms(
        [page(1, [line("部门整体支出绩效自评表", 60, 1), drawn(TASKS, 1)]), page(2, [drawn([LAST], 2, 60.0)])]
    )
    assert form.certainty > 0.9
