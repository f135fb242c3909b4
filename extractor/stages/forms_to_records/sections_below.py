"""Sections printed as running text under a unit's table instead of in it: headings on lines of their own, text below.

Such text stands on the table's last page and has no title; taken for a report of its own, it would leave the form's
record without its sections. Where it begins is only guessed from how it is set, so that each section is asked about
unless its heading is one that forms print in their tables, and its text ends as a sentence does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Paragraph, Table
from extractor.paper.form import Form
from extractor.record.draft import Draft, Node
from extractor.record.labels import plain
from extractor.record.values.text import read_text
from extractor.record.wording import SECTIONS
from extractor.stages.forms_to_records.leaf import Part, joined, make, part_of_words
from extractor.stages.forms_to_records.reading import Reading

_HEADING = re.compile(
    r"(?:[一二三四五六七八九十\d]{1,2}[、.]|[(][一二三四五六七八九十\d]{1,2}[)])?[一-鿿、和及与]{4,14}"
)
_TITLE = re.compile(r"(?:报告|总结|汇报|材料|表|年度)$")
_PAGE_NUMBER = re.compile(r"[-—第共页/\d]*")
_SENTENCE = re.compile(r".*[,。;].*")
BELOW = "text-below-the-table"


def with_text_below(forms: Sequence[Form]) -> tuple[Form, ...]:
    """The forms, with untitled text right under a unit's evaluation given to that evaluation."""
    kept: list[Form] = []
    for form in forms:
        if kept and _is_below(form, kept[-1]):
            last = kept[-1]
            pages = tuple(sorted({*last.pages, *form.pages}))
            kept[-1] = replace(
                last, pages=pages, blocks=(*last.blocks, *form.blocks), doubts=(*last.doubts, *form.doubts)
            )
        else:
            kept.append(form)
    return tuple(kept)


def is_untitled_below(form: Form, draft: Draft, before: Form) -> bool:
    """Whether text without title and unit begins where a form ends: it may be the rest of that form."""
    nameless = isinstance(draft.tree, dict) and not (draft.tree.get("title") or draft.tree.get("reporting_unit"))
    return form.kind == "report" and nameless and form.pages[0] == before.pages[-1]


def sections_below(reading: Reading) -> list[Node]:
    """Each heading under the last table with the text down to the next one; doubted."""
    blocks = reading.form.blocks
    last = max((at for at, block in enumerate(blocks) if isinstance(block, Table)), default=-1)
    lines = _lines([block for block in blocks[last + 1 :] if isinstance(block, Paragraph)])
    return _sections(reading, lines)


def _sections(reading: Reading, lines: Sequence[Part]) -> list[Node]:
    guessed = reading.trust.less(0.8, BELOW)
    starts = [at for at in range(len(lines)) if _opens(lines, at)]
    sections: list[Node] = []
    for start, end in pairwise([*starts, len(lines)]):
        text = joined(lines[start + 1 : end])
        if text is not None:
            trust = reading.trust if _is_listed(lines[start]) and text.text.endswith("。") else guessed
            sections.append({"heading": make(lines[start], read_text, trust), "text": make(text, read_text, trust)})
    return sections


def _is_listed(line: Part) -> bool:
    """Whether a heading is a section's name just as forms print it in their tables."""
    match = SECTIONS.match(line.text)
    return match is not None and match.listed and match.meaning in ("problems", "measures")


def _is_below(form: Form, before: Form) -> bool:
    """Whether a form is only text, begins on the page where a unit's evaluation ends, and opens with a heading."""
    if form.kind != "report" or form.tables or before.kind != "department_evaluation":
        return False
    lines = _lines(form.paragraphs)
    return form.pages[0] == before.pages[-1] and len(lines) > 1 and _opens(lines, 0)


def _lines(paragraphs: Sequence[Paragraph]) -> list[Part]:
    parts = (part_of_words(line) for paragraph in paragraphs for line in paragraph.lines)
    return [part for part in parts if part is not None and not _PAGE_NUMBER.fullmatch(plain(part.text))]


def _opens(lines: Sequence[Part], at: int) -> bool:
    """Whether a line is a heading: short, no sentence, no title, over a sentence and under the end of one."""
    text = plain(lines[at].text)
    if at + 1 == len(lines) or _HEADING.fullmatch(text) is None or _TITLE.search(text):
        return False
    ended = at == 0 or plain(lines[at - 1].text).endswith(("。", ";", "!"))
    return ended and _SENTENCE.fullmatch(plain(lines[at + 1].text)) is not None
