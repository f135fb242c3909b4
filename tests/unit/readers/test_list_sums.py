"""Lists annexed to final accounts: numbers of columns, sums that name a unit; rows that may be no projects."""

import pytest

from tests.unit.readers.listed import doubted, told

HEADS = ["单位名称", "项目名称", "年初预算数", "全年预算数", "执行率", "自评得分", "等级"]


@pytest.mark.parametrize(
    "numbers",
    [
        ["栏次", "<", "1", "2", "3=2/1", "4", "5"],
        ["甲", "乙", "1", "2", "3", "4", "5"],
        ["", "", "(1)", "(2)", "(3)=(2)/(1)", "(4)", "(5)"],
    ],
)
def test_a_row_that_numbers_the_columns_is_no_project(numbers: list[str]) -> None:
    rows = [HEADS, numbers, ["某县教育局", "校舍维修", "10", "12", "91%", "95", "优"]]
    assert told(rows, "project_name", "budget", "score") == [("校舍维修", "12", "95")]


def test_numbers_of_columns_misread_are_asked_about_value_by_value() -> None:
    rows = [
        HEADS,
        ["栏坎", "<", "1", "7", "3=2/1", "4", "5"],
        ["某县教育局", "校舍维修", "10", "12", "91%", "95", "优"],
    ]
    assert all("row-without-name" in doubted(rows, key)[0] for key in ("budget", "score", "grade"))


@pytest.mark.parametrize("sums", [("30", "5"), ("31", "5")])
@pytest.mark.parametrize("first", [True, False])
def test_projects_without_a_unit_are_those_of_the_unit_beside_their_sum(first: bool, sums: tuple[str, str]) -> None:
    parts = [
        [["", f"{name}{n}期", "9", money, "91%", "95", "优"] for n, money in enumerate(amounts, 1)]
        for name, amounts in (("校舍维修", ("10", "20")), ("道路维修", ("3", "2")))
    ]
    units = ("某县教育局", "某县交通局")
    totals = [[unit, "小计", "9", total, "", "", ""] for unit, total in zip(units, sums, strict=True)]
    groups = [[total, *part] if first else [*part, total] for total, part in zip(totals, parts, strict=True)]
    rows = [HEADS, *(row for group in groups for row in group)]
    found, doubts = [unit for (unit,) in told(rows, "department")], doubted(rows, "department")
    assert [unit for unit, why in zip(found, doubts, strict=True) if not why] == [
        unit for unit, total in zip(units, sums, strict=True) if total != "31" for _ in range(2)
    ]


def test_a_list_without_a_column_of_names_is_asked_about_value_by_value() -> None:
    rows = [["序号", "单位名称", "预算数", "自评得分", "等级"]]
    rows += [[str(n), "某县教育局", "12", "95", "优"] for n in range(1, 5)]
    assert all("row-without-name" in why for key in ("budget", "score", "grade") for why in doubted(rows, key))
