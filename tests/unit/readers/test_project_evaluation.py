"""Evaluations: one record, however an office orders, names and merges what it prints."""

from typing import Any

import pytest

from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from tests.unit.readers.paper import form, plain

FLAT = [
    ["一、基本情况", "项目名称", "<", "招聘经费", "<", "实施(主管)单位", "某局", "<"],
    ["二、预算执行情况", "预算安排情况(调整后)", "<", "资金到位情况", "<", "资金执行情况", "<", "预算执行进度"],
    ["^", "预算数:", "7.43", "到位数:", "7.43", "执行数:", "7", "94.2%"],
    ["^", "其中:财政资金", "7.43", "其中:财政资金", "7.43", "其中:财政资金", "7", "^"],
    ["^", "其他", "", "其他", "", "其他", "", "^"],
    ["三、目标完成情况", "年度预期目标", "<", "<", "具体完成情况", "<", "<", "总体完成率"],
    ["^", "确保公平", "<", "<", "按时完成", "<", "<", "100%"],
    ["四、年度绩效指标完成情况", "一级指标", "二级指标", "三级指标", "<", "预期指标值", "实际完成值", "自评得分"],
    ["^", "产出指标\n(50)", "数量指标", "指标1、考场数", "<", "7", "7", "50"],
    ["^", "^", "^", "指标2", "<", "", "", "^"],
    ["^", "^", "^", "…", "<", "", "", "^"],
    ["^", "^", "质量指标", "计划完成率", "<", "100%", "100%", "^"],
    ["^", "效益指标（30）", "社会效益指标", "指标 2", "<", "", "", "30"],
    ["^", "^", "^", "考生知晓率", "<", "95%以上", "95%", "^"],
    ["^", "预算执行率（10）", "预算执行率", "", "<", "", "", "9"],
    ["^", "总分", "<", "<", "<", "<", "<", "99"],
    ["^", "评价等级", "<", "<", "<", "<", "<", "优"],
    ["五、存在问题、原因及下一步整改措施", "(主要填写项目绩效存在问题及原因分析)", "<", "<", "<", "<", "<", "<"],
]
NATIONAL = [
    ["项目名称", "道路维修", "<", "<", "<", "<", "<", "<", "<"],
    ["主管部门", "某县交通局", "<", "<", "<", "实施单位", "某公路站", "<", "<"],
    ["项目资金（元）", "", "<", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"],
    ["^", "年度资金总额：", "<", "1,000,000", "1200000.00", "600000", "10", "50%", "5"],
    ["^", "其中：当年财政拨款", "<", "1,000,000", "1200000.00", "600000", "—", "50%", "-"],
    ["^", "上年结转资金", "<", "", "", "", "—", "", ""],
    ["年度总体目标", "预期目标", "<", "<", "<", "实际完成情况", "<", "<", "<"],
    ["^", "修 路，\n保畅通。", "<", "<", "<", "已修", "<", "<", "<"],
    [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ],
    ["^", "产出指标\n（50\n分）", "数量指标", "里程", "≥10公里", "10公里", "50", "48.62", "雨季长"],
    ["^", "满意度指标(40分)", "满意度指标", "满意度", "≥90%", "", "40", "40", "/"],
    ["总分", "<", "<", "<", "<", "<", "100", "93.62", ""],
]


def read(above: list[str], rows: list[list[str]], below: list[str] | None = None) -> Any:
    return plain(read_project_evaluation(form("project_evaluation", above, rows, below or [])))


def test_the_flat_form_is_read_whole() -> None:
    record = read(
        ["附件1", "市级部门预算项目绩效自评表", "( 2018 年度)", "填报单位(盖章):某局 金额单位:万元"],
        FLAT,
        ["填报人:经办人 联系电话:7100000"],
    )
    assert record["title"] == "市级部门预算项目绩效自评表"
    assert (record["year"], record["reporting_unit"]) == (2018, "某局")
    assert (record["project_name"], record["implementing_unit"]) == ("招聘经费", "某局")
    assert [(f["source"], f["label"], f["budget"], f["received"], f["executed"]) for f in record["funds"]] == [
        ("total", "预算数", "7.43", "7.43", "7"),
        ("fiscal", "其中:财政资金", "7.43", "7.43", "7"),
    ]
    assert record["execution_rate"] == "94.2"
    assert record["goals"] == [{"expected": "确保公平", "actual": "按时完成", "completion": "100"}]
    assert (record["total_score"], record["grade"]) == ("99", "优")
    assert "problems" not in record
    assert (record["preparer"], record["phone"]) == ("经办人", "7100000")


def test_a_colon_misread_as_a_figure_is_no_amount() -> None:
    rows = [[text.replace("执行数:", "执行数7").replace("到位数:", "到位数1") for text in row] for row in FLAT]
    rows[2][6] = "6.95"
    record = read([], rows)
    assert [(f["received"], f["executed"]) for f in record["funds"]] == [("7.43", "6.95"), ("7.43", "7")]


def test_names_of_merged_cells_repeat_and_a_merged_score_counts_the_rows_that_say_something() -> None:
    rows = read([], FLAT)["indicators"]
    assert [(r["level1"], r["level1_weight"], r["level2"], r["level3"]) for r in rows] == [
        ("产出指标", "50", "数量指标", "考场数"),
        ("产出指标", "50", "质量指标", "计划完成率"),
        ("效益指标", "30", "社会效益指标", "考生知晓率"),
        ("预算执行率", "10", "预算执行率", None),
    ]
    assert [(r["score"], r["score_rows"]) for r in rows] == [("50", 2), (None, 0), ("30", 1), ("9", 1)]


def test_the_national_form_is_read_whole() -> None:
    record = read(["项目支出绩效自评表", "（2022年度）"], NATIONAL)
    assert (record["supervising_department"], record["implementing_unit"]) == ("某县交通局", "某公路站")
    total, fiscal = record["funds"]
    assert total == {
        "source": "total", "label": "年度资金总额", "budget_initial": "100", "budget": "120", "received": None,
        "executed": "60", "weight": "10", "rate": "50", "score": "5",
    }  # fmt: skip
    assert (fiscal["source"], fiscal["weight"], fiscal["score"]) == ("fiscal", None, None)
    assert record["goals"][0]["expected"] == "修路,保畅通。"
    first, last = record["indicators"]
    assert (first["level1_weight"], first["target"], first["score"], first["note"]) == (
        "50",
        "≥10公里",
        "48.62",
        "雨季长",
    )
    assert (last["actual"], last["note"]) == (None, None)
    assert (record["total_weight"], record["total_score"]) == ("100", "93.62")


def test_the_order_of_the_indicator_columns_does_not_matter() -> None:
    head = [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "得分",
        "分值",
        "偏差原因分析及改进措施",
        "实际完成值",
        "年度指标值",
    ]
    row = ["^", "产出指标", "数量指标", "里程", "48", "50", "雨季", "9公里", "10公里"]
    rows = read([], [["项目名称", "路", "<", "<", "<", "<", "<", "<", "<"], head, row])["indicators"]
    assert (rows[0]["score"], rows[0]["weight"], rows[0]["note"]) == ("48", "50", "雨季")
    assert (rows[0]["actual"], rows[0]["target"]) == ("9公里", "10公里")


@pytest.mark.parametrize(
    "head", ["年度指标值(A)", "指标值", "年初目标值", "预期当年实现值", "调整指标值", "年度指标倌"]
)
def test_a_column_is_known_by_any_of_its_names_and_through_a_misread_character(head: str) -> None:
    rows = [["一级指标", "二级指标", "三级指标", head, "全年完成值"], ["产出指标", "数量指标", "里程", "≥9", "10"]]
    assert read([], rows)["indicators"][0]["target"] == "≥9"


def test_a_target_over_three_columns_reads_as_one() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值"],
        ["产出指标", "数量指标", "培训", "≥", "735", "人次", "800"],
        ["^", "质量指标", "合格率", "＝", "100", "%", "100%"],
        ["效益指标", "社会效益指标", "影响", "定性", "好坏", "", "好"],
    ]
    assert [row["target"] for row in read([], rows)["indicators"]] == ["≥735人次", "=100%", "好坏"]


