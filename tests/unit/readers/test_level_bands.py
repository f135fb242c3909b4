"""Indicator tables whose first level stands on rows across the table instead of in a column."""

from typing import Any

from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from tests.unit.readers.paper import form

HEAD = ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
FIRST = ["数量指标", "里程", "≥10公里", "10公里", "50", "48.5"]
SECOND = ["经济效益指标", "增收", "≥3万元", "3万元", "30", "30"]


def _rows(*bands: str) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    across = [[band, *("<" for _ in HEAD[1:])] for band in bands]
    rows = [HEAD, across[0], FIRST, across[1], SECOND]
    settled = settle(read_project_evaluation(form("project_evaluation", ["项目支出绩效自评表"], rows)))
    doubts = tuple(doubt for leaf in settled.leaves.values() for doubt in leaf.doubts)
    return settled.record.model_dump(mode="json")["indicators"], doubts


def test_a_band_names_the_level_of_the_rows_under_it() -> None:
    rows, doubts = _rows("产出指标(50分)", "二、效益指标（权重30）")
    assert [(row["level1"], row["level1_weight"], row["level3"]) for row in rows] == [
        ("产出指标", "50", "里程"),
        ("二、效益指标", "30", "增收"),
    ]
    assert "level-by-band" not in doubts


def test_a_band_with_a_name_nobody_knows_is_asked_about() -> None:
    rows, doubts = _rows("便民成果", "效益指标")
    assert [row["level1"] for row in rows] == ["便民成果", "效益指标"]
    assert "level-by-band" in doubts


def test_a_groups_name_first_in_an_empty_row_heads_the_rows_under_it() -> None:
    blanks = [""] * (len(HEAD) - 1)
    rows = [HEAD, ["产出指标", *blanks], FIRST, ["效益指标", *blanks], SECOND, ["社会效益指标", *blanks]]
    record = settle(read_project_evaluation(form("project_evaluation", ["项目支出绩效自评表"], rows))).record
    told = record.model_dump(mode="json")["indicators"]
    assert [(row["level1"], row["level2"]) for row in told] == [("产出指标", "数量指标"), ("效益指标", "经济效益指标")]


def _with_points(first: str, second: str) -> list[dict[str, Any]]:
    bands = [[name, *("<" for _ in HEAD[1:4]), points, points] for name, points in (("管理", first), ("履职", second))]
    rows = [HEAD, bands[0], FIRST, bands[1], SECOND, ["质量指标", "合格率", "≥90%", "95%", "10", "10"]]
    record = settle(read_project_evaluation(form("project_evaluation", ["项目支出绩效自评表"], rows))).record
    found: list[dict[str, Any]] = record.model_dump(mode="json")["indicators"]
    return found


def test_a_row_with_points_that_its_rows_add_up_to_is_a_band() -> None:
    rows = _with_points("50", "40")
    assert [(row["level1"], row["level1_weight"], row["level3"], row["weight"]) for row in rows] == [
        ("管理", "50", "里程", "50"),
        ("履职", "40", "增收", "30"),
        ("履职", "40", "合格率", "10"),
    ]


def test_a_row_with_points_of_its_own_stays_an_indicator() -> None:
    assert [row["weight"] for row in _with_points("10", "40")] == ["10", "50", "30", "10"]
