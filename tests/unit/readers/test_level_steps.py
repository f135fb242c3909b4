"""Indicator tables whose level names stand in rows of their own, each in its level's column, like stairs."""

from typing import Any

import pytest

from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form

HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "度量单位"]
STAIRS = [
    ["产出指标", "", "", "", ""],
    ["", "数量指标", "", "", ""],
    ["", "", "检查次数", "≥12", "次"],
    ["", "", "培训人数", "≥80", "人"],
    ["", "质量指标", "", "", ""],
    ["", "", "合格率", "≥95", "%"],
    ["满意度指标", "", "", "", ""],
    ["", "满意度指标", "", "", ""],
    ["", "", "居民满意率", "≥90", "%"],
]


def _read(rows: list[list[str]]) -> tuple[list[tuple[Any, ...]], set[str]]:
    above = ["2023年项目支出绩效目标表(本级下达)", "单位名称:某县信访中心 预算05-2表"]
    settled = settle(read_project_target(form("project_target", above, [HEAD, *rows])))
    found = settled.record.model_dump(mode="json")["indicators"]
    doubts = {doubt for leaf in settled.leaves.values() for doubt in leaf.doubts} | set(settled.doubts)
    return [(row["level1"], row["level2"], row["level3"]) for row in found], doubts


def test_a_step_heads_the_rows_under_it() -> None:
    assert _read(STAIRS) == (
        [
            ("产出指标", "数量指标", "检查次数"),
            ("产出指标", "数量指标", "培训人数"),
            ("产出指标", "质量指标", "合格率"),
            ("满意度指标", "满意度指标", "居民满意率"),
        ],
        set(),
    )


def test_both_levels_on_one_step() -> None:
    rows = [["产出指标", "数量指标", "", "", ""], *STAIRS[2:4], ["效益指标", "社会效益", "", "", ""], STAIRS[-1]]
    found, doubts = _read(rows)
    assert [row[:2] for row in found] == [("产出指标", "数量指标")] * 2 + [("效益指标", "社会效益")]
    assert not doubts


def test_a_blank_row_among_the_steps_may_be_one_nobody_read() -> None:
    assert "level-from-above" in _read([*STAIRS[:4], [""] * 5, *STAIRS[5:]])[1]


@pytest.mark.parametrize(
    "row", [["效益指标", "社会效益", "投诉下降", "5", "%"], ["", "社会效益", "投诉下降", "5", "%"]]
)
def test_where_a_level_is_named_beside_an_indicator_too_there_are_no_stairs(row: list[str]) -> None:
    assert "level-from-above" in _read([*STAIRS[:6], row])[1]


def test_the_number_of_the_form_beside_the_unit_is_neither_title_nor_name() -> None:
    above = ["2023年项目支出绩效目标表(本级下达)", "单位名称:某县信访中心 预算05-2表"]
    record = settle(read_project_target(form("project_target", above, [HEAD, *STAIRS]))).record
    told = record.model_dump(mode="json")
    assert (told["title"], told["year"], told["reporting_unit"]) == (
        "项目支出绩效目标表(本级下达)",
        2023,
        "某县信访中心",
    )
