"""What damage does to a form: specks, walls unseen, walls that are none. It is read all the same, and asked about."""

from dataclasses import replace
from typing import Any

import pytest

from extractor.record.draft import Draft
from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from extractor.stages.forms_to_records.project_list import read_project_list
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form, word

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


def test_a_figure_between_the_lines_of_another_is_of_the_same_row() -> None:
    draft = evaluated([NAMES, HEADER, [*ROW[:2], "信息真\n\n实性", *ROW[3:5], "\n10", "9.9\n\n5"]])
    (indicator,) = record_of(draft)["indicators"]
    assert (indicator["level3"], indicator["weight"], indicator["score"]) == ("信息真实性", "10", "9.95")
    draft = evaluated([NAMES, HEADER, [*ROW[:2], "里程\n\n桥梁", *ROW[3:5], "10\n\n5", "9.9\n\n5"]])
    assert [row["score"] for row in record_of(draft)["indicators"]] == ["9.9", "5"]


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


def test_a_value_the_next_label_and_its_value_in_one_cell_are_parted() -> None:
    rows = [[*row, *["<"] * (7 - len(row))] for row in [NAMES, ["主管部门", "某县交通局"], HEADER, ROW]]
    whole = form("project_evaluation", ["项目自评表"], rows)
    (table,) = whole.tables
    cells = [
        replace(cell, lines=((word("某县交通局", 62, 122), word("实施单位", 180, 122), word("某县公路站", 300, 122)),))
        if cell.text == "某县交通局"
        else cell
        for cell in table.cells
    ]
    draft = read_project_evaluation(replace(whole, blocks=(whole.blocks[0], replace(table, cells=tuple(cells)))))
    record = record_of(draft)
    assert (record["supervising_department"], record["implementing_unit"]) == ("某县交通局", "某县公路站")
    assert "label-run-together" in doubts_of(draft, "/supervising_department")


def test_traditional_glyphs_are_the_simplified_ones_printed_and_asked_about() -> None:
    money = [["資金来源", "年初預算數", "全年預算數", "全年執行數"], ["年度資金总額", "1", "2", "2"]]
    draft = evaluated([["項目名称", "动物防疫補助"], *money, HEADER, [*ROW[:2], "質量達标率", *ROW[3:]]])
    record = record_of(draft)
    assert record["project_name"] == "动物防疫补助"
    assert (record["funds"][0]["source"], record["funds"][0]["budget"]) == ("total", "2")
    assert record["indicators"][0]["level3"] == "质量达标率"
    assert doubts_of(draft, "/indicators/0/level3") == ("traditional-glyph",)


def test_yuan_finer_than_cents_have_lost_their_ten_thousand() -> None:
    money = [["资金来源", "预算数", "执行数"], ["资金总额", "13.3124", "12.5"]]
    draft = evaluated([NAMES, *money, HEADER, ROW], ["项目自评表", "金额单位:元"])
    assert doubts_of(draft, "/funds/0/budget") == doubts_of(draft, "/funds/0/executed") == ("unit-contradicted",)
    sound = evaluated([NAMES, money[0], ["资金总额", "1331.24", "1250"], HEADER, ROW], ["项目自评表", "金额单位:元"])
    assert doubts_of(sound, "/funds/0/budget") == ()


def test_the_unit_told_over_the_money_counts_however_far_down_that_stands() -> None:
    head = [
        ["项目名称", "路", "<", "<"],
        *([label, "甲局", "<", "<"] for label in ("填报单位", "主管部门", "实施单位")),
    ]
    told = [["一、项目情况", "<", "<", "<"], ["二、资金情况(金额单位:元)", "<", "<", "<"]]
    money = [["资金来源", "预算数", "执行数", ""], ["资金总额", "133100", "125000", ""]]
    draft = evaluated([told[0], *head, told[1], *money, HEADER, ROW], ["项目自评表"])
    assert record_of(draft)["funds"][0]["budget"] == "13.31"


def test_steps_of_a_plan_in_one_cell_are_steps_of_their_own() -> None:
    rows = [["项目名称", "路", "<", "<"], ["支出计划", "一季度", "二季度", "X"], ["^", "20%", "50%", "Y"]]
    rows += [["一级指标", "二级指标", "三级指标", "指标值"]]
    whole = form("project_target", ["绩效目标表"], rows)
    (table,) = whole.tables
    words = {"X": ("三季度", "四季度"), "Y": ("80%", "100%")}
    cells = [
        replace(cell, lines=(tuple(word(text, cell.box.left + 40 * n, 0) for n, text in enumerate(words[cell.text])),))
        if cell.text in words
        else cell
        for cell in table.cells
    ]
    draft = read_project_target(replace(whole, blocks=(whole.blocks[0], replace(table, cells=tuple(cells)))))
    assert [(step["by"], step["percent"]) for step in record_of(draft)["spending_plan"]] == [
        ("一季度", "20"), ("二季度", "50"), ("三季度", "80"), ("四季度", "100"),
    ]  # fmt: skip
    assert doubts_of(draft, "/spending_plan/3/percent") == ("cells-run-together",)


def test_numbered_rows_of_a_list_that_the_grid_took_for_one_are_apart() -> None:
    rows = [["序号", "项目名称", "预算数", "自评得分"], ["1", "护林", "5", "90"]]
    rows += [["2\n\n3", "苗圃建设\n\n苗圃养护", "3737.34\n\n8117.58", "80\n\n70"], ["4", "防火", "6", "88"]]
    draft = read_project_list(form("project_list", [], rows))
    read = [(row["seq"], row["project_name"], row["budget"], row["score"]) for row in record_of(draft)["rows"]]
    assert read[1:] == [
        ("2", "苗圃建设", "3737.34", "80"),
        ("3", "苗圃养护", "8117.58", "70"),
        ("4", "防火", "6", "88"),
    ]


