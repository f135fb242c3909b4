"""Targets: the same facts are read from every way offices print them, and nothing on the form is dropped silently."""

from typing import Any

import pytest

from extractor.record.draft import Draft
from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form, plain

INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
    ["产出指标", "数量指标", "缴费人数", "全部缴费", "≥97854", "经办规程"],
    ["^", "^", "领取人数", "全部领取", "≥66300", "—"],
    ["满意度指标", "服务对象满意度指标", "满意度", "", "95%以上", "问卷调查"],
]
MONEY = [
    ["预算规模及资金用途", "预算数", "1.20", "其中:财政资金", "1.20", "其他资金", ""],
    ["^", "用于农保业务", "<", "<", "<", "<", "<"],
]
PLAN = [
    ["资金支出计划(%)", "3月底", "6月底", "<", "10月底", "12月底", "<"],
    ["^", "25%", "", "<", "75%", "100%", "<"],
]


def wide(rows: list[list[str]]) -> list[list[str]]:
    return [[*row, *["<"] * (7 - len(row))] for row in rows]


def coded(goals: str = "1.保障6.64万元落实\n到位。\n2.保障业务正常开展") -> Draft:
    names = [["项目编码", "13030623P0057031000\n2U", "<", "项目名称", "创业担保贷款奖励资金", "<", "<"]]
    goal = [["绩效目标", goals, "<", "<", "<", "<", "<"]]
    above = ["4.创业担保贷款奖励资金绩效目标表", "323003 某市就业服务中心单位:万元"]
    return read_project_target(form("project_target", above, [*names, *MONEY, *PLAN, *goal, *wide(INDICATORS)]))


def test_a_coded_form_is_read_whole() -> None:
    record = plain(coded())
    assert record["title"] == "创业担保贷款奖励资金绩效目标表"
    assert (record["reporting_unit_code"], record["reporting_unit"]) == ("323003", "某市就业服务中心")
    assert record["project_code"] == "13030623P00570310002U"
    assert record["funds"] == [
        {"source": "total", "label": "预算数", "budget": "1.2"},
        {"source": "fiscal", "label": "其中:财政资金", "budget": "1.2"},
    ]
    assert record["purpose"] == "用于农保业务"
    assert record["spending_plan"] == [
        {"by": "3月底", "percent": "25"},
        {"by": "10月底", "percent": "75"},
        {"by": "12月底", "percent": "100"},
    ]
    assert record["goals"] == [{"expected": "保障6.64万元落实到位。"}, {"expected": "保障业务正常开展"}]
    assert coded().doubts == ()


def test_indicator_names_of_merged_cells_are_repeated() -> None:
    rows: Any = plain(coded())["indicators"]
    assert [(row["level1"], row["level2"], row["level3"], row["target"], row["basis"]) for row in rows] == [
        ("产出指标", "数量指标", "缴费人数", "≥97854", "经办规程"),
        ("产出指标", "数量指标", "领取人数", "≥66300", None),
        ("满意度指标", "服务对象满意度指标", "满意度", "95%以上", "问卷调查"),
    ]


@pytest.mark.parametrize(
    ("cell", "goals"),
    [
        ("保障业务", ["保障业务"]),
        ("1、建成2.5万平方米;2、投资3.6亿元", ["建成2.5万平方米;", "投资3.6亿元"]),
        ("(1)完成改造(2)通过验收", ["完成改造", "通过验收"]),
        ("①完成改造②通过验收", ["完成改造", "通过验收"]),
        ("目标1:完成改造\n目标2:通过验收", ["完成改造", "通过验收"]),
        ("支持1.2万人", ["支持1.2万人"]),
        ("1.2023年完成改造", ["2023年完成改造"]),
        ("1.完成改造\n2.12个乡镇通车\n3.1至4季度分批验收", ["完成改造", "12个乡镇通车", "1至4季度分批验收"]),
        ("1.1完成改造\n1.2通过验收", ["1.1完成改造1.2通过验收"]),
    ],
)
def test_goals_part_at_their_counters_and_nowhere_else(cell: str, goals: list[str]) -> None:
    assert plain(coded(cell))["goals"] == [{"expected": goal} for goal in goals]


