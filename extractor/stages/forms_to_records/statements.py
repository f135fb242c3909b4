"""A report's running text in, what it states out: totals, projects, overall result, mentions, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.paper.block import Paragraph
from extractor.paper.box import hull
from extractor.paper.form import Form
from extractor.paper.word import Char, Word
from extractor.ports import MentionTagger
from extractor.record.draft import Leaf, Node
from extractor.record.narrative import Narrative, Span, StatedIndicator, StatedProject
from extractor.record.values.text import clean_text, squeeze
from extractor.stages.forms_to_records.leaf import Trust

APPROXIMATE = "approximate"
"""The doubt of a figure the text gives as 近, 约 or …余."""
_CONTENTS_LINE = re.compile(r"(?:[.．·•…]\s*){3,}\s*\d+\s*$")
_HEADING = 25  # characters; a shorter line without a stop is a heading
_STOPS = "。;:!?”)"
_DOUBTED, _NAMED = 0.7, 0.9
"""What a doubt leaves of a value's certainty, and being a name at all of a mention's."""


@dataclass(frozen=True)
class _Sign:
    """One character of the text and the word on paper that it is part of."""

    char: Char
    word: Word


@dataclass(frozen=True)
class _Told:
    """The text of a report, a paragraph a line, with the sign behind each of its characters (None: a line break)."""

    text: str
    signs: tuple[_Sign | None, ...]

    def leaf(self, span: Span, value: str | None, trust: Trust) -> Leaf | None:
        """The leaf of a mention; None where nothing of it stands on paper."""
        signs = [sign for sign in self.signs[span.start : span.end] if sign]
        if not signs:
            return None
        page = signs[0].word.page
        words = tuple(_piece(list(group)) for _, group in groupby(signs, key=lambda sign: id(sign.word)))
        box = hull(sign.char.box for sign in signs if sign.word.page == page)
        return Leaf(value, self.text[span.start : span.end], page, box, words, trust.certainty, trust.doubts)


def read_statements(
    form: Form, tagger: MentionTagger, trust: Trust, printed: Sequence[str] = ()
) -> tuple[dict[str, Node], tuple[str, ...]]:
    """``totals``, ``projects``, ``score``, ``grade`` and ``mentions`` of the report, and the doubts about them all.

    A value carries the doubts of its own name or link; one that the words state outright has none. ``printed``: names
    that are sure because forms beside the report print them.
    """
    told = _told([block for block in form.paragraphs if not _CONTENTS_LINE.search(block.text)])
    narrative = tagger.tag(told.text, printed)
    tree: dict[str, Node] = {
        "totals": {
            "projects": _valued(told, narrative.total_projects, trust),
            "budget": _valued(told, narrative.total_budget, trust),
        },
        "projects": [_project(told, project, trust) for project in narrative.projects],
        "score": _valued(told, narrative.score, trust),
        "grade": _printed(told, narrative.grade, trust),
        "mentions": _mentions(told, narrative, trust),
    }
    return tree, narrative.doubts


def _told(paragraphs: Sequence[Paragraph]) -> _Told:
    text, signs = "", list[_Sign | None]()
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        for word in (word for line in paragraph.lines for word in line):
            for char in word.chars:
                # A character may be read as several (a ligature) or as none.
                text += char.text
                signs += [_Sign(char, word)] * len(char.text)
        if following is None or not _runs_on(paragraph, following):
            text += "\n"
            signs.append(None)
    return _Told(text, tuple(signs))


def _runs_on(paragraph: Paragraph, following: Paragraph) -> bool:
    """Whether a page break cuts a sentence: no stop before it, and more than a heading's worth of words."""
    text = squeeze(paragraph.text)
    return following.page != paragraph.page and len(text) > _HEADING and text[-1] not in _STOPS


def _piece(signs: list[_Sign]) -> Word:
    """The part of a word that a mention covers; a part loses the second readings, which say nothing about it."""
    word = signs[0].word
    chars = tuple(dict.fromkeys(sign.char for sign in signs))
    if len(chars) == len(word.chars):
        return word
    return replace(word, chars=chars, box=hull(char.box for char in chars), readings=())


def _valued(told: _Told, span: Span | None, trust: Trust) -> Node:
    return told.leaf(span, span.value, _doubted(span, trust)) if span else None


def _printed(told: _Told, span: Span | None, trust: Trust) -> Node:
    """As it is written: a form's grade is kept so too (优秀); only a mention's value is the grade itself (优)."""
    return _named(told, span, trust, squeeze) if span else None


def _named(told: _Told, span: Span, trust: Trust, tidy: Callable[[str], str] = clean_text) -> Node:
    return told.leaf(span, tidy(told.text[span.start : span.end]), _doubted(span, trust))


def _doubted(span: Span, trust: Trust) -> Trust:
    """The trust left by what the finder doubts, and by 近, 约 and 余 before or in a figure."""
    for doubt in span.doubts:
        trust = trust.less(_DOUBTED, doubt)
    return trust.less(1.0, APPROXIMATE) if span.approximate else trust


def _project(told: _Told, project: StatedProject, trust: Trust) -> dict[str, Node]:
    """A project's leaves: whether a figure is right depends on whose it is, so it shares the name's doubt."""
    owned = _doubted(project.names[0], trust)
    return {
        "name": _named(told, project.names[0], trust),
        "amount": _valued(told, project.amount, owned),
        "score": _valued(told, project.score, owned),
        "grade": _printed(told, project.grade, owned),
        "indicators": [_indicator(told, indicator, owned) for indicator in project.indicators],
    }


def _indicator(told: _Told, indicator: StatedIndicator, trust: Trust) -> dict[str, Node]:
    value: Node = None
    if indicator.value is not None and indicator.value_span is not None:
        value = told.leaf(Span(*indicator.value_span, "PERCENT"), indicator.value, trust)
    level = told.leaf(indicator.name, indicator.level, trust) if indicator.level else None
    return {"level": level, "name": _named(told, indicator.name, trust), "value": value}


def _mentions(told: _Told, narrative: Narrative, trust: Trust) -> list[Node]:
    found: list[Node] = []
    for span in narrative.mentions:
        sure = trust.less(_NAMED) if span.doubts else trust
        leaf = told.leaf(span, squeeze(told.text[span.start : span.end]), sure)
        if leaf is not None:
            found.append({"label": span.label, "text": leaf, "value": span.value, "page": leaf.page})
    return found