def test_a_number_wrapped_in_a_narrow_column_is_of_one_row() -> None:
    rows = [["序号", "项目名称", "预算数", "自评得分"], ["11", "护林", "5", "90"]]
    rows += [["1\n2", "苗圃\n建设", "3737\n.34", "99\n62"], ["13", "防火", "6", "88"]]
    draft = read_project_list(form("project_list", [], rows))
    assert [row["seq"] for row in record_of(draft)["rows"]] == ["11", "12", "13"]


def test_a_speck_in_a_blank_head_hides_no_money() -> None:
    money = [["项目资金", "i", "年初预算数", "全年预算数", "全年执行数"], ["^", "年度资金总额", "1", "2", "2"]]
    record = record_of(evaluated([NAMES, *money, HEADER, ROW]))
    assert [(fund["source"], fund["budget"], fund["executed"]) for fund in record["funds"]] == [("total", "2", "2")]


@pytest.mark.parametrize("level", ["产出指标50", "产出指标50)", "产出指标(50.)"])
def test_points_that_lost_a_bracket_are_no_part_of_the_levels_name(level: str) -> None:
    draft = evaluated([NAMES, HEADER, [level, *ROW[1:]]])
    indicator = record_of(draft)["indicators"][0]
    assert (indicator["level1"], indicator["level1_weight"]) == ("产出指标", "50")


def test_heads_are_known_by_glyphs_that_look_like_theirs() -> None:
    goals = [
        ["绩效日杯", "预期日杯", "<", "<", "年未完成情况"],
        ["^", "修好三条路并保障畅通", "<", "<", "已修好三条路"],
    ]
    record = record_of(evaluated([["项日各称", "道路维修"], *goals, HEADER, ROW]))
    assert record["project_name"] == "道路维修"
    assert [goal["expected"] for goal in record["goals"]] == ["修好三条路并保障畅通"]


@pytest.mark.parametrize(
    ("printed", "value"), [("道路养护工程业务专用章", "道路养护工程"), ("财务专用章", None), ("绩效评价专用章", None)]
)
def test_a_seals_words_are_no_name(printed: str, value: str | None) -> None:
    draft = evaluated([["项目名称", printed], HEADER, ROW])
    assert record_of(draft)["project_name"] == value
    assert doubts_of(draft, "/project_name") == ("seal-words",)


@pytest.mark.parametrize(("printed", "value"), [("≥89.8%.", "≥89.8%"), (".98", "98"), ("P", "P")])
def test_specks_in_a_result_are_asked_about(printed: str, value: str) -> None:
    draft = evaluated([NAMES, HEADER, [*ROW[:4], printed, *ROW[5:]]])
    assert record_of(draft)["indicators"][0]["actual"] == value
    assert doubts_of(draft, "/indicators/0/actual")


def test_a_budget_of_less_than_a_thousand_yuan_has_lost_its_ten_thousand() -> None:
    money = [["资金来源", "预算数", "执行数"], ["资金总额", "385.81", "385.81"], ["其中:财政资金", "385.81", "385.81"]]
    draft = evaluated([NAMES, *money, HEADER, ROW], ["项目自评表", "金额单位:元"])
    assert doubts_of(draft, "/funds/1/executed") == ("unit-contradicted",)


def test_a_lone_figure_among_blanks_may_be_a_dash() -> None:
    money = [["资金来源", "预算数", "执行数"], ["资金总额", "7132", "7132"], ["上年结转", "4", ""]]
    draft = evaluated([NAMES, *money, HEADER, ROW])
    assert "row-incomplete" in doubts_of(draft, "/funds/1/budget")
    assert "row-incomplete" in doubts_of(draft, "/funds/1/label")


def test_a_misread_name_of_money_is_asked_about() -> None:
    money = [["预算数", "1.2"], ["59939到位数", "1.2"], ["执行数", "1"]]
    draft = evaluated([NAMES, ["资金来源", "预算数", "执行数"], ["59939年度资金总额", "7132", "7132"], HEADER, ROW])
    assert record_of(draft)["funds"][0]["label"] == "年度资金总额"
    assert "label-guessed" in doubts_of(draft, "/funds/0/label")
    assert [fund["received"] for fund in record_of(evaluated([NAMES, *money, HEADER, ROW]))["funds"]] == ["1.2"]


def test_a_signature_that_lost_its_colon_is_read_and_asked_about() -> None:
    rows = [[*row, *["<"] * (7 - len(row))] for row in [NAMES, HEADER, ROW]]
    draft = read_project_evaluation(
        form("project_evaluation", ["项目自评表"], rows, ["填表人王某 联系方式:0335-1823987"])
    )
    assert (record_of(draft)["preparer"], record_of(draft)["phone"]) == ("王某", "0335-1823987")
    assert doubts_of(draft, "/preparer") == ("label-guessed",)


def test_a_code_behind_specks_is_taken_off_the_name() -> None:
    draft = evaluated([["项目名称", "f i13366118P127081116730M-2018年产业园创建"], HEADER, ROW])
    assert record_of(draft)["project_code"] == "13366118P127081116730M"
    assert record_of(draft)["project_name"] == "2018年产业园创建"
    assert doubts_of(draft, "/project_code") == ("label-run-together",)


@pytest.mark.parametrize("rest", ["怀", "怀(10分)"])
def test_what_is_left_of_a_cut_level_casts_doubt_on_its_neighbour(rest: str) -> None:
    draft = evaluated([NAMES, HEADER, [rest, "度指", *ROW[2:]]])
    assert doubts_of(draft, "/indicators/0/level1") == doubts_of(draft, "/indicators/0/level2") == ("odd-name",)