def test_goal_rows_of_a_template_keep_only_what_was_filled_in() -> None:
    names = [["预算单位", "某市养老保险中心", "<", "项目名称", "专项业务费", "<", "<"]]
    goals = [
        ["绩效目标", "目标1", "高效合理利用", "<", "<", "<", "<"],
        ["^", "目标2", "", "<", "<", "<", "<"],
        ["^", "......", "", "<", "<", "<", "<"],
    ]
    rows = [*names, *MONEY, *goals, *wide(INDICATORS)]
    draft = read_project_target(form("project_target", ["附件2:", "某市部门预算项目绩效目标表"], rows))
    record = plain(draft)
    assert (record["reporting_unit"], record["goals"]) == ("某市养老保险中心", [{"expected": "高效合理利用"}])
    assert draft.doubts == ()


def test_a_declaration_with_money_beside_its_side_label_and_in_yuan() -> None:
    rows = [
        ["项目名称", "危桥改造", "<", "<"],
        ["项目资金(元)", "年度资金总额:", "1200000.00", "<"],
        ["^", "其中:财政拨款", "1000000", "<"],
        ["^", "其他资金", "200000", "<"],
        ["总体目标", "年度目标", "<", "<"],
        ["^", "完成三座危桥改造", "<", "<"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "改造数量", "3座"],
    ]
    record = plain(read_project_target(form("project_target", ["项目支出绩效目标申报表", "(2024年度)"], rows)))
    assert record["funds"] == [
        {"source": "total", "label": "年度资金总额", "budget": "120"},
        {"source": "fiscal", "label": "其中:财政拨款", "budget": "100"},
        {"source": "other", "label": "其他资金", "budget": "20"},
    ]
    assert (record["year"], record["goals"]) == (2024, [{"expected": "完成三座危桥改造"}])


def test_a_finance_department_reports_nothing() -> None:
    rows = [["项目名称", "危桥改造", "<", "<"], ["省级财政部门", "省财政厅", "省级主管部门", "省交通厅"]]
    rows += [["一级指标", "二级指标", "三级指标", "指标值"]]
    draft = read_project_target(form("project_target", ["区域绩效目标表"], rows))
    assert "reporting_unit" not in plain(draft) and draft.doubts == ()


def test_words_that_no_field_takes_are_a_doubt_of_the_record() -> None:
    rows = [["项目名称", "危桥改造", "另附说明材料", "<"], *[["一级指标", "二级指标", "三级指标", "指标值"]]]
    assert read_project_target(form("project_target", ["绩效目标表"], rows)).doubts == ("unclaimed:另附说明材料",)


def test_an_amount_that_cannot_be_read_is_null_and_doubtful() -> None:
    rows = [["预算数", "1.2.0", "其他资金", "3"], ["一级指标", "二级指标", "三级指标", "指标值"]]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    fund: Any = draft.tree["funds"]
    assert fund[0]["budget"].value is None and fund[0]["budget"].doubts == ("not-a-amount",)


def test_the_years_money_and_goals_are_told_from_those_of_several_years() -> None:
    rows = [
        ["项目名称", "危桥改造", "<", "<", "<"],
        ["项目资金(万元)", "中期资金总额:", "300", "年度资金总额:", "100"],
        ["^", "其中:财政拨款", "300", "其中:财政拨款", "100"],
        ["总体目标", "中期目标(2021年-2023年)", "<", "年度目标", "<"],
        ["^", "三年改造九座危桥", "<", "改造三座危桥", "<"],
        ["一级指标", "二级指标", "三级指标", "<", "指标值"],
        ["产出指标", "数量指标", "改造数量", "<", "3座"],
    ]
    draft = read_project_target(form("project_target", ["项目支出绩效目标申报表"], rows))
    record: Any = plain(draft)
    assert [(fund["source"], fund["budget"]) for fund in record["funds"]] == [("total", "100"), ("fiscal", "100")]
    assert record["goals"] == [{"expected": "改造三座危桥"}]
    assert any(doubt.startswith("unclaimed:三年改造") for doubt in draft.doubts)


TARGETS = ["一级指标", "二级指标", "三级指标", "指标值", "<", "<"]


