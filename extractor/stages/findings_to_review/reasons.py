"""A leaf and its signals in, the reasons why a person must look at it out (none: nobody is asked)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.record.checked import Outcome
from extractor.record.draft import Leaf
from extractor.stages.findings_to_review.signals import Signals

FLOOR_FIGURES = 0.95
"""Confidence below which a value with figures in it is asked about."""
FLOOR_TEXT = 0.90
"""The same for a value of words only."""
SURE_PLACE = 0.8
"""Certainty of the reader below which the place itself is in doubt."""
SEAL_SHARE = 0.15

ASKING = frozenset(
    {
        "funds-sum",
        "execution-rate",
        "execution-indicator-vs-rate",
        "score-not-numeric",
        "score-over-weight",
        "score-sum",
        "weight-sum",
        "level1-weights-sum",
        "level1-weight-rows",
        "grade-vs-score",
        "income-total",
        "expenditure-total",
        "tasks-total",
        "executed-over-budget",
        "executed-over-received",
        "received-over-budget",
        "spending-plan",
    }
)
"""Rules whose breaking can come from a misread figure: their values are asked about until a person has looked."""


def leaf_to_reasons(
    leaf: Leaf, signals: Signals, confidence: float, broken: Sequence[Outcome], doubted: Sequence[str]
) -> tuple[str, ...]:
    """Review reasons, most telling first and each once.

    Args:
        leaf: the value.
        signals: what is known of its reading.
        confidence: the probability that it is right.
        broken: outcomes of rules it breaks or looks misread by.
        doubted: doubts of the whole record, for its key fields only.
    """
    found = [
        *_of_rules(broken),
        *leaf.doubts,
        *(f"record:{doubt}" for doubt in doubted),
        *_of_reading(signals, confidence),
    ]
    return tuple(dict.fromkeys(found))


def _of_rules(broken: Sequence[Outcome]) -> Iterator[str]:
    for outcome in broken:
        if outcome.verdict == "doubt" or outcome.rule in ASKING:
            yield outcome.rule


def _of_reading(signals: Signals, confidence: float) -> Iterator[str]:
    if signals.differing and not signals.held:
        yield "readings-differ"
    if signals.certainty < SURE_PLACE:
        yield "uncertain-place"
    if signals.under_seal > SEAL_SHARE and not (signals.agreeing or signals.held or signals.digital):
        yield "under-seal"
    if confidence < (FLOOR_FIGURES if signals.figures else FLOOR_TEXT):
        yield "low-ocr-confidence"
