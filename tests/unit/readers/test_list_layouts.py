"""Lists as other counties draw them: heads of two storeys, groups, totals, lists side by side, strange heads."""

import pytest

from extractor.stages.forms_to_records.project_list import read_project_list
from tests.unit.readers.listed import doubted, draft_of, rows_of, told
from tests.unit.readers.paper import form, plain


def test_a_head_of_two_storeys_names_each_column_below_it() -> None:
    rows = [
        ["序号", "项目名称", "资金(元)", "<", "<", "自评结果", "<"],
        ["^", "^", "预算数", "执行数", "执行率", "得分", "等级"],
        ["1", "道路维修", "120000", "110000", "91.67%", "95.5", "优"],
        ["2", "校舍改造", "80000", "80000", "100%", "88", "良"],
    ]
    found = told(rows, "seq", "project_name", "budget", "score", "grade")
    assert found == [("1", "道路维修", "12", "95.5", "优"), ("2", "校舍改造", "8", "88", "良")]
    assert draft_of(rows).doubts == ()


def test_a_head_whose_merged_walls_were_seen_as_blanks_still_reads() -> None:
    rows = [
        ["", "", "项目资金", "<", "自评结果", "<"],
        ["序号", "项目名称", "预算数", "执行数", "得分", "等级"],
        ["1", "道路维修", "12", "11", "95", "优"],
    ]
    assert told(rows, "project_name", "budget", "score", "grade") == [("道路维修", "12", "95", "优")]


def test_three_storeys_with_a_word_that_says_too_little_alone() -> None:
    rows = [
        ["单位", "<", "项目", "预算金额", "<", "<", "自评情况", "<"],
        ["编码", "名称", "名称", "合计", "其中", "<", "得分", "等级"],
        ["^", "^", "^", "^", "财政资金", "其他资金", "^", "^"],
        ["323003", "某县教育局", "校舍维修", "30", "20", "10", "92", "优"],
    ]
    keys = ("department_code", "department", "project_name", "budget", "score", "grade")
    assert told(rows, *keys) == [("323003", "某县教育局", "校舍维修", "30", "92", "优")]


@pytest.mark.parametrize(
    ("heads", "budget"),
    [
        (["年初预算数", "调整后预算数", "全年执行数", "执行率"], "12"),
        (["调整预算数", "年初预算", "支出数", "支出进度"], "10"),
        (["年初预算数", "资金到位数", "资金支出数", "执行率"], "10"),
        (["上年结转", "全年预算数", "实际支出", "预算执行率"], "12"),
    ],
)
def test_the_budget_is_the_money_as_adjusted(heads: list[str], budget: str) -> None:
    rows = [["序号", "项目名称", *heads, "自评得分"]]
    rows += [[str(n), f"民生项目{n}期", "10", "12", "11", "91%", "90"] for n in range(1, 4)]
    assert told(rows, "budget", "score") == [(budget, "90")] * 3


def test_the_units_own_score_is_the_score() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "财政复核", "<", "单位自评", "<"],
        ["^", "^", "^", "得分", "等级", "得分", "等级"],
        ["1", "道路维修", "12", "85", "良", "95", "优"],
    ]
    assert told(rows, "score", "grade") == [("95", "优")]


def test_the_score_in_all_is_the_score() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "预算执行得分", "产出得分", "效益得分", "总分", "等级"],
        ["1", "道路维修", "12", "10", "45", "30", "85", "良"],
    ]
    assert told(rows, "score") == [("85",)]


def test_result_heads_are_told_by_what_stands_below_them() -> None:
    rows = [["序号", "项目名称", "预算数", "自评结果", "<"]]
    rows += [[str(n), f"民生项目{n}期", "12", str(90 + n), "优"] for n in range(1, 5)]
    assert told(rows, "score", "grade") == [(str(90 + n), "优") for n in range(1, 5)]


