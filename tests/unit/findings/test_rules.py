"""Rules: sound forms raise nothing, each printed contradiction is named where it stands."""

import json
from typing import Any

import pytest

from extractor.stages.records_to_findings.stage import check

SOUND: dict[str, Any] = {
    "kind": "project_evaluation",
    "pages": [1],
    "title": "自评表",
    "year": 2020,
    "project_name": "取暖费",
    "goals": [{"expected": "全年开展水毁抢修4次,保障公路通畅。"}],
    "funds": [
        {"source": "total", "budget": "562", "received": "562", "executed": "512", "weight": "10", "score": "9.1"},
        {"source": "fiscal", "budget": "500", "received": "500", "executed": "450", "rate": "90"},
        {"source": "other", "budget": "62", "received": "62", "executed": "62"},
    ],
    "execution_rate": "91.1",
    "problems": "结转资金较多,今后加快支付进度。",
    "indicators": [
        {
            "level1": "产出指标",
            "level1_weight": "50",
            "level3": "人数",
            "target": "≥30人",
            "weight": "50",
            "score": "50",
        },
        {
            "level1": "效益指标",
            "level1_weight": "30",
            "level3": "增长",
            "target": "5%",
            "weight": "30",
            "score": "28.9",
        },
        {
            "level1": "满意度指标",
            "level1_weight": "10",
            "level3": "满意",
            "target": "90%",
            "weight": "10",
            "score": "10",
        },
    ],
    "total_weight": "100",
    "total_score": "98",
    "grade": "优",
}


def broken(record: dict[str, Any]) -> set[str]:
    return {outcome.rule for outcome in check(record) if outcome.verdict != "holds"}


def changed(path: str, value: object) -> dict[str, Any]:
    record = json.loads(json.dumps(SOUND))
    *way, last = path.split("/")
    node = record
    for step in way:
        node = node[int(step)] if isinstance(node, list) else node[step]
    node[int(last) if isinstance(node, list) else last] = value
    return record


def test_a_sound_form_raises_nothing_and_confirms_its_figures() -> None:
    assert broken(SOUND) == set()
    confirmed = {path for outcome in check(SOUND) if outcome.verdict == "holds" for path in outcome.paths}
    assert {"/funds/0/budget", "/execution_rate", "/total_score", "/indicators/1/score"} <= confirmed


@pytest.mark.parametrize(
    ("path", "value", "rule"),
    [
        ("funds/1/budget", "5000", "funds-sum"),
        ("funds/0/executed", "5120", "executed-over-budget"),
        ("execution_rate", "91.12", "execution-rate"),
        ("funds/1/rate", "80", "execution-rate"),
        ("indicators/1/score", "30.5", "score-over-weight"),
        ("indicators/2/score", "1", "score-sum"),
        ("indicators/2/weight", "1", "weight-sum"),
        ("indicators/2/level1_weight", "15", "level1-weights-sum"),
        ("indicators/2/level1_weight", "20", "level1-weight-rows"),
        ("indicators/2/score", "优", "score-not-numeric"),
        ("grade", "良", "grade-vs-score"),
        ("indicators/2/target", "290%", "swallowed-comparator"),
        ("funds/0/received", "5.62", "lost-point"),
        ("indicators/0/level3", "人数(专项", "lost-bracket"),
        ("indicators/0/level3", None, "no-level3"),
        ("funds/2/score", "1", "lone-stroke"),
        ("indicators/0/level1", "出指标", "torn-level"),
        ("indicators/0/level2", "满意度指度指标", "torn-level"),
        ("indicators/0/level3", "资金使用合规率8", "stray-edge"),
        ("indicators/0/level3", "制度机制完善情况六", "stray-edge"),
        ("indicators/0/level3", "周边住户满意串", "stray-edge"),
        ("indicators/0/note", "未能全部开展.明年推进", "odd-point"),
        ("goals/0/actual", "全年完成水毁抢修4次,资金支付及时", "lost-stop"),
        ("project_name", "1老旧小区改造", "stray-edge"),
        ("project_name", "6081307老旧小区改造", "stray-edge"),
        ("project_code", "13030623P00570.", "odd-code"),
        ("indicators/0/target", "385元人", "odd-value"),
        ("indicators/0/target", "≥%以上95", "odd-value"),
        ("indicators/0/actual", "89.8%.", "odd-value"),
        ("indicators/0/actual", "391个个", "odd-value"),
        ("indicators/0/actual", "100°", "odd-value"),
        ("sections", [{"heading": "翡评等纸", "text": "优"}], "stray-mark"),
        ("indicators/0/note", "T", "stray-mark"),
        ("reporting_unit", "绩效评价专用章", "stray-mark"),
        ("funds/1/label", "59939其中:财政资金", "stray-mark"),
        ("indicators/0/level1", "怀", "torn-level"),
        ("indicators/0/target", ">30人", "bare-comparator"),
        ("funds/2", {"source": "other", "label": "其他"}, "no-figure"),
        ("total_score", None, "no-total_score"),
        ("project_name", None, "no-project_name"),
    ],
)
def test_a_wrong_figure_is_noticed(path: str, value: object, rule: str) -> None:
    assert rule in broken(changed(path, value))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("indicators/0/target", "24226元/人·年"),
        ("indicators/0/target", ">=526人"),
        ("indicators/0/target", "385元以上"),
        ("indicators/0/level3", "65岁以上老年人人数"),
        ("indicators/0/level2", "预算执行"),
        ("indicators/0/level1", "履职产出指标"),
        ("reporting_unit", "323001某市医保局"),
        ("project_name", "12345热线运行费"),
    ],
)
def test_what_forms_print_is_not_taken_for_a_slip(path: str, value: str) -> None:
    assert broken(changed(path, value)) <= {"target-unit", "target-actual-unit"}


def test_a_name_that_another_of_the_form_bears_out_was_not_torn() -> None:
    rows = [{"level1": "部门履职产出", "level2": "产出数量情况"}, {"level1": "部门履职产出", "level2": "产出质量情况"}]
    torn = {"/indicators/0/level1", "/indicators/1/level1"}
    assert torn_names({"indicators": rows}) == torn
    assert torn_names({"indicators": [*rows, {"level1": "部门履职效果", "level2": "产出时效"}]}) == set()


def torn_names(record: dict[str, Any]) -> set[str]:
    return {path for outcome in check(record) if outcome.rule == "torn-level" for path in outcome.paths}


def test_a_rate_may_be_rounded_or_cut_off_but_only_rounding_confirms() -> None:
    for printed, verdicts in (("91.10", {"holds"}), ("91", {"holds"}), ("92", set()), ("93", {"error"})):
        outcomes = check({"funds": [{"source": "total", "budget": "562", "executed": "512", "rate": printed}]})
        assert {outcome.verdict for outcome in outcomes} == verdicts, printed


def test_totals_of_departments_and_order_of_spending_plans() -> None:
    department = {"income": [{"budget": "40"}, {"budget": "2.5"}], "income_total": {"budget": "42.6"}}
    assert broken(department) == {"income-total"}
    plan = {"spending_plan": [{"percent": "50"}, {"percent": "25"}, {"percent": "100"}]}
    assert broken(plan) == {"spending-plan"}
