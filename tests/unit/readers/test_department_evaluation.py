"""Departments' forms: both sides of the budget, the tasks, the indicators and what is written under them."""

from typing import Any

import pytest

from extractor.record.settle import settle
from extractor.stages.forms_to_records import forms_to_records
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from tests.unit.readers.paper import form, plain

HEAD = [
    ["部门（单位）名称", "某县医保局", "<", "<", "<", "<", "<"],
    ["联系人", "经办人", "<", "<", "联系电话", "7100000", "<"],
    ["评价时段", "2020年1月1日至2020年12月31日", "<", "<", "<", "<", "<"],
]
MONEY = [
    ["年度部门（单位）预算执行情况", "预算收入（万元）", "<", "<", "预算支出（万元）", "<", "<"],
    ["^", "收入科目", "预算数", "执行数", "支出科目", "预算数", "执行数"],
    ["^", "财政拨款收入", "83.5", "83.1", "人员经费", "40", "44"],
    ["^", "事业收入", "", "", "——", "", ""],
    ["^", "合计", "83.5", "83.1", "合计", "83.5", "83.1"],
]
TASKS = [
    [
        "年度主要任务",
        "工作任务名称",
        "工作任务完成情况",
        "对应的拟安排项目",
        "项目完成情况",
        "预算数(万元)",
        "执行数(万元)",
    ],
    ["^", "档案整理", "完成标准化", "档案项目", "完成", "64", "60"],
    ["^", "金额合计", "<", "<", "<", "64", "60"],
]
INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "目标值", "实际值", "权重", "自评得分"],
    ["部门产出", "数\n量", "购置数量", "=100%", "100%", "15", "15"],
    ["^", "^", "专家人数", "=100%", "100%", "^", "^"],
    ["合 计", "<", "<", "-", "-", "100", "96.5"],
]
END = [
    ["评价结论", "<", "<", "优", "<", "<", "<"],
    ["尚未完成的绩效指标", "<", "<", "已全部完成。", "<", "<", "<"],
    ["改进措施", "1.预算编制的措施", "<", "进一步细化", "<", "<", "<"],
    ["^", "2.其他措施", "<", "", "<", "<", "<"],
    ["备注", "<", "<", "", "<", "<", "<"],
]


def read(rows: list[list[str]]) -> Any:
    return plain(read_department_evaluation(form("department_evaluation", ["部门（单位）整体绩效自评表"], rows)))


def test_a_departments_form_is_read_whole() -> None:
    record = read([*HEAD, *MONEY, *TASKS, *INDICATORS, *END])
    assert (record["reporting_unit"], record["contact"], record["phone"]) == ("某县医保局", "经办人", "7100000")
    assert record["year"] == 2020
    assert record["period"] == {"start": "2020-01-01", "end": "2020-12-31"}
    assert record["income"] == [{"subject": "财政拨款收入", "budget": "83.5", "executed": "83.1"}]
    assert record["expenditure"] == [{"subject": "人员经费", "budget": "40", "executed": "44"}]
    assert record["income_total"] == {"budget": "83.5", "executed": "83.1"}
    assert [(t["name"], t["project"], t["budget"], t["executed"]) for t in record["tasks"]] == [
        ("档案整理", "档案项目", "64", "60")
    ]
    assert record["tasks_total"]["budget"] == "64"
    assert (record["total_weight"], record["total_score"], record["grade"]) == ("100", "96.5", "优")


def test_a_merged_weight_is_given_on_its_first_row_only() -> None:
    rows = read([*HEAD, *INDICATORS])["indicators"]
    assert [(r["level2"], r["weight"], r["score"], r["score_rows"]) for r in rows] == [
        ("数量", "15", "15", 2),
        ("数量", None, None, 0),
    ]


def test_sections_take_their_innermost_heading_and_blank_ones_are_left_out() -> None:
    assert read([*HEAD, *INDICATORS, *END])["sections"] == [
        {"heading": "尚未完成的绩效指标", "text": "已全部完成。"},
        {"heading": "1.预算编制的措施", "text": "进一步细化"},
    ]


