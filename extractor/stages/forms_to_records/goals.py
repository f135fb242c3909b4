"""The goals of a form: rows of expected and reached under a header, or labels with their text beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.names import is_counter_only, split_weight
from extractor.record.wording import GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS, LEVEL_NAMES, MONEY_COLUMNS, SECTIONS
from extractor.stages.forms_to_records.goal_heads import with_meanings_by_content
from extractor.stages.forms_to_records.goal_rows import goals_of_row
from extractor.stages.forms_to_records.leaf import cut, part_of_cell, percent_or_text_leaf, text_leaf
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Label, columns_of

_SENTENCE = 8  # characters below which a text beside a label may as well be a head
_HEAD = 4  # characters of a head that is known without a wall below it
_LISTED = 1.0  # certainty of a label found just as listed
_LIKELY = 0.8  # certainty above which a label is more than a likeness
_ENDS = re.compile(r"[,，。;；]")
_HEAD_LIKE = re.compile(r"[^,，。;；]{0,8}(?:目标|任务|情况|内容|结果)")
"""What a head over goals that nobody listed looks like; as a goal it would say nothing."""
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,2}[、.][一-鿿、()及与和]{2,20}$")
_WANTED = ("expected", "actual", "completion")
_RESULTS = ("actual", "completion")
_EARLIER = "expected at first"
"""The goal as first set, beside the one it was adjusted to: it stands where the other is blank."""


@dataclass(frozen=True)
class Goals:
    """The goals and the sheet rows they take up."""

    goals: list[Node]
    rows: range


def read_goals(reading: Reading, before: int) -> Goals | None:
    """The goals printed above row ``before``; None where there is no such block."""
    for row in range(before):
        head = _header(reading, row)
        if head:
            return _read_rows(reading, head, before)
    return _read_led(reading, before) or _read_beside(reading, before)


def _header(reading: Reading, row: int) -> dict[str, Label]:
    """The goal columns of a header row; empty where the row is none.

    A side label such as 年度总体目标 means the same as a column's head; it is taller than the heads, or further off.
    """
    labels = [label for label in reading.sheet.heads(GOAL_COLUMNS, row) if not reading.used(label.cell)]
    if not labels or _levels(reading, row):
        return {}
    labels = with_meanings_by_content(reading.sheet, row, labels)
    result = next((label for name in _RESULTS for label in labels if label.match.meaning == name), None)
    if result is None:
        return {}
    head: dict[str, Label] = {}
    for label in sorted(labels, key=lambda label: abs(label.cell.column - result.cell.column)):
        earlier = _EARLIER if label.match.meaning == "expected" and "expected" in head else label.match.meaning
        head.setdefault(earlier, label)
    if "expected" not in head or not _beside(reading, head["expected"].cell, result.cell):
        return {}
    return head


def _beside(reading: Reading, left: Cell, right: Cell) -> bool:
    """Whether two labels head columns: no value stands between them."""
    between = [
        cell
        for cell in reading.sheet.row(left.row)
        if min(left.column, right.column) < cell.column < max(left.column, right.column) and plain(cell.text)
    ]
    return all(GOAL_COLUMNS.match(cell.text) for cell in between)


def _read_rows(reading: Reading, head: dict[str, Label], before: int) -> Goals:
    sheet = reading.sheet
    first = head["expected"].cell.row
    reading.use(*(label.cell for label in head.values()))
    row = first + head["expected"].cell.row_span
    row += _second_storey(reading, head, row)
    goals: list[Node] = []
    _use_side(reading, first, row)
    left = min(label.cell.column for label in head.values())
    while row < before and not _other_block(reading, row) and not _begins_beside(reading, row, left):
        cells = {key: sheet.under(row, columns_of(head[key].cell)) for key in head}
        fresh = {key: cell for key, cell in cells.items() if cell is not None and cell.row == row}
        if not fresh.keys() & set(_WANTED) or _is_caption(fresh):
            break
        reading.use(*fresh.values())
        if _EARLIER in fresh and "expected" in fresh and not plain(fresh["expected"].text):
            fresh["expected"] = fresh[_EARLIER]
        goals += _goals_of_row(reading, head, {key: cell for key, cell in fresh.items() if key in _WANTED})
        row += 1
    return Goals(goals, range(first, row))


def _is_caption(cells: Mapping[str, Cell]) -> bool:
    """Whether a caption stands across goal and result: the next block's (二、重点工作任务), a group's (产出指标)."""
    expected, actual = cells.get("expected"), cells.get("actual")
    if expected is None or expected is not actual:
        return False
    group = LEVEL_NAMES.match(split_weight(expected.text)[0])
    return bool(_NUMBERED.match(plain(expected.text))) or (group is not None and group.certainty > _LIKELY)


def _goals_of_row(reading: Reading, head: dict[str, Label], cells: dict[str, Cell]) -> list[Node]:
    goals: list[Node] = []
    rows = goals_of_row(cells)
    for parts in rows:
        node: dict[str, Node] = {key: None for key in _WANTED}
        for key, part in parts.items():
            trust = reading.trust if head[key].match.certainty > 0.8 else reading.trust.less(0.8, "column-guessed")
            trust = trust.less(0.6, "row-wall-unseen") if len(rows) > 1 else trust
            node[key] = (percent_or_text_leaf if key == "completion" else text_leaf)(part, trust)
        if any(isinstance(value, Leaf) for value in node.values()):
            goals.append(node)
    return goals


def _second_storey(reading: Reading, head: dict[str, Label], row: int) -> int:
    """1 where a row of heads divides those above it (目标内容 | 完成内容 | 完成率), else 0."""
    cells = [cell for cell in reading.sheet.starting(row) if plain(cell.text)] if row < reading.sheet.rows else []
    labels = [label for label in reading.sheet.labels(GOAL_COLUMNS, row) if label.match.certainty > _LIKELY]
    if not labels or not all(len(plain(cell.text)) < _SENTENCE and not _ENDS.search(cell.text) for cell in cells):
        return 0
    for label in labels:
        head[label.match.meaning] = label
    reading.use(*cells)
    return 1


def _use_side(reading: Reading, first: int, row: int) -> None:
    """The label beside the block says nothing of its own."""
    for at in (first, row):
        for cell in reading.sheet.row(at) if at < reading.sheet.rows else ():
            if cell.row_span > 1 and (SECTIONS.match(cell.text) or GOAL_COLUMNS.match(cell.text)):
                reading.use(cell)


def _begins_beside(reading: Reading, row: int, left: int) -> bool:
    """Whether a label left of the goals begins at this row, so that something else is beside it; 目标1 is none."""
    return any(
        cell.column < left and plain(cell.text) and not is_counter_only(cell.text)
        for cell in reading.sheet.starting(row)
    ) and not all(cell.column < left or not plain(cell.text) for cell in reading.sheet.starting(row))


def _other_block(reading: Reading, row: int) -> bool:
    sheet = reading.sheet
    levels = _levels(reading, row)
    money = {label.match.meaning for label in sheet.labels(MONEY_COLUMNS, row)} & {"budget", "executed", "received"}
    head = any(label.match.meaning in ("project_name", "project_code") for label in sheet.labels(HEAD, row))
    return len(levels) >= 2 or len(money) >= 2 or head


def _levels(reading: Reading, row: int) -> set[str]:
    """The levels of indicators that a row names."""
    meanings = {label.match.meaning for label in reading.sheet.labels(INDICATOR_COLUMNS, row)}
    return meanings & {"level1", "level2", "level3"}


def _read_led(reading: Reading, before: int) -> Goals | None:
    """Goals whose heads run together with their text in one cell, as where the wall between them went unseen."""
    for row in range(before):
        node: dict[str, Node] = {key: None for key in _WANTED}
        for cell in reading.sheet.starting(row):
            found = _led_by(cell)
            if found is not None and not reading.used(cell) and node[found[0]] is None:
                trust = reading.trust.less(0.6, "label-run-together")
                node[found[0]] = text_leaf(cut(part_of_cell(cell), len(found[1])), trust)
        if isinstance(node["expected"], Leaf) and isinstance(node["actual"], Leaf):
            reading.use(*(cell for cell in reading.sheet.starting(row) if _led_by(cell) is not None))
            return Goals([node], range(row, row + 1))
    return None


def _led_by(cell: Cell) -> tuple[str, str] | None:
    """The goal column and its head that a cell's text begins with, where much text follows it."""
    text = plain(cell.text)
    heads = [head for head in GOAL_COLUMNS.labels if len(head) >= _HEAD and text.startswith(head)]
    head = max(heads, key=len, default=None)
    meaning = GOAL_COLUMNS.meaning(head) if head is not None else None
    if head is None or meaning not in ("expected", "actual") or len(text) < len(head) + _SENTENCE:
        return None
    return meaning, head