def test_a_result_that_is_a_figure_is_a_score() -> None:
    rows = [["序号", "项目名称", "预算数", "评价结果"]]
    rows += [[str(n), f"民生项目{n}期", "12", f"{90 + n}.5"] for n in range(1, 5)]
    assert told(rows, "score", "grade") == [(f"{90 + n}.5", None) for n in range(1, 5)]


def test_score_and_grade_under_each_others_heads_are_asked_about() -> None:
    rows = [["序号", "项目名称", "预算数", "得分", "等级"]]
    rows += [[str(n), f"民生项目{n}期", "12", "优", str(90 + n)] for n in range(1, 5)]
    assert told(rows, "score", "grade") == [(str(90 + n), "优") for n in range(1, 5)]
    assert doubted(rows, "score") == [("column-by-content",)] * 4
    assert doubted(rows, "grade") == [("column-by-content",)] * 4


@pytest.mark.parametrize("total", ["合计", "总 计", "小计", "合计(3个项目)", "本单位合计", "共3个项目"])
@pytest.mark.parametrize("place", ["top", "bottom"])
def test_totals_are_no_rows_wherever_they_stand(total: str, place: str) -> None:
    body = [[str(n), f"民生项目{n}期", "12", "90"] for n in range(1, 4)]
    closing = [[total, "<", "36", ""]]
    head = [["序号", "项目名称", "预算数", "得分"]]
    rows = [*head, *closing, *body] if place == "top" else [*head, *body, *closing]
    assert told(rows, "seq") == [("1",), ("2",), ("3",)]
    assert draft_of(rows).doubts == ()


@pytest.mark.parametrize("average", ["平均得分", "平均分", "项目自评平均分", "加权平均得分", "平均值"])
def test_an_average_is_neither_a_project_nor_a_sum(average: str) -> None:
    rows = [["序号", "项目名称", "预算数", "得分"]]
    rows += [[str(n), f"民生项目{n}期", "12", "90"] for n in range(1, 4)]
    rows += [["合计", "<", "36", ""], [average, "<", "12", "90"]]
    assert told(rows, "seq") == [("1",), ("2",), ("3",)]
    assert draft_of(rows).doubts == ()


def test_a_total_that_no_rows_make_is_asked_about() -> None:
    rows = [["序号", "项目名称", "预算数", "得分"]]
    rows += [[str(n), f"民生项目{n}期", "12", "90"] for n in range(1, 4)]
    assert draft_of([*rows, ["合计", "<", "48", ""]]).doubts == ("list-total-differs",)


def test_totals_of_groups_and_of_all_hold() -> None:
    rows = [
        ["序号", "主管部门", "项目名称", "预算数", "得分"],
        ["1", "某局", "民生项目甲", "10", "90"],
        ["2", "某局", "民生项目乙", "5", "90"],
        ["小计", "<", "<", "15", ""],
        ["3", "某院", "民生项目丙", "7", "90"],
        ["小计", "<", "<", "7", ""],
        ["总计", "<", "<", "22", ""],
    ]
    assert len(rows_of(rows)) == 3
    assert draft_of(rows).doubts == ()


def test_a_unit_printed_across_the_table_is_that_of_the_rows_below_it() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "得分"],
        ["一、某县教育局", "<", "<", "<"],
        ["1", "校舍维修", "12", "90"],
        ["2", "校车补贴", "13", "91"],
        ["(二)323005-某县医院", "<", "<", "<"],
        ["1", "设备购置", "14", "92"],
    ]
    assert told(rows, "department_code", "department", "project_name") == [
        (None, "某县教育局", "校舍维修"),
        (None, "某县教育局", "校车补贴"),
        ("323005", "某县医院", "设备购置"),
    ]


def test_a_unit_with_the_sum_of_its_projects_is_no_project() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "得分", "等级"],
        ["一", "某县教育局", "25", "", ""],
        ["1", "校舍维修", "12", "90", "优"],
        ["2", "校车补贴", "13", "91", "优"],
        ["二", "某县交通局", "7", "", ""],
        ["3", "公交补贴", "7", "80", "良"],
    ]
    assert told(rows, "department", "seq") == [("某县教育局", "1"), ("某县教育局", "2"), ("某县交通局", "3")]


