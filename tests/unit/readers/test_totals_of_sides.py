"""Departments' forms that print both totals of the budget alone, and what no field of a record holds."""

from typing import Any

import pytest

from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from tests.unit.readers.paper import form, plain

LINES = ["单位整体绩效自评表", "评价单位：某县教育局"]
INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "自评分", "复核分"],
    ["部门产出", "数量", "教研次数", "23节", "23节", "50", "48", ""],
    ["部门效益", "社会效益", "群众知晓率", "≥90%", "95%", "50", "50", ""],
]
BELOW = [
    ["预算收支情况", "<", "收入预算数", "收入决算数", "支出预算数", "<", "支出决算数", "<"],
    ["^", "<", "583.1", "193.14", "583.1", "<", "179.62", "<"],
]
BESIDE = [
    ["收入预算数", "583.1", "收入决算数", "193.14", "支出预算数", "583.1", "支出决算数", "179.62"],
]
STAFF = [["编制人数", "96", "在职人数", "<", "92", "离退休人数", "<", "23"]]
REVIEW = [["自评等级", "<", "优", "<", "复核等级", "<", "", "<"]]


def read(rows: list[list[str]]) -> Any:
    return read_department_evaluation(form("department_evaluation", LINES, rows))


@pytest.mark.parametrize("money", [BELOW, BESIDE])
def test_heads_that_name_side_and_amount_give_both_totals(money: list[list[str]]) -> None:
    record = plain(read([*money, *INDICATORS]))
    assert record["income_total"] == {"budget": "583.1", "executed": "193.14"}
    assert record["expenditure_total"] == {"budget": "583.1", "executed": "179.62"}
    assert not record.get("funds")


def test_staff_and_unfilled_boxes_of_reviewers_need_nobody() -> None:
    assert read([*STAFF, *BELOW, *INDICATORS, *REVIEW]).doubts == ()


def test_a_filled_box_of_a_reviewer_is_asked_about() -> None:
    filled = [["自评等级", "<", "优", "<", "复核等级", "<", "良", "<"]]
    draft = read([*BELOW, *INDICATORS, *filled])
    assert any("复核等级" in doubt for doubt in draft.doubts)
    assert not plain(draft)["sections"]
