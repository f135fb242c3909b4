"""A leaf and its signals in, the reasons why a person must look at it out (none: nobody is asked)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.record import pointer
from extractor.record.checked import Outcome
from extractor.record.draft import Leaf
from extractor.stages.findings_to_review.signals import Signals

UNSURE = "low-ocr-confidence"
"""The reason of a value that nothing speaks against but its confidence."""
SURE_PLACE = 0.85
"""Certainty of the reader below which the place itself is in doubt."""
AS_LIKELY = 0.9
"""Probability of an alternative beside a character from which it is a reading of its own, whatever arithmetic says:
measured on 210 forms, all ten values with such a one were wrong."""
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
EXACT = SUMS | {"funds-sum", "task-parts"}
"""Rules that hold only where every figure of every value was read right: what they confirm is proven."""
GLYPH_SLIPS = frozenset(
    {
        "bare-comparator",
        "lone-stroke",
        "lost-point",
        "lost-stop",
        "odd-point",
        "rate-over-100",
        "swallowed-comparator",
    }
)
"""Doubts of a recogniser's slip in a single glyph; the characters of a text layer are none that were recognised."""
CUTS = frozenset({"stray-edge", "torn-level"})
"""Doubts that a wall took a part of a text or left a bit in it; where a whole text layer found its place, none did."""
BLANKS = frozenset({"row-incomplete", "adjusted-blank"})
"""Doubts that a blank cell was not read: where every word of a text layer found its place, it is blank."""
RIVALLED = frozenset({"bare-comparator", "lone-stroke"})
"""Those of them that leave a trace: a glyph taken for its like (> for ≥, 1 for /) is read unsurely."""
CRISP = 0.998
"""Confidence of the weakest character from which no like of it was printed. Measured on 36 forms at five levels of
damage: of 48 comparators that had lost their line none was read above 0.99, of 66 without one 58 at 0.998 and more."""


@dataclass(frozen=True)
class Charges:
    """What speaks against a value besides its own reading.

    Attributes:
        broken: outcomes of rules it breaks or looks misread by.
        doubted: doubts of the whole record, for its key fields only.
        proven: a rule of ``EXACT`` holds over it.
        intact: its record is a form of which every cell found its place, so that nothing was lost or left over.
    """

    broken: Sequence[Outcome] = ()
    doubted: Sequence[str] = ()
    proven: bool = False
    intact: bool = False


def leaf_to_reasons(path: str, leaf: Leaf, signals: Signals, charges: Charges) -> tuple[str, ...]:
    """What rules and readers say against a value: review reasons, most telling first and each once.

    Args:
        path: the value's pointer, as in the charges.
        leaf: the value.
        signals: what is known of its reading.
        charges: what else speaks against it.
    """
    found = [
        *_of_rules(path, leaf, signals, charges),
        *(doubt for doubt in leaf.doubts if not (doubt in BLANKS and signals.digital and charges.intact)),
        *(f"record:{doubt}" for doubt in charges.doubted),
        *_of_reading(signals),
    ]
    return tuple(dict.fromkeys(found))


def of_doubts(broken: Sequence[Outcome]) -> tuple[str, ...]:
    """The names of the rules that take something for a slip of the recogniser."""
    return tuple(outcome.rule for outcome in broken if outcome.verdict == "doubt")


def _of_rules(path: str, leaf: Leaf, signals: Signals, charges: Charges) -> Iterator[str]:
    """Doubts, and the rules it breaks unless the contradiction is sure to be the paper's own.

    That is so where an exact sum proves the figure, and where a whole form's characters come from a text layer.
    """
    placed = signals.certainty >= SURE_PLACE and not set(leaf.doubts) - BLANKS
    flawless = signals.digital or signals.weakest >= FLAWLESS
    trusted = flawless and signals.certainty >= SURE_PLACE and not signals.differing and not signals.under_seal
    as_printed = placed and (charges.proven or (signals.digital and charges.intact))
    for outcome in charges.broken:
        if outcome.verdict == "doubt":
            whole = signals.digital and charges.intact and outcome.rule in CUTS
            if not whole and not _sure_of_glyphs(signals, outcome.rule):
                yield outcome.rule
        elif outcome.asks and not as_printed and not (trusted and _is_summand(path, outcome)):
            yield outcome.rule


def _is_summand(path: str, outcome: Outcome) -> bool:
    """Whether a value is one of many that make up a printed total; without one, any of them may be the wrong one."""
    total, own = pointer.split(outcome.paths[0]), pointer.split(path)
    return outcome.rule in SUMS and (total[2], total[-1]) != (own[2], own[-1])


def _sure_of_glyphs(signals: Signals, doubt: str) -> bool:
    """Whether the characters are too sure to have slipped in the way a doubt says."""
    crisp = signals.weakest >= CRISP and signals.agreeing > 0 and not signals.differing
    return (signals.digital and doubt in GLYPH_SLIPS) or (crisp and doubt in RIVALLED)


def _of_reading(signals: Signals) -> Iterator[str]:
    if (signals.differing and not signals.held) or signals.rival >= AS_LIKELY or signals.rivalled:
        yield "readings-differ"
    if signals.certainty < SURE_PLACE:
        yield "uncertain-place"
    if signals.weakest < LEGIBLE and not signals.held:
        yield UNSURE
    stamped = signals.under_seal > SEAL_SHARE and signals.weakest < CLEAR
    if stamped and not (signals.agreeing or signals.held or signals.digital):
        yield "under-seal"
