"""What is not there: rows that a list's own numbers miss."""

from typing import Any

import pytest

from extractor.stages.records_to_findings.completeness import beside_unknown_tables
from extractor.stages.records_to_findings.stage import check


def listed(*numbers: str | None) -> dict[str, Any]:
    rows = [{"seq": number, "project_name": "校舍维修", "budget": "12"} for number in numbers]
    return {"kind": "project_list", "pages": [1], "title": "一览表", "reporting_unit": "某局", "rows": rows}


def asked(record: dict[str, Any]) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.rule, one.paths) for one in check(record) if one.verdict == "doubt"}


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("1", "2", "1", "2", "3"), (None, None), ("一", "二")])
def test_rows_numbered_throughout_or_not_at_all_raise_nothing(numbers: tuple[str | None, ...]) -> None:
    assert asked(listed(*numbers)) == set()


@pytest.mark.parametrize(
    ("numbers", "at"), [(("1", "2", "4"), 2), (("2", "3"), 0), (("1", "3", "2"), 1), (("1", "2", "2"), 2)]
)
def test_a_gap_in_the_numbers_is_a_doubt_of_the_record_and_of_the_number(numbers: tuple[str, ...], at: int) -> None:
    assert ("row-missing", ("", f"/rows/{at}/seq")) in asked(listed(*numbers))


def test_a_row_without_its_number_is_asked_about() -> None:
    assert asked(listed("1", None, "3")) == {("row-unnumbered", ("/rows/1/project_name", "/rows/1/budget"))}


def test_an_unknown_table_is_a_doubt_of_every_form_next_to_it_whatever_stands_between() -> None:
    kinds = [("project_list", [1]), ("report", [1, 3]), ("table", [2]), ("project_list", [3]), ("project_list", [5])]
    records = [{"kind": kind, "pages": pages} for kind, pages in kinds]
    assert [at for at, _ in beside_unknown_tables(records)] == [0, 3]


def test_the_one_row_without_its_score_is_asked_about() -> None:
    rows: list[dict[str, Any]] = [{"level3": f"指标{at}甲", "score": "5", "score_rows": 1} for at in range(7)]
    rows[3]["score"] = None
    whole = {"kind": "project_evaluation", "indicators": rows}
    assert ("score-missing", ("/indicators/3/level3",)) in asked(whole)
    rows[4]["score"] = None
    assert not [rule for rule, _ in asked(whole) if rule == "score-missing"]


def test_a_goal_that_runs_on_into_the_next_is_asked_about() -> None:
    goals = [{"expected": "完成校舍维修。2扩大招生规模。"}, {"expected": "完成校舍维修。2023年扩大招生规模。"}]
    found = asked({"kind": "project_target", "goals": goals})
    assert [paths for rule, paths in found if rule == "goal-missing"] == [("/goals/0/expected",)]
    counted = {"kind": "project_target", "goals": [{"expected": "完成校舍维修。3、扩大招生规模。"}]}
    assert ("goal-missing", ("/goals/0/expected",)) in asked(counted)
