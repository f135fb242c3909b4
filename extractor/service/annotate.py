"""A file in, the running text of its reports out, with what the text pipeline made of it; to check by eye."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.ports import MentionTagger, Progress
from extractor.record.narrative import Narrative
from extractor.service.digitize import Digitizer


@dataclass(frozen=True)
class AnnotatedText:
    """The text of one report, a paragraph a line, and what it says."""

    text: str
    narrative: Narrative


class _Overhearing:
    """A tagger that remembers what it was asked and what it answered."""

    def __init__(self, tagger: MentionTagger) -> None:
        self._tagger = tagger
        self.heard: list[AnnotatedText] = []

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """See MentionTagger."""
        narrative = self._tagger.tag(text, printed)
        self.heard.append(AnnotatedText(text, narrative))
        return narrative


def annotate(path: Path, digitizer: Digitizer, progress: Progress | None = None) -> tuple[AnnotatedText, ...]:
    """The reports in a file as the text pipeline reads them, in order; none where the file holds only forms.

    Raises:
        ExtractorError: the file cannot be read.
    """
    desk = digitizer.desk
    if desk.tagger is None:
        return ()
    ears = _Overhearing(desk.tagger)
    replace(digitizer, desk=replace(desk, tagger=ears)).digitize(path, progress)
    return tuple(ears.heard)
