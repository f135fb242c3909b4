"""What stands around the tables of a form: goals, results, closing sections, tasks and plans in other arrangements."""

from typing import Any

import pytest

from extractor.record.draft import Draft
from extractor.record.settle import settle
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form

GOAL, RESULT = "修好三条路并保障畅通安全运行", "已经修好三条路并且全部通车"
SECOND, ITS_RESULT = "完成两座桥梁的加固改造工程", "两座桥梁加固改造已全部完成"
INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"],
    ["产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5"],
]
TOTAL = ["合计", "<", "<", "<", "<", "100", "96.5"]


def seven(rows: list[list[str]]) -> list[list[str]]:
    return [[*row, *["<"] * (7 - len(row))] for row in rows]


def record_of(draft: Draft) -> Any:
    return settle(draft).record.model_dump()


def evaluated(rows: list[list[str]], above: list[str] | None = None) -> tuple[Any, tuple[str, ...]]:
    draft = read_project_evaluation(form("project_evaluation", above or ["项目自评表"], seven(rows)))
    return record_of(draft), draft.doubts


@pytest.mark.parametrize(
    "rows",
    [
        [["年初设定目标"], [GOAL], ["全年完成情况"], [RESULT]],
        [["年度目标", "预期目标", GOAL], ["^", "完成情况", RESULT]],
        [["绩效目标", "预期", GOAL], ["^", "实际", RESULT]],
        [["年度总体目标", GOAL, "<", "目标完成情况", RESULT]],
        [["年度目标", "预期目标", "<", "实际完成情况", "<", "分值", "得分"], ["^", GOAL, "<", RESULT, "<", "10", "9"]],
        [["年度目标及完成情况", f"预期目标:{GOAL}实际完成情况:{RESULT}"]],
        [["年初绩效目标", "<", "<", "全年目标实际完成情况"], [GOAL, "<", "<", RESULT]],
        [["绩效目标", "预期绩效目标", "<", "<", "目标实现程度"], ["^", GOAL, "<", "<", RESULT]],
        [["项目绩效目标", "年初设定情况", "<", "<", "年末完成情况"], ["^", GOAL, "<", "<", RESULT]],
        [["年度目标及实施情况", "主要任务", "<", "<", "实际完成情况"], ["^", GOAL, "<", "<", RESULT]],
    ],
)
def test_a_goal_and_its_result_are_read_from_every_arrangement(rows: list[list[str]]) -> None:
    record, doubts = evaluated([["项目名称", "路"], *rows, *INDICATORS])
    assert record["goals"] == [{"expected": GOAL, "actual": RESULT, "completion": None}]
    assert doubts == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["总体目标", "序号", "预期目标", "<", "实际完成情况", "<", "完成率"],
         ["^", "1", GOAL, "<", RESULT, "<", "100%"],
         ["^", "2", SECOND, "<", ITS_RESULT, "<", "95%"]],
        [["总体目标完成情况", "年初目标", "<", "<", "完成情况", "<", "<"],
         ["^", "目标内容", "<", "<", "完成内容", "<", "完成率"],
         ["^", GOAL, "<", "<", RESULT, "<", "100%"], ["^", SECOND, "<", "<", ITS_RESULT, "<", "95%"]],
    ],
)  # fmt: skip
def test_numbered_goals_keep_their_rates(rows: list[list[str]]) -> None:
    record, doubts = evaluated([["项目名称", "路"], *rows, *INDICATORS])
    assert record["goals"] == [
        {"expected": GOAL, "actual": RESULT, "completion": "100"},
        {"expected": SECOND, "actual": ITS_RESULT, "completion": "95"},
    ]
    assert doubts == ()


def test_a_goal_with_its_rate_and_no_words_of_its_result() -> None:
    rows = [["年度目标", "年初目标", "<", "<", "完成率"], ["^", GOAL, "<", "<", "95%"]]
    record, doubts = evaluated([["项目名称", "路"], *rows, *INDICATORS])
    assert record["goals"] == [{"expected": GOAL, "actual": None, "completion": "95"}]
    assert doubts == ()


