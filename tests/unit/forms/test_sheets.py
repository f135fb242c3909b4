"""A form printed on two sheets is one form; where that is not sure, it is asked about."""

from collections.abc import Sequence

import pytest

from extractor.paper.block import Block
from extractor.paper.form import Form
from extractor.stages.blocks_to_forms import blocks_to_forms
from tests.unit.forms.test_blocks_to_forms import FIRST, HEADER, NAMES, REST, drawn, line, page

MONEY = ["资金", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"]
HEAD = [NAMES, MONEY, ["年度资金总额", "10", "12", "11", "91.7%", "9.2"]]
INDICATORS = [[*HEADER, "说明"], *([*row, ""] for row in [*FIRST[2:], *REST[1:]])]


def sheets(*over_second: str) -> Sequence[Form]:
    first: list[Block] = [line("项目支出绩效自评表", 40, 1), line("(2020年度)", 60, 1), drawn(HEAD, 1)]
    above = [line(text, 40 + 15 * at, 2) for at, text in enumerate(over_second)]
    return blocks_to_forms([page(1, first), page(2, [*above, drawn(INDICATORS, 2)])])


@pytest.mark.parametrize(
    "over_second",
    [
        ("项目支出绩效自评表(续)",),
        ("续表",),
        ("项目支出绩效自评表(续表)", "项目名称:道路维修 表2金额单位:万元"),
        ("项目支出绩效自评表之二", "(2020年度)"),
        ("项目支出绩效自评表", "主管部门:某县交通局"),
    ],
)
def test_a_second_sheet_that_says_again_whose_form_it_is_goes_on_with_it(over_second: tuple[str, ...]) -> None:
    (form,) = sheets(*over_second)
    assert (form.kind, form.pages) == ("project_evaluation", (1, 2))
    assert "满意度" in [cell.text for cell in form.tables[-1].cells]


@pytest.mark.parametrize("name", ["项目名称:桥梁加固", "项目名称:校舍维修 金额单位:万元"])
def test_a_sheet_of_another_project_is_a_form_of_its_own_and_asked_about(name: str) -> None:
    first, second = sheets("项目支出绩效自评表", name)
    assert "part-apart:2" in first.doubts and "part-apart:1" in second.doubts
    assert second.certainty < 0.5
