"""The pen prints a record's values as HTML and remembers which mark belongs to which value.

Every value is wrapped in a link whose address is a number. Chromium writes such links into the PDF with one rectangle
per line, so that after printing it is known exactly where each value stands (also over a page break).
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from corpora.layouts.style import Style

Record = dict[str, Any]


@dataclass(frozen=True)
class Mark:
    """What stands at a link: values (JSON pointers, and the text as printed), a form's own words, or a seal's place."""

    kind: str
    record: int
    pointers: tuple[str, ...] = ()
    text: str = ""


@dataclass
class Ink:
    """All marks of one document; a mark's number is its place in ``marks``."""

    marks: list[Mark] = field(default_factory=list)

    def link(self, mark: Mark, inner: str) -> str:
        """Return ``inner`` (HTML) as a link numbered as ``mark``."""
        self.marks.append(mark)
        return f'<a href="http://v/{len(self.marks) - 1}">{inner}</a>'


@dataclass
class Pen:
    """Prints one record (the ``number``-th of the document) in one style."""

    record: Record
    number: int
    style: Style
    ink: Ink
    unit: str = "万元"

    def value(self, *pointers: str) -> Any:
        """Return what the record holds at the first pointer (relative to the record), None where there is nothing."""
        node: Any = self.record
        for key in pointers[0].strip("/").split("/"):
            node = node.get(key) if isinstance(node, dict) else node[int(key)]
            if node is None:
                return None
        return node

    def put(self, *pointers: str, printed: str | None = None, blank: str = "") -> str:
        """Print the value at ``pointers`` (several when one print stands for several values) as text."""
        value = self.value(*pointers)
        if value is None:
            return html.escape(blank)
        text = self.style.text(str(value)) if printed is None else printed
        if pointers == ("/title",) and self.style.spaced_title and text.isalpha() and len(text) < 14:
            text = " ".join(text)
        return self.ink.link(Mark("value", self.number, self._whole(pointers), text), html.escape(text))

    def text(self, text: str, spans: Sequence[tuple[int, int, str]]) -> str:
        """Print running text in which spans (start, end, pointer) stand for values; spans may overlap."""
        cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
        parts = []
        for left, right in pairwise(cuts):
            pointers = tuple(pointer for start, end, pointer in spans if start <= left and right <= end)
            mark = (
                Mark("value", self.number, self._whole(pointers), text[left:right])
                if pointers
                else Mark("page", self.number)
            )
            parts.append(self.ink.link(mark, html.escape(text[left:right])))
        return "".join(parts)

    def amount(self, pointer: str) -> str:
        """Print an amount in the form's unit, the unit repeated after it where the style says so."""
        value = self.value(pointer)
        tail = self.unit if self.style.unit_in_cells else ""
        printed = None if value is None else self.style.amount(value, self.unit) + tail
        return self.put(pointer, printed=printed, blank=self.style.blank)

    def percent(self, *pointers: str) -> str:
        """Print a percentage with its sign."""
        value = self.value(*pointers)
        printed = None if value is None else self.style.percent(value)
        return self.put(*pointers, printed=printed, blank=self.style.blank)

    def score(self, pointer: str) -> str:
        """Print a score or a weight."""
        value = self.value(pointer)
        return self.put(pointer, printed=None if value is None else self.style.score(value), blank=self.style.blank)

    def label(self, text: str, as_is: bool = False) -> str:
        """Print a form's own words: they tell on which pages the record lies."""
        text = text if as_is else self.style.text(text)
        text = " ".join(text) if self.style.spaced_labels and len(text) == 2 and text.isalpha() else text
        return self.ink.link(Mark("page", self.number), html.escape(text))

    def seal(self, text: str | None, inner: str) -> str:
        """Say that a seal with ``text`` on its rim belongs over ``inner`` (HTML without links)."""
        return self.ink.link(Mark("seal", self.number, text=text), inner) if text else inner

    def _whole(self, pointers: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(f"/records/{self.number}{pointer}" for pointer in pointers)