def test_weight_goes_to_the_column_it_stands_in_when_a_total_row_has_one_figure() -> None:
    head = ["一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年实际值", "得分"]
    row = ["产出指标", "数量指标", "里程", "10", "9", "9", ""]
    record = read([], [head, row, ["总分", "<", "<", "100", "", "", ""]])
    assert record["total_weight"] == "100"
    assert "total_score" not in record


def test_the_code_before_a_projects_name_is_its_code() -> None:
    record = read([], [["项目名称", "51000022T000000123456-某专项", "<"], ["一级指标", "三级指标", "完成值"]])
    assert (record["project_code"], record["project_name"]) == ("51000022T000000123456", "某专项")


def test_the_year_at_the_front_of_a_title_is_its_year() -> None:
    record = read(["2023年度项目支出绩效自评表"], NATIONAL)
    assert (record["title"], record["year"]) == ("项目支出绩效自评表", 2023)


def test_several_heads_of_the_same_meaning_keep_to_their_rows() -> None:
    rows = [
        [
            "预算执行情况(10分)",
            "年度预算数(万元)",
            "年初预算",
            "调整后预算数",
            "预算执行数",
            "预算执行率",
            "权重",
            "得分",
        ],
        ["^", "总额", "100", "120", "110", "91.67%", "10", "9.17"],
        ["^", "其中：财政资金", "100", "120", "110", "91.67%", "/", "/"],
        ["^", "单位资金", "", "", "", "0.00%", "/", "/"],
        ["一级指标", "二级指标", "三级指标", "<", "指标值", "完成值", "权重", "得分"],
    ]
    funds = read([], rows)["funds"]
    assert [(f["source"], f["budget_initial"], f["budget"], f["executed"]) for f in funds] == [
        ("total", "100", "120", "110"),
        ("fiscal", "100", "120", "110"),
    ]