@pytest.mark.parametrize(
    "money",
    [
        [["项目资金(万元)", "资金总额", "9.56", "<", "<", "<"], ["^", "其中:本级财政拨款", "9.08", "<", "<", "<"],
         ["^", "自筹及其他资金", "0.48", "<", "<", "<"]],
        [["资金总额", "<", "财政拨款", "<", "其他资金", "<"], ["9.56", "<", "9.08", "<", "0.48", "<"]],
        [["资金来源", "合计", "财政拨款", "<", "其他资金", "<"], ["预算金额(万元)", "9.56", "9.08", "<", "0.48", "<"]],
        [["项目资金", "资金总额:9.56万元,其中:财政拨款9.08万元,其他资金0.48万元", "<", "<", "<", "<"]],
        [["资金总额", "9.56", "其中:财政拨款", "9.08", "其他资金", "0.48"]],
        [["资金安排", "年度资金总额(元)", "95,600.00", "<", "<", "<"], ["^", "(1)财政拨款(元)", "90800", "<", "<", "<"],
         ["^", "(2)单位自筹(元)", "4800", "<", "<", "<"]],
        [["年度预算", "<", "<", "<", "<", "<"], ["总额", "<", "财政拨款", "<", "其他", "<"],
         ["9.56", "<", "9.08", "<", "0.48", "<"]],
        [["资金构成", "金额(万元)", "<", "<", "<", "<"], ["合计", "9.56", "<", "<", "<", "<"],
         ["财政资金", "9.08", "<", "<", "<", "<"], ["其他资金", "0.48", "<", "<", "<", "<"]],
    ],
)  # fmt: skip
def test_the_money_of_a_target_is_read_from_every_block(money: list[list[str]]) -> None:
    rows = [["项目名称", "危桥改造", "<", "<", "<", "<"], *money, TARGETS]
    record: Any = plain(read_project_target(form("project_target", ["绩效目标表"], rows)))
    assert [(fund["source"], fund["budget"]) for fund in record["funds"]] == [
        ("total", "9.56"),
        ("fiscal", "9.08"),
        ("other", "0.48"),
    ]


def test_last_years_money_is_not_this_years() -> None:
    money = ["上年预算数", "8.50", "本年预算申请数", "9.56", "其中:一般公共预算", "9.08"]
    rows = [["项目名称", "危桥改造", "<", "<", "<", "<"], money, TARGETS]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    record: Any = plain(draft)
    assert [(fund["source"], fund["budget"]) for fund in record["funds"]] == [("total", "9.56"), ("fiscal", "9.08")]
    assert draft.doubts == ()


def test_steps_of_the_plan_are_read_from_one_cell() -> None:
    plan = ["累计支出计划", "3月底:25%  6月底:50%  12月底:100%", "<", "<", "<", "<"]
    rows = [["项目名称", "危桥改造", "<", "<", "<", "<"], plan, TARGETS]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    record: Any = plain(draft)
    steps = [(step["by"], step["percent"]) for step in record["spending_plan"]]
    assert steps == [("3月底", "25"), ("6月底", "50"), ("12月底", "100")]
    assert draft.doubts == ()


def test_a_schedule_of_works_is_no_spending_plan() -> None:
    schedule = [
        ["项目实施进度计划", "项目实施内容", "<", "<", "开始时间", "完成时间"],
        ["^", "1.编制方案", "<", "<", "1月", "4月"],
        ["^", "2.检查验收", "<", "<", "5月", "2023年12月底"],
    ]
    rows = [["项目名称", "危桥改造", "<", "<", "<", "<"], *schedule, TARGETS]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    assert plain(draft)["spending_plan"] == []
    assert draft.doubts == ()


def test_a_step_with_work_in_place_of_a_share_is_asked_about() -> None:
    plan = ["实施进度", "一季度", "完成招标", "二季度", "完成主体", ""]
    rows = [["项目名称", "危桥改造", "<", "<", "<", "<"], plan, TARGETS]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    assert plain(draft)["spending_plan"] == []
    assert "unclaimed:完成招标" in draft.doubts


