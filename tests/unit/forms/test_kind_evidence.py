"""The kind of a form hangs on no single sign: titles lose characters, labels are misread, pages are lost."""

from __future__ import annotations

import pytest

from extractor.paper.block import Table
from extractor.paper.form import FormKind
from extractor.stages.blocks_to_forms.kinds import THIN, UNSURE, Kind, kind_of_form
from tests.unit.readers.paper import table

Rows = list[list[str]]

RESULTS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"]
TARGETS = ["一级指标", "二级指标", "三级指标", "指标值", "指标值确定依据", "备注"]
ROW = ["产出指标", "数量指标", "培训人次", "300", "312", "10"]
MONEY = ["资金", "年初预算数", "全年预算数", "全年执行数", "执行率", "得分"]
AMOUNTS = ["年度资金总额", "10", "12", "11", "91.7%", "9.2"]
GOALS = ["预期目标", "<", "<", "实际完成情况", "<", "<"]
SIDES = ["收入科目", "预算数", "执行数", "支出科目", "预算数", "执行数"]
TASKS = ["任务名称", "完成情况", "对应项目", "项目完成情况", "预算数", "执行数"]
PLANNED = ["任务名称", "预算金额", "其中:财政拨款", "其他资金", "<", "<"]
PLAN = ["一级指标", "二级指标", "三级指标", "指标值", "指标权重", "<"]
UNIT = ["部门名称", "青禾县教育局", "<", "<", "<", "<"]
PROJECT = ["项目名称", "校舍维修", "<", "<", "<", "<"]

FLAT = ["预算数", "8", "到位数", "8", "执行数", "7"]
TRANSFER = ["转移支付(项目)名称", *PROJECT[1:]]

FORMS: list[tuple[FormKind, str, Rows]] = [
    ("project_evaluation", "项目支出绩效自评表", [PROJECT, MONEY, AMOUNTS, GOALS, RESULTS, ROW]),
    ("project_evaluation", "市级部门预算项目绩效自评表", [PROJECT, FLAT, RESULTS, ROW]),
    ("project_evaluation", "中央对地方转移支付绩效目标自评表", [TRANSFER, MONEY, RESULTS, ROW]),
    ("project_target", "校舍维修绩效目标表", [PROJECT, ["预算数", "8", "<", "其中:财政资金", "8", "<"], TARGETS, ROW]),
    ("project_target", "项目支出绩效目标申报表", [PROJECT, ["项目资金", "资金总额", "8", "<", "<", "<"], TARGETS, ROW]),
    ("department_evaluation", "部门整体支出绩效自评表", [UNIT, MONEY, AMOUNTS, GOALS, RESULTS, ROW]),
    ("department_evaluation", "部门(单位)整体绩效自评表", [UNIT, SIDES, TASKS, RESULTS, ROW]),
    ("department_evaluation", "单位整体支出绩效评价表", [UNIT, TASKS, RESULTS, ROW]),
    ("department_evaluation", "部门整体支出绩效自评报告表", [["资金名称", *MONEY[1:]], AMOUNTS, GOALS, RESULTS, ROW]),
    ("department_evaluation", "部门整体支出绩效目标表", [UNIT, PLANNED, PLAN, ROW]),
]  # fmt: skip
IDS = [f"{title[:9]}-{kind}" for kind, title, _ in FORMS]


def weighed(rows: Rows, *heading: str) -> Kind:
    return kind_of_form([table(rows)], heading)


def damaged(title: str) -> list[str]:
    """One character lost or misread anywhere, two lost side by side, the title run together with the unit line."""
    places = range(len(title))
    lost = [title[:at] + title[at + 1 :] for at in places] + [title[:at] + title[at + 2 :] for at in places]
    misread = [title[:at] + "囗" + title[at + 1 :] for at in places]
    return [*lost, *misread, title[:3], title[-3:], f"{title}填报单位:某县某局金额单位:万元"]


@pytest.mark.parametrize(("kind", "title", "rows"), FORMS, ids=IDS)
def test_a_whole_form_is_surely_what_it_is(kind: FormKind, title: str, rows: Rows) -> None:
    assert (weighed(rows, title).kind, weighed(rows, title).doubts) == (kind, ())