def test_goals_in_pairs_one_under_the_other_are_goals_of_their_own() -> None:
    pairs = [["年度总体目标", GOAL], ["目标完成情况", RESULT], ["年度总体目标", SECOND], ["目标完成情况", ITS_RESULT]]
    record, _ = evaluated([["项目名称", "路"], *pairs, *INDICATORS])
    assert [(goal["expected"], goal["actual"]) for goal in record["goals"]] == [(GOAL, RESULT), (SECOND, ITS_RESULT)]


@pytest.mark.parametrize(
    "rows",
    [
        [TOTAL, ["评价等级", "<", "<", "<", "<", "优"]],
        [["总分", "<", "<", "100", "96.5", "等级", "优"]],
        [["总分", "<", "<", "100", "96.5", "优", "<"]],
        [["总分值", "<", "100", "自评总得分", "<", "96.5", "<"], ["评价等级", "<", "优"]],
        [["总分", "<", "<", "<", "<", "100", "96.5"], ["自评情况", "自评等级", "优"]],
        [TOTAL, ["自评等级", "优☑ 良□ 中□ 差□"]],
        [TOTAL, ["自评结论", "优"]],
        [TOTAL, ["自评等级:优"]],
    ],
)
def test_total_and_grade_are_found_wherever_they_stand(rows: list[list[str]]) -> None:
    record, _ = evaluated([["项目名称", "路"], *INDICATORS, *rows])
    assert (record["total_weight"], record["total_score"], record["grade"]) == ("100", "96.5", "优")
    assert len(record["indicators"]) == 1


@pytest.mark.parametrize("name", ["自评总分(分)", "自评分数"])
def test_a_score_among_the_head_fields_is_the_total(name: str) -> None:
    record, doubts = evaluated([["项目名称", "路", "<", name, "95.6"], *INDICATORS])
    assert (record["total_weight"], record["total_score"]) == (None, "95.6")
    assert doubts == ()


@pytest.mark.parametrize("name", ["自评总分", "总得分", "自评得分合计"])
def test_a_lone_total_named_a_score_is_the_score_wherever_it_stands(name: str) -> None:
    record, doubts = evaluated([["项目名称", "路"], *INDICATORS, [name, "<", "<", "96.5", "评价等级", "优"]])
    assert (record["total_weight"], record["total_score"], record["grade"]) == (None, "96.5", "优")
    assert doubts == ()


def test_how_much_of_the_money_came_is_no_rate_of_execution() -> None:
    heads = ["资金来源", "预算数", "资金到位数", "到位率", "执行数", "执行率(B/A)", "得分"]
    row = ["年度资金总额", "20", "20", "100%", "6", "30%", "3"]
    (fund,) = evaluated([heads, row, *INDICATORS])[0]["funds"]
    assert (fund["received"], fund["executed"], fund["rate"]) == ("20", "6", "30")


@pytest.mark.parametrize("name", ["存在问题及改进意见", "存在的问题和建议"])
def test_problems_with_opinions_are_no_box_to_sign_in(name: str) -> None:
    record, doubts = evaluated([["项目名称", "路"], *INDICATORS, [name, "进度偏慢。"]])
    assert (record["problems"], len(record["indicators"]), doubts) == ("进度偏慢。", 1, ())


def test_a_unit_that_seals_is_an_office_and_no_unit_of_money() -> None:
    above = ["项目自评表", "单位(盖章):某县农业局 资金年度:2020年 单位:万元"]
    assert evaluated([["项目名称", "路"], *INDICATORS], above)[0]["reporting_unit"] == "某县农业局"


@pytest.mark.parametrize(("adjusted", "goal"), [(SECOND, SECOND), ("", GOAL)])
def test_the_goal_as_adjusted_is_the_goal_and_else_the_one_first_set(adjusted: str, goal: str) -> None:
    heads = ["年度绩效目标完成情况", "年初绩效目标", "<", "全年(调整)绩效目标", "<", "目标实际完成情况"]
    record, doubts = evaluated([["项目名称", "路"], heads, ["^", GOAL, "<", adjusted, "<", RESULT], *INDICATORS])
    assert record["goals"] == [{"expected": goal, "actual": RESULT, "completion": None}]
    assert doubts == ()


