"""What the measure of the text pipeline tells: a split's hands apart, and how far they lie from one another."""

from __future__ import annotations

from corpora.text.generate import HANDS, report
from extractor.record.narrative import Narrative, Span
from models.nlp.evaluate import score_by_hand, whole

SEEDS = range(3_000_000, 3_000_012)


def _only_of(hand: str) -> dict[str, tuple[Span, ...]]:
    """The gold mentions of the reports of one hand, by their text."""
    hands = HANDS["dev"]
    written = [whole(report("dev", seed, hands[at % len(hands)])) for at, seed in enumerate(SEEDS)]
    return {text: tuple(marks) if hands[at % len(hands)] == hand else () for at, (text, marks) in enumerate(written)}


def test_each_hand_is_told_by_itself() -> None:
    known = _only_of(HANDS["dev"][1])
    told = score_by_hand(lambda text: Narrative(known[text]), "dev", SEEDS)
    projects = {hand: told["hands"][hand]["PROJECT"] for hand in HANDS["dev"]}
    assert projects == {hand: float(hand == HANDS["dev"][1]) for hand in HANDS["dev"]}
    assert told["over hands"]["PROJECT"]["mean"] == round(1 / len(projects), 4)
    assert (told["over hands"]["PROJECT"]["least"], told["over hands"]["PROJECT"]["most"]) == (0.0, 1.0)