def test_a_heading_that_is_no_unit_stays_to_be_looked_at() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "得分"],
        ["一、上级专项资金", "<", "<", "<"],
        ["1", "校舍维修", "12", "90"],
    ]
    assert told(rows, "department", "seq") == [(None, "1")]
    assert draft_of(rows).doubts == ("unclaimed:一、上级专项资金",)


def test_two_lists_side_by_side_are_one_in_the_order_of_their_numbers() -> None:
    heads = ["序号", "项目名称", "预算数", "得分"]
    down = [[*heads, *heads], ["1", "民生项目甲", "1", "91", "3", "民生项目丙", "3", "93"]]
    down += [["2", "民生项目乙", "2", "92", "4", "民生项目丁", "4", "94"]]
    across = [[*heads, *heads], ["1", "民生项目甲", "1", "91", "2", "民生项目乙", "2", "92"]]
    across += [["3", "民生项目丙", "3", "93", "", "", "", ""]]
    expected = [("民生项目甲", "1"), ("民生项目乙", "2"), ("民生项目丙", "3"), ("民生项目丁", "4")]
    assert told(down, "project_name", "budget") == expected
    assert told(across, "project_name", "budget") == expected[:3]


def test_unnumbered_side_by_side_lists_go_down_first() -> None:
    heads = ["项目名称", "预算数", "得分"]
    rows = [[*heads, *heads], ["甲项目", "1", "91", "丙项目", "3", "93"], ["乙项目", "2", "92", "", "", ""]]
    assert told(rows, "project_name") == [("甲项目",), ("乙项目",), ("丙项目",)]


def test_a_unit_merged_over_its_projects_is_repeated() -> None:
    rows = [
        ["单位编码", "预算单位", "序号", "项目名称", "预算数", "得分"],
        ["301", "某县教育局", "1", "校舍维修", "12", "90"],
        ["^", "^", "2", "校车补贴", "13", "91"],
        ["302", "某县医院", "1", "设备购置", "14", "92"],
    ]
    assert told(rows, "department_code", "department") == [("301", "某县教育局")] * 2 + [("302", "某县医院")]
    assert doubted(rows, "department") == [()] * 3


def test_a_score_merged_over_rows_is_asked_about() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "得分"],
        ["1", "校舍维修", "12", "90"],
        ["2", "校车补贴", "13", "^"],
    ]
    assert doubted(rows, "score") == [(), ("merged-over-rows",)]


def test_a_project_over_several_money_rows_is_one_and_what_is_left_is_asked_about() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "得分"],
        ["1", "校舍维修", "12", "90"],
        ["^", "^", "3", "^"],
        ["2", "校车补贴", "13", "91"],
    ]
    assert told(rows, "seq", "budget") == [("1", "12"), ("2", "13")]
    assert draft_of(rows).doubts == ("unclaimed:3",)


def test_further_columns_need_nobody_where_everything_else_was_found() -> None:
    rows = [
        ["序号", "主管部门", "项目名称", "项目类别", "预算数", "执行数", "得分", "等级", "备注"],
        ["1", "某局", "校舍维修", "部门预算", "12", "11", "90", "优", "无"],
        ["2", "某局", "校车补贴", "上级专项", "13", "13", "91", "优", "见说明"],
    ]
    assert len(rows_of(rows)) == 2
    assert draft_of(rows).doubts == ()


@pytest.mark.parametrize(("like", "asked"), [("1268.3", "budget"), ("88", "score")])
def test_figures_under_a_head_nobody_knows_may_be_those_the_list_is_about(like: str, asked: str) -> None:
    rows = [["序号", "项目名称", "年初预算数", "比照口径", "得分", "等级"]]
    rows += [[str(at), f"道路维修{at}期", f"{at}20.5", like, "95", "优"] for at in range(1, 5)]
    assert doubted(rows, asked) == [("beside-unknown-column",)] * 4
    known = [[*row[:3], "备注" if at == 0 else "", *row[4:]] for at, row in enumerate(rows)]
    assert doubted(known, asked) == [()] * 4