def test_results_said_in_one_line_are_no_indicator() -> None:
    record, doubts = evaluated([["项目名称", "路"], *INDICATORS, ["自评总分:96.5分 自评等级:优"]])
    assert (record["total_score"], record["grade"], len(record["indicators"])) == ("96.5", "优", 1)
    assert doubts == ()


@pytest.mark.parametrize(
    "rows",
    [
        [["存在问题", "进度偏慢。"]],
        [["存在的问题及原因分析"], ["进度偏慢。"]],
        [["存在问题、\n原因分析及\n改进措施", "进度偏慢。"]],
    ],
)
def test_problems_stand_beside_their_label_or_under_it(rows: list[list[str]]) -> None:
    assert evaluated([["项目名称", "路"], *INDICATORS, TOTAL, *rows])[0]["problems"] == "进度偏慢。"


def test_labels_of_two_rows_in_one_cell_own_nothing_beside_them() -> None:
    record, doubts = evaluated([["项目名称", "路"], *INDICATORS, TOTAL, ["存在问题\n改进措施", "进度偏慢。"]])
    assert record["problems"] is None
    assert doubts == ("unclaimed:进度偏慢。",)


def test_head_fields_in_lines_above_the_table_do_not_run_into_each_other() -> None:
    record, _ = evaluated(
        INDICATORS, ["2023年度项目自评表", "项目名称:道路维修  主管部门:某县交通局", "填报单位:某站 2023年度"]
    )
    assert (record["project_name"], record["supervising_department"]) == ("道路维修", "某县交通局")
    assert (record["reporting_unit"], record["year"]) == ("某站", 2023)


def test_a_code_behind_a_projects_name_is_its_code() -> None:
    record, _ = evaluated([["项目名称及编码", "道路维修(13030623P0057031)"], *INDICATORS])
    assert (record["project_name"], record["project_code"]) == ("道路维修", "13030623P0057031")


@pytest.mark.parametrize(
    "rows",
    [
        [["年度主要任务", "任务名称", "主要内容", "预算数(万元)", "<", "执行数(万元)", "<"],
         ["^", "^", "^", "总额", "财政拨款", "总额", "财政拨款"],
         ["^", "档案整理", "完成标准化", "64", "60", "60", "58"]],
        [["年度主要任务", "任务名称", "完成情况", "资金情况(万元)", "<", "<", "<"],
         ["^", "^", "^", "预算", "<", "执行", "<"],
         ["^", "^", "^", "合计", "财政拨款", "合计", "财政拨款"],
         ["^", "档案整理", "完成标准化", "64", "60", "60", "58"]],
        [["任务名称", "完成情况", "预算数", "其中:财政拨款", "执行数", "其中:财政拨款", "序号"],
         ["档案整理", "完成标准化", "64", "60", "60", "58", "1"]],
    ],
)  # fmt: skip
def test_tasks_are_read_under_heads_of_any_storeys(rows: list[list[str]]) -> None:
    above = seven([["部门名称", "某局"], *rows, *INDICATORS])
    draft = read_department_evaluation(form("department_evaluation", ["部门整体自评表"], above))
    (task,) = record_of(draft)["tasks"]
    keys = ("name", "completion", "budget", "budget_fiscal", "executed", "executed_fiscal")
    assert tuple(task[key] for key in keys) == ("档案整理", "完成标准化", "64", "60", "60", "58")
    assert draft.doubts == ()


PLAN = [{"by": "3月底", "percent": "25"}, {"by": "6月底", "percent": "50"}, {"by": "12月底", "percent": "100"}]