def test_what_no_field_takes_is_named() -> None:
    rows = [*NATIONAL, ["补充材料", "见光盘三张", "<", "<", "<", "<", "<", "<", "<"]]
    draft = read_project_evaluation(form("project_evaluation", [], rows))
    assert "unclaimed:见光盘三张" in draft.doubts
    clean = read_project_evaluation(form("project_evaluation", [], NATIONAL))
    assert clean.doubts == ()


def test_an_amount_that_cannot_be_read_is_asked_about_and_not_guessed() -> None:
    rows = [list(row) for row in NATIONAL]
    rows[3][5] = "6O00O0"
    settled = settle(read_project_evaluation(form("project_evaluation", [], rows)))
    leaf = settled.leaves["/funds/0/executed"]
    assert leaf.value is None
    assert leaf.doubts
    assert leaf.raw == "6O00O0"


def test_a_name_written_into_the_target_column_is_moved_and_doubted() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "预期指标值", "实际完成值", "自评得分"],
        ["产出指标", "质量指标", "指标 １", "社会保障费", "50", "100"],
    ]
    settled = settle(read_project_evaluation(form("project_evaluation", [], rows)))
    leaf = settled.leaves["/indicators/0/level3"]
    assert leaf.value == "社会保障费"
    assert leaf.doubts == ("name-in-target-column",)


def test_a_description_without_a_head_of_its_own_stands_behind_the_name() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "<", "预期指标值", "实际完成值"],
        ["产出指标", "数量指标", "签订率", "签订数占应签订数的比率", "100%", "100%"],
        ["^", "^", "检查数", "当年检查数", "9", "9"],
        ["满意度指标", "满意度指标", "满意", "<", "90%", "95%"],
    ]
    read_rows = read([], rows)["indicators"]
    assert [row["description"] for row in read_rows] == ["签订数占应签订数的比率", "当年检查数", None]
    assert [row["level3"] for row in read_rows] == ["签订率", "检查数", "满意"]


