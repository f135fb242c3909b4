"""What damage does to a form: specks, walls unseen, walls that are none. It is read all the same, and asked about."""

from typing import Any

import pytest

from extractor.record.draft import Draft
from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form

HEADER = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分"]
ROW = ["产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5"]
NAMES = ["项目名称", "道路维修", "<", "<", "<", "<", "<"]


def evaluated(rows: list[list[str]], above: list[str] | None = None) -> Draft:
    whole = [[*row, *["<"] * (7 - len(row))] for row in rows]
    return read_project_evaluation(form("project_evaluation", above or ["项目自评表"], whole))


def record_of(draft: Draft) -> Any:
    return settle(draft).record.model_dump()


def doubts_of(draft: Draft, path: str) -> tuple[str, ...]:
    return settle(draft).leaves[path].doubts


@pytest.mark.parametrize("amount", ["43,973.66J", "x43,973.66", "43,973.66ä"])
def test_letters_beside_an_amount_are_left_out_and_asked_about(amount: str) -> None:
    draft = evaluated([NAMES, ["资金来源", "预算数", "执行数"], ["资金总额", amount, "43,000"], HEADER, ROW])
    assert record_of(draft)["funds"][0]["budget"] == "43973.66"
    assert doubts_of(draft, "/funds/0/budget")


@pytest.mark.parametrize("amount", ["1O0", "l00", "10B"])
def test_letters_that_figures_are_misread_as_are_no_specks(amount: str) -> None:
    draft = evaluated([NAMES, ["资金来源", "预算数", "执行数"], ["资金总额", amount, "100"], HEADER, ROW])
    assert record_of(draft)["funds"][0]["budget"] is None
    assert doubts_of(draft, "/funds/0/budget")


def test_a_grade_beside_a_speck_is_the_grade_and_asked_about() -> None:
    draft = evaluated([NAMES, HEADER, ROW, ["合计", "<", "<", "<", "<", "100", "96.5"], ["评价等级", "got优"]])
    assert record_of(draft)["grade"] == "优"
    assert doubts_of(draft, "/grade") == ("no-known-grade",)


@pytest.mark.parametrize(
    ("level", "weight"), [("效益指标(30分", "30"), ("效益指标(30)分)", "30"), ("效益指标(30分)", "30")]
)
def test_a_levels_points_are_read_through_broken_brackets(level: str, weight: str) -> None:
    record = record_of(evaluated([NAMES, HEADER, [level, *ROW[1:]]]))
    assert (record["indicators"][0]["level1"], record["indicators"][0]["level1_weight"]) == ("效益指标", weight)


def test_a_title_behind_a_speck_is_the_title_and_asked_about() -> None:
    draft = evaluated([NAMES, HEADER, ROW], ["e 项目支出绩效自评表"])
    assert record_of(draft)["title"] == "项目支出绩效自评表"
    assert doubts_of(draft, "/title")


def test_figures_broken_in_a_narrow_column_are_of_one_row() -> None:
    draft = evaluated([NAMES, HEADER, [*ROW[:2], "信息真\n实性", *ROW[3:5], "10.\n0", "9.9\n5"]])
    (indicator,) = record_of(draft)["indicators"]
    assert (indicator["level3"], indicator["weight"], indicator["score"]) == ("信息真实性", "10", "9.95")


def test_a_label_parted_by_a_wall_that_is_none_keeps_its_value() -> None:
    record = record_of(evaluated([["项目", "名称", "道路维修"], HEADER, ROW]))
    assert record["project_name"] == "道路维修"


def test_the_next_label_and_its_value_in_one_cell_are_no_part_of_the_value_before() -> None:
    rows = [NAMES, ["主管部门", "某县交通局", "<", "<", "资金使用单位某县公路站"], HEADER, ROW]
    draft = evaluated(rows)
    record = record_of(draft)
    assert (record["supervising_department"], record["implementing_unit"]) == ("某县交通局", "某县公路站")
    assert doubts_of(draft, "/implementing_unit")


def test_goals_between_which_a_wall_went_unseen_are_goals_of_their_own() -> None:
    goals = ["修好三条路并保障畅通", "<", "<", "已修好三条路", "<", "<", "<"]
    apart = [f"{goals[0]}\n\n\n完成两座桥梁的加固", "<", "<", f"{goals[3]}\n\n\n两座桥梁都已加固", "<", "<", "<"]
    draft = evaluated([NAMES, ["预期目标", "<", "<", "实际完成情况", "<", "<", "<"], apart, HEADER, ROW])
    assert [(goal["expected"], goal["actual"]) for goal in record_of(draft)["goals"]] == [
        ("修好三条路并保障畅通", "已修好三条路"),
        ("完成两座桥梁的加固", "两座桥梁都已加固"),
    ]
    assert "row-wall-unseen" in doubts_of(draft, "/goals/1/expected")


def test_a_seals_figures_before_numbered_goals_hide_none_of_them() -> None:
    rows = [["绩效目标", "8000640\n1、修好三条路\n2、养护十座桥\n3、建成两处站点"], HEADER[:5]]
    draft = read_project_target(
        form("project_target", ["绩效目标表"], [[*row, *["<"] * (5 - len(row))] for row in rows])
    )
    assert [goal["expected"] for goal in record_of(draft)["goals"]] == ["修好三条路", "养护十座桥", "建成两处站点"]
    assert doubts_of(draft, "/goals/0/expected") == ("label-run-together",)
