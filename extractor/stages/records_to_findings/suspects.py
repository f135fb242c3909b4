"""Which value of a broken rule is most likely the wrong one: outcomes in, the same with their suspects out.

A value is suspected the more rules it would mend at once with the same other value, and if that value is one glyph
away from what was read. A value that other rules confirm is suspected less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from extractor.record.checked import Outcome
from extractor.stages.records_to_findings.figures import digits, figure, one_glyph

_FEW = 3
"""Paths up to which a broken rule speaks against each of them, and not only against one of many."""
_LIKE_DIGITS = ("17", "38", "56", "58", "68", "08", "06", "09", "14", "27", "39", "49")
_MOST = 2
"""How many equally likely values are still worth naming."""


def with_suspects(outcomes: Sequence[Outcome], values: Mapping[str, object]) -> tuple[Outcome, ...]:
    """Names the suspects of every broken rule that says what would mend it.

    Args:
        outcomes: of all rules, paths from one root.
        values: what was read at each path.
    """
    confirmed = Counter(path for outcome in outcomes if outcome.verdict == "holds" for path in outcome.paths)
    broken = [outcome for outcome in outcomes if outcome.asks]
    wanted = Counter(mend for outcome in broken for mend in set(outcome.mends))
    accused = Counter(path for outcome in broken if len(outcome.paths) <= _FEW for path in outcome.paths)

    def suspects(outcome: Outcome) -> tuple[str, ...]:
        own = set(outcome.paths) if len(outcome.paths) <= _FEW else set()
        return _likeliest(
            outcome,
            {
                path: 2 * (wanted[path, value] - 1)
                + 2 * (accused[path] - (path in own))
                + slipped(values.get(path), value)
                - confirmed[path]
                for path, value in outcome.mends
            },
        )

    return tuple(replace(outcome, suspects=suspects(outcome)) if outcome.mends else outcome for outcome in outcomes)


def _likeliest(outcome: Outcome, weights: Mapping[str, int]) -> tuple[str, ...]:
    best = max(weights.values())
    found = tuple(path for path, weight in weights.items() if weight == best)
    return found if len(found) <= _MOST and (best > 0 or len(outcome.paths) == 1) else ()


def slipped(read: object, wanted: str) -> int:
    """How likely what was read is a slip of the wanted figure.

    Returns:
        2 where the point is lost or moved, a digit lost or added, or one taken for its like (3 for 8); 1 where one
        digit is another; else 0.
    """
    one, other = figure(read), Decimal(wanted)
    if one is None or other <= 0 or one == other:
        return 0
    if digits(one) == digits(other):
        return 2
    if not one_glyph(one, other):
        return 0
    left, right = f"{one:f}", f"{other:f}"
    swapped = (
        next(({a, b} for a, b in zip(left, right, strict=False) if a != b), set()) if len(left) == len(right) else None
    )
    return 2 if swapped is None or any(swapped <= set(pair) for pair in _LIKE_DIGITS) else 1
