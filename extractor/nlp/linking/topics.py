"""Which project a paragraph is about."""

from __future__ import annotations

import re

from extractor.nlp.linking.ledger import Entry, Ledger
from extractor.nlp.linking.passages import Passage, after_number, is_heading, runs_on
from extractor.record.narrative import Span

_OPENING = re.compile(
    r"[\s“\"《(（]*(?:关于|其中|实施|在|就|根据|按照|依据|对于|对|一是|二是|年初设定的绩效目标|[，,：:])*[^，。；]{0,12}?[“\"《]?$"
)
_JOINT = r"(?:(?:[、和及与，；;/／]|以及){1,2}[“\"]?|(?<=[”\"])[“\"])"
_NEXT_OF_LIST = re.compile(rf"[”\"）)]?(?:[（(][^（）()]{{0,6}}[)）])?{_JOINT}")
_NEXT_WITH_MONEY = re.compile(rf"[”\"）)]?[^，,、。；;：:（(]{{0,5}}(?:[（(][^（）()]{{0,6}}[)）])?{_JOINT}")
"""What stands between two names of a list, the money between them left out; with money also a word such as 耗资."""
_BARE_HEADING = 40
_THIS = re.compile(r"\s*(?:该|这个|这一|此|上述|这)(?:项目|专项|工程|[项笔](?:资金|经费|预算|补助|钱|支出))(?!等)")


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
            bare = len(self._body(paragraph)) <= _BARE_HEADING and not (
                "。" in self._body(paragraph) or paragraph.of("SCORE")
            )
            self._standing = named if bare else None
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
        start = after_number(self._text, paragraph)
        if len(before) == 1 and before[0].label == "ORG" and before[0].start == start:
            # 1.县水务局道路养护费: whose project it is, and the project.
            start = before.pop().end
        if before or not _OPENING.fullmatch(self._text[start : first.start]):
            return None
        if len(projects) > 1 and self._is_listed_with(paragraph, first, projects[1]):
            return None
        return self._ledger.entry(first)

    def _is_listed_with(self, paragraph: Passage, one: Span, other: Span) -> bool:
        """Whether two names follow one another in a list, with or without money of their own."""
        words = self._between(paragraph, one, other)
        stated = len(words) < other.start - one.end
        return (_NEXT_WITH_MONEY if stated else _NEXT_OF_LIST).fullmatch(words) is not None

    def _between(self, paragraph: Passage, one: Span, other: Span) -> str:
        """The words between two names, without the money that stands there."""
        words, at = "", one.end
        for money in paragraph.of("AMOUNT"):
            if one.end <= money.start < other.start:
                words, at = words + self._text[at : money.start], money.end
        return words + self._text[at : other.start]


def this_project(text: str, paragraph: Passage, sentence: Passage) -> Span | None:
    """The project that a sentence opening with 该项目 or 这个项目 speaks of: the one the paragraph named last."""
    if sentence.of("PROJECT") or not _THIS.match(text, sentence.start, sentence.end):
        return None
    before = [name for name in paragraph.of("PROJECT") if name.end <= sentence.start]
    return before[-1] if before else None
