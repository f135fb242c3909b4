"""A department's income and expenditure: the same rows from every arrangement of sides, subjects and amounts."""

from typing import Any

import pytest

from extractor.record.settle import settle
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from tests.unit.readers.paper import form, plain

INDICATORS = ["一级指标", "二级指标", "三级指标", "目标值", "实际值", "得分"]
INCOME = [{"subject": "财政拨款收入", "budget": "80", "executed": "75"},
          {"subject": "事业收入", "budget": "20", "executed": "15"}]  # fmt: skip
EXPENDITURE = [{"subject": "人员经费", "budget": "60", "executed": "55"},
               {"subject": "项目支出", "budget": "40", "executed": "35"}]  # fmt: skip
TOTALS = {"budget": "100", "executed": "90"}

SIDE_BY_SIDE = [
    ["年度预算", "预算收入(万元)", "<", "<", "预算支出(万元)", "<", "<"],
    ["^", "收入科目", "预算数", "执行数", "支出科目", "预算数", "执行数"],
    ["^", "财政拨款收入", "80", "75", "人员经费", "60", "55"],
    ["^", "事业收入", "20", "15", "项目支出", "40", "35"],
    ["^", "合计", "100", "90", "合计", "100", "90"],
]
STACKED = [
    ["年度收入", "收入项目", "年度预算数", "实际执行数"],
    ["^", "财政拨款收入", "80", "75"],
    ["^", "事业收入", "20", "15"],
    ["^", "合计", "100", "90"],
    ["年度支出", "支出项目", "年度预算数", "实际执行数"],
    ["^", "人员经费", "60", "55"],
    ["^", "项目支出", "40", "35"],
    ["^", "合计", "100", "90"],
]
ONE_HEAD_FOR_BOTH = [
    ["收支情况", "科目", "预算数", "决算数"],
    ["收入", "财政拨款收入", "80", "75"],
    ["^", "事业收入", "20", "15"],
    ["^", "收入合计", "100", "90"],
    ["支出", "人员经费", "60", "55"],
    ["^", "项目支出", "40", "35"],
    ["^", "支出合计", "100", "90"],
]
SUBJECTS_ACROSS = [
    ["年度收入", "收入类别", "财政拨款收入", "事业收入", "合计"],
    ["^", "预算数", "80", "20", "100"],
    ["^", "执行数", "75", "15", "90"],
    ["年度支出", "支出类别", "人员经费", "项目支出", "合计"],
    ["^", "预算数", "60", "40", "100"],
    ["^", "执行数", "55", "35", "90"],
]
SIDES_NAMED_BY_THEIR_SUBJECTS = [
    ["部门收支", "收入科目", "预算数", "执行数", "支出科目", "预算数", "执行数"],
    ["^", "财政拨款收入", "80", "75", "人员经费", "60", "55"],
    ["^", "事业收入", "20", "15", "项目支出", "40", "35"],
    ["^", "收入总计", "100", "90", "支出总计", "100", "90"],
]
AMOUNTS_FIRST = [
    ["预算收入", "<", "<", "预算支出", "<", "<"],
    ["类别", "执行数", "预算数", "类别", "执行数", "预算数"],
    ["财政拨款收入", "75", "80", "人员经费", "55", "60"],
    ["事业收入", "15", "20", "项目支出", "35", "40"],
    ["合计", "90", "100", "合计", "90", "100"],
]
CAPTIONED = [
    ["收入预算", "<", "<"],
    ["收入来源", "全年预算数", "全年执行数"],
    ["财政拨款收入", "80", "75"],
    ["事业收入", "20", "15"],
    ["合计", "100", "90"],
    ["支出预算", "<", "<"],
    ["支出类型", "全年预算数", "全年执行数"],
    ["人员经费", "60", "55"],
    ["项目支出", "40", "35"],
    ["合计", "100", "90"],
]
NUMBERED_WITH_DIFFERENCES = [
    ["收入项目", "预算数", "增减额", "决算数"],
    ["财政拨款收入", "80", "-5", "75"],
    ["事业收入", "20", "-5", "15"],
    ["合计", "100", "-10", "90"],
    ["二、支出预算执行情况（单位：万元）", "<", "<", "<"],
    ["支出项目", "预算数", "增减额", "决算数"],
    ["人员经费", "60", "-5", "55"],
    ["项目支出", "40", "-5", "35"],
    ["合计", "100", "-10", "90"],
]
PAIRS_DOWN = [
    ["年度收入", "财政拨款收入", "预算数", "80", "执行数", "75"],
    ["^", "事业收入", "预算数", "20", "执行数", "15"],
    ["^", "合计", "预算数", "100", "执行数", "90"],
    ["年度支出", "人员经费", "预算数", "60", "执行数", "55"],
    ["^", "项目支出", "预算数", "40", "执行数", "35"],
    ["^", "合计", "预算数", "100", "执行数", "90"],
]


def read(rows: list[list[str]]) -> Any:
    width = max(7, *(len(row) for row in rows))
    whole = [[*row, *["<"] * (width - len(row))] for row in [["部门名称", "某县医保局"], *rows, INDICATORS]]
    draft = read_department_evaluation(form("department_evaluation", ["部门整体绩效自评表"], whole))
    return plain(draft), draft.doubts