@pytest.mark.parametrize(
    "rows",
    [
        [["资金支出计划(%)", "3月底", "6月底", "12月底"], ["^", "25%", "50%", "100%"]],
        [["资金支出计划", "时间", "<", "累计支出比例"], ["^", "3月底", "<", "25%"], ["^", "6月底", "<", "50%"],
         ["^", "12月底", "<", "100%"], ["资金用途", "修路"]],
        [["支出进度计划", "3月底", "25%", "6月底", "50%", "12月底", "100%"]],
        [["支出计划", "月份", "3月底", "6月底", "12月底"], ["^", "累计支出进度(%)", "25", "50", "100"]],
        [["用款计划", "时间", "3月底", "6月底", "12月底"], ["^", "支出比例", "25%", "50%", "100%"]],
    ],
)  # fmt: skip
def test_a_spending_plan_is_read_down_and_across(rows: list[list[str]]) -> None:
    draft = read_project_target(form("project_target", ["绩效目标表"], seven([["项目名称", "路"], *rows, *INDICATORS])))
    assert record_of(draft)["spending_plan"] == PLAN
    assert draft.doubts == ()


def test_a_plan_of_amounts_is_no_plan_of_shares() -> None:
    rows = [["支出计划", "一季度", "二季度", "三季度", "四季度"], ["金额(万元)", "10", "20", "30", "40"],
            ["比例", "10%", "30%", "60%", "100%"]]  # fmt: skip
    draft = read_project_target(form("project_target", ["绩效目标表"], seven([*rows, *INDICATORS])))
    assert [step["percent"] for step in record_of(draft)["spending_plan"]] == ["10", "30", "60", "100"]


def test_counters_and_heads_beside_goals_are_no_goals() -> None:
    rows = [["年度绩效目标", "序号", "目标内容"], ["^", "1", "修三条路"], ["^", "2", "养十条路"]]
    draft = read_project_target(form("project_target", ["绩效目标表"], seven([*rows, *INDICATORS])))
    assert record_of(draft)["goals"] == [{"expected": "修三条路"}, {"expected": "养十条路"}]


def test_each_row_beside_a_goals_label_is_a_goal_of_its_own() -> None:
    rows = [["年度总体目标", GOAL], ["^", SECOND], ["目标完成情况", RESULT], ["^", ITS_RESULT]]
    record, _ = evaluated([*rows, *INDICATORS, TOTAL])
    assert [(goal["expected"], goal["actual"]) for goal in record["goals"]] == [(GOAL, RESULT), (SECOND, ITS_RESULT)]


def test_a_short_result_beside_its_listed_label_is_no_guess() -> None:
    rows = seven([["年度总目标", GOAL], ["总目标完成情况", "已完成"], *INDICATORS, TOTAL])
    found = settle(read_project_evaluation(form("project_evaluation", ["项目自评表"], rows)))
    assert (found.leaves["/goals/0/actual"].value, found.leaves["/goals/0/actual"].doubts) == ("已完成", ())


def test_a_head_nobody_listed_is_no_goal_and_score_and_grade_stand_on_a_line_around_the_table() -> None:
    heads = [["绩效目标", "批复的绩效目标", "<", "绩效目标完成情况"], ["^", GOAL, "<", RESULT], ["产出指标(50分)"]]
    group = [row[1:] for row in INDICATORS]
    above = ["项目自评表", "自评总分:95.95分 评价等次:优 单位负责人:"]
    record, _ = evaluated([*heads, *group], above)
    assert [(goal["expected"], goal["actual"]) for goal in record["goals"]] == [(GOAL, RESULT)]
    assert [(row["level1"], row["level1_weight"]) for row in record["indicators"]] == [("产出指标", "50")]
    assert (str(record["total_score"]), record["grade"]) == ("95.95", "优")


def test_a_goal_that_reads_like_a_head_is_asked_about() -> None:
    draft = read_project_evaluation(form("project_evaluation", ["项目自评表"], seven([["年度目标", "审定事项目标"]])))
    goal = settle(draft).leaves["/goals/0/expected"]
    assert "goal-guessed" in goal.doubts