def test_a_column_that_may_be_what_is_missing_is_not_passed_over() -> None:
    rows = [["序号", "项目名称", "批次", "得分"], *[[str(n), f"民生项目{n}期", "首批", "90"] for n in range(1, 4)]]
    assert "no-budget-column" in draft_of(rows).doubts
    assert "unclaimed:首批" in draft_of(rows).doubts


def test_a_list_without_heads_is_read_by_its_contents_and_asked_about() -> None:
    rows = [[str(n), "某县教育局", f"民生项目{n}期", f"{n}20.5", f"{90 + n}", "优"] for n in range(1, 5)]
    assert told(rows, "seq", "department", "project_name", "budget", "score", "grade")[0] == (
        "1", "某县教育局", "民生项目1期", "120.5", "91", "优",
    )  # fmt: skip
    assert "no-list-header" in draft_of(rows).doubts
    assert all(doubts == ("column-by-content",) for doubts in doubted(rows, "budget"))


def test_a_second_list_under_the_first_has_columns_of_its_own() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "得分"],
        ["1", "校舍维修", "12", "90"],
        ["序号", "单位名称", "项目名称", "预算数"],
        ["1", "某县医院", "设备购置", "14"],
    ]
    assert told(rows, "department", "project_name", "budget") == [
        (None, "校舍维修", "12"),
        ("某县医院", "设备购置", "14"),
    ]


def test_a_row_that_lost_what_all_others_have_is_asked_about() -> None:
    rows = [["序号", "项目名称", "预算数", "得分"]]
    rows += [[str(n), f"民生项目{n}期", "12", "" if n == 5 else "90"] for n in range(1, 13)]
    assert [at for at, doubts in enumerate(doubted(rows, "project_name"), 1) if doubts] == [5]


def test_rows_without_anything_but_a_number_are_none() -> None:
    rows = [["序号", "项目名称", "预算数", "得分"], ["1", "校舍维修", "12", "90"], ["2", "", "", ""], ["3", "", "", ""]]
    assert len(rows_of(rows)) == 1


def test_heads_run_together_over_two_columns_are_parted() -> None:
    rows = [["序号", "项目名称", "预算数", "自评得分自评等级", "<"]]
    rows += [[str(n), f"民生项目{n}期", "12", "90", "优"] for n in range(1, 4)]
    assert told(rows, "score", "grade") == [("90", "优")] * 3


def test_a_number_run_together_with_the_name_is_parted_where_the_column_ends_and_asked_about() -> None:
    rows = [["序号", "项目名称", "预算数", "得分"], ["1", "校舍维修", "12", "90"], ["2      校车补贴", "<", "13", "91"]]
    assert told(rows, "seq", "project_name") == [("1", "校舍维修"), ("2", "校车补贴")]
    assert doubted(rows, "project_name") == [(), ("cells-run-together",)]


def test_grades_run_together_over_rows_are_parted_by_their_height_and_asked_about() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "等级"],
        ["1", "校舍维修", "12", "优\n\n差"],
        ["2", "校车补贴", "13", "^"],
    ]
    assert told(rows, "grade") == [("优",), ("差",)]
    assert doubted(rows, "grade") == [("merged-over-rows",)] * 2


def test_a_head_that_a_seal_ran_into_is_borne_out_by_its_column() -> None:
    rows = [["序号", "专用章主管部门(9", "项目名称", "预算数", "得分"]]
    rows += [[str(n), "[638001]某县教育局", f"民生项目{n}期", "12", "90"] for n in range(1, 4)]
    assert told(rows, "department_code", "department") == [("638001", "某县教育局")] * 3
    assert doubted(rows, "department") == [()] * 3