def test_boxes_to_sign_end_the_table_and_say_nothing() -> None:
    rows = [
        *INDICATORS,
        ["主管部门审核意见", "(盖章) 年 月 日", "<", "<", "<", "<"],
        ["财政部门意见", "同意安排", "<", "<", "<", "<"],
    ]
    draft = read_project_target(form("project_target", ["绩效目标申报书"], rows))
    record: Any = plain(draft)
    assert [row["level3"] for row in record["indicators"]] == ["缴费人数", "领取人数", "满意度"]
    assert draft.doubts == ("unclaimed:同意安排",)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("2021年项目绩效目标申报表", "项目绩效目标申报表"),
        ("2021年度项目绩效目标及跟踪监控表", "项目绩效目标及跟踪监控表"),
        ("2021年桥梁维护绩效目标表", "2021年桥梁维护绩效目标表"),
        ("2021年运行维护绩效目标表", "2021年运行维护绩效目标表"),
    ],
)
def test_a_year_before_a_title_stays_only_where_a_project_is_named(line: str, title: str) -> None:
    record: Any = plain(read_project_target(form("project_target", [line], INDICATORS)))
    assert record["title"] == title


def test_who_hands_the_form_in_stands_before_the_unit_of_money_or_a_forms_number() -> None:
    for behind in (" 万元", " 表1", ""):
        above = ["校内专项绩效目标申报表", f"项目单位:某县会务中心{behind}"]
        record = plain(read_project_target(form("project_target", above, wide(INDICATORS))))
        assert record["reporting_unit"] == "某县会务中心"


@pytest.mark.parametrize("line", ["元", "申报单位:某县会务中心 金额:元", "申报单位:某县会务中心  单位:元"])
def test_a_unit_of_money_said_by_itself_counts(line: str) -> None:
    lone = form("project_target", ["项目绩效目标表", line], [*MONEY, *wide(INDICATORS)])
    record: Any = plain(read_project_target(lone))
    assert record["funds"][0]["budget"] == "0.00012"
    assert record.get("reporting_unit") in (None, "某县会务中心")


@pytest.mark.parametrize(
    ("row", "unit", "doubted"),
    [
        (["项目单位", "323003 某县会务中心", "项目类别", "业务类"], "某县会务中心", False),
        (["主管部门", "某县政府办", "项目单位", "某县会务中心"], "某县会务中心", True),
        (["主管部门", "某县政府办", "实施单位", "某县会务中心"], None, False),
    ],
)
def test_the_unit_of_the_project_hands_the_form_in(row: list[str], unit: str | None, doubted: bool) -> None:
    named = ["项目名称", "会务保障", "<", "<"]
    draft = read_project_target(form("project_target", ["项目绩效目标表"], wide([named, row, *INDICATORS])))
    leaf = settle(draft).leaves.get("/reporting_unit")
    assert plain(draft).get("reporting_unit") == unit
    assert (leaf is not None and bool(leaf.doubts)) == doubted


def test_money_said_on_a_line_over_the_table_is_read() -> None:
    lines = ["绩效目标表", "项目名称:危桥改造", "项目预算:9.56其中财政拨款:9.08"]
    draft = read_project_target(form("project_target", lines, [TARGETS]))
    record: Any = plain(draft)
    kept = [(fund["source"], fund["label"], fund["budget"]) for fund in record["funds"]]
    assert kept == [("total", "项目预算", "9.56"), ("fiscal", "其中财政拨款", "9.08")]


def test_goals_printed_once_beside_all_indicators_are_read() -> None:
    rows = [
        ["项目名称", "危桥改造", "<", "<", "<"],
        ["年度绩效目标", "一级指标", "二级指标", "三级指标", "目标值"],
        ["1.改造危桥十二座。2.保障群众出行安全。", "产出指标", "数量指标", "改造座数", "12座"],
        ["^", "^", "质量指标", "验收合格率", "100%"],
    ]
    draft = read_project_target(form("project_target", ["绩效目标批复表"], rows))
    record: Any = plain(draft)
    assert [goal["expected"] for goal in record["goals"]] == ["改造危桥十二座。", "保障群众出行安全。"]
    assert [row["level3"] for row in record["indicators"]] == ["改造座数", "验收合格率"]
    assert draft.doubts == ()


