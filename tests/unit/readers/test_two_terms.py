"""Applications that print their indicators for a project's whole term and for the year: the year's are the record's."""

from typing import Any

import pytest

from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form

HALF = ["二级指标", "三级指标", "指标值"]
TERM = ["数量指标", "修路里程", "≥90公里"]
YEAR = ["数量指标", "里程", "≥10公里"]
BLANK = ["数量指标", "", ""]
EXPECTED = [("产出指标", "数量指标", "里程", "≥10公里"), ("满意度指标", "服务对象满意度指标", "满意度", "≥90%")]


def rows(left: list[str], right: list[str], last: tuple[list[str], list[str]]) -> list[list[str]]:
    return [
        ["绩效指标", "一级指标", *HALF, *HALF],
        ["^", "产出指标", *left, *right],
        ["^", "满意度指标", *last[0], *last[1]],
    ]


SATISFIED = ["服务对象满意度指标", "满意度", "≥90%"]
UNSAID = ["服务对象满意度指标", "指标1:", ""]
GOALS = [["总体目标", "实施期目标(2023年-2025年)", "<", "<", "年度目标", "<", "<", "<"]]
GOALS += [["^", "修路九十公里。", "<", "<", "修路十公里。", "<", "<", "<"]]
BLANK_TERM = [*GOALS, *rows(BLANK, YEAR, (UNSAID, SATISFIED))]
BOTH = [*GOALS, *rows(TERM, YEAR, (["服务对象满意度指标", "群众满意度", "≥95%"], SATISFIED))]
YEAR_FIRST = [
    ["总体目标", "2023年度目标", "<", "<", "<", "中期目标", "<", "<"],
    ["^", "修路十公里。", "<", "<", "<", "修路九十公里。", "<", "<"],
    *rows(YEAR, TERM, (SATISFIED, UNSAID)),
]
OWN_HEADS = [
    ["一级指标", "实施期绩效指标", "<", "<", "年度绩效指标", "<", "<", "备注"],
    ["^", *HALF, *HALF, "^"],
    ["产出指标", *TERM, *YEAR, "规划"],
    ["满意度指标", *UNSAID, *SATISFIED, ""],
]
LEVELS_SHARED = [
    ["一级指标", "二级指标", "长期目标", "<", "年度目标", "<"],
    ["^", "^", "三级指标", "指标值", "三级指标", "指标值"],
    ["产出指标", "数量指标", "修路里程", "≥90公里", "里程", "≥10公里"],
    ["满意度指标", "服务对象满意度指标", "", "", "满意度", "≥90%"],
]
ALL_TWICE = [
    ["2023-2025年绩效目标", "<", "<", "<", "2023年绩效目标", "<", "<", "<"],
    ["一级指标", *HALF, "一级指标", *HALF],
    ["产出指标", *TERM, "产出指标", *YEAR],
    ["满意度指标", *UNSAID, "满意度指标", *SATISFIED],
]
LAST_YEAR_FIRST = [
    ["一级指标", "上年度", "<", "<", "本年度", "<", "<"],
    ["^", *HALF, *HALF],
    ["产出指标", *TERM, *YEAR],
    ["满意度指标", *UNSAID, *SATISFIED],
]
WITH_UNITS = [
    ["一级指标", "二级指标", "实施期绩效指标", "<", "<", "年度绩效指标", "<", "<"],
    ["^", "^", "三级指标", "指标值", "计量单位", "三级指标", "指标值", "计量单位"],
    ["产出指标", "数量指标", "修路里程", "≥90", "公里", "里程", "≥10", "公里"],
    ["满意度指标", "服务对象满意度指标", "", "", "", "满意度", "≥90", "%"],
]


def read(table: list[list[str]]) -> tuple[list[tuple[str, ...]], Any]:
    settled = settle(read_project_target(form("project_target", ["项目支出绩效目标申报表", "(2023年度)"], table)))
    found: Any = settled.record.model_dump(mode="json")["indicators"]
    return [tuple(row[key] for key in ("level1", "level2", "level3", "target")) for row in found], settled


@pytest.mark.parametrize(
    "table", [BLANK_TERM, BOTH, YEAR_FIRST, OWN_HEADS, LEVELS_SHARED, ALL_TWICE, LAST_YEAR_FIRST, WITH_UNITS]
)
def test_the_indicators_are_those_of_the_year(table: list[list[str]]) -> None:
    found, settled = read(table)
    assert found == EXPECTED
    assert not any(leaf.doubts for path, leaf in settled.leaves.items() if "/indicators/" in path)
    assert not any(doubt.startswith("unclaimed:") and "九十" not in doubt for doubt in settled.doubts)


@pytest.mark.parametrize("wide", [False, True])
def test_the_goals_over_the_indicators_stay_those_of_the_year(wide: bool) -> None:
    label = [["总体目标", "<", "<", "实施期目标", "<", "年度目标", "<", "<"]]
    label += [["^", "<", "<", "修路九十公里。", "<", "修路十公里。", "<", "<"]]
    _, settled = read([*(label if wide else GOALS), *rows(TERM, YEAR, (UNSAID, SATISFIED))])
    assert settled.record.model_dump(mode="json")["goals"] == [{"expected": "修路十公里。"}]


def test_what_only_the_whole_term_says_is_read_and_asked_about() -> None:
    found, settled = read([*GOALS, *rows(YEAR, BLANK, (SATISFIED, UNSAID))])
    assert found == EXPECTED
    assert all(leaf.doubts for path, leaf in settled.leaves.items() if "/indicators/" in path)


def test_two_halves_that_nothing_tells_apart_are_asked_about() -> None:
    _, settled = read(rows(TERM, YEAR, (SATISFIED, SATISFIED)))
    assert all(leaf.doubts for path, leaf in settled.leaves.items() if "/indicators/" in path)
