"""Where the points of 预算执行率 are not printed, two sums are right, and neither proves the figure between them."""

from __future__ import annotations

from typing import Any

from extractor.stages.records_to_findings.stage import check


def rows(*points: tuple[str, str], level3: str = "培训人数") -> list[dict[str, Any]]:
    return [{"level1": "产出指标", "level3": level3, "weight": weight, "score": score} for weight, score in points]


def doubted(indicators: list[dict[str, Any]], **values: object) -> set[str]:
    record = {"kind": "project_evaluation", "indicators": indicators, **values}
    return {path for outcome in check(record) if outcome.rule == "either-sum" for path in outcome.paths}


def test_ten_points_between_weight_and_score_are_asked_about_where_weights_make_100_with_them() -> None:
    assert doubted(rows(("35", "25"), ("50", "50"), ("15", "15"))) == {"/indicators/0/weight"}
    assert not doubted(rows(("35", "28"), ("50", "50"), ("15", "15")))
    assert not doubted(rows(("35", "25"), ("45", "45"), ("10", "10")))


def test_printed_points_of_execution_leave_one_sum_only() -> None:
    execution = rows(("10", "10"), level3="预算执行率")
    assert not doubted([*rows(("35", "25"), ("55", "55")), *execution])


def test_a_score_is_asked_about_that_makes_the_total_only_with_the_points_not_printed() -> None:
    funds = [{"source": "total", "label": "资金总额", "budget": "20", "executed": "20"}]
    indicators = rows(("25", "15"), ("65", "65"))
    assert doubted(indicators, funds=funds, total_score="90") == {"/indicators/0/score"}
    assert not doubted(indicators, funds=funds, total_score="80")
