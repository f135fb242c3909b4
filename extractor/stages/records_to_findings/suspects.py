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

_MOST = 2
"""How many equally likely values are still worth naming."""


def with_suspects(outcomes: Sequence[Outcome], values: Mapping[str, object]) -> tuple[Outcome, ...]:
    """Names the suspects of every broken rule that says what would mend it.

    Args:
        outcomes: of all rules, paths from one root.
        values: what was read at each path.
    """
    confirmed = Counter(path for outcome in outcomes if outcome.verdict == "holds" for path in outcome.paths)
    wanted = Counter(mend for outcome in outcomes if outcome.verdict == "error" for mend in set(outcome.mends))
    return tuple(
        replace(outcome, suspects=_suspects(outcome, values, confirmed, wanted)) if outcome.mends else outcome
        for outcome in outcomes
    )


def _suspects(
    outcome: Outcome, values: Mapping[str, object], confirmed: Counter[str], wanted: Counter[tuple[str, str]]
) -> tuple[str, ...]:
    weights = {
        path: 2 * (wanted[path, value] - 1) + 2 * slipped(values.get(path), value) - confirmed[path]
        for path, value in outcome.mends
    }
    best = max(weights.values())
    found = tuple(path for path, weight in weights.items() if weight == best)
    return found if len(found) <= _MOST and (best > 0 or len(outcome.paths) == 1) else ()


def slipped(read: object, wanted: str) -> bool:
    """Whether what was read is the wanted figure with one glyph misread, lost or added, or its point elsewhere."""
    one, other = figure(read), Decimal(wanted)
    if one is None or other <= 0 or one == other:
        return False
    return one_glyph(one, other) or digits(one) == digits(other)
