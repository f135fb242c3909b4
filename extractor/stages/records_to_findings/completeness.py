"""Rules over what is not there: a form of a kind has certain fields; where one is missing, it may have been lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.record.checked import UNKNOWN_TABLE, Outcome, PlainRecord

_NEXT = (-1, 0, 1)
_MANY = 5
"""Rows with a score from which on one without is odd."""
_RUN_ON = re.compile(r"[。;]\d{1,2}(?=[一-鿿])(?![年月日个])")
_COUNTED = re.compile(r"[。;]\d{1,2}[、.](?=[一-鿿])")
_USUAL: dict[str, tuple[str, ...]] = {
    "project_evaluation": ("title", "year", "project_name", "funds", "goals", "indicators"),
    "project_target": ("title", "project_name", "funds", "goals", "indicators"),
    "department_evaluation": ("title", "year", "reporting_unit", "indicators"),
    "project_list": ("reporting_unit", "rows"),
    "report": ("title", "year", "reporting_unit"),
}
"""What hardly any form of a kind leaves out."""


def usual_fields(record: PlainRecord) -> Iterator[Outcome]:
    """A record without a field that its kind all but always has."""
    for key in _USUAL.get(record.get("kind", ""), ()):
        if not record.get(key):
            yield Outcome(f"no-{key}", "doubt", ("",))


def usual_total(record: PlainRecord) -> Iterator[Outcome]:
    """An evaluation whose rows have scores, but no total."""
    scored = any(row.get("score") for row in record.get("indicators") or [])
    if scored and not record.get("total_score"):
        yield Outcome("no-total_score", "doubt", ("",))


def nameless_rows(record: PlainRecord) -> Iterator[Outcome]:
    """An indicator with values but no name, other than the line of the budget's execution."""
    for at, row in enumerate(record.get("indicators") or []):
        execution = "执行" in f"{row.get('level1')}{row.get('level2')}"
        if not row.get("level3") and not (execution and record.get("kind") == "project_evaluation"):
            filled = tuple(f"/indicators/{at}/{key}" for key, value in row.items() if isinstance(value, str))
            yield Outcome("no-level3", "doubt", filled)


def scoreless_row(record: PlainRecord) -> Iterator[Outcome]:
    """The one row without a score among rows that each have their own: it may stand in the next column."""
    rows = [(at, row) for at, row in enumerate(record.get("indicators") or []) if row.get("score_rows") == 1]
    without = [at for at, row in rows if row.get("score") is None]
    if len(without) == 1 and len(rows) > _MANY:
        at = without[0]
        named = next((key for key in ("level3", "actual", "target") if record["indicators"][at].get(key)), None)
        if named is not None:
            yield Outcome("score-missing", "doubt", (f"/indicators/{at}/{named}",))


def run_on_goals(record: PlainRecord) -> Iterator[Outcome]:
    """A goal with the number of the next one inside it, in a target with its point: two were taken for one."""
    numbered = record.get("kind") == "project_target"
    for at, row in enumerate(record.get("goals") or []):
        for key in ("expected", "actual"):
            text = row.get(key) or ""
            if _RUN_ON.search(text) or (numbered and _COUNTED.search(text)):
                yield Outcome("goal-missing", "doubt", (f"/goals/{at}/{key}",))


def row_numbers(record: PlainRecord) -> Iterator[Outcome]:
    """Rows of a list are numbered one by one, perhaps from 1 again in each group; a gap may be a lost row."""
    numbers = [_number(row.get("seq")) for row in record.get("rows") or []]
    if sum(number is not None for number in numbers) * 2 <= len(numbers):
        return
    due = 1
    for at, number in enumerate(numbers):
        if number is None:
            yield Outcome("row-unnumbered", "doubt", _filled(record, at))
        elif number not in (due, 1):
            yield Outcome("row-missing", "doubt", ("", f"/rows/{at}/seq"))
        due = 1 + (due if number is None else number)


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


def _filled(record: PlainRecord, at: int) -> tuple[str, ...]:
    return tuple(f"/rows/{at}/{key}" for key, value in record["rows"][at].items() if isinstance(value, str))


def beside_unknown_tables(records: Sequence[PlainRecord]) -> Iterator[tuple[int, Outcome]]:
    """Records on or next to a page with a table nobody could read: it may be their lost part."""
    near = {
        page + step for record in records if record["kind"] == "table" for page in record["pages"] for step in _NEXT
    }
    for at, record in enumerate(records):
        if record["kind"] not in ("table", "report") and near & set(record["pages"]):
            yield at, Outcome(UNKNOWN_TABLE, "doubt", ("",))