def test_a_department_that_prints_a_projects_money_and_goals_keeps_them() -> None:
    rows = [
        ["省级预算部门名称", "某市某局", "<", "<", "<", "<", "<"],
        ["年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"],
        ["^", "年度资金总额", "20", "22", "21", "95.45%", "9.5"],
        ["年度总体目标", "预期目标", "<", "<", "实际完成情况", "<", "<"],
        ["^", "做好工作", "<", "<", "做好了", "<", "<"],
        *INDICATORS,
    ]
    record = read(rows)
    assert record["reporting_unit"] == "某市某局"
    assert [(f["source"], f["budget"], f["score"]) for f in record["funds"]] == [("total", "22", "9.5")]
    assert record["goals"] == [{"expected": "做好工作", "actual": "做好了", "completion": None}]
    assert "funds" not in read([*HEAD, *MONEY, *INDICATORS])


def test_a_conclusion_in_words_is_a_section_and_no_grade() -> None:
    record = read([*HEAD, *INDICATORS, ["评价结论", "总体良好,自评得分96.5分。", "<", "<", "<", "<", "<"]])
    assert "grade" not in record
    assert record["sections"] == [{"heading": "评价结论", "text": "总体良好,自评得分96.5分。"}]


def test_points_beside_each_level_are_the_levels_own() -> None:
    rows = [
        ["一级指标", "<", "二级指标", "<", "三级指标", "<", "指标说明", "自评分"],
        ["名称", "权重(%)", "名称", "权重(%)", "名称", "权重(%)", "^", "^"],
        ["运行管理", "27", "预算管理", "27", "预算编制完整性", "20", "收支是否全部纳入预算", "18"],
        ["^", "^", "^", "^", "支出预算执行率", "7", "决算与预算的比值", "6"],
    ]
    draft = read_department_evaluation(form("department_evaluation", ["部门整体绩效自评表"], rows))
    kept = ("level1", "level1_weight", "level2", "level3", "weight", "description", "score")
    indicators: Any = plain(draft)["indicators"]
    assert [tuple(row[key] for key in kept) for row in indicators] == [
        ("运行管理", "27", "预算管理", "预算编制完整性", "20", "收支是否全部纳入预算", "18"),
        ("运行管理", "27", "预算管理", "支出预算执行率", "7", "决算与预算的比值", "6"),
    ]
    assert draft.doubts == ()


def test_untitled_text_below_a_units_form_is_its_sections() -> None:
    whole = form("department_evaluation", ["部门整体绩效自评表"], [*HEAD, *INDICATORS])
    text = ["主要成效", "档案全部整理完毕,群众满意。", "存在的主要问题", "付款偏晚,执行率不高。", "- 1 -"]
    drafts = forms_to_records([whole, form("report", text, [])])
    sections: Any = [plain(draft)["sections"] for draft in drafts]
    assert sections == [
        [
            {"heading": "主要成效", "text": "档案全部整理完毕,群众满意。"},
            {"heading": "存在的主要问题", "text": "付款偏晚,执行率不高。"},
        ]
    ]
    doubts = [settle(draft).leaves[f"/sections/{at}/text"].doubts for draft in drafts for at in range(2)]
    assert doubts == [("text-below-the-table",), ()]


def test_a_titled_report_behind_a_units_form_stays_a_record_of_its_own() -> None:
    whole = form("department_evaluation", ["部门整体绩效自评表"], [*HEAD, *INDICATORS])
    report = form("report", ["某县医保局整体支出自评报告", "本单位认真组织,按时完成。"], [])
    assert len(forms_to_records([whole, report])) == 2


def test_the_row_of_a_group_names_it_and_heads_the_values_of_its_rows() -> None:
    rows = [
        ["部门名称", "某县医保局", "<", "<", "<", "<"],
        ["自评得分", "37.5", "<", "评价等级", "优", "<"],
        ["运行管理", "<", "目标值", "完成值", "分值", "得分"],
        ["计划管理", "年度计划健全性", "健全", "健全", "4", "4"],
        ["预算管理", "结余资金收回率", "100%", "84.8%", "4", "3.5"],
        ["履职效能", "<", "目标值", "完成值", "分值", "得分"],
        ["任务时效", "付款时限", "12月前", "11月", "30", "30"],
        ["满分", "<", "<", "<", "38", ""],
    ]
    draft = read_department_evaluation(form("department_evaluation", ["部门整体绩效自评表"], rows))
    record: Any = plain(draft)
    kept = ("level1", "level2", "level3", "target", "actual", "weight", "score")
    assert [tuple(row[key] for key in kept) for row in record["indicators"]] == [
        ("运行管理", "计划管理", "年度计划健全性", "健全", "健全", "4", "4"),
        ("运行管理", "预算管理", "结余资金收回率", "100%", "84.8%", "4", "3.5"),
        ("履职效能", "任务时效", "付款时限", "12月前", "11月", "30", "30"),
    ]
    assert (record["total_weight"], record["total_score"], record["grade"]) == ("38", "37.5", "优")
    assert draft.doubts == ()