def _read_beside(reading: Reading, before: int) -> Goals | None:
    """年度目标 | text, and 完成情况 | text, each with its text right of it; a label again begins another goal."""
    nodes: list[dict[str, Node]] = []
    rows: list[int] = []
    for row in range(before):
        for label in reading.sheet.labels(GOAL_COLUMNS, row):
            value = reading.sheet.value_of(label.cell)
            if reading.used(label.cell) or label.match.meaning not in _WANTED or value is None or reading.used(value):
                continue
            if GOAL_COLUMNS.match(value.text) or MONEY_COLUMNS.match(value.text):
                continue
            cells = [value, *_further_beside(reading, label.cell, value)]
            reading.use(label.cell, *cells)
            bare = [at for at, node in enumerate(nodes) if node[label.match.meaning] is None]
            at = bare[0] if bare and len(cells) > 1 else max(len(nodes) - 1, 0)
            for number, cell in enumerate(cells):
                _put(nodes, at + number, _goals_in(reading, cell, label))
            rows.append(row)
    if not rows:
        return None
    found: list[Node] = [node for node in nodes if any(isinstance(value, Leaf) for value in node.values())]
    return Goals(found, range(rows[0], rows[-1] + 1))


def _put(nodes: list[dict[str, Node]], at: int, leaves: Mapping[str, Leaf | None]) -> None:
    """Puts what is said of a goal into the one at a place; what it has already begins another."""
    for meaning, leaf in leaves.items():
        if not 0 <= at < len(nodes) or nodes[at][meaning] is not None:
            nodes.append({key: None for key in _WANTED})
            at = len(nodes) - 1
        nodes[at][meaning] = leaf


