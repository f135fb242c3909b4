"""Lists that give each project several lines, cut like their header."""

from tests.unit.readers.listed import doubted, draft_of, told

KEYS = ("seq", "project_name", "department", "budget", "score", "grade")
HEAD = [["序号", "项目名称", "<", "<", "<"], ["^", "实施单位", "预算数", "得分", "等级"]]


def lines(number: str, name: str, money: str, score: str) -> list[list[str]]:
    return [[number, name, "<", "<", "<"], ["^", "某县教育局", money, score, "优"]]


def test_a_name_across_the_line_over_a_projects_figures_is_its_name() -> None:
    rows = [*HEAD, *lines("1", "校舍维修", "12", "95"), *lines("2", "学生资助", "8", "91")]
    assert told(rows, *KEYS) == [
        ("1", "校舍维修", "某县教育局", "12", "95", "优"),
        ("2", "学生资助", "某县教育局", "8", "91", "优"),
    ]
    assert draft_of(rows).doubts == ()


def test_so_it_is_without_numbers_and_the_sum_below_is_no_project() -> None:
    projects = [*lines("1", "校舍维修", "12", "95"), *lines("2", "学生资助", "8", "91"), *lines("3", "食堂", "5", "92")]
    rows = [line[1:] for line in [*HEAD, *projects, ["", "合计", "25", "", ""]]]
    found = told(rows, "project_name", "budget", "score")
    assert found == [("校舍维修", "12", "95"), ("学生资助", "8", "91"), ("食堂", "5", "92")]


def test_a_project_whose_lines_are_cut_otherwise_is_asked_about() -> None:
    projects = [line for n in range(1, 6) for line in lines(str(n), f"校舍维修{n}期", "12", "95")]
    rows = [*HEAD, *projects, ["6", "食堂改造", "<", "<", "<"], ["", "某县教育局", "7", "88", "良"]]
    whole, other = told(rows, "project_name", "score")[:5], doubted(rows, "score")[5:]
    assert whole == [(f"校舍维修{n}期", "95") for n in range(1, 6)]
    assert all("row-without-name" in why for why in other)
