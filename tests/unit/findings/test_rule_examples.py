"""Every rule has an example it passes and one it breaks, speaks two languages, and stands in the table."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from extractor.record.checked import Outcome, PlainRecord
from extractor.record.pointer import resolve
from extractor.stages.records_to_findings.grades import Bands
from extractor.stages.records_to_findings.registry import rules
from extractor.stages.records_to_findings.rule import Packet, Rule
from extractor.stages.records_to_findings.rule_table import RULES, rule_table
from extractor.stages.records_to_findings.stage import check_packet

BY_NAME = {rule.name: rule for rule in rules()}


def form(**values: Any) -> PlainRecord:
    return {
        "kind": "project_evaluation",
        "pages": [1],
        "year": 2020,
        "project_name": "河道治理",
        "indicators": [],
        **values,
    }


def funds(budget: str, received: str | None = None, executed: str | None = None, **more: Any) -> list[PlainRecord]:
    return [{"source": "total", "budget": budget, "received": received, "executed": executed, **more}]


def department(**values: Any) -> PlainRecord:
    return {"kind": "department_evaluation", "pages": [1], "year": 2020, "indicators": [], **values}


def row(
    level3: str = "培训人数", target: str | None = "≥30人", actual: str | None = "30人", **more: Any
) -> PlainRecord:
    return {"level1": "产出指标", "level2": "数量指标", "level3": level3, "target": target, "actual": actual, **more}


def rows(*listed: PlainRecord, **more: Any) -> PlainRecord:
    return form(indicators=list(listed), **more)


def side(budget: str) -> PlainRecord:
    return {"subject": "人员经费", "budget": budget}


def text(*projects: tuple[str, str | None], mentions: Any = (), **more: Any) -> PlainRecord:
    stated = [{"name": name, "amount": amount} for name, amount in projects]
    return {"kind": "report", "pages": [1], "year": 2020, "projects": stated, "mentions": told(*mentions), **more}


def told(*mentions: tuple[str, str]) -> list[PlainRecord]:
    return [{"label": label, "text": value, "value": value, "page": 1} for label, value in mentions]


def graded(*counts: str) -> list[tuple[str, str]]:
    return [
        mention for pair in zip("优良差", counts, strict=True) for mention in (("GRADE", pair[0]), ("COUNT", pair[1]))
    ]


def listed(*projects: tuple[str, str, str, str]) -> PlainRecord:
    keys = ("project_name", "budget", "score", "grade")
    return {
        "kind": "project_list",
        "pages": [2],
        "year": 2020,
        "rows": [dict(zip(keys, one, strict=True)) for one in projects],
    }


def plan(**values: Any) -> PlainRecord:
    return {"kind": "project_target", "pages": [3], "project_name": "河道治理", "indicators": [], **values}


DEDUCTS = "每降低1%扣权重分的10%,扣完为止。"
TWO = listed(("河道治理", "10", "95", "优"), ("水库除险", "20", "92", "优"))
TASK = {"project_status": "全部完成", "budget": "40", "budget_fiscal": "30", "budget_other": "10", "executed": "40"}
SHORT = row("支付及时率", "=100%", "95%")
THREE = [{"level3": f"指标{at}", "basis": None} for at in "甲乙丙"]
SPENT = {"budget": "100", "executed": "90"}

RECORDS: dict[str, tuple[PlainRecord, PlainRecord]] = {
    "funds-sum": (
        form(funds=[*funds("10"), {"source": "fiscal", "budget": "10"}]),
        form(funds=[*funds("10"), {"source": "fiscal", "budget": "12"}]),
    ),
    "executed-over-budget": (form(funds=funds("10", None, "10")), form(funds=funds("10", None, "11"))),
    "executed-over-received": (form(funds=funds("10", "9", "9")), form(funds=funds("10", "9", "9.5"))),
    "received-over-budget": (form(funds=funds("10", "9")), form(funds=funds("10", "11"))),
    "execution-rate": (
        form(funds=funds("562", None, "512"), execution_rate="91.1"),
        form(funds=funds("562", None, "512"), execution_rate="91.12"),
    ),
    "execution-indicator-vs-rate": (
        rows(row("预算执行率", "100%", "91%"), execution_rate="91"),
        rows(row("预算执行率", "100%", "66%"), execution_rate="91"),
    ),
    "income-total": (
        department(income=[side("4"), side("6")], income_total={"budget": "10"}),
        department(income=[side("4"), side("6")], income_total={"budget": "100"}),
    ),
    "expenditure-total": (
        department(expenditure=[side("4"), side("6")], expenditure_total={"budget": "10"}),
        department(expenditure=[side("4"), side("6")], expenditure_total={"budget": "11"}),
    ),
    "tasks-total": (
        department(tasks=[TASK], tasks_total={"budget": "40"}),
        department(tasks=[TASK], tasks_total={"budget": "41"}),
    ),
    "income-expenditure": (
        department(income_total={"budget": "10"}, expenditure_total={"budget": "10"}),
        department(income_total={"budget": "10"}, expenditure_total={"budget": "12"}),
    ),
    "task-parts": (department(tasks=[TASK]), department(tasks=[TASK | {"budget_other": "20"}])),
    "stated-rate": (
        department(expenditure_total=SPENT, indicators=[row("预算完成率", "=100%", "90%")]),
        department(expenditure_total=SPENT, indicators=[row("预算完成率", "=100%", "95%")]),
    ),
    "spending-plan": (
        plan(spending_plan=[{"percent": "50"}, {"percent": "100"}]),
        plan(spending_plan=[{"percent": "50"}, {"percent": "25"}]),
    ),
    "unit-mixup": (form(funds=funds("12", "12")), form(funds=funds("120000", "12"))),
    "score-not-numeric": (rows(row(score="10")), rows(row(score="优"))),
    "score-over-weight": (rows(row(score="10", weight="10")), rows(row(score="12", weight="10"))),
    "score-sum": (
        rows(row(score="50"), row("完工率", score="48"), row("预算执行率", score="0"), total_score="98"),
        rows(row(score="50"), row("完工率", score="47.5"), row("预算执行率", score="0"), total_score="98"),
    ),
    "weight-sum": (
        rows(row(weight="60"), row("完工率", weight="40"), total_weight="100"),
        rows(row(weight="60"), row("完工率", weight="50"), total_weight="100"),
    ),
    "level1-weight-rows": (
        rows(row(level1_weight="50", weight="20"), row("完工率", level1_weight="50", weight="30")),
        rows(row(level1_weight="50", weight="20"), row("完工率", level1_weight="50", weight="20")),
    ),
    "level1-weights-sum": (rows(row(level1_weight="90")), rows(row(level1_weight="70"))),
    "rate-score": (
        form(funds=funds("10", None, "5", weight="10", rate="50", score="5")),
        form(funds=funds("10", None, "5", weight="10", rate="50", score="10")),
    ),
    "score-vs-rule": (
        department(indicators=[row("支付率", "=100%", "95%", rule=DEDUCTS, weight="4", score="2")]),
        department(indicators=[row("支付率", "=100%", "95%", rule=DEDUCTS, weight="4", score="3.8")]),
    ),
    "grade-vs-score": (form(total_score="90", grade="优"), form(total_score="89.9", grade="优")),
    "full-score-below-target": (
        rows(row(score="10", weight="10")),
        rows(row(actual="29人", score="10", weight="10")),
    ),
    "target-missed": (rows(row(actual="29人", note="疫情影响")), rows(row(actual="29人"))),
    "target-unit": (rows(row(target="≥30人")), rows(row(target="100%", actual=None))),
    "target-actual-unit": (rows(row(actual="31")), rows(row(target="100%", actual="31"))),
    "target-is-description": (
        rows(row(description="参训人数")),
        rows(row(target="完成培训任务", description="完成培训任务")),
    ),
    "placeholder-name": (rows(row()), rows(row("指标1"))),
    "indicator-class": (
        rows(row("补贴发放及时率") | {"level2": "时效指标"}),
        rows(row("补贴发放标准") | {"level2": "时效指标"}),
    ),
    "indicator-amount-vs-budget": (
        form(funds=funds("4"), indicators=[row("补助金额总量", "≤3.9万元")]),
        form(funds=funds("0.1"), indicators=[row("补助金额总量", "≤3.9万元")]),
    ),
    "completion-vs-execution": (
        form(funds=funds("3", None, "2.4"), goals=[{"completion": "95"}]),
        form(funds=funds("3", None, "0.24"), goals=[{"completion": "≥95%"}]),
    ),
    "text-vs-executed": (
        form(funds=funds("5", None, "4.97"), goals=[{"actual": "全年共支出4.97万元,用于办案。"}]),
        form(funds=funds("5", None, "4.97"), goals=[{"actual": "截至年末列支2.96万元,用于办案。"}]),
    ),
    "goal-not-text": (form(goals=[{"expected": "治理河道2公里"}]), form(goals=[{"expected": "2000"}])),
    "goal-copied": (
        form(goals=[{"expected": "治理河道2公里", "actual": "已治理2公里"}]),
        form(goals=[{"expected": "治理河道2公里,保障行洪", "actual": "治理河道2公里,保障行洪"}]),
    ),
    "goal-vs-indicator": (
        form(indicators=[row("城镇登记失业率", "3.5%")], goals=[{"actual": "城镇登记失业率控制在3.5%以内。"}]),
        form(indicators=[row("城镇登记失业率", "3.5%")], goals=[{"actual": "登记失业率2.9%,控制在4%以内。"}]),
    ),
    "completed-vs-shortfall": (
        department(indicators=[SHORT], sections=[{"text": "支付及时率未达目标。"}]),
        department(indicators=[SHORT], sections=[{"text": "绩效目标已全部完成。"}]),
    ),
    "blank-cell": (rows(row(score="10")), rows(row(score="10"), row("完工率", None, score="5"))),
    "problems-blank": (form(execution_rate="90", problems="支付较慢"), form(execution_rate="90")),
    "zero-budget-scored": (TWO, listed(("河道治理", "0", "85", "良"))),
    "year-vs-dates": (
        department(period={"start": "2020-01-01", "end": "2020-12-31"}),
        department(period={"start": "2019-01-01", "end": "2019-12-31"}),
    ),
    "period-order": (
        department(period={"start": "2020-01-01", "end": "2020-12-31"}),
        department(period={"start": "2020-12-31", "end": "2020-01-01"}),
    ),
    "excellent-rate": (
        text(mentions=[*graded("8", "1", "1"), ("INDICATOR", "评优率"), ("PERCENT", "80")]),
        text(mentions=[*graded("8", "1", "1"), ("INDICATOR", "评优率"), ("PERCENT", "88")]),
    ),
}
PACKETS: dict[str, tuple[Packet, Packet]] = {
    "amount-text-vs-form": (
        Packet((text(("河道治理", "10")), form(funds=funds("10")))),
        Packet((text(("河道治理工程", "10")), form(funds=funds("100000")))),
    ),
    "amount-text-vs-text": (
        Packet((text(("河道治理", "10")), text(("河道治理资金", "10")))),
        Packet((text(("河道治理", "10")), text(("河道治理资金", "12")))),
    ),
    "score-text-vs-form": (
        Packet((text(("河道治理", None), score="95"), form(total_score="95"))),
        Packet((text(("河道治理", None), score="95"), form(total_score="90"))),
    ),
    "report-total": (
        Packet((text(("甲", "1"), ("乙", "2"), totals={"projects": "2", "budget": "3"}),)),
        Packet((text(("甲", "1"), ("乙", "2"), totals={"projects": "2", "budget": "30"}),)),
    ),
    "project-name-text-vs-form": (
        Packet((text(("河道治理", "8.52")), form(funds=funds("8.52")))),
        Packet((text(("河道清淤治理补助", "8.52")), form(funds=funds("8.52"), project_name="河道综合治理"))),
    ),
    "project-without-form": (
        Packet((text(("河道治理", "1")), form())),
        Packet((text(("河道治理", "1"), ("图书采购", "2")), form())),
    ),
    "form-not-in-text": (
        Packet((text(("河道治理", "1"), ("水库除险", "1")), form(), form(project_name="水库除险"))),
        Packet(
            (
                text(("河道治理", "1"), ("水库除险", "1")),
                form(),
                form(project_name="水库除险"),
                form(project_name="图书采购"),
            )
        ),
    ),
    "list-total": (
        Packet((text(mentions=[("COUNT", "2"), ("AMOUNT", "30")]), TWO)),
        Packet((text(mentions=[("COUNT", "2"), ("AMOUNT", "33")]), TWO)),
    ),
    "grade-counts": (
        Packet((text(mentions=[*graded("2", "0", "0")]), TWO)),
        Packet((text(mentions=[*graded("1", "1", "0")]), TWO)),
    ),
    "list-vs-form": (
        Packet((TWO, form(funds=funds("10"), total_score="95"))),
        Packet((TWO, form(funds=funds("10"), total_score="59"))),
    ),
    "projects-counted": (
        Packet((text(("河道治理", "1"), totals={"projects": "1"}),)),
        Packet((text(("河道治理", "1"), ("图书采购", "2"), totals={"projects": "1"}),)),
    ),
    "plan-vs-result": (
        Packet((plan(funds=funds("10")), form(funds=funds("10")))),
        Packet((plan(funds=funds("10")), form(funds=funds("12")))),
    ),
    "repeated-form": (
        Packet((form(), form(project_name="图书采购"))),
        Packet((form(), form(project_name="河道治理项目"))),
    ),
    "indicator-unit": (
        Packet((plan(indicators=[row("实体数量", "≥50户")]), form(indicators=[row("实体数量", "≥40户")]))),
        Packet((plan(indicators=[row("实体数量", "≥50户")]), form(indicators=[row("实体数量", "≥50人")]))),
    ),
    "blank-column": (
        Packet((plan(indicators=THREE), plan(indicators=THREE))),
        Packet((plan(indicators=THREE), plan(indicators=[{"level3": "丁", "basis": "工作计划"}]))),
    ),
    "same-money": (
        Packet(
            (form(funds=funds("20", None, "12.345")), form(funds=funds("20", None, "12.346"), project_name="图书采购"))
        ),
        Packet(
            (form(funds=funds("20", None, "12.345")), form(funds=funds("20", None, "12.345"), project_name="图书采购"))
        ),
    ),
    "signing-unit": (
        Packet(
            (text(mentions=[("ORG", "河东区水利局"), ("DATE", "2021-03-01")], reporting_unit="永清市河东区水利局"),)
        ),
        Packet(
            (text(mentions=[("ORG", "河东区财政局"), ("DATE", "2021-03-01")], reporting_unit="永清市河东区水利局"),)
        ),
    ),
    "seal-vs-unit": (
        Packet((form(reporting_unit="永清市河东区水利局"),), {1: ("永市河东区水利同",)}),
        Packet((form(reporting_unit="河东区水利局"),), {1: ("永清市河东区卫生健康局",)}),
    ),
}


def said(rule: Rule, subject: PlainRecord | Packet) -> list[Outcome]:
    return [outcome for outcome in rule(subject) if outcome.verdict != "holds"]


def test_every_rule_has_its_examples_and_a_name_of_its_own() -> None:
    assert set(BY_NAME) == set(RECORDS) | set(PACKETS)
    assert len(BY_NAME) == len(rules())


@pytest.mark.parametrize("name", sorted({*RECORDS, *PACKETS}))
def test_a_rule_passes_what_is_sound_and_names_what_is_not(name: str) -> None:
    passing, failing = (RECORDS | PACKETS)[name]
    assert said(BY_NAME[name], passing) == []
    found = said(BY_NAME[name], failing)
    assert found
    root = {"records": list(failing.records)} if isinstance(failing, Packet) else failing
    for outcome in found:
        assert outcome.message and outcome.english and outcome.rule == name
        assert all(resolve_parent(root, path) for path in outcome.paths)


def resolve_parent(root: Any, path: str) -> bool:
    """Whether the record or row a path points into is there; the cell itself may be blank."""
    resolve(root, path.rsplit("/", 1)[0])
    return True


def test_messages_have_the_arithmetic_in_them() -> None:
    message = {name: said(BY_NAME[name], RECORDS[name][1])[0].message for name in ("score-sum", "execution-rate")}
    assert message["score-sum"] == "指标得分合计 50+47.5+0=97.5,与总分 98 不符"
    assert message["execution-rate"] == "印 91.12%,而 512÷562=91.1%"
    apart = said(BY_NAME["amount-text-vs-form"], PACKETS["amount-text-vs-form"][1])[0].message
    assert "相差一万倍" in apart


def test_the_bands_of_grades_can_be_set() -> None:
    packet = Packet((form(total_score="86", grade="优"),))
    strict, mild = (rules(), rules(Bands(excellent=Decimal(85))))
    assert "grade-vs-score" in {outcome.rule for outcome in check_packet(packet, strict)}
    assert "grade-vs-score" not in {outcome.rule for outcome in check_packet(packet, mild)}


def test_the_table_of_rules_is_up_to_date() -> None:
    assert RULES.read_text(encoding="utf-8") == rule_table()