@pytest.mark.parametrize(("kind", "title", "rows"), FORMS, ids=IDS)
def test_a_damaged_title_never_makes_another_kind_without_a_doubt(kind: FormKind, title: str, rows: Rows) -> None:
    found = [weighed(rows, spoilt) for spoilt in damaged(title)]
    assert all(one.kind == kind or one.certainty <= THIN for one in found)
    assert sum(one.kind == kind for one in found) >= 0.9 * len(found)


@pytest.mark.parametrize(("kind", "title", "rows"), FORMS, ids=IDS)
def test_a_form_without_its_title_is_told_by_its_labels_or_asked_about(kind: FormKind, title: str, rows: Rows) -> None:
    found = weighed(rows)
    assert found.kind == kind or found.certainty <= THIN


@pytest.mark.parametrize(("kind", "title", "rows"), FORMS, ids=IDS)
def test_any_row_can_be_lost_without_another_kind_passing_unasked(kind: FormKind, title: str, rows: Rows) -> None:
    for at in range(len(rows)):
        found = weighed([*rows[:at], *rows[at + 1 :]], title)
        assert found.kind in (kind, "table") or found.certainty <= THIN


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("项目支出绩效自评表", [UNIT, MONEY, AMOUNTS, RESULTS, ROW]),
        ("部门整体支出绩效自评表", [PROJECT, MONEY, AMOUNTS, RESULTS, ROW]),
        ("项目支出绩效自评表", [PROJECT, MONEY, AMOUNTS, TARGETS, ROW]),
        ("", [UNIT, MONEY, AMOUNTS, RESULTS, ROW]),
    ],
    ids=["unit-as-project", "project-as-unit", "no-results", "no-title"],
)
def test_thin_or_contrary_evidence_is_asked_about(title: str, rows: Rows) -> None:
    found = weighed(rows, title)
    assert found.certainty <= THIN and found.doubts


def test_a_label_that_was_not_read_leaves_the_kind_settled_by_all_other_signs() -> None:
    misread, money = ["项自名祢", *PROJECT[1:]], ["项目资金", "资金总额", "8", "<", "<", "<"]
    target = weighed([misread, money, TARGETS, ROW], "项目支出绩效目标申报表")
    assert (target.kind, target.certainty, target.doubts) == ("project_target", UNSURE, ("kind-without-project_name",))
    torn = weighed([PROJECT, MONEY, AMOUNTS, GOALS], "项目支出绩效自评表")
    assert (torn.kind, torn.certainty, torn.doubts) == ("project_evaluation", UNSURE, ("kind-without-indicators",))


def test_a_projects_form_stays_one_whatever_its_unit_is_called() -> None:
    assert weighed([PROJECT, RESULTS, ROW], "单位整改项目支出绩效自评表").kind == "project_evaluation"
    moved = [["项目名称", "整体搬迁", "<", "<", "<", "<"], TARGETS, ROW]
    assert weighed(moved, "整体搬迁项目绩效目标表").kind == "project_target"


def test_a_project_named_above_the_table_is_named() -> None:
    found = weighed([MONEY, AMOUNTS, RESULTS, ROW], "项目支出绩效自评表", "项目名称:校舍维修")
    assert (found.kind, found.doubts) == ("project_evaluation", ())


def test_a_form_over_two_tables_is_whole() -> None:
    parts: list[Table] = [table([PROJECT, MONEY, AMOUNTS]), table([RESULTS, ROW])]
    assert kind_of_form(parts, ["项目支出绩效自评表"]).doubts == ()


def test_a_list_with_a_head_of_two_storeys_is_a_list() -> None:
    rows = [
        ["序号", "主管单位", "项目", "金额", "<", "结果", "<"],
        ["^", "^", "^", "预算数", "执行数", "自评得分", "自评等级"],
        ["1", "某局", "校舍维修", "12", "11", "95", "优"],
    ]
    assert weighed(rows).kind == "project_list"


def test_a_projects_form_whose_project_label_was_misread_is_no_units_form() -> None:
    misread = ["目名", *PROJECT[1:]]
    kind = kind_of_form([table([misread, FLAT, RESULTS, ROW])], ["市级部门预算项目绩效自评表"])
    assert (kind.kind, kind.certainty) == ("project_evaluation", THIN)
