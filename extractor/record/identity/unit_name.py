"""A unit's printed name in, where it is and what office it is out, with abbreviations written in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.record.identity.offices import ABBREVIATIONS, NATIONAL, SHORT_ENDINGS
from extractor.record.values.names import split_unit_code
from extractor.record.values.text import squeeze

_BRACKETS = str.maketrans("[【〔〖]】〕〗", "(((())))")
_OWN = re.compile(r"\(?本级\)?$")
_SECOND_NAME = re.compile(r"\(([^()]+)\)")
_PLACE = re.compile(
    r"[一-鿿]{2,3}?(?:省|自治区)(?=.{2})"
    r"|[一-鿿]{2,9}?自治州(?=.{2})"
    r"|[一-鿿]{2,4}?[州盟](?![市县区])(?=[一-鿿]{1,5}?[市县区旗].{2})"
    r"|[^省市区县]{2,4}?市(?![场政容民直级监])(?=.{2})"
    r"|[一-鿿]{2,9}?(?:经济技术开发区|高新技术产业开发区|开发区|高新区|自治县|新区|自治旗)(?=.{2})"
    r"|[一-鿿]{1,6}?(?:区(?![域划间])|县(?!级)|旗)(?=分局|.{2})"
    r"|[一-鿿]{1,4}?(?:镇(?!长)|乡(?!村)|街道)(?=.{2})"
)
_OFFICE_WORDS = re.compile(r"局|中心|管理|服务|委员会|办公室|医院|学校|中学|小学|城乡")
_BARE_PLACE = re.compile(r"^(省|州|盟|市|县|旗|区|镇|乡)(?=[一-鿿]{2})(?![场政容域划]|级)")
_JOINTS = re.compile(r"[和与及、]|(?<=第)0")
_BRANCH = re.compile(r"^(.*局)(?:[一-鿿]{2,4}(?:区|县|市)?)?分局$")


@dataclass(frozen=True)
class UnitName:
    """What a unit's name says.

    ``places`` from the largest to the smallest, those it leaves out filled from its home; ``filled`` is set where
    even the smallest came from there. ``office`` is the office in full and without 和, ``second`` a second name in
    brackets, ``own`` whether it is the 本级 of a department (its own offices without those below it).
    """

    printed: str
    places: tuple[str, ...]
    filled: bool
    office: str
    second: str | None
    own: bool


@lru_cache(maxsize=65536)
def read_unit_name(printed: str, home: tuple[str, ...] = ()) -> UnitName:
    """The features of a printed name.

    Args:
        printed: the name as on the paper, with or without a code before it.
        home: the places in which a bare name (区财政局, 人社局) is to be understood, largest first.
    """
    text = split_unit_code(squeeze(printed).translate(_BRACKETS))[1].removeprefix(NATIONAL)
    own = _OWN.search(text) is not None
    text = _OWN.sub("", text)
    seconds = _SECOND_NAME.findall(text)
    text = _SECOND_NAME.sub("", text)
    found, rest = _split_places(text)
    branch = _BRANCH.match(rest)
    if branch and found:
        rest, found = f"{branch[1]}分局", (*found, *_branch_place(text, home))
    places, filled = _placed(found, rest, home)
    rest = _BARE_PLACE.sub("", rest) if not found and home else rest
    return UnitName(printed, places, filled, full_office(rest), full_office(seconds[0]) if seconds else None, own)


def full_office(office: str) -> str:
    """The office's name in full, without 和: 人社局, 人力资源与社会保障局 → 人力资源社会保障局."""
    bare = _JOINTS.sub("", office)
    for short, ending in SHORT_ENDINGS.items():
        if bare.endswith(short):
            bare = bare[: -len(short)] + ending
            break
    return ABBREVIATIONS.get(bare, bare)


def _split_places(text: str) -> tuple[tuple[str, ...], str]:
    """The places a name begins with, and the rest."""
    places: list[str] = []
    while (match := _PLACE.match(text)) and not _OFFICE_WORDS.search(match.group()):
        places.append(match.group())
        text = text[match.end() :]
    return tuple(places), text


def _branch_place(text: str, home: tuple[str, ...]) -> tuple[str, ...]:
    """The place of a branch (生态环境局柳河县分局, 柳河分局), in its full form where the home has it."""
    match = re.search(r"局([一-鿿]{2,4}?)(?:区|县|市)?分局$", text)
    if match is None:
        return ()
    return next(((place,) for place in home if place.startswith(match[1])), (match[1],))


def _placed(found: tuple[str, ...], rest: str, home: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """The places with what is left out filled in, and whether even the last one was left out."""
    if found:
        above = home[: home.index(found[0])] if found[0] in home else ()
        if not above and home and found[0][-1] in "镇乡道" and found[0] not in home:
            above = tuple(place for place in home if place[-1] not in "镇乡道")
        return (*above, *found), False
    bare = _BARE_PLACE.match(rest)
    if bare and home:
        upto = next((at for at, place in enumerate(home) if place.endswith(bare[1])), None)
        if upto is not None:
            return home[: upto + 1], False
    return home, True
