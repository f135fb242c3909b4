"""Packets cut into forms, and tables made whole over page breaks."""

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Block, Cell, PageBlocks, Paragraph, Table
from extractor.paper.box import Box
from extractor.paper.form import Form
from extractor.paper.page import Page
from extractor.stages.blocks_to_forms import blocks_to_forms
from tests.unit.readers.paper import lines_of, table

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"]
NAMES = ["项目名称", "道路维修", "<", "主管部门", "某县交通局", "<"]
FIRST = [
    NAMES,
    HEADER,
    ["产出指标", "数量指标", "里程", "≥10公里", "10公里", "20"],
    ["^", "质量指标", "合格率", "100%", "100%", "30"],
]
REST = [
    ["", "", "优良率", "≥90%", "95%", "10"],
    ["满意度指标", "满意度指标", "满意度", "≥90%", "92%", "10"],
    ["总分", "<", "<", "<", "<", "70"],
]
PROSE = "本单位认真组织开展绩效自评工作,资金管理规范,绩效目标如期实现,社会反映良好,群众比较满意。"


def page(number: int, blocks: Sequence[Block]) -> PageBlocks:
    return PageBlocks(Page(number, "digital", 595.0, 842.0), tuple(sorted(blocks, key=lambda block: block.box.top)))


def line(text: str, top: float, number: int, *, left: float | None = None, size: float = 10.0) -> Paragraph:
    width = 8.0 * len(text)
    start = (595 - width) / 2 if left is None else left
    words = lines_of(text, start, top, number)
    words = tuple(
        tuple(replace(word, box=Box(word.box.left, top, word.box.right, top + size)) for word in row) for row in words
    )
    return Paragraph(number, Box(start, top, start + width, top + size), words)


def drawn(rows: Sequence[Sequence[str]], number: int, top: float = 100.0, shift: float = 0.0) -> Table:
    found = table(rows, top, number)
    cells = tuple(
        replace(cell, box=Box(cell.box.left + shift, cell.box.top, cell.box.right + shift, cell.box.bottom))
        for cell in found.cells
    )
    return replace(found, cells=cells, box=Box(shift, top, found.box.right + shift, found.box.bottom))


def texts(form: Form) -> list[list[str]]:
    (found,) = form.tables
    rows: list[list[str]] = [[] for _ in range(found.rows)]
    for cell in found.cells:
        rows[cell.row].append(cell.text)
    return rows


def cell_at(form: Form, row: int, column: int) -> Cell:
    (found,) = form.tables
    return next(
        c for c in found.cells if c.row <= row < c.row + c.row_span and c.column <= column < c.column + c.column_span
    )


def test_a_form_is_told_by_its_labels_and_takes_its_heading_and_foot() -> None:
    blocks = [
        line("附件1", 40, 1, left=50),
        line("项目支出绩效自评表", 60, 1),
        line("(2022年度)", 80, 1),
        drawn(FIRST, 1),
        line("填报人:经办人", 200, 1, left=50),
        line("- 1 -", 810, 1),
    ]
    (form,) = blocks_to_forms([page(1, blocks)])
    assert (form.kind, form.pages) == ("project_evaluation", (1,))
    assert [p.text for p in form.paragraphs] == ["附件1", "项目支出绩效自评表", "(2022年度)", "填报人:经办人"]


def test_a_table_without_results_is_a_target() -> None:
    rows = [NAMES[:5], [*HEADER[:4], "指标值确定依据"], ["产出指标", "数量指标", "里程", "≥10公里", "计划"]]
    (form,) = blocks_to_forms([page(1, [drawn(rows, 1)])])
    assert form.kind == "project_target"


def test_a_department_is_told_from_a_project() -> None:
    rows = [["部门名称", "某局", "<", "<", "<", "<"], *FIRST[1:]]
    (form,) = blocks_to_forms([page(1, [line("部门整体支出绩效自评表", 60, 1), drawn(rows, 1)])])
    assert form.kind == "department_evaluation"