def test_a_form_of_any_kind_with_untitled_text_below_it_is_asked_about() -> None:
    whole = form("project_target", ["项目绩效目标表"], [*HEAD, *INDICATORS])
    drafts = forms_to_records([whole, form("report", ["本单位认真组织,按时完成。"], [])])
    assert "text-below-the-table" in drafts[0].doubts


def test_the_budget_of_a_departments_goals_is_read_by_its_sources() -> None:
    money = [
        ["部门预算", "年度预算收入合计", "83.5", "<", "<", "<", "<"],
        ["^", "其中：财政拨款", "80.5", "<", "<", "<", "<"],
        ["^", "其他资金", "3", "<", "<", "<", "<"],
    ]
    draft = read_department_evaluation(
        form("department_evaluation", ["部门整体绩效目标表"], [HEAD[0], *money, *INDICATORS])
    )
    record: Any = plain(draft)
    kept = [(fund["source"], fund["label"], fund["budget"]) for fund in record["funds"]]
    assert kept == [
        ("total", "年度预算收入合计", "83.5"),
        ("fiscal", "其中:财政拨款", "80.5"),
        ("other", "其他资金", "3"),
    ]
    assert draft.doubts == ()


def test_the_tasks_end_where_another_block_begins() -> None:
    tasks = [
        ["年度主要任务", "任务名称", "<", "完成情况", "<", "<", "<"],
        ["^", "档案整理", "<", "完成标准化建设", "<", "<", "<"],
    ]
    money = [
        ["预算情况", "项目", "<", "<", "全年预算数", "全年执行数", "执行率"],
        ["^", "部门预算总额", "<", "<", "64", "60", "93.75%"],
        ["^", "资金来源:", "<", "<", "", "", ""],
        ["^", "(1)政府预算资金", "<", "<", "60", "56", "93.33%"],
        ["^", "(2)单位资金", "<", "<", "4", "4", "100%"],
    ]
    record = read([*HEAD, *tasks, *money, *INDICATORS])
    assert [(task["name"], task["completion"]) for task in record["tasks"]] == [("档案整理", "完成标准化建设")]
    told = [(fund["source"], fund["budget"], fund["executed"]) for fund in record["funds"]]
    assert told == [("total", "64", "60"), ("fiscal", "60", "56"), ("other", "4", "4")]


def test_goals_of_several_years_stand_between_numbered_captions() -> None:
    rows = [
        *HEAD,
        ["一、部门年度目标", "<", "<", "<", "<", "<", "<"],
        ["财年", "目标", "<", "<", "实际完成情况", "<", "<"],
        ["2020", "修缮校舍二十间,改善办学条件。", "<", "<", "修缮校舍二十一间。", "<", "<"],
        ["2021", "---", "<", "<", "---", "<", "<"],
        ["二、部门年度重点工作任务", "<", "<", "<", "<", "<", "<"],
        ["任务名称", "完成情况", "<", "批复金额", "<", "实际支出金额", "预算执行率"],
        ["^", "^", "<", "总额", "财政拨款", "^", "^"],
        ["档案整理", "完成标准化", "<", "64", "60", "62", "96.88%"],
        ["三、部门整体支出绩效指标", "<", "<", "<", "<", "<", "<"],
        *INDICATORS[:-1],
        ["其他需要说明事项", "<", "<", "无", "<", "<", "<"],
    ]
    record = read(rows)
    assert [goal["actual"] for goal in record["goals"]] == ["修缮校舍二十一间。"]
    assert record["goals"][0]["expected"] == "修缮校舍二十间,改善办学条件。"
    told = [(task["name"], task["budget"], task["budget_fiscal"], task["executed"]) for task in record["tasks"]]
    assert told == [("档案整理", "64", "60", "62")]
    assert (len(record["indicators"]), record["sections"]) == (2, [])


def test_the_budget_of_a_task_is_the_one_as_adjusted() -> None:
    tasks = [
        ["任务名称", "完成情况", "<", "年初预算数", "全年预算数", "<", "全年执行数"],
        ["档案整理", "完成标准化", "<", "50", "64", "<", "62"],
    ]
    (task,) = read([*HEAD, *tasks, *INDICATORS])["tasks"]
    assert (task["budget"], task["executed"]) == ("64", "62")


