"""Running text: paragraphs in the styles of a report, with the values marked that the text states."""

from __future__ import annotations

from random import Random
from typing import Any, ClassVar

from corpora.content.text import canonical_text
from corpora.gold import leaves
from corpora.layouts.form import Form
from corpora.layouts.pen import Pen, Record
from corpora.layouts.style import Style

_CLASSES = {"title": "title", "toc-title": "title", "divider": "title", "signature": "sign", "first": "body"}
_BREAK_BEFORE = ("toc-title", "divider", "first")


class PrintedReport(Form):
    """A report given as ``_text`` (paragraphs) with their kinds in ``_layout``; ``start`` and ``end`` cut it.

    ``_spans`` says where the values stand; without it they are searched for.
    """

    name: ClassVar[str] = "printed_report"
    kind: ClassVar[str] = "report"

    def __init__(self, rng: Random, style: Style, start: int = 0, end: int | None = None) -> None:
        super().__init__(rng, style)
        self.start, self.end = start, end

    def keep(self, full: Record) -> Record:
        """The record as it is."""
        return full

    def html(self, pen: Pen) -> str:
        """Return the paragraphs from ``start`` to ``end``."""
        texts = pen.record["_text"]
        kinds = _kinds(pen.record)
        spans = pen.record.get("_spans") or find_spans(pen.record, texts)
        last = len(texts) if self.end is None else self.end
        parts = [_paragraph(pen, texts[index], kinds[index], spans[index]) for index in range(self.start, last)]
        return f'<div class="body">{"".join(parts)}</div>'


def _kinds(record: Record) -> list[str]:
    layout: dict[str, Any] = record["_layout"]
    kinds = list(layout.get("paragraph_kinds") or layout["styles"])
    return kinds + ["body"] * (len(record["_text"]) - len(kinds))


def _paragraph(pen: Pen, text: str, kind: str, spans: list[tuple[int, int, str]]) -> str:
    printed = pen.style.text(text) if "_spans" in pen.record else text
    inner = pen.text(printed, spans)
    if kind in ("signature", "sign"):
        inner = pen.seal(pen.record["reporting_unit"], "&nbsp;") + inner
    css = _CLASSES.get(kind, kind)
    style = ' style="break-before:page"' if kind in _BREAK_BEFORE else ""
    tag = "div" if css in ("title", "cover-title", "cover-foot", "toc") else "p"
    return f'<{tag} class="{css}"{style}>{inner}</{tag}>'


def find_spans(record: Record, texts: list[str]) -> list[list[tuple[int, int, str]]]:
    """Return for each paragraph where the record's values are stated in it (each value once, mentions in order)."""
    spans: list[list[tuple[int, int, str]]] = [[] for _ in texts]
    at = (0, 0)
    for number, mention in enumerate(record.get("mentions", [])):
        found = _find(texts, mention["text"], at)
        if found:
            spans[found[0]].append((found[1], found[2], f"/mentions/{number}"))
            at = (found[0], found[2])
    for pointer, value in leaves(record):
        if pointer == "/title":
            _mark_title(texts, str(value), spans)
            continue
        if pointer == "/date":
            value = _spoken(str(value))
        found = _find(texts, str(value), (0, 0))
        if found:
            spans[found[0]].append((found[1], found[2], pointer))
    return spans


def _mark_title(texts: list[str], title: str, spans: list[list[tuple[int, int, str]]]) -> None:
    rest = title
    for index, text in enumerate(texts[:6]):
        bare = canonical_text(text)
        if rest and (rest.startswith(bare) or bare.endswith(rest)):
            start = 0 if rest.startswith(bare) else len(text) - len(rest)
            spans[index].append((start, len(text), "/title"))
            rest = rest[len(bare) :] if rest.startswith(bare) else ""


def _spoken(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def _find(texts: list[str], value: str, at: tuple[int, int]) -> tuple[int, int, int] | None:
    """Return (paragraph, start, end) of ``value`` at or after ``at``, whatever its punctuation's width."""
    wanted = canonical_text(value)
    for index in range(at[0], len(texts)):
        text = texts[index]
        folded, places = "", list[int]()
        for place, character in enumerate(text):
            piece = "" if character.isspace() else canonical_text(character)
            folded += piece
            places += [place] * len(piece)
        begin = next((k for k, place in enumerate(places) if place >= at[1]), len(places)) if index == at[0] else 0
        start = folded.find(wanted, begin)
        if start >= 0:
            return index, places[start], places[start + len(wanted) - 1] + 1
    return None
