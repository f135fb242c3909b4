"""Rules over what is not there: a form of a kind has certain fields; where one is missing, it may have been lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.record.checked import UNKNOWN_TABLE, Outcome, PlainRecord

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


def beside_unknown_tables(records: Sequence[PlainRecord]) -> Iterator[tuple[int, Outcome]]:
    """Records that touch a table nobody could read: it may be their lost part."""
    for at, record in enumerate(records):
        for other in (at - 1, at + 1):
            if record["kind"] in ("table", "report") or not 0 <= other < len(records):
                continue
            table = records[other]
            near = {page + step for page in table["pages"] for step in (-1, 0, 1)}
            if table["kind"] == "table" and near & set(record["pages"]):
                yield at, Outcome(UNKNOWN_TABLE, "doubt", ("",))
