"""The MentionTagger that the bootstrap hands to the readers: text in, narrative out, by the packed pipeline."""

from __future__ import annotations

from collections.abc import Sequence
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

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """What a text (a paragraph a line) says: mentions, projects and what belongs to them, totals.

        Args:
            text: a report.
            printed: projects' names as the forms beside the report print them.
        """
        doc = self._nlp.make_doc(text)
        doc._.printed_names = tuple(printed)
        narrative = self._nlp(doc)._.narrative
        assert isinstance(narrative, Narrative)
        return narrative
