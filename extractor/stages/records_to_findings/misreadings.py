"""Rules that know how recognisers slip on these forms: they raise doubts, not findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.record.checked import Outcome, PlainRecord
from extractor.record.pointer import leaves
from extractor.record.values.comparators import read_comparison
from extractor.record.values.text import Unreadable
from extractor.record.wording import LEVEL_NAMES
from extractor.stages.records_to_findings.figures import figure

_MONEY_BLOCKS = ("funds", "income", "expenditure", "tasks")
_PAIRS = (("(", ")"), ("《", "》"), ("〈", "〉"), ("【", "】"), ("〔", "〕"), ("“", "”"), ("「", "」"))
_SWALLOWED = re.compile(r"^[2z]\d{2,}(?:\.\d+)?%?\D*$")


def swallowed_comparator(record: PlainRecord) -> Iterator[Outcome]:
    """A bare target beginning with 2 that is over twice its result may be ``≥`` read as ``2`` (290% for ≥90%)."""
    for at, row in enumerate(record.get("indicators") or []):
        target, actual = row.get("target") or "", row.get("actual")
        if not _SWALLOWED.match(target):
            continue
        try:
            bound = read_comparison(target)
            reached = read_comparison(actual).number if actual else Decimal(100)
        except Unreadable:
            continue
        percent = bound.unit.startswith("%") and bound.number > 100
        if percent or (actual and bound.number > 2 * reached):
            yield Outcome("swallowed-comparator", "doubt", (f"/indicators/{at}/target",))


def lost_bracket(record: PlainRecord) -> Iterator[Outcome]:
    """A text with half a pair of brackets or quotes has lost the other half, and maybe more beside it."""
    for path, value in leaves(record):
        if isinstance(value, str) and any(value.count(left) != value.count(right) for left, right in _PAIRS):
            yield Outcome("lost-bracket", "doubt", (path,))


def torn_level(record: PlainRecord) -> Iterator[Outcome]:
    """A level's name that is only a piece of a usual one (度指标, 预算执行) has lost a line or a character."""
    usual = LEVEL_NAMES.labels
    for at, row in enumerate(record.get("indicators") or []):
        for key in ("level1", "level2"):
            name = row.get(key)
            if not name or name in usual or f"{name}指标" in usual:
                continue
            if any(name in whole for whole in usual):
                yield Outcome("torn-level", "doubt", (f"/indicators/{at}/{key}",))


def lost_point(record: PlainRecord) -> Iterator[Outcome]:
    """Two amounts of a row with the same figures but another place of the point: one lost it."""
    for block in _MONEY_BLOCKS:
        for at, row in enumerate(record.get(block) or []):
            values = {
                key: value for key in row if (value := figure(row[key])) and key not in ("score", "weight", "rate")
            }
            for left, right in ((a, b) for a in values for b in values if a < b):
                if values[left] != values[right] and _figures(values[left]) == _figures(values[right]):
                    yield Outcome("lost-point", "doubt", (f"/{block}/{at}/{left}", f"/{block}/{at}/{right}"))


def lone_stroke(record: PlainRecord) -> Iterator[Outcome]:
    """A figure that is just 1 in the money blocks may be a dash, a slash or a bit of a wall."""
    for block in (*_MONEY_BLOCKS, "rows"):
        for at, row in enumerate(record.get(block) or []):
            for key, value in row.items():
                if value in ("1", "0.0001") and key not in ("seq", "score_rows"):
                    yield Outcome("lone-stroke", "doubt", (f"/{block}/{at}/{key}",))


def _figures(number: Decimal) -> str:
    return "".join(map(str, number.normalize().as_tuple().digits)).strip("0")


def percent_over(record: PlainRecord) -> Iterator[Outcome]:
    """A rate above 100 in the money block is unusual and may have lost its point."""
    for at, row in enumerate(record.get("funds") or []):
        if (rate := figure(row.get("rate"))) is not None and rate > 100:
            yield Outcome("rate-over-100", "doubt", (f"/funds/{at}/rate",))
    if (rate := figure(record.get("execution_rate"))) is not None and rate > 100:
        yield Outcome("rate-over-100", "doubt", ("/execution_rate",))