def test_a_short_head_with_one_misread_character_is_guessed_and_doubted() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分直", "得分"],
            ["产出指标", "数量指标", "里程", "9", "9", "10%", "9.5"]]  # fmt: skip
    settled = settle(read_project_evaluation(form("project_evaluation", [], rows)))
    leaf = settled.leaves["/indicators/0/weight"]
    assert (leaf.value, leaf.doubts) == ("10", ("column-by-place",))


def test_a_groups_subtotal_is_no_indicator() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
            ["产出指标", "数量指标", "里程", "9", "9", "40"],
            ["小计", "<", "<", "", "", "40"],
            ["效益指标", "社会效益指标", "影响", "好", "好", "30"],
            ["总分", "<", "<", "", "", "70"]]  # fmt: skip
    record = read([], rows)
    assert [row["level3"] for row in record["indicators"]] == ["里程", "影响"]
    assert record["total_score"] == "70"


def test_a_counter_in_a_cell_of_its_own_is_no_name() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "<", "指标值", "完成值"],
            ["产出指标", "数量指标", "指标1", "里程", "9", "9"],
            ["^", "^", "指标2", "座数", "3", "3"]]  # fmt: skip
    assert [row["level3"] for row in read([], rows)["indicators"]] == ["里程", "座数"]


def test_label_and_value_in_one_cell_are_parted_and_doubted() -> None:
    rows = [["项目名称道路维修", "<", "<", "实施单位", "某站", "<"],
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]]  # fmt: skip
    settled = settle(read_project_evaluation(form("project_evaluation", [], rows)))
    leaf = settled.leaves["/project_name"]
    assert (leaf.value, leaf.doubts) == ("道路维修", ("label-and-value-in-one-cell",))


def test_a_label_run_together_with_the_value_before_it_is_parted_and_doubted() -> None:
    rows = [["预算单位", "某小学项目编码", "<", "134442P5731", "<", "<"],
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]]  # fmt: skip
    settled = settle(read_project_evaluation(form("project_evaluation", [], rows)))
    assert settled.leaves["/reporting_unit"].value == "某小学"
    assert settled.leaves["/project_code"].value == "134442P5731"
    assert settled.leaves["/project_code"].doubts == ("label-run-together",)


def test_a_total_in_one_cell_with_its_label_ends_the_table() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
            ["产出指标", "数量指标", "里程", "9", "9", "99.1"],
            ["合计得分99.1", "<", "<", "<", "<", "<"]]  # fmt: skip
    record = read([], rows)
    assert (len(record["indicators"]), record["total_score"]) == (1, "99.1")


def test_an_empty_level_cell_takes_the_name_above_and_is_doubted() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
            ["产出指标(50)", "数量指标", "里程", "9", "9", "20"],
            ["", "", "座数", "9", "9", "30"],
            ["预算执行率(10)", "", "", "100%", "98%", "9.8"]]  # fmt: skip
    settled = settle(read_project_evaluation(form("project_evaluation", [], rows)))
    assert settled.leaves["/indicators/1/level1"].value == "产出指标"
    assert settled.leaves["/indicators/1/level2"].doubts == ("level-from-above",)
    assert "/indicators/2/level2" not in settled.leaves


def test_money_heads_run_together_are_taken_apart() -> None:
    rows = [["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "执行率（%）得分", "<"],
            ["^", "年度资金总额", "20", "22", "21", "95%", "9.5"],
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]]  # fmt: skip
    (total,) = read([], rows)["funds"]
    assert (total["rate"], total["score"]) == ("95", "9.5")


def test_figures_of_two_rows_in_one_cell_go_to_their_rows_less_sure() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
            ["产出指标", "数量指标", "里程", "9", "9", "7\n\n20"],
            ["^", "^", "座数", "9", "9", "^"]]  # fmt: skip
    settled = settle(read_project_evaluation(form("project_evaluation", [], rows)))
    scores = [settled.leaves[f"/indicators/{n}/score"] for n in (0, 1)]
    assert [leaf.value for leaf in scores] == ["7", "20"]
    assert all(leaf.certainty < 0.6 for leaf in scores)


