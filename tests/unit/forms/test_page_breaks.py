"""Tables over page breaks: what belongs together is one, what has no certain place is doubted."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractor.paper.block import PageBlocks, Table
from extractor.paper.form import Form
from extractor.stages.blocks_to_forms import blocks_to_forms
from tests.unit.forms.test_blocks_to_forms import FIRST, HEADER, NAMES, PROSE, REST, cell_at, drawn, line, page, texts

LIST = ["序号", "主管部门", "项目名称", "预算数", "得分", "等级"]


def rows(first: int, end: int) -> list[list[str]]:
    return [[str(n), "某县教育局", f"民生项目{n}期", f"{n}2.5", "95", "优"] for n in range(first, end)]


def list_page(number: int, first: int, end: int, *, header: bool = False) -> PageBlocks:
    return page(number, [drawn([*([LIST] if header else []), *rows(first, end)], number, 60.0)])


def without_walls(found: Table, row: int, column: int) -> Table:
    """The table with one cell of a row run together with its right neighbour, as where their wall went unseen."""
    left = next(c for c in found.cells if (c.row, c.column) == (row, column))
    right = next(c for c in found.cells if (c.row, c.column) == (row, column + 1))
    words = ((*left.lines[0], *right.lines[0]),)
    box = replace(left.box, right=right.box.right)
    both = replace(left, column_span=2, box=box, lines=words)
    return replace(found, cells=tuple(both if c is left else c for c in found.cells if c is not right))


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("pages", [2, 3, 6])
def test_a_list_over_many_pages_is_one(pages: int, header: bool) -> None:
    parts = [list_page(n, 4 * n - 3, 4 * n + 1, header=header or n == 1) for n in range(1, pages + 1)]
    (form,) = blocks_to_forms(parts)
    assert (form.kind, form.pages, form.tables[0].rows) == ("project_list", tuple(range(1, pages + 1)), 4 * pages + 1)
    assert form.certainty > 0.9 and form.doubts == ()


def test_a_repeated_header_that_lost_a_head_is_still_dropped() -> None:
    damaged = ["序号", "主管部门", "项自名称", "预算数", "得分", "等级"]
    second = page(2, [drawn([damaged, *rows(5, 8)], 2, 60.0)])
    (form,) = blocks_to_forms([list_page(1, 1, 5, header=True), second])
    assert form.tables[0].rows == 8
    lost = page(2, [drawn([["序号", "主管部门", "项目名称", "", "得分", "等级"], *rows(5, 8)], 2, 60.0)])
    (form,) = blocks_to_forms([list_page(1, 1, 5, header=True), lost])
    assert form.tables[0].rows == 8


def test_a_row_of_a_list_cut_by_the_break_is_one_row() -> None:
    cut = [*rows(1, 4), ["4", "某县教育局", "农村义务教", "42.5", "95", "优"]]
    first = page(1, [drawn([LIST, *cut], 1, 60.0)])
    second = page(2, [drawn([["", "", "育补助", "", "", ""], *rows(5, 8)], 2, 60.0)])
    (form,) = blocks_to_forms([first, second])
    assert cell_at(form, 4, 2).text == "农村义务教育补助"
    assert form.tables[0].rows == 8


def test_a_seals_words_between_two_parts_do_not_part_them_but_somebody_is_asked() -> None:
    first = list_page(1, 1, 5, header=True)
    seal = line("财务专用章", 780, 1, left=60)
    (form,) = blocks_to_forms([replace(first, blocks=(*first.blocks, seal)), list_page(2, 5, 8)])
    assert form.tables[0].rows == 8
    assert form.certainty < 0.9 and "stray:财务专用章" in form.doubts


@pytest.mark.parametrize("between", ["某县卫生健康局项目自评一览表", "填报单位:某县卫生健康局"])
def test_what_ends_a_table_or_begins_another_parts_them(between: str) -> None:
    first = list_page(1, 1, 5, header=True)
    second = list_page(2, 1, 4, header=True)
    head = line(between, 40, 2, left=60)
    forms = blocks_to_forms([first, replace(second, blocks=(head, *second.blocks))])
    assert [form.pages for form in forms] == [(1,), (2,)]


def test_the_foot_of_a_table_ends_it() -> None:
    first = list_page(1, 1, 5, header=True)
    foot = line("填报人:经办人", 780, 1, left=60)
    forms = blocks_to_forms([replace(first, blocks=(*first.blocks, foot)), list_page(2, 1, 4, header=True)])
    assert [form.pages for form in forms] == [(1,), (2,)]


def test_a_page_number_with_a_speck_beside_it_parts_nothing() -> None:
    first = list_page(1, 1, 5, header=True)
    speck = line("松", 810, 1, left=100).lines[0]
    number = line("1/2", 810, 1, left=280)
    foot = replace(number, lines=((*speck, *number.lines[0]),))
    (form,) = blocks_to_forms([replace(first, blocks=(*first.blocks, foot)), list_page(2, 5, 8)])
    assert (form.tables[0].rows, form.doubts) == (8, ())


def test_cells_that_lost_a_wall_on_the_next_page_are_doubted_where_they_stand() -> None:
    second = without_walls(drawn(rows(5, 8), 2, 60.0), 1, 4)
    (form,) = blocks_to_forms([list_page(1, 1, 5, header=True), page(2, [second])])
    assert cell_at(form, 6, 4).certainty < 0.85
    assert all(cell_at(form, 6, column).certainty == 1 for column in range(4))
    assert cell_at(form, 5, 4).certainty == 1


def test_closing_rows_over_all_columns_lost_no_wall() -> None:
    rest = [*REST[:2], ["总分", "<", "<", "<", "<", "70"], ["存在问题", "<", "暂无。", "<", "<", "<"]]
    long = [*FIRST, ["^", "^", "返工率", "≤1%", "0", "5"], ["^", "^", "优良率", "≥90%", "95%", "5"]]
    (form,) = blocks_to_forms([page(1, [drawn(long, 1)]), page(2, [drawn(rest, 2, 60.0)])])
    assert all(cell.certainty == 1 for cell in form.tables[0].cells)


def test_a_part_whose_walls_stand_elsewhere_is_doubted_as_a_whole() -> None:
    walls = {60.0: 100.0, 120.0: 150.0, 180.0: 200.0, 240.0: 275.0, 300.0: 320.0}

    def moved(found: Table) -> Table:
        sides = [(walls.get(c.box.left, c.box.left), walls.get(c.box.right, c.box.right)) for c in found.cells]
        pairs = zip(found.cells, sides, strict=True)
        return replace(found, cells=tuple(replace(c, box=replace(c.box, left=a, right=b)) for c, (a, b) in pairs))

    forms = blocks_to_forms([list_page(1, 1, 5, header=True), page(2, [moved(drawn(rows(5, 8), 2, 60.0))])])
    second = [cell for form in forms for table in form.tables for cell in table.cells if cell.page == 2]
    assert len(forms) > 1 or all(cell.certainty < 0.85 for cell in second)


def kinds(pages: Sequence[PageBlocks]) -> list[tuple[str, tuple[int, ...]]]:
    return [(form.kind, form.pages) for form in blocks_to_forms(pages)]


def test_a_form_that_follows_a_report_on_its_page_is_a_record_of_its_own() -> None:
    blocks = [
        line("某县教育局2022年度绩效自评报告", 40, 1, size=16),
        *(line(PROSE, 70 + 14 * n, 1, left=50) for n in range(4)),
        line("某县教育局", 140, 1, left=400),
        line("2023年3月1日", 155, 1, left=400),
        line("项目支出绩效自评表", 190, 1, size=14),
        line("(2022年度)", 210, 1),
        drawn([*FIRST, *REST[1:]], 1, 240.0),
    ]
    forms = blocks_to_forms([page(1, blocks)])
    assert [form.kind for form in forms] == ["report", "project_evaluation"]
    assert [p.text for p in forms[1].paragraphs] == ["项目支出绩效自评表", "(2022年度)"]


def test_two_forms_on_one_page_are_two() -> None:
    upper, lower = [*FIRST, *REST[1:]], [*FIRST, *REST[1:]]
    blocks = [
        line("项目支出绩效自评表", 40, 1),
        drawn(upper, 1, 60.0),
        line("填报人:经办人", 200, 1, left=50),
        line("项目支出绩效自评表", 300, 1),
        drawn(lower, 1, 330.0),
    ]
    forms = blocks_to_forms([page(1, blocks)])
    assert [form.kind for form in forms] == ["project_evaluation"] * 2
    assert [p.text for p in forms[0].paragraphs] == ["项目支出绩效自评表", "填报人:经办人"]


def test_a_title_on_the_page_before_is_the_title() -> None:
    first = page(1, [line(PROSE, 60, 1, left=50), line("项目支出绩效自评表", 760, 1), line("(2022年度)", 780, 1)])
    forms = blocks_to_forms([first, page(2, [drawn([*FIRST, *REST[1:]], 2, 60.0)])])
    assert [p.text for p in forms[-1].paragraphs] == ["项目支出绩效自评表", "(2022年度)"]


def test_a_title_run_together_with_the_unit_is_the_heading() -> None:
    head = line("项目支出绩效自评表填报单位:某局金额单位:万元", 60, 1)
    (form,) = blocks_to_forms([page(1, [head, drawn([*FIRST, *REST[1:]], 1)])])
    assert form.kind == "project_evaluation" and [p.text for p in form.paragraphs] == [head.text]


def apart(between: PageBlocks) -> tuple[Form, ...]:
    return blocks_to_forms([list_page(1, 1, 5, header=True), between, list_page(3, 5, 8)])


def test_parts_of_a_table_with_a_strange_page_between_them_are_doubted_on_both_sides() -> None:
    forms = apart(page(2, [line(PROSE, 60 + 14 * n, 2, left=50) for n in range(4)]))
    (first, *_, last) = [form for form in forms if form.kind != "report"]
    assert (first.pages, last.pages) == ((1,), (3,))
    assert "part-apart:3" in first.doubts
    assert last.certainty < 0.5 or last.kind == "table"


def test_a_table_goes_on_behind_the_blank_back_of_its_sheet_but_somebody_is_asked() -> None:
    (form,) = apart(page(2, []))
    assert (form.pages, form.tables[0].rows) == ((1, 2, 3), 8)
    assert form.certainty < 0.9


def test_a_table_does_not_go_on_behind_a_page_that_was_not_read() -> None:
    forms = blocks_to_forms([list_page(1, 1, 5, header=True), list_page(3, 5, 8)])
    assert "part-apart:3" in forms[0].doubts and forms[1].certainty < 0.5


def test_a_second_form_with_its_own_head_is_no_part_apart() -> None:
    whole = [page(n, [line("项目支出绩效自评表", 60, n), drawn([*FIRST, *REST[1:]], n)]) for n in (1, 2)]
    assert all(form.doubts == () for form in blocks_to_forms(whole))


def test_the_texts_of_a_landscape_table_stay_in_their_columns() -> None:
    wide = [replace(one, page=replace(one.page, width=842.0, height=595.0)) for one in (
        page(1, [drawn(FIRST, 1)]), page(2, [drawn([HEADER, *REST], 2, 60.0, shift=8.0)]),
    )]  # fmt: skip
    (form,) = blocks_to_forms(wide)
    assert texts(form)[4] == ["优良率", "≥90%", "95%", "10"]


def test_a_level_whose_name_stands_below_the_break_is_one_cell_and_asked_about() -> None:
    first = [*FIRST[:2], ["", "", "里程", "≥10公里", "10公里", "20"]]
    rest = [["产出指标", "数量指标", "桥梁", "3座", "3座", "5"], ["^", "^", "涵洞", "5道", "5道", "5"], *REST[1:]]
    (form,) = blocks_to_forms([page(1, [drawn(first, 1)]), page(2, [drawn(rest, 2, 60.0)])])
    for column, name in enumerate(["产出指标", "数量指标"]):
        assert cell_at(form, 2, column).text == name
        assert cell_at(form, 2, column).certainty < 0.85


def test_where_names_are_printed_once_and_not_merged_a_blank_one_belongs_to_what_stands_above() -> None:
    first = [*FIRST[:2], ["产出指标", "数量指标", "里程", "10", "10", "20"], ["", "", "桥梁", "3", "3", "5"]]
    first += [["", "", "涵洞", "3", "3", "5"]]
    rest = [["效益指标", "社会效益指标", "出行", "好", "好", "5"], *REST[1:]]
    (form,) = blocks_to_forms([page(1, [drawn(first, 1)]), page(2, [drawn(rest, 2, 60.0)])])
    assert cell_at(form, 4, 0).text == "" and cell_at(form, 5, 0).text == "效益指标"


UNITS = ["单位编码", "预算单位", "序号", "项目名称", "预算数", "得分"]


def test_a_unit_merged_over_its_projects_and_cut_by_the_break_is_one_cell() -> None:
    first = [UNITS, ["301", "某县教育局", "1", "校舍维修", "12", "90"], ["", "", "2", "校车补贴", "13", "91"]]
    rest = [["302", "某县交通局", "3", "公交补贴", "9", "90"], ["^", "^", "4", "道路维修", "8", "90"]]
    (form,) = blocks_to_forms([page(1, [drawn(first, 1)]), page(2, [drawn(rest, 2, 60.0)])])
    assert [cell_at(form, 2, column).text for column in (0, 1)] == ["302", "某县交通局"]
    assert cell_at(form, 2, 1).certainty < 0.85


def test_texts_that_all_run_on_over_the_break_are_one_row() -> None:
    goals = ["年度总体目标", "<", "<", "完成情况", "<", "<"]
    long = "本年度完成农村公路维修十二公里按期验收合"
    first = drawn([NAMES, goals, [long, "<", "<", long, "<", "<"]], 1)
    filled = tuple(
        replace(c, box=replace(c.box, right=c.words[-1].box.right + 1)) if c.text == long else c for c in first.cells
    )
    rest = [["格。", "<", "<", "格,群众满意。", "<", "<"], HEADER, *FIRST[2:]]
    heading = line("项目支出绩效自评表", 60, 1)
    pages = [page(1, [heading, replace(first, cells=filled)]), page(2, [drawn(rest, 2, 60.0)])]
    (form,) = blocks_to_forms(pages)
    assert [cell.text for cell in form.tables[0].cells if cell.row == 2] == [f"{long}格。", f"{long}格,群众满意。"]


def test_a_value_shared_by_a_group_goes_on_with_its_group() -> None:
    first = [*FIRST[:2], ["产出指标", "数量指标", "里程", "10", "10", "20"], ["^", "^", "桥梁", "3", "3", "^"]]
    first += [["^", "^", "涵洞", "4", "4", "30"]]
    rest = [["", "", "隧道", "1", "1", ""], *REST[1:]]
    (form,) = blocks_to_forms([page(1, [drawn(first, 1)]), page(2, [drawn(rest, 2, 60.0)])])
    assert (cell_at(form, 5, 5).text, cell_at(form, 5, 5).row) == ("30", 4)
    assert cell_at(form, 5, 5).certainty < 0.85


def test_two_grids_side_by_side_under_one_header_are_one_list() -> None:
    left, right = drawn([LIST[2:], *(row[2:] for row in rows(1, 5))], 1), [LIST[2:], *(row[2:] for row in rows(5, 8))]
    (form,) = blocks_to_forms([page(1, [left, drawn(right, 1, shift=260.0)])])
    assert [row[0] for row in texts(form)[1:]] == [f"民生项目{n}期" for n in range(1, 8)]


def test_two_tables_side_by_side_that_say_different_things_stay_two() -> None:
    left = drawn([LIST[2:], *(row[2:] for row in rows(1, 5))], 1)
    right = drawn([["类别", "数量", "单价", "备注"], ["电脑", "三", "五千", ""]], 1, shift=260.0)
    assert len(blocks_to_forms([page(1, [left, right])])) == 2


def test_under_a_repeated_header_columns_are_the_same_however_a_curled_page_moved_their_walls() -> None:
    first = page(1, [drawn([LIST, *rows(1, 5)], 1, 60.0)])
    second = drawn([LIST, *rows(5, 8)], 2, 60.0)
    (form,) = blocks_to_forms([first, page(2, [curled(second, 0.35)])])
    assert [row[2] for row in texts(form)[1:]] == [f"民生项目{n}期" for n in range(1, 8)]
    assert {len(row) for row in texts(form)} == {len(LIST)} and form.tables[0].columns == len(LIST)


def curled(found: Table, bend: float) -> Table:
    """The table with the walls of its inner columns moved right by ``bend`` of a column, the outer ones in place."""
    wide = found.box.width / found.columns

    def moved(x: float, column: int) -> float:
        return x + bend * wide * (0 < column < found.columns)

    cells = tuple(
        replace(
            cell,
            box=replace(
                cell.box,
                left=moved(cell.box.left, cell.column),
                right=moved(cell.box.right, cell.column + cell.column_span),
            ),
        )
        for cell in found.cells
    )
    return replace(found, cells=cells)