@pytest.mark.parametrize(
    "rows",
    [
        SIDE_BY_SIDE,
        STACKED,
        ONE_HEAD_FOR_BOTH,
        SUBJECTS_ACROSS,
        SIDES_NAMED_BY_THEIR_SUBJECTS,
        AMOUNTS_FIRST,
        CAPTIONED,
        NUMBERED_WITH_DIFFERENCES,
        PAIRS_DOWN,
    ],
)
def test_both_sides_are_read_from_every_arrangement(rows: list[list[str]]) -> None:
    record, doubts = read(rows)
    assert (record["income"], record["expenditure"]) == (INCOME, EXPENDITURE)
    assert (record["income_total"], record["expenditure_total"]) == (TOTALS, TOTALS)
    assert doubts == ()


def test_a_side_with_a_column_of_its_own_unit_is_read_in_it() -> None:
    rows = [[text.replace("预算支出(万元)", "预算支出(元)") for text in row] for row in SIDE_BY_SIDE]
    record, _ = read(rows)
    assert record["income"] == INCOME
    assert record["expenditure"][0] == {"subject": "人员经费", "budget": "0.006", "executed": "0.0055"}


def test_a_total_across_belongs_to_the_side_of_the_subjects_beside_it() -> None:
    rows = [
        ["预算执行情况", "项目", "人员支出", "公用支出", "合计"],
        ["^", "预算数", "60", "40", "100"],
        ["^", "决算数", "55", "35", "90"],
        ["^", "执行率", "91.67%", "87.50%", "90.00%"],
    ]
    record, doubts = read(rows)
    assert [row["subject"] for row in record["expenditure"]] == ["人员支出", "公用支出"]
    assert (record["expenditure_total"], doubts) == (TOTALS, ())


def test_blank_rows_and_sides_are_left_out() -> None:
    rows = [[{"20": "", "15": "—", "60": "", "55": "", "40": "", "35": ""}.get(t, t) for t in row] for row in STACKED]
    record, doubts = read(rows)
    assert (record["income"], record["expenditure"]) == (INCOME[:1], [])
    assert doubts == ()


def test_a_projects_money_block_is_no_side_of_a_departments_budget() -> None:
    rows = [
        ["年度资金情况", "资金来源", "预算数", "<", "执行情况", "<", "自评"],
        ["^", "^", "年初预算数", "调整后预算数", "实际支出数", "执行率", "得分"],
        ["^", "支出总额", "90", "100", "90", "90%", "9"],
        ["^", "其中:财政拨款", "80", "80", "75", "93.75%", ""],
    ]
    record, _ = read(rows)
    assert (record["income"], record["expenditure"]) == ([], [])
    assert [(f["source"], f["budget"], f["executed"]) for f in record["funds"]] == [
        ("total", "100", "90"),
        ("fiscal", "80", "75"),
    ]


def test_the_head_over_the_names_of_sources_is_no_projects_name() -> None:
    rows = [
        ["预算执行情况", "资金名称", "年初预算数", "调整预算数", "决算数", "执行率", "得分"],
        ["^", "部门支出总额", "90", "100", "90", "90%", "9"],
    ]
    record, doubts = read(rows)
    assert [(f["label"], f["budget_initial"], f["budget"], f["executed"], f["rate"]) for f in record["funds"]] == [
        ("部门支出总额", "90", "100", "90", "90")
    ]
    assert doubts == ()


@pytest.mark.parametrize(("subject", "asked"), [("公用支出", False), ("公用经费", True)])
def test_subjects_that_name_their_side_need_no_asking(subject: str, asked: bool) -> None:
    rows = [
        ["预算执行情况", "项目", "人员支出", subject, "合计"],
        ["^", "预算数", "60", "40", "100"],
        ["^", "决算数", "55", "35", "90"],
        ["项目名称", "<", "<", "<", "<"],
    ]
    found = settle(read_department_evaluation(form("department_evaluation", ["部门自评表"], rows)))
    assert found.leaves["/expenditure/0/budget"].doubts == ()
    assert bool(found.leaves["/expenditure/1/budget"].doubts) == asked
    assert bool(found.leaves["/expenditure_total/budget"].doubts) == asked


def test_the_year_befores_amounts_and_the_staff_are_no_money_of_the_year() -> None:
    rows = [
        ["财政供养人员情况", "编制数", "年末实际在职人数", "控制率"],
        ["", "64", "60", "93.75%"],
        ["经费控制情况", "上年决算数", "本年预算数", "本年决算数"],
        ["人员经费", "50", "60", "55"],
        ["日常公用经费", "30", "40", "35"],
        ["合计", "80", "100", "90"],
    ]
    found = settle(read_department_evaluation(form("department_evaluation", ["部门自评表"], rows)))
    record: Any = found.record.model_dump(mode="json")
    assert [(row["subject"], row["budget"], row["executed"]) for row in record["expenditure"]] == [
        ("人员经费", "60", "55"),
        ("日常公用经费", "40", "35"),
    ]
    assert record["expenditure_total"] == TOTALS
    assert not record.get("funds") and record["contact"] is None


def test_a_total_under_subjects_that_are_no_sources_is_asked_about() -> None:
    rows = [
        ["保障情况", "预算数", "决算数"],
        ["办案", "60", "55"],
        ["值班", "40", "35"],
        ["合计", "100", "90"],
    ]
    found = settle(read_department_evaluation(form("department_evaluation", ["部门自评表"], rows)))
    amounts = [leaf for path, leaf in found.leaves.items() if path.endswith(("/budget", "/executed"))]
    assert amounts and all(leaf.doubts for leaf in amounts)
