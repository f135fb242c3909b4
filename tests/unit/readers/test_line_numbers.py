"""Account forms that count their rows and columns (行次, 栏次) beside the figures."""

from typing import Any

from extractor.record.settle import settle
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from tests.unit.readers.paper import form

HEADS = [
    ["收入", "<", "<", "<", "支出", "<", "<", "<"],
    ["项目", "行次", "预算数", "决算数", "项目", "行次", "预算数", "决算数"],
]
INDICATORS = ["一级指标", "二级指标", "三级指标", "目标值", "实际值", "<", "<", "得分"]


def _read(rows: list[list[str]]) -> tuple[Any, tuple[str, ...]]:
    settled = settle(read_department_evaluation(form("department_evaluation", ["部门自评表"], [*rows, INDICATORS])))
    return settled.record.model_dump(mode="json"), settled.doubts


def test_numbers_of_rows_and_columns_are_no_amounts_and_open_rows_end_nothing() -> None:
    record, doubts = _read(
        [
            *HEADS,
            ["栏次", "", "1", "2", "栏次", "", "3", "4"],
            ["财政拨款收入", "1", "80", "75", "人员经费", "5", "60", "55"],
            ["", "2", "", "", "项目支出", "6", "40", "35"],
            ["", "3", "", "", "", "7", "", ""],
            ["本年收入合计", "4", "80", "75", "本年支出合计", "8", "100", "90"],
        ]
    )
    assert [(row["subject"], row["budget"], row["executed"]) for row in record["income"]] == [
        ("财政拨款收入", "80", "75")
    ]
    assert [row["subject"] for row in record["expenditure"]] == ["人员经费", "项目支出"]
    assert record["income_total"] == {"budget": "80", "executed": "75"}
    assert record["expenditure_total"] == {"budget": "100", "executed": "90"}
    assert not any(doubt.startswith("unclaimed") for doubt in doubts)


def test_a_column_that_does_not_count_upwards_is_left_to_be_asked_about() -> None:
    _, doubts = _read(
        [
            *HEADS,
            ["财政拨款收入", "7", "80", "75", "人员经费", "5", "60", "55"],
            ["本年收入合计", "4", "80", "75", "本年支出合计", "8", "60", "55"],
        ]
    )
    assert {"unclaimed:7", "unclaimed:4"} <= set(doubts)
