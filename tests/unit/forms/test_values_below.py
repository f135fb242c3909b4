"""A head table with each value under its label says what a head table with each value beside its label says."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.paper.block import Block, PageBlocks, Table
from extractor.paper.form import Form
from extractor.paper.page import Page
from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.blocks_to_forms.values_below import with_values_beside
from tests.unit.readers.paper import paragraph, table

PAGE = Page(1, "digital", 600, 800)
INDICATORS = [["二级指标", "三级指标", "目标值"], ["数量指标", "里程", "≥10公里"], ["质量指标", "合格率", "100%"]]
LIST = [["项目名称", "预算金额", "得分", "等级"], ["桥梁养护", "12", "95", "优"]]


def page(*blocks: Block) -> PageBlocks:
    return PageBlocks(PAGE, blocks)


def forms(head: Sequence[Sequence[str]], title: str = "项目支出绩效目标一览") -> tuple[Form, ...]:
    goals = table([["绩效目标"], ["按期完成养护,保障通行。"]], top=200)
    return blocks_to_forms([page(paragraph(title, 10), table(head), goals, table(INDICATORS, top=300))])


def test_a_row_of_labels_over_its_values_heads_the_form_below() -> None:
    (form,) = forms([["项目名称", "预算总额", "财政拨款", "自筹经费"], ["桥梁养护", "12", "10", "2"]])
    assert form.kind == "project_target" and form.certainty > 0.5
    told = {cell.row: cell for cell in form.tables[0].cells if cell.column == 0}
    beside = [cell.text for cell in form.tables[0].cells if cell.column == 1]
    assert [told[row].text for row in range(4)] == ["项目名称", "预算总额", "财政拨款", "自筹经费"]
    assert beside == ["桥梁养护", "12", "10", "2"]


def test_a_list_of_one_project_stays_a_list() -> None:
    alone = page(paragraph("项目绩效自评结果汇总表", 10), table(LIST))
    before = page(paragraph("项目绩效自评结果汇总表", 10), table(LIST), paragraph("项目绩效自评表", 200))
    for one in (alone, page(*before.blocks, table(INDICATORS, top=300))):
        assert with_values_beside([one]) == (one,)


def test_names_of_sources_under_their_head_are_no_values() -> None:
    rows = [["项目名称", "预算数", "执行数"], ["其中:财政资金", "12", "11"]]
    (kept,) = with_values_beside([page(table(rows), table(INDICATORS, top=300))])
    assert isinstance(kept.blocks[0], Table) and kept.blocks[0].columns == 3
