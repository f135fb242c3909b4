"""Lines above a table in, the reporting unit printed there without a label out, and units parted from their codes."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.record.draft import Leaf
from extractor.record.labels import plain
from extractor.record.values.dates import read_year
from extractor.record.values.names import split_unit_code
from extractor.record.values.text import read_text
from extractor.stages.forms_to_records.leaf import Part, cut, make
from extractor.stages.forms_to_records.reading import Reading

_MONEY = re.compile(r"[(（]?(?:金额|资金|货币|计量)?单位[:：]?(?:人民币)?[百千万亿]*元[)）]?$")
_CODED = re.compile(r"^[\[(（【]?\d{3,12}")
_BODY = re.compile(
    r"(?:局|中心|处|所|办|办公室|委|委员会|院|校|学校|大学|站|队|部|厅|科|会|政府|公司|馆|园|社|团|本级|联合会)(?:[(（].{1,20}[)）])?$"
)


def split_unit(leaf: Leaf) -> tuple[Leaf | None, Leaf]:
    """Code and name of a unit read as one, each with its own words; the code is None where none is printed."""
    code, name = split_unit_code(leaf.raw)
    if code is None:
        return None, leaf
    whole, text = Part(leaf.page, leaf.box, (leaf.words,)), plain("".join(word.text for word in leaf.words))
    end = text.find(code) + len(code)
    begin = max(text.find(plain(name)[:2], end), end)
    return _piece(leaf, cut(whole, 0, end), code), _piece(leaf, cut(whole, begin), name)


def _piece(leaf: Leaf, part: Part, value: str) -> Leaf:
    return replace(leaf, value=value, raw=part.text or leaf.raw, box=part.box, words=part.words or leaf.words)


def may_name_unit(text: str) -> bool:
    """Whether a plain line can be a unit's name, or the unit of money, without a label."""
    return any(pattern.search(text) for pattern in (_MONEY, _CODED, _BODY))


def unit_line(reading: Reading, lines: list[Part], title: Leaf | None) -> tuple[Leaf | None, Leaf | None]:
    """The unit's code and name in a line of its own above the table (``323003 某中心  单位:万元``)."""
    titled = {id(word) for word in title.words} if title else set()
    for line in lines:
        if any(id(word) in titled for word in line.words):
            continue
        text = plain(line.text)
        money = _MONEY.search(text)
        name = text[: money.start()] if money else text
        coded = _CODED.match(name) is not None and split_unit_code(name)[0] is not None
        if not name or (read_year(name) is not None and not coded) or not (coded or _BODY.search(name)):
            continue
        doubt = None if coded else "unit-without-label"
        part = cut(line, 0, len(name)) if money else line
        leaf = make(part, read_text, reading.trust if coded else reading.trust.less(0.9, doubt))
        if leaf is not None:
            return split_unit(leaf)
    return None, None