def test_a_continued_table_is_one_with_all_rows() -> None:
    (form,) = blocks_to_forms([page(1, [drawn(FIRST, 1)]), page(2, [drawn(REST, 2, 60.0, shift=3.0)])])
    assert form.pages == (1, 2)
    assert form.tables[0].rows == 7
    assert cell_at(form, 4, 0).text == "产出指标"
    assert cell_at(form, 4, 1).text == "质量指标"
    assert cell_at(form, 4, 2).page == 2


def test_a_repeated_header_is_dropped() -> None:
    (form,) = blocks_to_forms([page(1, [drawn(FIRST, 1)]), page(2, [drawn([HEADER, *REST], 2, 60.0)])])
    assert sum(row == HEADER for row in texts(form)) == 1
    assert form.tables[0].rows == 7


def test_a_row_cut_by_the_break_is_one_row() -> None:
    cut = [*FIRST[:3], ["^", "质量指标", "年末高校就", "100%", "100%", "30"]]
    rest = [["", "", "业率", "", "", ""], *REST[1:]]
    (form,) = blocks_to_forms([page(1, [drawn(cut, 1)]), page(2, [drawn([HEADER, *rest], 2, 60.0)])])
    assert cell_at(form, 3, 2).text == "年末高校就业率"
    assert {word.page for word in cell_at(form, 3, 2).words} == {1, 2}
    assert form.tables[0].rows == 6


def test_a_template_row_on_top_of_a_page_is_no_rest_of_the_row_before() -> None:
    rest = [["", "", "指标2", "", "", ""], *REST[1:]]
    (form,) = blocks_to_forms([page(1, [drawn(FIRST, 1)]), page(2, [drawn(rest, 2, 60.0)])])
    assert form.tables[0].rows == 7


def test_a_level_repeated_or_new_on_the_next_page_is_told_apart() -> None:
    same = [["产出指标", "质量指标", "优良率", "≥90%", "95%", "10"], ["^", "^", "返工率", "≤1%", "0", "10"], *REST[1:]]
    (form,) = blocks_to_forms([page(1, [drawn(FIRST, 1)]), page(2, [drawn(same, 2, 60.0)])])
    assert cell_at(form, 5, 0) is cell_at(form, 2, 0)
    new = [["效益指标", "社会效益指标", "影响", "好", "好", "10"], *REST[1:]]
    (form,) = blocks_to_forms([page(1, [drawn(FIRST, 1)]), page(2, [drawn(new, 2, 60.0)])])
    assert cell_at(form, 4, 0).text == "效益指标"


def test_a_name_split_in_a_merged_cell_is_one_name() -> None:
    first = [*FIRST[:3], ["满意度指标", "服务对象满", "满意度", "≥90%", "92%", "10"]]
    rest = [["", "意度指标", "投诉率", "≤1%", "0", "10"], ["^", "^", "表扬", "有", "有", "1"]]
    (form,) = blocks_to_forms([page(1, [drawn(first, 1)]), page(2, [drawn(rest, 2, 60.0)])])
    assert cell_at(form, 5, 1).text == "服务对象满意度指标"


def test_two_forms_of_one_kind_stay_two() -> None:
    pages = [page(n, [line("项目支出绩效自评表", 60, n), drawn([*FIRST, *REST[1:]], n)]) for n in (1, 2)]
    assert [form.pages for form in blocks_to_forms(pages)] == [(1,), (2,)]
    bare = [page(n, [drawn([*FIRST, *REST[1:]], n)]) for n in (1, 2)]
    assert [form.pages for form in blocks_to_forms(bare)] == [(1,), (2,)]


