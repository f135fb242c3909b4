"""Rules over values that their field cannot hold: they were taken from another cell, or read from a heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from extractor.record.checked import Outcome, PlainRecord
from extractor.record.labels import Vocabulary, plain
from extractor.record.pointer import leaves
from extractor.record.wording import (
    GOAL_COLUMNS,
    GRADES,
    HEAD,
    INDICATOR_COLUMNS,
    INDICATOR_ROWS,
    LIST_COLUMNS,
    MONEY_COLUMNS,
    TASK_COLUMNS,
)

_HAN = re.compile(r"[一-鿿]")
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")
_PHONE = re.compile(r"[\d\-—()+转、,;/ ]{5,}")
_PERSON = re.compile(r"[一-鿿·]{1,8}(?:[、,;/ ][一-鿿·]{1,8})*|[A-Za-z. ]{2,30}")
_FIRST_YEAR, _LAST_YEAR = 2000, 2040
_FULL_MARKS = 100
_LARGEST_TOTAL = 1000
"""Some departments score out of several hundred points; nobody out of thousands."""

_TABLES: tuple[Vocabulary, ...] = (
    HEAD,
    GOAL_COLUMNS,
    INDICATOR_COLUMNS,
    INDICATOR_ROWS,
    LIST_COLUMNS,
    MONEY_COLUMNS,
    TASK_COLUMNS,
)
_LABELS = frozenset(label for words in _TABLES for label in words.labels if len(label) > 2)
_INDICATOR_LABELS = frozenset(label for label in INDICATOR_COLUMNS.labels if "指标" in label)
"""An indicator may well be called 预算完成率, but not 三级指标."""
_NAMED = frozenset(
    (
        *("title", "reporting_unit", "implementing_unit", "supervising_department", "department"),
        *("project_name", "project", "phone", "grade", "target", "actual", "score"),
        *("expected", "purpose", "completion", "description", "rule", "note"),
    )
)
_NAMES = frozenset(
    (
        *("title", "reporting_unit", "implementing_unit", "supervising_department", "department"),
        *("project_name", "project", "name", "subject", "label", "level1", "level2", "level3", "preparer", "contact"),
    )
)
_UNITS = ("reporting_unit", "implementing_unit", "supervising_department", "department", "preparer", "contact")
_DIGIT = re.compile(r"\d")
_WORDED = frozenset(
    (
        *("title", "reporting_unit", "implementing_unit", "supervising_department", "department"),
        *("project_name", "level1", "level2", "level3", "expected", "purpose"),
    )
)


def heading_as_value(record: PlainRecord) -> Iterator[Outcome]:
    """A value that is, to the letter, the printed name of a column or a field was read from the wrong cell.

    In a row of a table of tasks, the whole row is one of headings.
    """
    for path, value in _texts(record):
        labels = _INDICATOR_LABELS if _key(path) == "level3" else _LABELS if _key(path) in _NAMED else ()
        if plain(value) in labels:
            name = f"{path.rpartition('/')[0]}/name" if path.startswith("/tasks/") else path
            yield Outcome("heading-as-value", "doubt", tuple(dict.fromkeys((name, path))))


def worded(record: PlainRecord) -> Iterator[Outcome]:
    """A name, a level or a goal has words: a lone figure there belongs to the cell beside it."""
    for path, value in _texts(record):
        if _key(path) in _WORDED and not _HAN.search(value):
            yield Outcome("no-words", "doubt", (path,))


def caught_labels(record: PlainRecord) -> Iterator[Outcome]:
    """A name with a colon at its end, a unit's with one inside, has caught the label behind it (县总工会 金额:万元)."""
    for path, value in _texts(record):
        key = _key(path)
        if (key in _NAMES and value.endswith(":")) or (key in _UNITS and ":" in value):
            yield Outcome("caught-label", "doubt", (path,))


def levels_with_figures(record: PlainRecord) -> Iterator[Outcome]:
    """The name of a level holds no figure: a weight printed behind it is no part of it (产出指标(50分))."""
    for path, value in _texts(record):
        if _key(path) in ("level1", "level2") and _DIGIT.search(value):
            yield Outcome("figure-in-level", "doubt", (path,))


def marks(record: PlainRecord) -> Iterator[Outcome]:
    """A grade is one of a handful of words; a score or a weight is a number that is not below 0 or in the thousands."""
    for path, value in _texts(record):
        key = _key(path)
        if key == "grade" and value not in GRADES:
            yield Outcome("odd-grade", "doubt", (path,))
        if key in ("score", "weight", "level1_weight") and _out_of(value, _FULL_MARKS):
            yield Outcome("odd-score", "doubt", (path,))
        if key in ("total_score", "total_weight") and _out_of(value, _LARGEST_TOTAL):
            yield Outcome("odd-score", "doubt", (path,))


def persons(record: PlainRecord) -> Iterator[Outcome]:
    """A person's cell holds a name, a telephone's holds figures."""
    yield from _unlike(record, ("preparer", "contact"), _PERSON.fullmatch, "odd-person")
    yield from _unlike(record, ("phone",), _PHONE.fullmatch, "odd-phone")


def second_total(record: PlainRecord) -> Iterator[Outcome]:
    """A money block has one total: of two, one is a source whose name was not understood, or another year's money.

    The form's rate of execution may be that of either.
    """
    totals = [at for at, row in enumerate(record.get("funds") or []) if row.get("source") == "total"]
    for at in totals if len(totals) > 1 else ():
        paths = (f"/funds/{at}/{key}" for key, value in record["funds"][at].items() if value is not None)
        yield Outcome("second-total", "doubt", tuple(paths))
    if len(totals) > 1 and record.get("execution_rate") is not None:
        yield Outcome("second-total", "doubt", ("/execution_rate",))


def calendar(record: PlainRecord) -> Iterator[Outcome]:
    """A form belongs to a budget year of this century, and a period ends after it has begun."""
    year = record.get("year")
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        yield Outcome("odd-year", "doubt", ("/year",))
    period = record.get("period") or {}
    if period.get("start") and period.get("end") and period["start"] > period["end"]:
        yield Outcome("odd-period", "doubt", ("/period/start", "/period/end"))


def _unlike(record: PlainRecord, keys: tuple[str, ...], fits: Callable[[str], object], rule: str) -> Iterator[Outcome]:
    for path, value in _texts(record):
        if _key(path) in keys and not fits(value):
            yield Outcome(rule, "doubt", (path,))


def _out_of(value: str, most: int) -> bool:
    return bool(_FIGURE.fullmatch(value)) and not 0 <= float(value) <= most


def _texts(record: PlainRecord) -> Iterator[tuple[str, str]]:
    return ((path, value) for path, value in leaves(record) if isinstance(value, str) and path != "/kind")


def _key(path: str) -> str:
    return path.rsplit("/", 1)[-1]
