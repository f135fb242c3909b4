"""Cells of a money block in, what they name out: an amount of a kind, a source of money, or nothing in particular."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.paper.block import Cell
from extractor.record.draft import Leaf
from extractor.record.labels import Match, label_key, plain
from extractor.record.values.text import clean_text, is_blank
from extractor.record.wording import MONEY_COLUMNS, MONEY_ROWS, SECTIONS
from extractor.stages.forms_to_records.leaf import Part, Trust, cut, make, part_of_cell

KEYS = ("budget_initial", "budget", "received", "executed", "weight", "rate", "score")
AMOUNTS = ("budget_initial", "budget", "received", "executed")
UNWANTED = ("review_score", "note", "purpose", "share", "previous")
_LIKENESS = 0.8  # certainty at or below which a meaning is no more than a likeness if another is surer
_TALL = 2  # rows: a label beside a block is taller than any head
_PAIR = re.compile(r"((?:其中:)?[^\d:,，;；、。]{2,16}):?(-?\d[\d,.]*(?:亿元|万元|元|万|%)?)[,，;；、。]?")
_FIGURE_WORDS = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千万亿元角分整无%]")
_SPECKS = re.compile(r"^[\dA-Za-z|]+(?=[一-鿿])|(?<=[一-鿿])[\dA-Za-z|]+$")
_SENTENCE = re.compile(r"[,;。]")
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True)
class Name:
    """What a label names: a column's key, a row's source, or both (预算数 is a key, and the total of a flat form)."""

    cell: Cell
    part: Part
    key: Match | None = None
    source: Match | None = None

    @property
    def listed(self) -> bool:
        """Whether it was found as listed, nothing forgiven."""
        return any(match is not None and match.listed for match in (self.key, self.source))

    @property
    def names_amount(self) -> bool:
        """Whether it is an amount's own name (预算数), which stands for its total as well."""
        if self.key is None:
            return False
        own = MONEY_COLUMNS.meaning(self.source.label) if self.source is not None else None
        return self.key.listed or own == self.key.meaning

    @property
    def amount(self) -> str | None:
        """The kind of amount it names, None where none."""
        return self.key.meaning if self.key is not None and self.key.meaning in AMOUNTS else None


@dataclass(frozen=True)
class Inside:
    """An amount in one cell with its own label (预算数:7.43)."""

    name: Name
    amount: Part


def is_side_label(cell: Cell) -> bool:
    """Whether a cell is the label beside a block (二、预算执行情况) rather than a head, however like one."""
    section = SECTIONS.match(part_of_cell(cell).text)
    if section is None:
        return False
    match = MONEY_COLUMNS.match(cell.text) or MONEY_ROWS.match(cell.text)
    if match is not None and match.meaning == "budget" and cell.row_span == 1:
        return False  # 年度预算 beside several rows is the block's label, beside one row the amount's
    return match is None or section.certainty > match.certainty or cell.row_span > _TALL


def name_of(cell: Cell) -> Name | None:
    """What a cell's whole text names; None where it is blank, beside the block, or unknown."""
    if is_blank(cell.text) or is_side_label(cell):
        return None
    text = part_of_cell(cell).text
    key, source = MONEY_COLUMNS.match(text), MONEY_ROWS.match(text)
    if key is None and source is None:
        return None
    if _SENTENCE.search(plain(text)) and not any(match is not None and match.listed for match in (key, source)):
        return None
    if key is not None and source is not None and key.certainty != source.certainty:
        key = key if key.certainty > _LIKENESS else None
        source = source if source.certainty > _LIKENESS else None
    return Name(cell, part_of_cell(cell), key, source)


def insides_of_row(cells: Sequence[Cell]) -> dict[int, list[Inside]]:
    """The cells of a row (by ``id``) that hold labels with their amounts, whatever their names as a whole.

    A figure behind one of several heads is a speck: where amounts share a cell with their labels, most do.
    """
    labels = [cell for cell in cells if is_label(cell)]
    unsure = [cell for cell in labels if (name := name_of(cell)) is None or not name.listed]
    found = {id(cell): inside for cell in unsure if (inside := _insides_of(cell))}
    return found if 2 * len(found) >= len(labels) or len(labels) < len(cells) else {}


def _insides_of(cell: Cell) -> list[Inside]:
    """The labels with their amounts that a cell's whole text is made of, in order; empty where it is something else."""
    pairs = amounts_in(part_of_cell(cell))
    return [
        Inside(Name(cell, label, MONEY_COLUMNS.match(label.text), MONEY_ROWS.match(label.text)), amount)
        for label, amount in pairs
    ]


def amounts_in(part: Part) -> list[tuple[Part, Part]]:
    """The labels and amounts that a text is made of (项目预算:50 其中:财政拨款:40), in order.

    Empty where anything else stands in it, or a label is none of money.
    """
    text = plain(part.text)
    hits = list(_PAIR.finditer(text))
    known = all(MONEY_COLUMNS.match(hit.group(1)) or MONEY_ROWS.match(hit.group(1)) for hit in hits)
    if not known or len(text) != sum(len(hit.group(0)) for hit in hits):
        return []
    return [(cut(part, hit.start(1), hit.end(1)), cut(part, hit.start(2), hit.end(2))) for hit in hits]


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, or what a recogniser made of one; a blank cell is none."""
    text = plain(cell.text)
    return not is_blank(text) and _HAN.search(_FIGURE_WORDS.sub("", text)) is None and label_key(text) not in ("", "无")


def is_label(cell: Cell) -> bool:
    """Whether a cell holds words: a label, or something that is no money."""
    return not is_blank(cell.text) and not is_figure(cell) and plain(cell.text) not in ("无", "无。")


def split_heads(heads: Cell, below: Sequence[Cell]) -> list[Cell]:
    """The pieces of a cell in which several heads ran together, one over each cell below it; empty where it is none."""
    found = MONEY_COLUMNS.within(part_of_cell(heads).text)
    if len({match.meaning for match in found}) < 2 or len(found) != len(below):
        return []
    whole, text, pieces, at = part_of_cell(heads), plain(heads.text), [], 0
    for match, under in zip(found, below, strict=True):
        start = text.find(match.label, at)
        at = start + len(match.label)
        part = cut(whole, start, at)
        pieces.append(replace(heads, column=under.column, column_span=under.column_span, lines=part.lines))
    return pieces


def label_leaf(part: Part, trust: Trust) -> Leaf | None:
    """A row's printed name without colon and unit: ``1.本年拨款(万元):`` → ``1.本年拨款``.

    One that is told only by forgiving characters was misread; letters and figures at its ends are a seal's.
    """
    leaf = make(part, _label_text, trust)
    if leaf is None or leaf.value is None:
        return leaf
    known = [match.certainty for words in (MONEY_ROWS, MONEY_COLUMNS) if (match := words.match(part.text)) is not None]
    core = _SPECKS.sub("", str(leaf.value))
    if core == leaf.value and (not known or max(known) > _LIKENESS):
        return leaf
    return replace(leaf, value=core, doubts=(*leaf.doubts, "label-guessed"))


def _label_text(text: str) -> str | None:
    name = clean_text(text)
    name = re.sub(r"\((?:单位:)?(?:万元|元|亿元)\)", "", name)
    return name.strip(":;、 ") or None
