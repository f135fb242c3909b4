"""A list is told by its many projects in rows, whatever its title calls it and whatever columns stand beside."""

import pytest

from extractor.stages.blocks_to_forms.kinds import THIN, kind_of_form
from tests.unit.readers.paper import table

NAMES = ["校舍维修", "学生资助补助", "食堂改造", "教师培训"]
SCORES = ["95", "88.5", "90", "100"]
GRADES = ["优", "良", "优", "优"]
MONEY = ["12.5", "80", "3.2", "45"]
NUMBERS = ["1", "2", "3", "4"]


def below(*columns: list[str]) -> list[list[str]]:
    return [list(row) for row in zip(*columns, strict=True)]


LISTS = {
    "looked into again": [
        ["序号", "单位", "自评项目名称", "项目预算(元)", "单位自评", "<", "财政复核", "<", "偏离度"],
        ["^", "^", "^", "^", "得分", "等级", "得分", "等级", "^"],
        *below(NUMBERS, ["某局"] * 4, NAMES, MONEY, SCORES, GRADES, ["90", "", "", ""], ["优", "", "", ""], ["1%"] * 4),
    ],
    "scored by three": [
        ["序号", "项目名称", "预算数", "单位自评", "<", "主管部门评价", "<", "财政评价", "<"],
        ["^", "^", "^", "得分", "等级", "得分", "等级", "得分", "等级"],
        *below(NUMBERS, NAMES, MONEY, SCORES, GRADES, SCORES, GRADES, SCORES, GRADES),
    ],
    "with links": [
        ["序号", "项目名称", "项目金额", "自评得分", "公开时间", "公开网址", "联系人", "联系电话"],
        *below(NUMBERS, NAMES, MONEY, SCORES, ["2023.4.1"] * 4, ["www.x.gov.cn"] * 4, ["张某"] * 4, ["83001"] * 4),
    ],
    "with columns nobody knows": [
        ["序号", "功能科目", "经济科目", "资金用途", "项目名称", "支付方式", "预算数", "得分", "整改事项", "销号情况"],
        ["合计", "<", "<", "<", "<", "<", "140.7", "", "", ""],
        *below(NUMBERS, *[["2050202"] * 4] * 2, [""] * 4, NAMES, ["直接"] * 4, MONEY, SCORES, *[[""] * 4] * 2),
    ],
    "with goals": [
        ["序号", "项目名称", "年度绩效目标", "目标完成情况", "预算金额", "执行金额", "自评得分"],
        *below(NUMBERS, NAMES, ["保障运转"] * 4, ["已完成"] * 4, MONEY, MONEY, SCORES),
    ],
    "as a system exports it": [
        ["单位编码", "单位名称", "项目编码", "项目名称", "项目类别", "预算数", "自评得分", "审核状态"],
        *below(["101"] * 4, ["某局"] * 4, ["1R1", "1R2", "1R3", "1R4"], NAMES, ["其他"] * 4, MONEY, SCORES, ["终"] * 4),
    ],
}  # fmt: skip


@pytest.mark.parametrize("title", ["项目支出绩效自评表", "项目支出绩效目标表", "部门整体支出绩效自评表", "情况表"])
@pytest.mark.parametrize("name", LISTS)
def test_many_projects_in_rows_are_a_list_whatever_the_title(name: str, title: str) -> None:
    found = kind_of_form([table(LISTS[name])], [title])
    assert (found.kind, found.doubts) == ("project_list", ())


def test_money_by_its_sources_is_no_list_of_projects() -> None:
    rows = [
        ["序号", "项目名称", "全年预算数", "自评说明", "得分", "用途"],
        *below(NUMBERS, ["年度资金总额", "财政拨款", "上年结转资金", "其他资金"], MONEY, [""] * 4, SCORES, [""] * 4),
    ]
    assert kind_of_form([table(rows)], ["项目支出绩效自评表"]).kind != "project_list"


def test_a_list_taken_for_a_form_is_asked_about_value_by_value() -> None:
    rows = [
        ["项目名称", "年度绩效目标", "目标完成情况", "全年预算数", "全年执行数", "存在问题", "整改措施"],
        *below(["", "", "", ""], *[["已完成"] * 4] * 2, MONEY, MONEY, *[["无"] * 4] * 2),
    ]
    found = kind_of_form([table(rows)], ["项目支出绩效自评表"])
    assert found.kind in ("table", "project_list") or found.certainty <= THIN