def test_money_behind_the_projects_name_in_its_own_row_is_read() -> None:
    money = ["项目名称", "危桥改造", "年度预算", "56.20", "财政资金", "50.20", "其他资金", "6.00"]
    record: Any = plain(read_project_target(form("project_target", ["绩效目标表"], [money, [*TARGETS, "<", "<"]])))
    assert [(fund["source"], fund["budget"]) for fund in record["funds"]] == [
        ("total", "56.2"),
        ("fiscal", "50.2"),
        ("other", "6"),
    ]
    assert record["project_name"] == "危桥改造"


def test_money_with_shares_is_read_beside_the_plan_of_payments() -> None:
    rows = [
        ["项目名称", "危桥改造", "<", "<", "<", "<"],
        ["经费预算与支付计划", "资金来源", "金额", "占比", "支付时点", "累计支付进度"],
        ["^", "财政拨款", "8.00", "80.0%", "6月底", "30%"],
        ["^", "自筹资金", "2.00", "20.0%", "9月底", ""],
        ["^", "合计", "10.00", "100%", "12月底", "100%"],
        TARGETS,
    ]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    record: Any = plain(draft)
    funds = [(fund["source"], fund["budget"]) for fund in record["funds"]]
    assert funds == [("fiscal", "8"), ("other", "2"), ("total", "10")]
    assert [(step["by"], step["percent"]) for step in record["spending_plan"]] == [("6月底", "30"), ("12月底", "100")]
    assert draft.doubts == ()


@pytest.mark.parametrize(("label", "asked"), [("工程形象进度", True), ("资金支出进度", False)])
def test_shares_of_work_done_are_asked_about_as_a_spending_plan(label: str, asked: bool) -> None:
    plan = [[label, "一季度", "二季度", "三季度", "四季度", "<"], ["^", "10%", "30%", "60%", "100%", "<"]]
    rows = [["项目名称", "危桥改造", "<", "<", "<", "<"], *plan, TARGETS]
    found = settle(read_project_target(form("project_target", ["绩效目标表"], rows)))
    assert ("label-guessed" in found.leaves["/spending_plan/0/by"].doubts) is asked


@pytest.mark.parametrize(("target", "names"), [("≥10座", ["本年座数"]), ("", ["全部座数", "本年座数"])])
def test_of_a_block_of_several_years_and_one_of_the_year_the_years_is_read(target: str, names: list[str]) -> None:
    rows = [
        ["长期绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        ["^", "产出指标", "数量指标", "全部座数", "≥50座"],
        ["年度绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        ["^", "产出指标", "数量指标", "本年座数", target],
    ]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    record: Any = plain(draft)
    assert [row["level3"] for row in record["indicators"]] == names
    assert draft.doubts == (() if target else ("column-guessed",))


@pytest.mark.parametrize("head", ["指标", "绩效指标"])
def test_one_head_names_the_indicators_and_a_half_year_among_their_targets_is_no_step_of_the_plan(head: str) -> None:
    rows = [
        ["项目名称", "危桥改造", "<", "<", "<"],
        [head, "指标权重", "计量单位", "指标性质", "指标值"],
        ["改造座数", "60", "座", "≥", "10"],
        ["开工时间", "40", "", "定性", "下半年"],
        ["验收合格率", "10", "%", "", "100"],
    ]
    draft = read_project_target(form("project_target", ["绩效目标表"], rows))
    record: Any = plain(draft)
    indicators = [(row["level3"], row["target"]) for row in record["indicators"]]
    assert indicators == [("改造座数", "≥10座"), ("开工时间", "下半年"), ("验收合格率", "100%")]
    assert record["spending_plan"] == []
    assert draft.doubts == ()


def test_a_source_named_by_what_it_pays_for_is_a_budget_and_what_was_spent_is_none() -> None:
    money = ["当年预算", "56.20", "本级财政支出", "50.20", "其他资金支出", "6.00", "已用财政资金支出", "4.00"]
    rows = [["项目名称", "危桥改造", *["<"] * 6], money, [*TARGETS, *["<"] * 2]]
    record: Any = plain(read_project_target(form("project_target", ["绩效目标表"], rows)))
    funds = [(fund["source"], fund["label"], fund["budget"]) for fund in record["funds"]]
    assert funds == [("total", "当年预算", "56.2"), ("fiscal", "本级财政支出", "50.2"), ("other", "其他资金支出", "6")]