def test_a_column_unseen_on_the_next_page_runs_on_through_it() -> None:
    rest = [row[1:] for row in REST[:1]]
    (form,) = blocks_to_forms([page(1, [drawn(FIRST, 1)]), page(2, [drawn(rest, 2, 60.0, shift=60.0)])])
    assert cell_at(form, 4, 0).text == "产出指标"
    assert cell_at(form, 4, 2).text == "优良率"


def test_text_between_forms_makes_reports_of_its_own() -> None:
    def report(unit: str, number: int) -> PageBlocks:
        return page(
            number,
            [
                line(f"{unit}2022年度绩效自评报告", 60, number, size=16),
                line(PROSE, 100, number, left=50),
                line(PROSE, 120, number, left=50),
                line(unit, 160, number, left=400),
                line("2023年3月1日", 180, number, left=400),
            ],
        )

    form = page(2, [line("项目支出绩效自评表", 60, 2), drawn([*FIRST, *REST[1:]], 2)])
    forms = blocks_to_forms([report("某局", 1), form, report("某中心", 3), report("某站", 4)])
    assert [(f.kind, f.pages) for f in forms] == [
        ("report", (1,)),
        ("project_evaluation", (2,)),
        ("report", (3,)),
        ("report", (4,)),
    ]


def test_a_list_inside_a_report_is_a_record_while_the_report_goes_on() -> None:
    listed = [["序号", "项目名称", "预算金额", "自评得分", "自评等级"], ["1", "医疗救助", "54.9", "100", "优"]]
    first = page(
        1,
        [
            line("某局绩效自评报告", 60, 1, size=16),
            line(PROSE, 80, 1, left=50),
            line("项目自评结果情况详见下表:", 90, 1, left=50),
            drawn(listed, 1),
            line(PROSE, 200, 1, left=50),
        ],
    )
    second = page(2, [line(PROSE, 60, 2, left=50), line("2023年3月1日", 100, 2, left=400)])
    forms = blocks_to_forms([first, second])
    assert [(f.kind, f.pages) for f in forms] == [("report", (1, 2)), ("project_list", (1,))]


def test_a_table_nobody_knows_is_kept_whole() -> None:
    (form,) = blocks_to_forms([page(1, [drawn([["物品", "数量"], ["电脑", "三台"]], 1)])])
    assert form.kind == "table"
    assert texts(form) == [["物品", "数量"], ["电脑", "三台"]]


def test_a_divider_page_is_no_record() -> None:
    assert blocks_to_forms([page(1, [line("第二部分", 300, 1), line("预算项目绩效目标", 330, 1)])]) == ()


def test_specks_of_a_seal_between_pages_part_no_table() -> None:
    first = page(1, [drawn(FIRST, 1), line("力", 780, 1, size=27), line("一018", 800, 1)])
    (form,) = blocks_to_forms([first, page(2, [drawn(REST, 2, 60.0)])])
    assert form.tables[0].rows == 7


def test_a_list_is_told_by_its_contents_where_its_heads_are_strange() -> None:
    rows = [["No.", "所辖", "事由", "钱数", "定级", "打分"]]
    rows += [[str(n), "某局", f"项目{n}", "12.5", "优", "95"] for n in range(1, 6)]
    (form,) = blocks_to_forms([page(1, [line("绩效自评得分排序表", 60, 1), drawn(rows, 1)])])
    assert form.kind == "project_list"


def test_a_header_cut_off_from_its_rows_stays_a_header() -> None:
    first = [NAMES, ["年初设定目标", "<", "<", "实际完成情况", "<", "<"]]
    rest = [["修好三条路", "<", "<", "已经修好", "<", "<"], HEADER, *FIRST[2:]]
    (form,) = blocks_to_forms(
        [page(1, [line("项目支出绩效自评表", 60, 1), drawn(first, 1)]), page(2, [drawn(rest, 2, 60.0)])]
    )
    assert cell_at(form, 1, 0).text == "年初设定目标"
    assert cell_at(form, 2, 0).text == "修好三条路"