def test_units_run_together_over_rows_are_parted_but_one_wrapped_in_its_merged_cell_is_not() -> None:
    rows = [
        ["主管部门", "序号", "项目名称", "预算数", "得分"],
        ["某县教育局\n\n某县医院", "1", "校舍维修", "12", "90"],
        ["^", "2", "设备购置", "13", "91"],
        ["某县机关事务\n\n服务中心", "3", "校车补贴", "13", "91"],
        ["^", "4", "公车购置", "13", "91"],
    ]
    assert told(rows, "department") == [("某县教育局",), ("某县医院",)] + [("某县机关事务服务中心",)] * 2
    assert [bool(doubts) for doubts in doubted(rows, "department")] == [True, True, False, False]


def test_a_group_headed_by_a_name_of_the_same_place_is_a_unit_of_its_own_and_asked_about() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "得分", "等级"],
        ["清河县机关服务中心", "<", "<", "<", "<"],
        ["1", "道路维修", "12", "95", "优"],
        ["清河县河道管护总站房", "<", "<", "<", "<"],
        ["2", "校舍改造", "8", "88", "良"],
    ]
    assert told(rows, "department") == [("清河县机关服务中心",), ("清河县河道管护总站房",)]
    assert doubted(rows, "department")[1] == ("unit-by-its-place",)


def test_a_caption_numbered_as_in_a_paper_gives_title_year_and_unit() -> None:
    rows = [["部门", "项目名称", "预算金额", "得分", "等级"], ["某院", "道路维修", "12", "95.5", "优"]]
    for caption, title in (
        ("表1 2024年预算项目绩效自评结果表", "预算项目绩效自评结果表"),
        ("表12020年项目绩效自评结果", "项目绩效自评结果"),
        ("表2-1 项目绩效自评结果汇总(2024)", "项目绩效自评结果汇总"),
    ):
        record = plain(read_project_list(form("project_list", [caption, "填报:某县教育局"], rows)))
        assert (record["title"], record["reporting_unit"]) == (title, "某县教育局")
        assert record["year"] in (2020, 2024)


def test_rows_whose_lines_nobody_saw_make_the_whole_list_doubtful() -> None:
    head = ["部门", "项目名称", "预算金额", "得分", "等级"]
    one = ["某院", "道路维修", "12", "95.5", "优"]
    crowded = ["某局某局", "校舍改造\n桥梁养护", "8\n1,200.5", "88\n90", "良\n优"]
    assert "cells-run-together" in draft_of([head, one, crowded]).doubts
    assert draft_of([head, one, ["某局\n本级", "校舍\n改造", "8", "88", "良"]]).doubts == ()


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("自评得分及等级", ("95.5分(优)", "88分(良)", "72(中)")),
        ("自评结果", ("优(95.5分)", "良(88分)", "中(72分)")),
        ("评价结果(得分/等级)", ("95.5/优", "88/良", "72/中")),
        ("得分(等级)", ("得分:95.5,等级:优", "得分:88,等级:良", "得分:72,等级:中")),
        ("自评等级", ("优95.5", "良88", "中72")),
    ],
)
def test_score_and_grade_in_one_cell_are_both_read(head: str, cells: tuple[str, ...]) -> None:
    rows = [
        ["序号", "项目名称", "预算数(万元)", "实施单位", head],
        *([str(n), f"道路维修{n}期", "12", "某县交通局", cell] for n, cell in enumerate(cells, 1)),
    ]
    assert told(rows, "score", "grade") == [("95.5", "优"), ("88", "良"), ("72", "中")]
    assert draft_of(rows).doubts == ()
    assert {*doubted(rows, "score"), *doubted(rows, "grade")} == {()}


def test_a_result_cell_that_says_only_one_of_both_leaves_the_other_blank() -> None:
    cells = ("95分(优)", "88分(良)", "72(中)", "61(中)") * 2 + ("合格", "90分")
    rows = [
        ["序号", "项目名称", "预算数(万元)", "自评结果"],
        *([str(n), f"道路维修{n}期", "12", cell] for n, cell in enumerate(cells, 1)),
    ]
    assert told(rows, "score", "grade")[-3:] == [("61", "中"), (None, "合格"), ("90", None)]
