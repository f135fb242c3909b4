"""Departments' forms with a column of formulas, texts over the indicators and the score in all over the table."""

from typing import Any

from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from tests.unit.readers.paper import form, plain

TITLE = "部门整体支出绩效自评表"
SECTIONS = [
    ["（一）部门职能及人员", "<", "承担协调工作，在编二十人。", "<", "<", "<", "<", "<"],
    ["（二）改进打算", "<", "继续压减出差和培训。", "<", "<", "<", "<", "<"],
]
INDICATORS = [
    ["一级指标", "二级指标", "三级指标", "指标值计算公式和数据获取方式", "年初目标值", "实际完成值", "分值", "得分"],
    ["部门产出", "数量", "购置数量", "实际数/计划数", "≥100%", "100%", "50", "48"],
    ["部门效益", "社会效益", "群众知晓率", "查阅资料", "≥90%", "95%", "50", "50"],
]


def read(lines: list[str], rows: list[list[str]]) -> Any:
    return plain(read_department_evaluation(form("department_evaluation", lines, rows)))


def test_a_column_of_formulas_holds_no_targets() -> None:
    record = read([TITLE], INDICATORS)
    assert [row["target"] for row in record["indicators"]] == ["≥100%", "≥90%"]


def test_the_score_over_the_table_ends_the_units_name() -> None:
    record = read([TITLE, "填报单位（盖章）：某县医保局 自评得分：98.5"], INDICATORS)
    assert (record["reporting_unit"], record["total_score"]) == ("某县医保局", "98.5")


def test_two_scores_over_the_table_are_none() -> None:
    record = read([TITLE, "填报单位：某县医保局 自评得分：98.5", "复核总分：95"], INDICATORS)
    assert record.get("total_score") is None


def test_numbered_texts_over_the_indicators_are_sections() -> None:
    record = read([TITLE], [*SECTIONS, *INDICATORS])
    texts = [section["text"] for section in record["sections"]]
    assert texts == ["承担协调工作,在编二十人。", "继续压减出差和培训。"]


def test_a_text_beside_the_name_of_another_block_is_no_section() -> None:
    draft = read_department_evaluation(
        form(
            "department_evaluation",
            [TITLE],
            [["（一）预算及收支", "<", "全年预算共100万元。", *["<"] * 5], *INDICATORS],
        )
    )
    assert plain(draft)["sections"] == []
