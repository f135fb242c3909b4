"""Strays: a line that no form took is a doubt of the form it stands after; covers and page numbers are none."""

from extractor.paper.block import PageBlocks
from extractor.paper.form import Form
from extractor.paper.page import Page
from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.forms_to_records import forms_to_records
from tests.unit.readers.paper import paragraph, table

ROWS = [
    ["项目名称", "危桥改造", "<", "<"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "改造数量", "3座"],
]


def document(*lines_after: str) -> list[PageBlocks]:
    first = PageBlocks(Page(1, "scan", 595, 842), (paragraph("项目支出绩效目标表", 40), table(ROWS)))
    after = tuple(paragraph(text, 200 + 40 * at, 2) for at, text in enumerate(lines_after))
    return [first, PageBlocks(Page(2, "scan", 595, 842), after)]


def doubts(*lines_after: str) -> tuple[str, ...]:
    forms: tuple[Form, ...] = blocks_to_forms(document(*lines_after))
    return forms_to_records(forms)[0].doubts


def test_a_lost_row_under_a_page_break_is_a_doubt_of_its_form() -> None:
    assert doubts("满意度指标 群众满意度 ≥90%") == ("stray:满意度指标群众满意度≥9",)


def test_marks_between_parts_are_no_doubt() -> None:
    assert doubts("续表", "附件3", "单位:万元") == ()
