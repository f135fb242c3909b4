"""Two texts in, whether they say the same out: the rule by which values are compared, here and in every measurement."""

from __future__ import annotations

import re

from extractor.record.values.comparators import unify_signs
from extractor.record.values.text import squeeze

_PLACEHOLDERS = str.maketrans(
    {
        **dict.fromkeys('“”„‟«»『』「」〝〞＂"‘’‚‛`´', "'"),
        **dict.fromkeys("[{【〔〖〈《<﹝", "("),
        **dict.fromkeys("]}】〕〗〉》>﹞", ")"),
        **dict.fromkeys("‐‑‒–—―−─ー﹣", "-"),
    }
)
_DASHES = re.compile(r"-+")
LONG = 30
"""Characters above which a small slip is forgiven."""
ENOUGH = 0.98
"""The edit similarity that is enough for a long text."""


def comparable(text: str) -> str:
    """The text in NFKC, without white space, with quotes, brackets, dashes and ``≥``/``>=`` unified."""
    return _DASHES.sub("-", unify_signs(squeeze(text)).translate(_PLACEHOLDERS))


def same_text(left: str, right: str) -> bool:
    """Whether two texts are the same: equal when comparable, or 98 % alike where longer than 30 characters."""
    a, b = comparable(left), comparable(right)
    if a == b:
        return True
    longest = max(len(a), len(b))
    return longest > LONG and 1 - edit_distance(a, b, int(longest * (1 - ENOUGH)) + 1) / longest >= ENOUGH


def edit_distance(left: str, right: str, limit: int) -> int:
    """Levenshtein distance, or ``limit`` as soon as it is known to be that much or more."""
    if abs(len(left) - len(right)) >= limit:
        return limit
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        if min(row) >= limit:
            return limit
    return min(row[-1], limit)
