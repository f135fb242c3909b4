"""The MentionTagger that the bootstrap hands to the readers: text in, narrative out, by the packed pipeline."""

from __future__ import annotations

from pathlib import Path

from extractor.nlp.pipeline import unpack
from extractor.record.narrative import Narrative


class PipelineTagger:
    """Reads running text with the packed spaCy pipeline.

    Args:
        model: the packed pipeline's file.
    """

    def __init__(self, model: Path) -> None:
        self._nlp = unpack(model)

    def tag(self, text: str) -> Narrative:
        """What a text (a paragraph a line) says: mentions, projects and what belongs to them, totals."""
        narrative = self._nlp(text)._.narrative
        assert isinstance(narrative, Narrative)
        return narrative