def _further_beside(reading: Reading, label: Cell, value: Cell) -> Iterator[Cell]:
    """The cells under a label's value that stand beside the same label, each as wide: a goal of its own."""
    for row in range(value.row + value.row_span, label.row + label.row_span):
        cell = reading.sheet.at(row, value.column)
        alike = cell is not None and cell.row == row and cell.column_span == value.column_span
        if alike and cell is not None and not reading.used(cell) and GOAL_COLUMNS.match(cell.text) is None:
            yield cell


def _goals_in(reading: Reading, value: Cell, label: Label) -> dict[str, Leaf | None]:
    """The text beside a label; where it names both goal and result itself (预期目标:… 完成情况:…), each of them.

    A short text may be a head, unless the label is one just as listed and no vocabulary knows the text.
    """
    meaning, part, text = label.match.meaning, part_of_cell(value), plain(value.text)
    hits = [hit for hit in GOAL_COLUMNS.inline(text) if hit.match.meaning in _WANTED and text[hit.end - 1] == ":"]
    if len({hit.match.meaning for hit in hits}) > 1 and hits[0].start == 0:
        ends = [*(hit.start for hit in hits[1:]), len(text)]
        return {
            hit.match.meaning: text_leaf(cut(part, hit.end, end), reading.trust.less(0.9))
            for hit, end in zip(hits, ends, strict=True)
        }
    if meaning == "completion":
        return {meaning: percent_or_text_leaf(value, reading.trust.less(0.9))}
    known = any(words.match(value.text) for words in (HEAD, INDICATOR_COLUMNS, SECTIONS))
    short = len(text) < _SENTENCE and (known or label.match.certainty < _LISTED)
    short = short or _HEAD_LIKE.fullmatch(text) is not None
    return {meaning: text_leaf(value, reading.trust.less(0.6, "goal-guessed") if short else reading.trust.less(0.9))}
