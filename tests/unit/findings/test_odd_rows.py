"""Rows in which values of a layout that no reader knows end up are asked about, those of known forms are not."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.record.checked import PlainRecord
from extractor.stages.records_to_findings.stage import check

ROW = {
    "level1": "产出指标",
    "level2": "数量指标",
    "level3": "培训人数",
    "target": "≥40人",
    "actual": "42人",
    "weight": "10",
    "score": "10",
    "score_rows": 1,
}


def doubts(record: PlainRecord) -> set[tuple[str, str]]:
    return {(o.rule, path) for o in check(record) if o.verdict == "doubt" for path in o.paths if path}


def of_rows(*rows: dict[str, Any], kind: str = "project_evaluation") -> set[tuple[str, str]]:
    return doubts({"kind": kind, "indicators": list(rows)})


def test_a_row_of_a_known_form_is_not_doubted() -> None:
    assert not of_rows(ROW, ROW | {"level1": "满意度指标", "level2": "满意度指标", "level3": "服务对象满意度"})


@pytest.mark.parametrize(
    ("odd", "rule"),
    [
        ({"level1": None}, "no-level"),
        ({"level2": None}, "no-level"),
        ({"level1": "数量指标"}, "level-out-of-place"),
        ({"level3": "效益指标"}, "level-out-of-place"),
        ({"level1": "名称", "level2": "名称", "level3": "名称"}, "level-out-of-place"),
        ({"target": None, "actual": None, "weight": None, "score": None}, "row-without-values"),
    ],
)
def test_a_row_as_no_form_prints_it_is_asked_about_whole(odd: dict[str, Any], rule: str) -> None:
    found = of_rows(ROW, ROW, ROW | odd)
    assert {path for name, path in found if name == rule} == {
        f"/indicators/2/{key}" for key, value in (ROW | odd).items() if value is not None
    }


def test_a_sentence_for_a_level_is_asked_about_with_the_record_that_lacks_it() -> None:
    told = ROW | {"level1": "偏差原因", "level2": "因招标推迟,进度慢于计划。"}
    outcomes = [o for o in check({"kind": "project_evaluation", "indicators": [ROW, told]}) if o.rule == "told-level"]
    assert [path for one in outcomes for path in one.paths] == ["", *(f"/indicators/1/{key}" for key in told)]


def test_a_third_level_that_runs_on_over_second_ones_stands_in_their_column() -> None:
    swapped = [ROW | {"level2": name, "level3": "产出数量情况"} for name in ("培训人数", "培训场次")]
    found = {path for rule, path in of_rows(*swapped) if rule == "level-out-of-place"}
    assert found == {f"/indicators/{at}/{key}" for at in (0, 1) for key in ROW}
    assert not of_rows(ROW, ROW)


@pytest.mark.parametrize("two", ["≥80%不低于85%", "12.0051.65元/件", "100%95%"])
def test_two_values_that_run_together_are_asked_about_with_their_row(two: str) -> None:
    found = of_rows(ROW, ROW | {"target": two}, ROW | {"target": "2020.10.31前", "actual": "95%以上"})
    assert {path for rule, path in found if rule == "two-values"} == {f"/indicators/1/{key}" for key in ROW}


def test_levels_begin_anew_with_each_goal_that_has_indicators_of_its_own() -> None:
    other = ROW | {"level1": "效益指标", "level2": "社会效益指标"}
    rows = [ROW, other, other, ROW, ROW, other]
    goals = [{"expected": f"全年完成第{at}项重点工作。"} for at in (1, 2)]
    assert not doubts({"kind": "project_evaluation", "indicators": rows, "goals": goals})
    for fewer, fewer_goals in ((rows, goals[:1]), (rows[:-1], goals), ([ROW, other, ROW], goals)):
        found = doubts({"kind": "project_evaluation", "indicators": fewer, "goals": fewer_goals})
        assert {rule for rule, _ in found} == {"level-returns"}


def test_a_first_level_does_not_come_back_after_another() -> None:
    other = ROW | {"level1": "效益指标", "level2": "社会效益指标"}
    assert not of_rows(ROW, ROW, other, other)
    assert {path for rule, path in of_rows(ROW, other, ROW) if rule == "level-returns"} >= {
        "/indicators/2/level1",
        "/indicators/2/level3",
    }


def test_a_goal_of_a_word_may_be_a_heading() -> None:
    goals = [{"expected": "履行所至"}, {"expected": "完成水毁抢修4次,道路畅通"}]
    found = doubts({"kind": "project_target", "goals": goals})
    assert found == {("short-goal", "/goals/0/expected")}


def test_a_form_whose_indicators_have_one_level_less_is_as_it_is_printed() -> None:
    assert not of_rows(*[ROW | {"level2": None}] * 3)


def test_a_printed_counter_that_waits_for_a_name_is_no_indicator_of_a_target() -> None:
    waiting = {"level1": "产出指标", "level2": "数量指标", "level3": "指标…:"}
    planned = waiting | {"level3": "培训人数"}
    assert {path[:13] for _, path in of_rows(planned, waiting, kind="project_target")} == {"/indicators/1"}


@pytest.mark.parametrize("key", ["description", "rule", "note", "basis"])
def test_a_figure_where_a_form_explains_in_words_is_asked_about(key: str) -> None:
    assert of_rows(ROW | {key: "7.00"}) == {("no-words", f"/indicators/0/{name}") for name in (*ROW, key)}
    assert of_rows(ROW | {key: "√"}) == {("no-words", f"/indicators/0/{key}")}
    assert not of_rows(ROW | {key: "按完成比例计分"})


def test_tasks_of_figures_headings_or_nothing_are_rows_of_another_table() -> None:
    tasks = [
        {"name": "培训业务骨干", "completion": "已完成"},
        {"name": "部门预算总额", "completion": "439.68"},
        {"name": "项目", "completion": "全年预算数"},
        {"name": "资金来源", "completion": None},
    ]
    found = doubts({"kind": "department_evaluation", "tasks": tasks})
    assert {rule for rule, path in found if path == "/tasks/1/name"} == {"no-words"}
    assert ("heading-as-value", "/tasks/2/name") in found and ("row-without-values", "/tasks/3/name") in found
    assert not any(path.startswith("/tasks/0/") for _, path in found)


def test_a_section_without_words_is_asked_about() -> None:
    sections = [{"heading": "每高1个点减0.2分", "text": "2.00"}, {"heading": "存在问题", "text": "无"}]
    assert doubts({"kind": "department_evaluation", "sections": sections}) == {
        ("no-words", "/sections/0/heading"),
        ("no-words", "/sections/0/text"),
    }


def test_a_budget_of_nothing_from_which_money_was_spent_is_asked_about() -> None:
    def fund(**amounts: str) -> set[tuple[str, str]]:
        rows = [{"source": "total", "label": "项目总预算", **amounts}]
        return {found for found in doubts({"kind": "project_evaluation", "funds": rows}) if "spent" in found[0]}

    assert fund(budget="0", executed="66") == {("spent-without-budget", "/funds/0/budget")}
    assert not fund(budget="0", executed="0") and not fund(budget="66", executed="66")


def test_of_two_totals_either_may_be_another_years() -> None:
    rows = [
        {"source": "total", "label": "上年预算数", "budget": "23.1"},
        {"source": "total", "label": "合计", "budget": "21"},
    ]
    paths = {path for rule, path in doubts({"kind": "project_target", "funds": rows}) if rule == "second-total"}
    assert {"/funds/0/budget", "/funds/1/budget"} <= paths


def test_money_without_its_total_may_have_it_among_its_rows() -> None:
    rows = [
        {"subject": "基本支出", "budget": "5"},
        {"subject": "项目支出", "budget": "3"},
        {"subject": "小结", "budget": "8"},
    ]
    unit: PlainRecord = {"kind": "department_evaluation", "expenditure": rows}
    assert ("no-expenditure_total", "/expenditure/2/subject") in doubts(unit)
    assert not any(
        rule.endswith("_total") for rule, _ in doubts(unit | {"expenditure_total": {"budget": "16", "executed": None}})
    )


def test_tasks_that_each_name_a_project_hold_no_total_unless_one_is_their_sum() -> None:
    def asked(*budgets: str, last: str | None = "修路") -> bool:
        projects = [*("培训" for _ in budgets[1:]), last]
        tasks = [
            {"name": "任务", "project": project, "budget": budget}
            for project, budget in zip(projects, budgets, strict=True)
        ]
        found = doubts({"kind": "department_evaluation", "tasks": tasks})
        return any(rule == "no-tasks_total" for rule, _ in found)

    assert not asked("5", "3", "9")
    assert asked("5", "3", "8") and asked("5", "3", "9", last=None)


@pytest.mark.parametrize(
    ("title", "project", "asked"),
    [
        ("2021年项目绩效目标申报表", "热线话务外包", True),
        ("2021年度创业担保贷款奖励资金绩效目标表", "2021年度创业担保贷款奖励资金", False),
        ("项目绩效目标申报表", "热线话务外包", False),
    ],
)
def test_a_title_begins_with_a_year_only_where_its_projects_name_does(title: str, project: str, asked: bool) -> None:
    record: PlainRecord = {"kind": "project_target", "title": title, "project_name": project}
    assert (("year-in-title", "/title") in doubts(record)) == asked
