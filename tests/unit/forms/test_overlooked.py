"""Text that no record takes: a table whose grid was not seen, a page of its own, a table outside any form."""

from extractor.paper.block import PageBlocks, Paragraph
from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.forms_to_records import forms_to_records
from tests.unit.forms.test_blocks_to_forms import FIRST, PROSE, REST, drawn, line, page
from tests.unit.readers.paper import word

FORM = [*FIRST, *REST[1:]]
ROWS = [
    ["项目名称", "道路维修", "主管部门", "某县交通局"],
    ["年初预算数", "全年预算数", "全年执行数", "执行率"],
    ["一级指标", "二级指标", "三级指标", "年度指标值"],
    ["产出指标", "数量指标", "维修里程", "≥10公里"],
    ["效益指标", "社会效益指标", "出行时间", "缩短20%"],
]


def ungridded(number: int) -> PageBlocks:
    """A form's rows as lines, as where no ruling was seen."""
    found = []
    for at, row in enumerate(ROWS):
        words = tuple(word(text, 60.0 + 120 * n, 60.0 + 20 * at, number) for n, text in enumerate(row))
        box = line("", 60.0 + 20 * at, number).box
        found.append(Paragraph(number, box, (words,)))
    return page(number, found)


def whole(number: int) -> PageBlocks:
    return page(number, [line("项目支出绩效自评表", 60, number), drawn(FORM, number)])


def test_a_form_that_lost_its_grid_is_kept_and_nobody_trusts_it() -> None:
    (form,) = blocks_to_forms([ungridded(1)])
    assert (form.kind, form.doubts) == ("table", ("table-unseen",))
    assert form.certainty < 0.5
    assert [cell.text for cell in form.tables[0].cells] == [text for row in ROWS for text in row]


def test_its_neighbours_are_asked_about_as_well() -> None:
    forms = blocks_to_forms([whole(1), ungridded(2), page(3, []), whole(4)])
    assert [form.pages for form in forms] == [(1,), (2,), (4,)]
    assert any("page-unclaimed:2" in doubt or "stray" in doubt for doubt in forms[0].doubts)


def test_a_table_among_a_reports_sentences_is_a_doubt_of_the_report() -> None:
    prose = [line(PROSE, 300 + 14 * n, 1, left=50) for n in range(8)]
    (form,) = blocks_to_forms([page(1, [*ungridded(1).blocks, *prose])])
    assert form.kind == "report" and "table-unseen" in form.doubts


def test_a_form_without_a_grid_is_no_report_though_it_holds_a_sentence_or_two() -> None:
    title, prose = line("项目支出绩效自评表", 30, 1), [line(PROSE, 300 + 14 * n, 1, left=50) for n in range(2)]
    (form,) = blocks_to_forms([page(1, [title, *ungridded(1).blocks, *prose])])
    assert (form.kind, form.doubts) == ("table", ("table-unseen",))
    assert [one.text for one in form.paragraphs] == ["项目支出绩效自评表"]


def test_print_in_columns_is_no_report_whatever_its_labels_say() -> None:
    rows = [[f"某科室{n}", f"某事务{n}", "良", PROSE] for n in range(4)]
    found = [
        Paragraph(
            1,
            line("", 60, 1).box,
            (tuple(word(text, 60.0 + 120 * at, 60.0 + 20 * n, 1) for at, text in enumerate(row)),),
        )
        for n, row in enumerate(rows)
    ]
    (form,) = blocks_to_forms([page(1, found)])
    assert (form.kind, form.doubts) == ("table", ("table-unseen",))


def test_a_report_that_speaks_of_indicators_holds_no_table() -> None:
    text = "产出指标、效益指标、满意度指标和年度指标值均已完成,预算数与执行数一致,执行率为100%。"
    (form,) = blocks_to_forms([page(1, [line(text, 60 + 14 * n, 1, left=50) for n in range(4)])])
    assert form.doubts == ()


def test_a_page_of_figures_that_nothing_takes_is_a_doubt_of_the_forms_around_it() -> None:
    figures = page(4, [line(f"第{n}笔资金拨付{n}20.5万元", 60 + 20 * n, 4, left=50) for n in range(1, 5)])
    divider = page(3, [line("第二部分", 300, 3)])
    forms = blocks_to_forms([whole(1), page(2, []), divider, figures, page(5, []), whole(6)])
    assert ["page-unclaimed:4" in form.doubts for form in forms] == [True, True]


def test_covers_contents_and_dividers_are_no_doubt() -> None:
    cover = page(1, [line("2022年度项目支出绩效自评材料", 200, 1, size=20), line("2023年3月", 600, 1)])
    contents = page(
        2, [line("目录", 60, 2), *(line(f"某项目自评表{'.' * 20}{n}", 80 + 20 * n, 2) for n in range(1, 6))]
    )
    assert [form.doubts for form in blocks_to_forms([cover, contents, whole(3), page(4, [])])] == [()]


def test_a_table_outside_any_form_is_a_record_and_a_doubt() -> None:
    odd = page(2, [drawn([["物品", "数量"], ["电脑", "三台"]], 2)])
    records = forms_to_records(blocks_to_forms([whole(1), odd]))
    assert [record.kind for record in records] == ["project_evaluation", "table"]
