"""Lists: columns in any order, units with their codes, totals left out, year and unit from the report around."""

from typing import Any

from extractor.paper.form import Form
from extractor.record.draft import Draft
from extractor.stages.forms_to_records import forms_to_records
from extractor.stages.forms_to_records.project_list import read_project_list
from extractor.stages.forms_to_records.unknown_table import read_unknown_table
from tests.unit.readers.paper import form, paragraph, plain, table

HEADER = ["序号", "主管部门(单位)", "项目名称", "预算金额(元)", "自评得分", "自评等级"]
ROWS = [
    HEADER,
    ["1", "323003-某市社会保险中心", "城乡医疗救助", "549,398.00", "100.00", "优"],
    ["2", "[323004]某市就业局", "就业补助", "0", "85", "良"],
    HEADER,
    ["3", "^", "见习补贴", "无", "—", ""],
    ["合计", "", "", "549398", "", ""],
]


def rows_of(draft: Draft) -> list[dict[str, Any]]:
    rows: Any = plain(draft)["rows"]
    return rows  # type: ignore[no-any-return]


def test_a_list_is_read_by_its_header() -> None:
    rows = rows_of(read_project_list(form("project_list", ["项目自评结果一览表", "(2023年度)"], ROWS)))
    assert rows[0] == {
        "seq": "1", "department_code": "323003", "department": "某市社会保险中心", "project_name": "城乡医疗救助",
        "budget": "54.9398", "score": "100", "grade": "优",
    }  # fmt: skip
    assert [row["department_code"] for row in rows] == ["323003", "323004", None]
    assert [(row["budget"], row["score"], row["grade"]) for row in rows[1:]] == [("0", "85", "良"), (None, None, None)]
    assert len(rows) == 3


def test_the_order_of_the_columns_does_not_matter() -> None:
    turned = [row[::-1] for row in ROWS[:3]]
    rows = rows_of(read_project_list(form("project_list", [], turned)))
    assert [row["project_name"] for row in rows] == ["城乡医疗救助", "就业补助"]


def test_headers_nobody_knows_are_told_by_what_stands_below_them() -> None:
    smudged = [
        ["序号", "主管部门", "贝目夕阝", "预算金额(元)", "自评得分", "乙"],
        *ROWS[1:3],
        ["4", "某市医院", "公共卫生", "7", "90", "优"],
    ]
    rows: Any = read_project_list(form("project_list", [], smudged)).tree["rows"]
    assert [row["project_name"].value for row in rows] == ["城乡医疗救助", "就业补助", "公共卫生"]
    assert [row["grade"].value for row in rows] == ["优", "良", "优"]
    assert rows[0]["project_name"].doubts == ("column-by-content",) and rows[0]["grade"].doubts == ()


def test_a_line_across_the_table_is_no_project_but_somebody_is_asked() -> None:
    draft = read_project_list(form("project_list", [], [*ROWS[:2], ["二、市级项目", *["<"] * 5], ROWS[2]]))
    assert len(rows_of(draft)) == 2 and draft.doubts == ("unclaimed:二、市级项目",)


def test_a_list_without_heading_takes_year_and_unit_from_the_report_around_it() -> None:
    text = "某市人力资源和社会保障局2023年度绩效自评工作报告\n" + "本年各项目完成情况良好。" * 4
    blocks = (paragraph(text, 20, 1), paragraph("某市人力资源和社会保障局", 700, 3), paragraph("2024年3月25日", 720, 3))
    report = Form("report", (1, 2, 3), blocks)
    listed = Form("project_list", (2,), (table(ROWS[:3], page=2),))
    records = [plain(draft) for draft in forms_to_records([report, listed])]
    assert records[0]["date"] == "2024-03-25"
    assert [(one["year"], one["reporting_unit"]) for one in records] == [(2023, "某市人力资源和社会保障局")] * 2


def test_a_table_nobody_knows_keeps_every_cell() -> None:
    record = plain(read_unknown_table(form("table", [], [["物品", "<", "数量"], ["电脑", "三台", ""]])))
    cells: Any = record["cells"]
    assert [(c["row"], c["column"], c["column_span"], c["text"]) for c in cells] == [
        (0, 0, 2, "物品"), (0, 2, 1, "数量"), (1, 0, 1, "电脑"), (1, 1, 1, "三台"), (1, 2, 1, None),
    ]  # fmt: skip


TICKED = [
    ["序号", "项目名称", "预算金额", "自评得分", "自评等级", "<", "<"],
    ["^", "^", "^", "^", "优", "良", "差"],
    ["1", "城乡医疗救助", "5", "100", "√", "", ""],
    ["2", "就业补助", "7", "85", "", "√", ""],
    ["3", "见习补贴", "9", "80", "√", "√", ""],
]


def test_a_tick_under_a_grade_is_that_grade_and_two_are_asked_about() -> None:
    rows = read_project_list(form("project_list", [], TICKED)).tree["rows"]
    grades: Any = [row["grade"] for row in rows]  # type: ignore[union-attr, index, call-overload]
    assert [leaf.value for leaf in grades[:2]] == ["优", "良"]
    assert "two-ticked" in grades[2].doubts and not grades[0].doubts


def test_the_department_in_charge_hands_the_list_in_where_no_other_unit_is_named() -> None:
    lines = ["项目自评结果一览表", "主管部门:某市人民法院 单位:元"]
    assert plain(read_project_list(form("project_list", lines, ROWS)))["reporting_unit"] == "某市人民法院"
    both = ["项目自评结果一览表", "填报单位:某区人民法院 主管部门:某市人民法院"]
    assert plain(read_project_list(form("project_list", both, ROWS)))["reporting_unit"] == "某区人民法院"


def test_year_and_title_of_a_list_that_a_system_exports_are_its_own() -> None:
    rows = [
        ["项目自评汇总查询", "<", "<", "<"],
        ["单位名称", "项目名称", "预算数", "自评得分"],
        ["某县教育局", "校舍维修", "30", "92"],
    ]
    record: Any = plain(
        read_project_list(form("project_list", ["填报单位:某县教育局 年度:2023 导出时间:2024-03-02"], rows))
    )
    found = (record["title"], record["year"], record["reporting_unit"])
    assert found == ("项目自评汇总查询", 2023, "某县教育局")