@pytest.mark.parametrize("name", ["预算安排", "安排资金"])
def test_what_was_set_aside_for_a_task_is_its_budget(name: str) -> None:
    tasks = [["任务名称", "<", "完成情况", "<", "<", name, "实际支出"], ["档案", "<", "完成", "<", "<", "64", "62"]]
    (task,) = read([*HEAD, *tasks, *INDICATORS])["tasks"]
    assert (task["budget"], task["executed"]) == ("64", "62")


def test_the_line_of_a_task_cut_by_other_walls_is_asked_about() -> None:
    tasks = [
        ["任务名称", "<", "完成情况", "<", "<", "预算数", "执行数"],
        ["档案整理", "<", "完成标准化", "<", "<", "64", "62"],
        ["甲栏", "乙栏", "某类款项", "<", "3", "64", "62"],
    ]
    record: Any = read_department_evaluation(form("department_evaluation", ["部门整体自评表"], [*HEAD, *tasks])).tree
    assert [bool(task["name"].doubts) for task in record["tasks"]] == [False, True]


@pytest.mark.parametrize(
    ("label", "cell"), [("自评总分及等级", "96.5分(优)"), ("总分", "优(96.5)"), ("自评结果", "96.5/优")]
)
def test_score_and_grade_in_one_cell_are_both_read(label: str, cell: str) -> None:
    below = read([*HEAD, *INDICATORS[:-1], [label, "<", "<", cell, "<", "<", "<"]])
    above = read([*HEAD, [label, "<", "<", cell, "<", "<", "<"], *INDICATORS[:-1]])
    assert [(record["total_score"], record["grade"]) for record in (below, above)] == [("96.5", "优")] * 2


def test_what_a_task_came_to_is_told_from_what_it_was_to_be() -> None:
    tasks = [
        ["任务名称", "主要内容", "<", "完成情况", "<", "预算数", "执行数"],
        ["档案整理", "完成标准化建设", "<", "已建成", "<", "64", "62"],
    ]
    (task,) = read([*HEAD, *tasks, *INDICATORS])["tasks"]
    assert task["completion"] == "已建成"


def test_a_kind_of_spending_has_the_budget_as_adjusted() -> None:
    money = [
        ["部门整体支出情况", "支出类别", "年初预算数", "全年预算数", "全年执行数", "执行率", "<"],
        ["^", "基本支出", "60", "66", "65", "98.48%", "<"],
        ["^", "项目支出", "40", "44", "44", "100%", "<"],
    ]
    spent = read([*HEAD, *money, *INDICATORS])["expenditure"]
    assert [(row["budget"], row["executed"]) for row in spent] == [("66", "65"), ("44", "44")]


def test_the_money_of_several_years_is_asked_about() -> None:
    money = [
        ["资金情况", "资金来源", "2021年", "2022年", "2023年", "全年执行数", "执行率"],
        ["^", "年度资金总额", "100", "110", "120", "118", "98.33%"],
    ]
    rows = [*HEAD, *money, *INDICATORS]
    tree: Any = read_department_evaluation(form("department_evaluation", ["部门整体自评表"], rows)).tree
    assert all(tree["funds"][0][key].doubts for key in ("budget", "executed"))


def test_goals_under_heads_of_their_own_are_no_indicators() -> None:
    goals = [
        ["年度绩效目标", "目标序号", "目标内容", "<", "<", "完成情况", "<"],
        ["^", "目标1", "加强基金监管,提升经办服务水平。", "<", "<", "基金监管加强,经办服务水平提升。", "<"],
    ]
    record = read([*HEAD, *goals, *INDICATORS])
    assert [goal["actual"] for goal in record["goals"]] == ["基金监管加强,经办服务水平提升。"]
    assert len(record["indicators"]) == 2


def test_of_two_budgets_of_a_task_each_is_asked_about() -> None:
    tasks = [
        ["任务名称", "完成情况", "<", "预算数", "<", "批复金额", "执行数"],
        ["档案整理", "完成标准化", "<", "50", "<", "64", "62"],
    ]
    rows = [*HEAD, *tasks, *INDICATORS]
    tree: Any = read_department_evaluation(form("department_evaluation", ["部门整体自评表"], rows)).tree
    assert "two-budget-columns" in tree["tasks"][0]["budget"].doubts
    assert tree["tasks"][0]["executed"].doubts == ()
