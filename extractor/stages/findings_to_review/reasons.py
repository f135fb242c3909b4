"""A leaf and its signals in, the reasons why a person must look at it out (none: nobody is asked)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.record.checked import Outcome
from extractor.record.draft import Leaf
from extractor.stages.findings_to_review.signals import Signals

UNSURE = "low-ocr-confidence"
"""The reason of a value that nothing speaks against but its confidence."""
SURE_PLACE = 0.85
"""Certainty of the reader below which the place itself is in doubt."""
SEAL_SHARE = 0.15
LEGIBLE = 0.7
"""Confidence of the weakest character below which a person is asked, whatever else speaks for the value."""
CLEAR = 0.99
"""Confidence of the weakest character from which print under a seal counts as read."""
FLAWLESS = 0.999
"""The same from which a contributor to a sum that does not hold is not suspected; the sum itself always is."""
SUMS = frozenset(
    {
        "score-sum",
        "weight-sum",
        "level1-weights-sum",
        "level1-weight-rows",
        "income-total",
        "expenditure-total",
        "tasks-total",
        "report-total",
        "list-total",
    }
)
"""Rules over many values, one of which is wrong, on paper or by misreading."""


def leaf_to_reasons(
    path: str,
    leaf: Leaf,
    signals: Signals,
    broken: Sequence[Outcome],
    doubted: Sequence[str],
) -> tuple[str, ...]:
    """What rules and readers say against a value: review reasons, most telling first and each once.

    Args:
        path: the value's pointer, as in ``broken``.
        leaf: the value.
        signals: what is known of its reading.
        broken: outcomes of rules it breaks or looks misread by.
        doubted: doubts of the whole record, for its key fields only.
    """
    found = [
        *_of_rules(broken, signals, path),
        *leaf.doubts,
        *(f"record:{doubt}" for doubt in doubted),
        *_of_reading(signals),
    ]
    return tuple(dict.fromkeys(found))


def of_doubts(broken: Sequence[Outcome]) -> tuple[str, ...]:
    """The names of the rules that take something for a slip of the recogniser."""
    return tuple(outcome.rule for outcome in broken if outcome.verdict == "doubt")


def _of_rules(broken: Sequence[Outcome], signals: Signals, path: str) -> Iterator[str]:
    flawless = signals.digital or signals.weakest >= FLAWLESS
    trusted = flawless and signals.certainty >= SURE_PLACE and not signals.differing and not signals.under_seal
    for outcome in broken:
        if outcome.rule in SUMS and trusted and path != outcome.paths[0]:
            continue
        if outcome.verdict == "doubt" or outcome.asks:
            yield outcome.rule


def _of_reading(signals: Signals) -> Iterator[str]:
    if signals.differing and not signals.held:
        yield "readings-differ"
    if signals.certainty < SURE_PLACE:
        yield "uncertain-place"
    if signals.weakest < LEGIBLE and not signals.held:
        yield UNSURE
    stamped = signals.under_seal > SEAL_SHARE and signals.weakest < CLEAR
    if stamped and not (signals.agreeing or signals.held or signals.digital):
        yield "under-seal"
