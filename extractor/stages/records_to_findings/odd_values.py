"""Rules over values that are built as nobody prints them: a mark lost inside, a letter or a seal's words caught."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.record.checked import Outcome, PlainRecord
from extractor.record.pointer import leaves
from extractor.record.wording import GRADES

_VALUES = ("target", "actual")
_NO_SLASH = re.compile(r"\d[万亿]?元(?![以左整及起之内多余])[一-鿿]{1,3}$|/人[年月]$")
_LOOSE_POINT = re.compile(r"^[.·,]\d|[\d%][.·,]$")
_UNIT_FIRST = re.compile(r"^[≥≤><=]*[%％]\D*\d")
_TWICE = re.compile(r"\d([个次人户项件家名])\1$")
_NO_FIGURE = re.compile(r"^[≥≤><=]+\D{0,2}$")
"""A bound and its unit without the number between them (≥户)."""
_TWO = re.compile(
    r"(?:[≥≤]|不[低少高大多]于|不超过).*(?:[≥≤]|不[低少高大多]于|不超过)"
    r"|[%％]\d|(?<![\d.Vv])(?!(?:19|20)\d\d\.)\d+\.\d+\.\d"
)
"""Two bounds, or two figures without anything between them (≥80%不低于85%, 12.0051.65元/件)."""
_DEGREE = re.compile(r"\d°$")
"""A percent sign that lost its lower half: no form sets an angle."""
_SEAL = re.compile(r"专用章|(?:财务|业务|评价|合同)专用?$")
_NAMED = frozenset(
    (
        *("reporting_unit", "implementing_unit", "supervising_department", "department", "project_name", "title"),
        *("level1", "level2", "level3", "preparer", "contact", "name", "project"),
    )
)
_NUMBERED_LABEL = re.compile(r"^(?!20\d\d年)\d{2,}(?=[一-鿿])")
_LONE_LETTER = re.compile(r"[A-Za-z|丨\\]")
_GRADED = ("grade", "by")
_OWN_NAME = 6  # characters by which a title that begins with a project's name is known (2023年第)
_YEAR_FIRST = re.compile(r"20\d\d")


def odd_values(record: PlainRecord) -> Iterator[Outcome]:
    """A target or a result without the slash of its price (385元人), a loose point, its unit first, no figure (≥户)."""
    for path, value in _texts(record):
        key = path.rsplit("/", 1)[-1]
        patterns = (_NO_SLASH, _LOOSE_POINT, _UNIT_FIRST, _TWICE, _NO_FIGURE, _DEGREE)
        if key in _VALUES and any(pattern.search(value) for pattern in patterns):
            yield Outcome("odd-value", "doubt", (path,))


def run_together(record: PlainRecord) -> Iterator[Outcome]:
    """Two values in one: the wall between two cells was lost, and with it maybe the others of two rows."""
    for at, row in enumerate(record.get("indicators") or []):
        if any(_TWO.search(row.get(key) or "") for key in _VALUES):
            filled = (key for key, value in row.items() if value is not None)
            yield Outcome("two-values", "doubt", tuple(f"/indicators/{at}/{key}" for key in filled))


def caught_marks(record: PlainRecord) -> Iterator[Outcome]:
    """A cell with nothing but a letter has caught a stroke, a name with 专用章 a seal's words, a source a number."""
    for path, value in _texts(record):
        key = path.rsplit("/", 1)[-1]
        letter = key not in _GRADED and _LONE_LETTER.fullmatch(value)
        if letter or (key in _NAMED and _SEAL.search(value)) or (key == "label" and _NUMBERED_LABEL.search(value)):
            yield Outcome("stray-mark", "doubt", (path,))


def graded_sections(record: PlainRecord) -> Iterator[Outcome]:
    """A section with nothing but a grade is the conclusion, whose label was misread, or a cell beside it."""
    for at, section in enumerate(record.get("sections") or []):
        if section.get("text") in GRADES:
            yield Outcome("stray-mark", "doubt", (f"/sections/{at}/heading", f"/sections/{at}/text"))


def year_in_title(record: PlainRecord) -> Iterator[Outcome]:
    """A title that begins with its year, where no project's name begins so: the year is the form's, no title's."""
    title, project = record.get("title") or "", record.get("project_name") or ""
    if record.get("kind") != "report" and _YEAR_FIRST.match(title) and title[:_OWN_NAME] != project[:_OWN_NAME]:
        yield Outcome("year-in-title", "doubt", ("/title",))


def _texts(record: PlainRecord) -> Iterator[tuple[str, str]]:
    return ((path, value) for path, value in leaves(record) if isinstance(value, str) and path != "/kind")
