"""A target form that prints what its budget is made of, item by item."""

from typing import Any

from extractor.record.draft import Draft
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form, plain


def _read(total: str) -> tuple[Draft, Any]:
    rows = [
        ["项目名称", "桥梁养护", "<", "<", "<", "<"],
        ["项目预算总额", total, "<", "其中：财政拨款", total, "<"],
        ["预算明细", "序号", "支出内容", "单价", "数量", "金额"],
        ["^", "1", "劳务费", "15", "2人次", "30"],
        ["^", "2", "印刷费", "7", "10册", "70"],
        ["^", "小计", "<", "<", "<", "100"],
        ["一级指标", "二级指标", "三级指标", "<", "指标值", "<"],
        ["产出指标", "数量指标", "里程", "<", "≥10公里", "<"],
    ]
    draft = read_project_target(form("project_target", ["项目支出绩效目标表"], rows))
    return draft, plain(draft)


def test_items_that_add_up_to_the_budget_are_no_money_of_their_own() -> None:
    draft, record = _read("100")
    assert [(fund["source"], fund["budget"]) for fund in record["funds"]] == [("total", "100"), ("fiscal", "100")]
    assert draft.doubts == ()


def test_items_of_another_sum_are_left_to_be_asked_about() -> None:
    draft, _ = _read("90")
    assert "unclaimed:劳务费" in draft.doubts
