"""A list's row in, whether it only numbers the columns (栏次 1 2 3 4=3/2) as annexes to final accounts do, out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.paper.block import Cell
from extractor.record.labels import plain

_NUMBER = re.compile(r"[(（]?(\d{1,2})[)）]?(?:列|栏)?([=＝].+)?")
_MARK = re.compile(r"[栏行列]\s*[次号目]|栏|[甲乙丙丁戊]")
_LONGEST_WORD = 3  # characters of what stands over the columns of words; a project's name has more
_MARKED_LEAST = 3
_BARE_LEAST = 4  # numbers that tell by themselves


def numbers_columns(cells: Sequence[Cell]) -> bool:
    """Whether the figures of a row are 1, 2, 3 … from left to right, with formulas among them, and no name beside."""
    texts = [text for cell in cells if (text := plain(cell.text))]
    numbers = [match for text in texts if (match := _NUMBER.fullmatch(text)) is not None]
    words = [text for text in texts if _NUMBER.fullmatch(text) is None]
    marked = any(_MARK.fullmatch(word) for word in words) or any(match.group(2) for match in numbers)
    return (
        len(numbers) >= (_MARKED_LEAST if marked else _BARE_LEAST)
        and [int(match.group(1)) for match in numbers] == list(range(1, len(numbers) + 1))
        and all(len(word) <= _LONGEST_WORD for word in words)
    )