def test_a_title_may_end_in_other_words_where_its_print_is_larger() -> None:
    listed = [["序号", "项目名称", "预算金额", "自评得分", "自评等级"], ["1", "医疗救助", "54.9", "100", "优"]]
    (form,) = blocks_to_forms([page(1, [line("各单位项目评分情况", 60, 1, size=16), drawn(listed, 1)])])
    assert [p.text for p in form.paragraphs] == ["各单位项目评分情况"]


def test_a_heading_may_end_in_a_label_without_its_value() -> None:
    above = [line("2022年度项目自评表", 60, 1), line("单位名称(盖章):某县融媒体中心 填报日期:", 80, 1, left=50)]
    (form,) = blocks_to_forms([page(1, [*above, drawn(FIRST, 1)])])
    assert len(form.paragraphs) == 2 and form.doubts == ()


def test_a_label_and_its_value_stay_a_heading_with_a_speck_behind_them() -> None:
    above = [line("预算单位项目绩效自评表", 40, 1, size=16), line("项目名称:道路维修", 60, 1, left=50)]
    above += [line("评价年度:2022年之。", 80, 1, left=50)]
    (form,) = blocks_to_forms([page(1, [*above, drawn(FIRST[1:], 1)])])
    assert len(form.paragraphs) == 3 and form.kind == "project_evaluation"


def test_a_row_that_lost_its_walls_over_a_page_break_parts_no_form() -> None:
    sides = [
        ["部门名称", "某局", "<", "<"],
        ["收入科目", "预算数", "支出科目", "预算数"],
        ["财政拨款", "5", "人员经费", "5"],
    ]
    first = page(1, [line("部门整体支出绩效自评表", 60, 1), drawn(sides, 1)])
    second = page(2, [line("合计 45,270.00 628.00", 60, 2, left=80), drawn([HEADER, *FIRST[2:]], 2)])
    (form,) = blocks_to_forms([first, second])
    assert (form.kind, form.pages) == ("department_evaluation", (1, 2))


def test_a_published_directory_is_a_lists_title() -> None:
    listed = [["序号", "项目名称", "预算金额", "自评得分", "自评等级"], ["1", "医疗救助", "54.9", "100", "优"]]
    above = [line("预算项目绩效自评结果公开目录", 60, 1), line("填报部门:某县体育局 金额单位:万元", 80, 1)]
    (form,) = blocks_to_forms([page(1, [*above, drawn(listed, 1)])])
    assert len(form.paragraphs) == 2


def test_notes_under_a_form_that_go_on_overleaf_are_no_report() -> None:
    foot = line("注:1.各项得分最高不超过该指标的分值。", 780, 1, left=60.0)
    overleaf = (
        "2.一级指标包含产出指标、效益指标、满意度指标,二级指标和三级指标根据项目实际情况设置。",
        "3.财政拨款包括一般公共预算、政府性基金预算和国有资本经营预算安排的资金,不含上年结转。",
    )
    rest = [line(text, 60.0 + 20 * at, 2, left=60.0) for at, text in enumerate(overleaf)]
    (form,) = blocks_to_forms([page(1, [drawn(FIRST + REST[2:], 1), foot]), page(2, rest)])
    assert form.kind == "project_evaluation"


def test_the_notes_under_a_form_are_no_report_where_the_page_curls() -> None:
    notes = (
        ("注:1.各项得分最高不超过该指标的分值,由单位如实填报。", 9.4),
        ("2.定性指标按完成程度分三档记分:100%-80%(含)、80%-60%(含)、60%-0%,逐级递减计分。", 10.8),
        ("3.未完成绩效目标的,应当说明原因,并提出下一步的改进措施。", 10.4),
    )
    under = [line(text, 400.0 + 20 * at, 1, left=60.0, size=size) for at, (text, size) in enumerate(notes)]
    (form,) = blocks_to_forms([page(1, [drawn(FIRST + REST[2:], 1), *under])])
    assert form.kind == "project_evaluation"
