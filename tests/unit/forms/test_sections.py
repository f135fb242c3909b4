"""Forms whose goals, conclusion or problems are printed as text between and around their tables."""

import pytest

from extractor.paper.block import Block
from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.blocks_to_forms.sections import is_numbered_caption
from tests.unit.forms.test_blocks_to_forms import FIRST, HEADER, NAMES, PROSE, REST, drawn, line, page
from tests.unit.forms.test_sheets import HEAD

INDICATORS = [[*HEADER, "说明"], *([*row, ""] for row in [*FIRST[2:], *REST[1:]])]
GOAL = "年内完成农村公路维修十二公里。"


def test_numbered_sections_in_tables_and_in_text_are_one_form() -> None:
    text = [line(words, 260 + 20 * at, 1, left=40) for at, words in enumerate(
        ("三、年度绩效目标完成情况", f"预期目标:{GOAL}", "完成情况:已完成。", "四、绩效指标完成情况")
    )]  # fmt: skip
    blocks: list[Block] = [line("项目支出绩效自评表", 40, 1), line("一、项目基本情况", 70, 1, left=40)]
    blocks += [drawn(HEAD, 1), *text, drawn(INDICATORS, 1, 400.0)]
    end: list[Block] = [line("五、存在的问题", 60, 2, left=40), line("进度慢。", 80, 2, left=40)]
    (form,) = blocks_to_forms([page(1, blocks), page(2, [*end, line("填表人:经办人", 120, 2, left=40)])])
    assert (form.kind, form.pages) == ("project_evaluation", (1, 2))
    told = {(1, "预期目标"), (1, GOAL), (1, "完成情况"), (1, "已完成。"), (2, "五、存在的问题"), (2, "进度慢。")}
    rows = {(cell.page, cell.text) for table in form.tables for cell in table.cells}
    assert told <= rows
    assert [paragraph.text for paragraph in form.paragraphs] == ["项目支出绩效自评表", "填表人:经办人"]


def test_goals_printed_as_text_over_the_indicators_are_a_row_of_the_form() -> None:
    head = ("项目支出绩效目标表", "申报单位:某县交通局", "项目名称:道路维修", f"年度绩效目标:{GOAL}", "验收合格。")
    targets = [[*HEADER[:3], "指标值", "评分标准", "分值"], FIRST[2], FIRST[3]]
    blocks: list[Block] = [line(text, 30 + 15 * at, 1, left=None if at == 0 else 40) for at, text in enumerate(head)]
    (form,) = blocks_to_forms([page(1, [*blocks, drawn(targets, 1, 120.0)])])
    assert form.kind == "project_target" and form.doubts == ()
    label, value = form.tables[0].cells
    assert (label.text, "".join(value.text.split())) == ("年度绩效目标", f"{GOAL}验收合格。")


def test_a_report_behind_a_form_without_sections_stays_a_report() -> None:
    blocks: list[Block] = [line("项目支出绩效自评表", 40, 1), drawn([[*NAMES, "<"], *INDICATORS], 1)]
    text = [line(words, 60 + 20 * at, 2, left=40) for at, words in enumerate(("一、存在的问题", PROSE, PROSE))]
    assert [form.kind for form in blocks_to_forms([page(1, blocks), page(2, text)])] == ["project_evaluation", "report"]


@pytest.mark.parametrize(
    ("text", "known"), [("四、续效指标完成情况", True), ("续效指标完成情况", False), ("四、有关工作情况", False)]
)
def test_a_numbered_caption_is_known_with_a_glyph_misread(text: str, known: bool) -> None:
    assert is_numbered_caption(text) is known
