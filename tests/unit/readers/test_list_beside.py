"""What lists print beside the columns a record keeps: counts, points, other years and scorers; a title's year."""

from typing import Any

import pytest

from extractor.stages.blocks_to_forms.kinds import kind_of_form
from extractor.stages.forms_to_records.project_list import read_project_list
from tests.unit.readers.listed import doubted, draft_of, rows_of, told
from tests.unit.readers.paper import form, plain, table


def test_somebody_elses_result_beside_the_units_own_is_neither() -> None:
    rows = [
        ["序号", "项目名称", "预算数(万元)", "自评结果", "财政复核结果"],
        ["1", "道路维修", "12", "95分(优)", "85分(良)"],
        ["2", "校舍改造", "8", "88分(良)", "70分(中)"],
    ]
    assert told(rows, "score", "grade") == [("95", "优"), ("88", "良")]


@pytest.mark.parametrize(("last", "asked"), [("20", False), ("17", True)])
def test_parts_that_make_up_the_score_need_nobody(last: str, asked: bool) -> None:
    rows = [
        ["序号", "项目名称", "预算数(万元)", "自评得分", "<", "<", "<", "等级"],
        ["^", "^", "^", "执行(10分)", "产出(60分)", "其余(30分)", "总分", "^"],
        ["1", "道路维修", "12", "10", "60", "25.5", "95.5", "优"],
        ["2", "校舍改造", "8", "8", "50", "30", "88", "良"],
        ["3", "桥梁检测", "9", "10", "42", last, "72", "中"],
        ["4", "水渠清淤", "7", "10", "60", last, "90", "优"],
    ]
    assert [row["score"] for row in rows_of(rows)] == ["95.5", "88", "72", "90"]
    assert any(doubted(rows, "score")) is asked


def test_of_two_columns_that_fit_alike_every_value_is_asked_about() -> None:
    rows = [
        ["序号", "项目名称", "预算数(万元)", "<", "<", "自评得分", "等级"],
        ["^", "^", "2021年", "2022年", "2023年", "^", "^"],
        ["1", "道路维修", "12", "13", "14", "95", "优"],
        ["2", "校舍改造", "8", "9", "10", "88", "良"],
    ]
    assert all("two-budget-columns" in doubts for doubts in doubted(rows, "budget"))


def test_counts_and_shares_beside_the_results_make_nothing_doubtful() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "指标个数", "完成个数", "指标完成率", "自评得分", "等级"],
        ["1", "道路维修", "12", "9", "9", "100%", "95", "优"],
        ["2", "校舍改造", "8", "12", "11", "91.67%", "88", "良"],
    ]
    assert told(rows, "budget", "score") == [("12", "95"), ("8", "88")]
    assert not any(doubted(rows, "budget") + doubted(rows, "score"))


def test_of_several_scorers_the_unit_itself_counts() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "财政复核", "<", "主管部门评价", "<", "单位自评", "<"],
        ["^", "^", "^", "得分", "等级", "得分", "等级", "得分", "等级"],
        ["1", "道路维修", "12", "80", "良", "90", "优", "95", "优"],
        ["2", "校舍改造", "8", "70", "中", "85", "良", "88", "良"],
    ]
    assert told(rows, "score", "grade") == [("95", "优"), ("88", "良")]
    assert not any(doubted(rows, "score") + doubted(rows, "grade"))


def test_a_last_grade_that_others_may_have_given_is_asked_about() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "单位自评得分", "财政审核得分", "最终等级"],
        ["1", "道路维修", "12", "95", "80", "良"],
        ["2", "校舍改造", "8", "88", "70", "中"],
    ]
    assert told(rows, "score") == [("95",), ("88",)]
    assert all(doubted(rows, "grade"))


def test_unknown_heads_in_the_lower_storey_belong_to_the_header() -> None:
    rows = [
        ["序号", "项目名称", "预算数", "各方面", "<", "总分"],
        ["^", "^", "^", "过程(40分)", "成果(60分)", "^"],
        ["1", "道路维修", "12", "38", "57", "95"],
        ["2", "校舍改造", "8", "36", "52", "88"],
        ["3", "食堂改造", "9", "30", "42", "72"],
    ]
    draft = draft_of(rows)
    assert told(rows, "project_name", "score") == [("道路维修", "95"), ("校舍改造", "88"), ("食堂改造", "72")]
    assert draft.doubts == ()


def test_the_year_before_a_lists_title_is_its_own() -> None:
    rows = [["序号", "项目名称", "预算数", "得分"], ["1", "道路维修", "12", "95"]]
    record: Any = plain(read_project_list(form("project_list", ["2022年度项目支出绩效自评开展情况登记表"], rows)))
    assert (record["title"], record["year"]) == ("项目支出绩效自评开展情况登记表", 2022)


@pytest.mark.parametrize(("over", "asked"), [("部门自评", False), ("评价结论", True)])
def test_a_list_of_projects_rechecked_gives_the_units_own_result(over: str, asked: bool) -> None:
    rows = [
        ["序号", "主管部门及单位", "抽查项目名称", "预算金额", over, "<", "财政复核", "<", "<", "复核意见"],
        ["^", "^", "^", "^", "得分", "等级", "得分", "等级", "分差", "^"],
        ["1", "某县节能中心", "道路维修", "12", "90", "优", "88.5", "良", "-1.5", "佐证不足"],
        ["2", "某县节能中心", "校舍改造", "8", "88", "良", "88", "良", "0", "属实"],
        ["3", "某县粮食中心", "粮库改造", "9", "95", "优", "70", "中", "-25", "执行率不实"],
    ]
    assert kind_of_form([table(rows)], ["绩效自评抽查复核结果一览表"]).kind == "project_list"
    assert told(rows, "score", "grade") == [("90", "优"), ("88", "良"), ("95", "优")]
    assert doubted(rows, "score") == doubted(rows, "grade") == [("column-guessed",) if asked else ()] * 3


@pytest.mark.parametrize("label", ["被复核部门", "公开单位(盖章)", "被抽查单位"])
def test_who_was_rechecked_or_publishes_is_the_lists_unit(label: str) -> None:
    rows = [["序号", "项目名称", "预算数", "自评得分"], ["1", "道路维修", "12", "95"], ["2", "校舍改造", "8", "88"]]
    record = plain(read_project_list(form("project_list", ["绩效自评抽查复核情况表", f"{label}:某县教育局"], rows)))
    assert record["reporting_unit"] == "某县教育局"
