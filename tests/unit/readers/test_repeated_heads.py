"""Heads of an indicator table that are printed again further down."""

from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from tests.unit.readers.paper import form, plain

ABOVE = ["项目支出绩效自评表", "(2022年度)"]
HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
FIRST = ["产出指标", "数量指标", "培训人数", "≥40人", "42人", "30", "30"]
SECOND = ["效益指标", "社会效益指标", "知晓率", "88%", "≥90%", "60", "55"]


def values(*rows: list[str]) -> list[tuple[str, ...]]:
    record = plain(read_project_evaluation(form("project_evaluation", ABOVE, [HEADS, FIRST, *rows])))
    indicators = record["indicators"]
    assert isinstance(indicators, list)
    return [tuple(row[key] for key in ("target", "actual", "weight", "score")) for row in indicators]


def test_below_heads_in_another_order_values_stand_in_the_columns_they_name() -> None:
    swapped = [*HEADS[:3], HEADS[4], HEADS[3], *HEADS[5:]]
    assert values(swapped, SECOND) == [("≥40人", "42人", "30", "30"), ("≥90%", "88%", "60", "55")]


def test_below_the_same_heads_columns_are_the_same() -> None:
    second = [*SECOND[:3], SECOND[4], SECOND[3], *SECOND[5:]]
    assert values(HEADS, second) == [("≥40人", "42人", "30", "30"), ("≥90%", "88%", "60", "55")]
    lost = [*HEADS[:3], "年度指标值", "<", *HEADS[5:]]
    assert values(lost, second)[1] == ("≥90%", "88%", "60", "55")
