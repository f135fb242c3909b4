"""Indicator tables that print their total over the rows it adds up, points behind each level, or two targets."""

from tests.unit.readers.test_project_evaluation import read

HEADS = ["一级指标", "二级指标", "三级指标", "分值", "得分", "指标值", "完成值"]


def test_a_total_over_the_rows_it_adds_up_ends_no_table() -> None:
    rows = [
        HEADS,
        ["总分", "<", "<", "100", "85", "", ""],
        ["产出指标", "数量指标", "里程", "60", "50", "9", "9"],
        ["效益指标", "社会效益指标", "知晓率", "40", "35", "90%", "90%"],
    ]
    record = read([], rows)
    assert [row["level3"] for row in record["indicators"]] == ["里程", "知晓率"]
    assert (record["total_weight"], record["total_score"]) == ("100", "85")


def test_a_total_over_a_row_without_a_name_still_ends_the_table() -> None:
    rows = [HEADS, ["总分", "<", "<", "100", "85", "", ""], ["备注", "<", "<", "<", "无", "<", "<"]]
    assert read([], rows)["indicators"] == []


def test_points_behind_each_level_are_that_levels() -> None:
    rows = [
        ["一级指标", "权重", "二级指标", "权重", "三级指标", "权重", "指标值", "完成值", "得分"],
        ["产出指标", "60", "数量指标", "40", "里程", "25", "9", "9", "25"],
        ["^", "^", "^", "^", "座数", "15", "2", "2", "14"],
        ["^", "^", "质量指标", "20", "合格率", "20", "98%", "99%", "20"],
    ]
    found = read([], rows)["indicators"]
    assert [row["level1_weight"] for row in found] == ["60", "60", "60"]
    assert [row["weight"] for row in found] == ["25", "15", "20"]


def test_points_behind_the_last_level_alone_are_the_indicators() -> None:
    rows = [
        ["一级指标", "二级指标", "权重", "指标内容", "指标值", "完成值"],
        ["产出指标", "数量指标", "60", "里程", "9", "9"],
    ]
    (row,) = read([], rows)["indicators"]
    assert (row["weight"], row["level1_weight"]) == ("60", None)


def test_what_is_looked_at_describes_an_indicator() -> None:
    rows = [["一级指标", "二级指标", "三级指标", "分值", "评价要点", "自评得分"],
            ["项目决策", "项目立项", "立项规范性", "4", "是否履行报批手续", "4"]]  # fmt: skip
    (row,) = read([], rows)["indicators"]
    assert (row["description"], row["target"], row["actual"]) == ("是否履行报批手续", None, None)


def test_the_projects_contact_filled_the_form_in_where_nobody_else_did() -> None:
    assert read([], [["项目名称", "道路维修", "项目联系人", "经办员"], HEADS[:4]])["preparer"] == "经办员"


def test_what_a_table_prints_beside_all_its_rows_is_the_projects() -> None:
    rows = [
        ["项目名称", "全年预算数", "全年执行数", "执行率", "年度总体目标", "总体目标完成情况",
         "绩效指标", "<", "<", "<", "<", "<", "自评总分", "自评等级"],
        ["^", "^", "^", "^", "^", "^", "一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分", "^", "^"],
        ["道路维修", "100", "90", "90%", "修好道路,保证畅通安全。", "目标全面实现",
         "产出指标", "数量指标", "里程", "9", "9", "50", "98.5", "优"],
        ["^", "^", "^", "^", "^", "^", "效益指标", "社会效益指标", "知晓率", "90%", "90%", "48.5", "^", "^"],
    ]  # fmt: skip
    record = read([], rows)
    assert (record["total_score"], record["grade"]) == ("98.5", "优")
    assert record["goals"] == [{"expected": "修好道路,保证畅通安全。", "actual": "目标全面实现", "completion": None}]
    (fund,) = record["funds"]
    assert (fund["label"], fund["budget"], fund["executed"], fund["rate"]) == (None, "100", "90", "90")
    assert [row["score"] for row in record["indicators"]] == ["50", "48.5"]


def test_a_conclusion_in_a_sentence_gives_score_and_grade() -> None:
    rows = [
        ["总体目标", "年初设定", "<", "年末完成", "<"],
        ["^", "修好道路,保证畅通安全。", "<", "道路已经修好,畅通安全。", "<"],
        ["指标", "一级指标", "二级指标", "三级指标", "得分"],
        ["^", "产出指标", "数量指标", "里程", "99.5"],
        ["结论", "自评结果", "总得分99.50分，等级为“优”", "<", "<"],
    ]
    record = read([], rows)
    assert (record["total_score"], record["grade"]) == ("99.5", "优")
    assert [goal["actual"] for goal in record["goals"]] == ["道路已经修好,畅通安全。"]
