"""A cell printed upright in two columns, a name and the points left of it, in; the same in reading order out.

Lines across such a cell mix both columns (效3（益2）指标 is 效益指标（32）); upright columns are read from the right.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.paper.box import hull
from extractor.paper.word import Char
from extractor.record.labels import plain
from extractor.stages.forms_to_records.leaf import Part

_POINTS = re.compile(r"[(\[]\d{1,3}(?:\.\d)?分?[)\]]")
_NAME = re.compile(r"[一-鿿]{3,}")
_LINES = 3  # lines across, at least, of a name that runs down


def points_after_name(part: Part) -> Part:
    """The part with its columns one after another where the left one is points in brackets; else as it is."""
    words = part.words
    if len(part.lines) < _LINES or any(word.page != part.page for word in words):
        return part
    chars = sorted((char for word in words for char in word.chars), key=lambda char: char.box.left)
    middle = (chars[0].box.centre[0] + chars[-1].box.centre[0]) / 2
    left, right = (_downwards(chars, middle, behind=behind) for behind in (False, True))
    apart = left and right and max(char.box.right for char in left) <= min(char.box.left for char in right)
    if not apart or not _POINTS.fullmatch(_text(left)) or not _NAME.fullmatch(_text(right)):
        return part
    columns = (
        replace(words[0], chars=(*column,), box=hull(c.box for c in column), readings=(), vertical=True)
        for column in (right, left)
    )
    return replace(part, lines=tuple((column,) for column in columns))


def _downwards(chars: list[Char], middle: float, *, behind: bool) -> list[Char]:
    return sorted(
        (char for char in chars if (char.box.centre[0] > middle) is behind), key=lambda char: char.box.centre[1]
    )


def _text(column: list[Char]) -> str:
    return plain("".join(char.text for char in column))
