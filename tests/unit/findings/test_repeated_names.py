"""A list prints its units again and again: an odd name or code among them is asked about."""

from typing import Any

from extractor.stages.records_to_findings.repeated_names import lone_names, unit_codes


def listed(*units: tuple[str | None, str | None]) -> dict[str, Any]:
    return {"kind": "project_list", "rows": [{"department_code": code, "department": name} for code, name in units]}


def rows(outcomes: Any) -> set[str]:
    return {path for outcome in outcomes for path in outcome.paths}


def test_codes_and_names_that_agree_raise_nothing() -> None:
    record = listed(
        ("301", "某县教育局"), ("301", "某县教育局"), ("302", "某县医院"), (None, "某县医院"), ("303", None)
    )
    assert rows(unit_codes(record)) == set() == rows(lone_names(record))


def test_a_misread_code_or_name_is_told_by_the_other_rows() -> None:
    record = listed(*[("301", "某县教育局")] * 3, ("801", "某县教育局"), ("301", "某具教育局"))
    assert rows(unit_codes(record)) == {
        f"/rows/{at}/{key}" for at in (3, 4) for key in ("department_code", "department")
    }


def test_where_no_reading_prevails_both_are_asked_about() -> None:
    assert len(rows(unit_codes(listed(("301", "某县教育局"), ("801", "某县教育局"))))) == 4


def test_a_lone_name_close_to_a_frequent_one_is_asked_about() -> None:
    often = [(None, "澜溪市不动产登记中心")] * 3
    assert rows(lone_names(listed(*often, (None, "润溪市不动产登记中心")))) == {"/rows/3/department"}
    assert rows(lone_names(listed(*often, (None, "澜溪市土地储备中心")))) == set()


def test_schools_that_differ_by_a_character_are_units_of_their_own() -> None:
    assert rows(lone_names(listed(*[(None, f"某县第{n}中学") for n in "一一二二三三"]))) == set()
