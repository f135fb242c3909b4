"""A value that its field cannot hold is asked about."""

from __future__ import annotations

import pytest

from extractor.record.checked import PlainRecord
from extractor.stages.records_to_findings.stage import check


def doubted(record: PlainRecord) -> set[str]:
    return {path for outcome in check(record) if outcome.verdict == "doubt" for path in outcome.paths if path}


def listed(**row: str) -> PlainRecord:
    usual = {"seq": "1", "department": "县水务局", "project_name": "河道清淤", "score": "95", "grade": "优"}
    return {"kind": "project_list", "year": 2021, "reporting_unit": "县水务局", "rows": [usual | row]}


def evaluated(**values: object) -> PlainRecord:
    return {"kind": "project_evaluation", "indicators": [], **values}


def test_an_ordinary_row_is_not_doubted() -> None:
    assert not doubted(listed())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("grade", "98.5"),
        ("grade", "得分"),
        ("project_name", "项目名称"),
        ("project_name", "1200.5"),
        ("department", "实施单位"),
        ("department", "323003"),
        ("score", "985"),
        ("score", "-3"),
    ],
)
def test_a_value_of_another_column_is_doubted(key: str, value: str) -> None:
    assert f"/rows/0/{key}" in doubted(listed(**{key: value}))


def test_an_indicator_may_be_called_like_a_money_column() -> None:
    row = {"level1": "产出指标", "level2": "数量指标", "level3": "预算完成率", "target": "100%", "actual": "100%"}
    assert not doubted(evaluated(indicators=[row]))
    assert doubted(evaluated(indicators=[row | {"level3": "三级指标"}])) == {"/indicators/0/level3"}


@pytest.mark.parametrize(
    ("key", "value"),
    [("phone", "某某局"), ("preparer", "13800"), ("year", 1028), ("total_score", "9850")],
)
def test_what_no_form_says_is_doubted(key: str, value: object) -> None:
    assert f"/{key}" in doubted(evaluated(**{key: value}))


def test_a_period_that_ends_before_it_begins_is_doubted() -> None:
    record = {"kind": "department_evaluation", "period": {"start": "2021-12-31", "end": "2021-01-01"}}
    assert {"/period/start", "/period/end"} <= doubted(record)


def test_a_second_total_of_the_money_is_doubted() -> None:
    funds = [
        {"source": "total", "label": "资金总额", "budget": "20"},
        {"source": "total", "label": "预算", "budget": "15"},
    ]
    found = doubted(evaluated(funds=funds, execution_rate="75"))
    assert {"/funds/1/source", "/funds/1/label", "/execution_rate"} <= found
    parts = [funds[0], {"source": "fiscal", "label": "财政拨款", "budget": "15"}]
    assert not {"/funds/1/source", "/execution_rate"} & doubted(evaluated(funds=parts, execution_rate="75"))


def test_a_name_that_caught_the_label_behind_it_and_a_level_with_its_weight_are_asked_about() -> None:
    record = {
        "kind": "project_evaluation",
        "reporting_unit": "某县总工会金额:万元",
        "project_name": "调研:二期",
        "indicators": [{"level1": "产出指标(50)", "level2": "数量指标"}],
    }
    found = {(o.rule, path) for o in check(record) if o.rule in ("caught-label", "figure-in-level") for path in o.paths}
    assert found == {("caught-label", "/reporting_unit"), ("figure-in-level", "/indicators/0/level1")}
