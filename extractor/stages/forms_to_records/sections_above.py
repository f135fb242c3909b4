"""The rows over a unit's indicators in, the texts that are printed there beside a heading out (职能及人员 | …)."""

from __future__ import annotations

import re

from extractor.paper.block import Cell
from extractor.record.draft import Node
from extractor.record.labels import plain
from extractor.record.values.text import read_text
from extractor.record.wording import GOAL_COLUMNS, HEAD, INDICATOR_ROWS, MONEY_COLUMNS, TASK_COLUMNS
from extractor.stages.forms_to_records.leaf import cut, make, part_of_cell, text_leaf
from extractor.stages.forms_to_records.reading import Reading

_NUMBER = re.compile(r"(?:[一二三四五六七八九十\d]{1,2}[、.．]|[(（][一二三四五六七八九十\d]{1,2}[)）])(?!\d)")
_HEADING = re.compile(r"[一-鿿、()（）及与和]{4,20}")
_SENTENCE = re.compile(r".{8,}[。;；]", re.DOTALL)
_OTHERS = (HEAD, GOAL_COLUMNS, MONEY_COLUMNS, TASK_COLUMNS, INDICATOR_ROWS)
_OF_A_BLOCK = re.compile(r"预算|资金|收支|经费|目标|指标|得分|等[级次]|结论")
"""What a form says in fields of their own: a text beside such a word may hold one that nobody read."""


def sections_above(reading: Reading, before: int) -> list[Node]:
    """Each heading above row ``before`` with the sentences beside it; to be called when all else was read."""
    sections: list[Node] = []
    for row in range(before):
        filled = [cell for cell in reading.sheet.row(row) if plain(cell.text)]
        if len(filled) != 2 or any(reading.used(cell) for cell in filled) or not _is_section(*filled):
            continue
        reading.use(*filled)
        number = _NUMBER.match(plain(filled[0].text))
        name = cut(part_of_cell(filled[0]), number.end() if number else 0)
        trust = reading.trust if number else reading.trust.less(0.8, "section-guessed")
        sections.append({"heading": make(name, read_text, trust), "text": text_leaf(filled[1], trust)})
    return sections


def _is_section(label: Cell, text: Cell) -> bool:
    """Whether a row holds nothing but a heading of no other part of a form, and sentences beside it."""
    name = _NUMBER.sub("", plain(label.text), count=1)
    matches = (words.match(name) for words in _OTHERS)
    others = any(match is not None and match.listed for match in matches)
    sentences = _SENTENCE.search(plain(text.text)) is not None
    own = _HEADING.fullmatch(name) is not None and not others and _OF_A_BLOCK.search(name) is None
    return label.row_span == text.row_span == 1 and sentences and own