def test_two_rows_in_one_are_taken_apart_and_doubted() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
            ["产出指标", "数量指标\n\n\n质量指标",
              "里程\n\n\n合格率", "9\n\n\n90%", "9\n\n\n95%", "16\n\n\n15"]]  # fmt: skip
    draft = read_project_evaluation(form("project_evaluation", [], rows))
    record = settle(draft).record.model_dump()
    assert [(r["level1"], r["level2"], r["level3"], r["target"], r["score"]) for r in record["indicators"]] == [
        ("产出指标", "数量指标", "里程", "9", "16"),
        ("产出指标", "质量指标", "合格率", "90%", "15"),
    ]
    assert "row-wall-unseen" in draft.doubts


def test_goals_run_together_with_their_heads_are_read_and_doubted() -> None:
    rows = [["项目名称", "路", "<", "<", "<", "<"],
            ["年度预期目标围绕中心工作修好三条路", "<", "<", "具体完成情况已经修好三条路并且通车", "<", "<"],
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]]  # fmt: skip
    assert read([], rows)["goals"] == [
        {"expected": "围绕中心工作修好三条路", "actual": "已经修好三条路并且通车", "completion": None}
    ]


def test_amounts_beside_shares_are_told_apart_and_money_may_stand_under_the_indicators() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"],
            ["产出指标", "数量指标", "里程", "9", "9", "50"],
            ["合计", "<", "<", "<", "<", "50"],
            ["资金情况", "", "预算数", "<", "执行数", "<"],
            ["^", "", "金额", "占比", "金额", "执行率"],
            ["^", "资金总额", "50", "100%", "49", "98%"]]  # fmt: skip
    (total,) = read([], rows)["funds"]
    assert (total["budget"], total["executed"], total["rate"]) == ("50", "49", "98")


def test_a_title_that_a_seals_words_run_into_is_read_and_doubted() -> None:
    rows = [["项目名称", "路", "<", "<", "<", "<"], ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]]
    settled = settle(read_project_evaluation(form("project_evaluation", ["预算部门项目绩效自评表某县教育"], rows)))
    leaf = settled.leaves["/title"]
    assert (leaf.value, leaf.doubts) == ("预算部门项目绩效自评表", ("title-run-together",))
    assert "/reporting_unit" not in settled.leaves


def test_a_head_whose_unit_lost_a_bracket_is_known() -> None:
    rows = [["项目资金", "", "年初预算数万元)", "全年预算数(万元)", "全年执行数(万元", "得分"],
            ["^", "年度资金总额", "20", "22", "21", "9.5"],
            ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]]  # fmt: skip
    (total,) = read([], rows)["funds"]
    assert (total["budget_initial"], total["budget"], total["executed"]) == ("20", "22", "21")


@pytest.mark.parametrize(
    "above",
    [["项目支出绩效自评表", "2024年度 金额单位:万元"], ["项目支出绩效自评表", "(2024年度) 填报单位:某站"],
     ["项目支出绩效自评表", "11 (2024年)"], ["项目支出绩效自评表", "填报单位(盖章):某局 2024年度 金额单位:元"]],
)  # fmt: skip
def test_the_year_stands_before_labels_and_behind_specks(above: list[str]) -> None:
    assert plain(read_project_evaluation(form("project_evaluation", above, [["项目名称", "路"]])))["year"] == 2024


def test_a_grade_in_the_head_or_said_under_its_sections_heading_counts() -> None:
    head = ["自评总分", "93.62", "<", "<", "<", "自评等级", "优", "<", "<"]
    assert read([], [*NATIONAL[:2], head, *NATIONAL[2:]])["grade"] == "优"
    said = [["五、自评结论", *["<"] * 8], ["自评得分:93.62分,自评等级:良", *["<"] * 8]]
    assert read([], [*NATIONAL, *said])["grade"] == "良"


def test_the_year_at_the_front_of_a_title_over_two_lines_is_its_year() -> None:
    record = read(["2023年度省级专项\n资金绩效自评表"], NATIONAL)
    assert (record["title"], record["year"]) == ("省级专项资金绩效自评表", 2023)
