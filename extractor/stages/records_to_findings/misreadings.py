"""Rules that know how recognisers slip on these forms: they raise doubts, not findings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from decimal import Decimal

from extractor.record.checked import Outcome, PlainRecord
from extractor.record.pointer import leaves
from extractor.record.values.comparable import edit_distance
from extractor.record.values.comparators import read_comparison
from extractor.record.values.text import Unreadable
from extractor.record.wording import LEVEL_NAMES
from extractor.stages.records_to_findings.figures import figure

_UNITS = ("reporting_unit", "implementing_unit", "supervising_department", "department", "preparer", "contact")
_TITLES = ("title", "project_name", "project", "name", "subject", "grade", "expected", "purpose")
_NAMES = frozenset((*_UNITS, *_TITLES, "level1", "level2", "level3"))
_EDGE = re.compile(
    r"^(?!\d{1,2}[年月日个号岁])(?:\d{1,2}|[A-Za-z丨|]|一\d)(?=[一-鿿])"
    r"|[一-鿿)》][A-Za-z\d一丨|.、·]$|(?:局|中心|站|所|处|会)[一二三八人入]$"
    r"|(?:率|度|数|量|情况)[一二三四五六七八九十]$|满意[^率度性感\W]$|[一-鿿]{2}[串牵幸辛]$"
)
"""Specks at either end; a number at a name's end that lost its brackets (完善情况(六)); a likeness of 率 (满意串)."""
_NUMBER_BESIDE = re.compile(r"^\d{6,}(?=[一-鿿])|(?<=[一-鿿)》])\d{6,}$")
"""A seal's number, or that of the cell beside; only before a unit's name is a code printed."""
_LEVEL_KEYS = ("level1", "level2")
_WORDS = re.compile(r"[一-鿿]{2,}")
_CODE = re.compile(r"[0-9A-Z]+(?:-[0-9A-Z]+)*")
_NUMBERED = re.compile(r"\d+|[一二三四五六七八九十]+")
_BARE = re.compile(r"[><](?!=)|=[><]")
_ODD_POINT = re.compile(r"[一-鿿][.:;](?=[.:;])|[一-鿿%][.·](?=[一-鿿])")
_UNIT_PER = re.compile(r"/[一-鿿]{1,2}·(?=[一-鿿]{1,2}$)")
"""The point of a unit per two things (24226元/人·年)."""
_SENTENCE = re.compile(r".{6,}[,;。].{3,}")
_MONEY_BLOCKS = ("funds", "income", "expenditure", "tasks")
_STROKES = ("1", "0.0001")
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


def odd_point(record: PlainRecord) -> Iterator[Outcome]:
    """A full stop of Latin print between two Chinese characters was a comma or a 。 on paper."""
    for path, value in leaves(record):
        if isinstance(value, str) and _ODD_POINT.search(_UNIT_PER.sub("/", value)):
            yield Outcome("odd-point", "doubt", (path,))


def lost_stop(record: PlainRecord) -> Iterator[Outcome]:
    """A sentence without its 。 where its like in the same block have theirs: the small circle is easily lost."""
    for block in ("goals", "tasks"):
        texts = {
            f"/{block}/{at}/{key}": row[key]
            for at, row in enumerate(record.get(block) or [])
            for key in ("expected", "actual", "completion")
            if row.get(key) and _SENTENCE.search(row[key])
        }
        if any(text.endswith("。") for text in texts.values()):
            for path in (path for path, text in texts.items() if text[-1] not in "。.!?;)"):
                yield Outcome("lost-stop", "doubt", (path,))


def torn_level(record: PlainRecord) -> Iterator[Outcome]:
    """A level's name that is a piece of a usual one (度指标), or nearly one (满意度指度指标), was cut wrongly.

    Not so where the usual name is whole and stands between the same words as another in this form (部门履职产出 and
    部门履职效果, 产出数量情况 and 产出质量情况): no slip leaves the same words twice.
    """
    rows = record.get("indicators") or []
    printed_so = _alike_around({row.get(key) or "" for row in rows for key in _LEVEL_KEYS})
    for at, row in enumerate(rows):
        for key in _LEVEL_KEYS:
            name = row.get(key)
            if not name or _is_a_level(name) or name in printed_so:
                continue
            if len(name) < 2 or _resembles_a_level(name):
                yield Outcome("torn-level", "doubt", (f"/indicators/{at}/{key}",))


def _alike_around(names: Collection[str]) -> set[str]:
    """The names that hold a usual one between the same words, of two characters at least, as another of them."""
    around: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in names:
        for usual in LEVEL_NAMES.labels:
            before, found, after = name.partition(usual)
            if found and _WORDS.fullmatch(before + after):
                around[before, after].add(name)
    return {name for alike in around.values() if len(alike) > 1 for name in alike}


def _is_a_level(name: str) -> bool:
    """Whether a name is a usual one, with or without 指标 behind it."""
    return bool({name, f"{name}指标", name.removesuffix("指标")} & LEVEL_NAMES.labels)


def _resembles_a_level(name: str) -> bool:
    near = 2 if len(name) > 4 else 0
    return any(name in usual or (near and edit_distance(name, usual, 3) <= near) for usual in LEVEL_NAMES.labels)


def stray_edge(record: PlainRecord) -> Iterator[Outcome]:
    """A name with a lone figure, letter or stroke at its edge has caught a bit of a wall, a seal or the next cell."""
    for path, value in leaves(record):
        key = path.rsplit("/", 1)[-1]
        if not isinstance(value, str) or key not in _NAMES:
            continue
        if _EDGE.search(value) or (key not in _UNITS and _NUMBER_BESIDE.search(value)):
            yield Outcome("stray-edge", "doubt", (path,))


def odd_code(record: PlainRecord) -> Iterator[Outcome]:
    """A code is made of figures and capitals."""
    for path, value in leaves(record):
        name = path.rsplit("/", 1)[-1]
        if name.endswith("_code") and isinstance(value, str) and not _CODE.fullmatch(value):
            yield Outcome("odd-code", "doubt", (path,))
        if name == "seq" and isinstance(value, str) and not _NUMBERED.fullmatch(value):
            yield Outcome("odd-code", "doubt", (path,))


def bare_comparator(record: PlainRecord) -> Iterator[Outcome]:
    """A target that begins with > or < was mostly printed with ≥ or ≤: the line below is easily lost."""
    for at, row in enumerate(record.get("indicators") or []):
        for key in ("target", "actual"):
            if _BARE.match(row.get(key) or ""):
                yield Outcome("bare-comparator", "doubt", (f"/indicators/{at}/{key}",))


def no_figure(record: PlainRecord) -> Iterator[Outcome]:
    """A money row without a single real amount would not be there: something in it could not be read, or is dirt."""
    for block, name in (("funds", "label"), ("income", "subject"), ("expenditure", "subject")):
        for at, row in enumerate(record.get(block) or []):
            amounts = [value for key, value in row.items() if key not in (name, "source")]
            if not any(value and value not in _STROKES for value in amounts):
                paths = tuple(f"/{block}/{at}/{key}" for key in (name, "source") if key in row)
                yield Outcome("no-figure", "doubt", paths)


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
                if value in _STROKES and key not in ("seq", "score_rows"):
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
