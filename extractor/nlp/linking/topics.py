"""Which project a paragraph is about."""

from __future__ import annotations

import re

from extractor.nlp.linking.ledger import Entry, Ledger
from extractor.nlp.linking.passages import Passage, after_number, is_heading, runs_on

_OPENING = re.compile(
    r"[\s“\"《(（]*(?:关于|其中|实施|在|就|根据|按照|依据|对于|对|一是|二是|年初设定的绩效目标|[，,：:])*[^，。；]{0,12}?[“\"《]?$"
)
_BARE_HEADING = 40


class Topics:
    """Follows the text's headings: a heading that names a project holds until the next heading."""

    def __init__(self, text: str, ledger: Ledger) -> None:
        self._text, self._ledger = text, ledger
        self._standing: Entry | None = None
        self._itemised = False

    def of(self, paragraph: Passage) -> Entry | None:
        """The project that this paragraph is about, None where it is about none or several."""
        named = self._named_first(paragraph)
        if runs_on(self._text, paragraph):
            # An item beside one that is about a project is about its own, or about none that is known.
            return named if named or self._itemised else self._standing
        self._itemised = named is not None
        if named is not None:
            body = paragraph.end - paragraph.start
            self._standing = named if body <= _BARE_HEADING and "。" not in self._body(paragraph) else None
            return named
        if is_heading(self._text, paragraph):
            self._standing = None
        return self._standing

    def _body(self, paragraph: Passage) -> str:
        return self._text[paragraph.start : paragraph.end]

    def _named_first(self, paragraph: Passage) -> Entry | None:
        """The project named where the paragraph opens, if it stands there alone."""
        projects = paragraph.of("PROJECT")
        if not projects:
            return None
        first = projects[0]
        before = [span for span in paragraph.mentions if span.end <= first.start]
        opening = self._text[after_number(self._text, paragraph) : first.start]
        if before or not _OPENING.fullmatch(opening):
            return None
        if len(projects) > 1 and re.fullmatch(
            r"[”\"）)]?[、和及与，]{1,2}[“\"]?", self._text[first.end : projects[1].start]
        ):
            return None
        return self._ledger.entry(first)
