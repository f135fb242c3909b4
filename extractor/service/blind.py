"""Proof in service: a random share of the values nobody is asked about is put into the review queue all the same.

Whether a value is drawn follows from the seed, the paper's checksum and the value's place alone, never from what was
read there; so the draw can be repeated, and says what holds for all. Who reviews it must not know that it is a sample:
its row waits like any other, with the reason and a confidence such as doubtful values have. What the machine thought
of it stays in the reading and in ``BlindDraw``, which no page shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.settings import Settings
from extractor.stages.findings_to_review.field_types import path_to_type
from extractor.stages.findings_to_review.reasons import UNSURE
from extractor.store.models import BlindDraw, FieldRow, Reading

_LOOKS_LIKE = (0.6, 0.98)
"""Confidences that values in the queue usually have; one that is drawn shows one of these."""
_STEPS = 1 << 64


@dataclass(frozen=True)
class Sample:
    """Which values are drawn: a ``share`` (0..1) of those nobody is asked about, by the ``seed``."""

    share: float
    seed: int

    def draws(self, sha256: str, path: str) -> bool:
        """Whether the value at a place of a paper (its checksum) is drawn."""
        return self._lot(sha256, path, "draw") < self.share

    def shown_confidence(self, sha256: str, path: str) -> float:
        """What a reviewer sees as its confidence; independent of whether it is drawn, and of the value."""
        low, high = _LOOKS_LIKE
        return round(low + (high - low) * self._lot(sha256, path, "shown"), 4)

    def _lot(self, sha256: str, path: str, purpose: str) -> float:
        """A number in [0, 1), the same again for the same."""
        told = f"{purpose}\n{self.seed}\n{sha256}\n{path}".encode()
        return int.from_bytes(hashlib.sha256(told).digest()[:8]) / _STEPS


NO_SAMPLE = Sample(0.0, 0)
"""Nothing is drawn."""


def sample_of(settings: Settings) -> Sample:
    """The sample the settings ask for."""
    return Sample(settings.blind / 1000, settings.blind_seed)


def draw_blind(sample: Sample, sha256: str, reading: Reading, rows: Sequence[FieldRow]) -> list[BlindDraw]:
    """Sends the values that are drawn to review; to be called before the rows are stored.

    A page whose riskiest value is a drawn one takes its place in the queue by what that one shows; else such pages
    would come last, and never where there is always more to do.

    Args:
        sample: which are drawn.
        sha256: the paper's checksum.
        reading: stored; the one the rows are of.
        rows: all of the reading's. Those a person is asked about, or decided about before, are not drawn.

    Returns:
        The draws, to be stored with the rows.
    """
    drawn = [row for row in rows if row.state == FieldRow.State.SURE and sample.draws(sha256, row.path)]
    draws = [
        BlindDraw(
            reading=reading, path=row.path, kind=path_to_type(row.path), value=row.value, confidence=row.confidence
        )
        for row in drawn
    ]
    for row in drawn:
        row.state, row.asked, row.reasons = FieldRow.State.WAITING, True, [UNSURE]
        row.confidence = sample.shown_confidence(sha256, row.path)
    _raise_risks(rows, drawn)
    return draws


def _raise_risks(rows: Iterable[FieldRow], drawn: Iterable[FieldRow]) -> None:
    risks: dict[int, float] = {}
    for row in drawn:
        risks[row.page] = max(risks.get(row.page, 0.0), round(1 - row.confidence, 6))
    for row in rows:
        row.page_risk = max(row.page_risk, risks.get(row.page, 0.0))
