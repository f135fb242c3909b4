"""The money block in, its rows out: under a header of columns, in flat pairs, or all in one row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.text import is_blank
from extractor.record.wording import GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS, MONEY_COLUMNS, MONEY_ROWS, SECTIONS
from extractor.stages.forms_to_records.flat_money import is_flat, read_flat
from extractor.stages.forms_to_records.leaf import (
    Trust,
    amount_leaf,
    number_leaf,
    number_or_text_leaf,
    percent_leaf,
)
from extractor.stages.forms_to_records.money import AMOUNTS, Money, MoneyHead, fund_node, label_leaf, says_something
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Label, columns_of
from extractor.stages.forms_to_records.slashes import without_slashes

_LISTED = 1.0  # certainty of a head found just as listed
_PART = re.compile(r"[一-鿿()%]{1,8}")
_PART_AMOUNT = re.compile(r"(?:资金|预算|执行)?(?:金额|数额|额|数)(?:\(.*\))?")
_UNWANTED = ("review_score", "note", "purpose")


def read_money(reading: Reading, before: int, start: int = 0) -> Money | None:
    """The money block between row ``start`` and row ``before``; None where there is none."""
    head = _find_head(reading, start, before)
    if head is None:
        return _read_pairs(reading, start, before)
    if is_flat(reading, head):
        return read_flat(reading, head, before)
    money = _read_rows(reading, head, before)
    return replace(money, funds=without_slashes(money.funds))


def _find_head(reading: Reading, start: int, before: int) -> MoneyHead | None:
    for row in range(start, before):
        labels = _labels(reading, row)
        columns: dict[str, Label] = {}
        for label in _without_row_head(reading, labels):
            earlier = columns.setdefault(label.match.meaning, label)
            if earlier is not label and label.match.meaning == "executed" and "received" not in columns:
                # 资金拨付 before 实际支出: what was paid out to the unit is what it received
                columns["received"] = replace(earlier, match=replace(earlier.match, certainty=0.7))
                columns["executed"] = label
        if len(columns.keys() & set(AMOUNTS)) >= 2 and _is_header(reading, labels):
            span = min(label.cell.row_span for label in columns.values())
            end = row + span
            _add_second_row(reading, columns, row, end)
            end = max([end, *(label.cell.row + label.cell.row_span for label in columns.values())])
            _add_run_together(reading, columns, row, end)
            if _divides(reading, columns, end):
                end += 1
            return MoneyHead(row, end, columns)
    return None


def _labels(reading: Reading, row: int) -> list[Label]:
    """The money labels of a row; a label beside a block (二、预算执行情况) is none, however like one."""
    found = []
    for label in reading.sheet.labels(MONEY_COLUMNS, row):
        section = SECTIONS.match(label.cell.text)
        beside = section is not None and (section.certainty > label.match.certainty or label.cell.row_span > 2)
        if not beside and not reading.used(label.cell):
            found.append(label)
    return found


def _without_row_head(reading: Reading, labels: Sequence[Label]) -> Sequence[Label]:
    """The labels but the first where it heads the column of row names (年度预算数 over 总额, 其中:财政资金)."""
    if len(labels) < 3:
        return labels
    over = [
        below is not None and MONEY_ROWS.match(below.text) is not None
        for label in labels
        if (below := reading.sheet.below(label.cell)) or True
    ]
    return labels[1:] if over[0] and not any(over[1:]) else labels


def _is_header(reading: Reading, labels: Sequence[Label]) -> bool:
    """A header's labels stand side by side; in a row of labels and values a value comes after each."""
    cells = {id(label.cell) for label in labels}
    beside = sum(1 for label in labels if id(reading.sheet.right_of(label.cell)) in cells)
    return beside >= len(labels) // 2


def _divides(reading: Reading, columns: dict[str, Label], row: int) -> bool:
    """Whether a row only divides the columns above it (金额 | 占比); the amount's part then stands for the whole."""
    if row >= reading.sheet.rows:
        return False
    parts: dict[str, list[Cell]] = {
        key: [cell for cell in reading.sheet.starting(row) if _over(label.cell, cell)]
        for key, label in columns.items()
        if key in AMOUNTS
    }
    cells = [cell for part in parts.values() for cell in part]
    if not any(len(part) > 1 for part in parts.values()) or not all(_PART.fullmatch(plain(c.text)) for c in cells):
        return False
    reading.use(*cells, *(columns[key].cell for key in parts))
    for key, part in parts.items():
        if not part:
            continue
        amount = next((cell for cell in part if _PART_AMOUNT.fullmatch(plain(cell.text))), part[0])
        rate = next((cell for cell in part if MONEY_COLUMNS.meaning(cell.text) == "rate"), None)
        columns[key] = Label(replace(amount, row=columns[key].cell.row), columns[key].match)
        if rate is not None:
            columns.setdefault("rate", Label(rate, columns[key].match))
    return True


def _add_run_together(reading: Reading, columns: dict[str, Label], row: int, end: int) -> None:
    """Adds columns whose heads run together in one cell, each over the cell of the first row it stands over."""
    known = {id(label.cell): meaning for meaning, label in columns.items()}
    for cell in reading.sheet.starting(row):
        meaning = known.get(id(cell))
        if reading.used(cell) or (meaning is not None and columns[meaning].match.certainty == _LISTED):
            continue
        heads = reading.sheet.run_together(MONEY_COLUMNS, cell, end)
        if heads and meaning is not None:
            del columns[meaning]
        for match, place in heads:
            part = replace(cell, column=place.first, column_span=place.end - place.first)
            columns.setdefault(match.meaning, Label(part, replace(match, certainty=0.7)))
            reading.use(cell)


def _add_second_row(reading: Reading, columns: dict[str, Label], row: int, end: int) -> None:
    """A header over two rows: what the second row adds (年初预算 | 调整后预算 under 年度预算数)."""
    if not any(label.cell.row_span > 1 for label in columns.values()) or end >= reading.sheet.rows:
        return
    for label in reading.sheet.labels(MONEY_COLUMNS, end):
        wide = next((old for old in columns.values() if _over(old.cell, label.cell)), None)
        if wide is not None:
            columns[label.match.meaning] = label


def _over(upper: Cell, lower: Cell) -> bool:
    return upper.column <= lower.column < upper.column + upper.column_span


def _read_rows(reading: Reading, head: MoneyHead, before: int) -> Money:
    """A header of columns, and a row for each source of money."""
    reading.use(*(label.cell for label in head.columns.values()))
    firsts = [label.cell.column for label in head.columns.values()]
    reading.use(
        *(cell for row in range(head.first, head.end) for cell in reading.sheet.row(row) if cell.column < min(firsts))
    )
    side = _side(reading, head)
    funds: list[Node] = []
    row = head.end
    while row < before and not _other_block(reading, row):
        lead = [cell for cell in reading.sheet.row(row) if cell.column + cell.column_span <= min(firsts)]
        own = [cell for cell in lead if cell.row == row and plain(cell.text)]
        node = _money_row(reading, head, row, own, side)
        if node is None:
            break
        if node:
            funds.append(node)
        row += 1
    progress = head.columns.get("execution_progress")
    rate = None
    if progress is not None and head.end < reading.sheet.rows:
        rate = percent_leaf(reading.sheet.under(head.end, columns_of(progress.cell)), reading.trust)
    return Money(funds, rate, range(head.first, row))


def _side(reading: Reading, head: MoneyHead) -> Cell | None:
    """The label beside the whole block, which may name the unit: 项目资金(万元)."""
    first = reading.sheet.at(head.first, 0)
    return first if first is not None and first.row + first.row_span > head.end else None


def _money_row(
    reading: Reading, head: MoneyHead, row: int, lead: Sequence[Cell], side: Cell | None
) -> dict[str, Node] | None:
    """One row of the block; empty where its amounts are blank, None where the block is over."""
    values: dict[str, Node] = {}
    cells = {key: reading.sheet.under(row, columns_of(label.cell)) for key, label in head.columns.items()}
    name = lead[-1] if lead else None
    match = MONEY_ROWS.match(name.text) if name is not None else None
    if match is None and not _looks_like_money(cells):
        return None
    reading.use(*lead, *cells.values())
    trust = reading.trust
    if match is None:
        trust = trust.less(0.7, "row-guessed" if name is not None else "row-without-name")
    elif match.certainty < 0.9:
        trust = trust.less(match.certainty)
    for key, cell in cells.items():
        if key in _UNWANTED or cell is None or cell.row < head.end:
            continue
        values[key] = _money_value(reading, head, key, cell, (name, side), trust) if cell.row == row else None
    if not says_something(reading, values):
        return {}
    source = match.meaning if match is not None else "other" if name is not None else "total"
    return fund_node(source, label_leaf(name, None, trust) if name is not None else None, values)


def _money_value(
    reading: Reading, head: MoneyHead, key: str, cell: Cell, near: tuple[Cell | None, ...], trust: Trust
) -> Leaf | None:
    label = head.columns[key]
    sure = trust if label.match.certainty > 0.8 else trust.less(label.match.certainty, "column-guessed")
    if key in AMOUNTS:
        return amount_leaf(cell, reading.unit_of(label.cell, *near), sure)
    if key in ("rate", "execution_progress"):
        return percent_leaf(cell, sure)
    return number_leaf(cell, sure) if key == "weight" else number_or_text_leaf(cell, sure)


def _looks_like_money(cells: dict[str, Cell | None]) -> bool:
    figures = [cell for key, cell in cells.items() if key in AMOUNTS and cell is not None]
    filled = [cell for cell in figures if not is_blank(cell.text)]
    return bool(filled) and all(re.fullmatch(r"-?[\d,.]+(?:万?元)?", plain(cell.text)) for cell in filled)


def _other_block(reading: Reading, row: int) -> bool:
    """Whether a row begins another block: goals, indicators, head fields."""
    for vocabulary in (GOAL_COLUMNS, INDICATOR_COLUMNS):
        meanings = {label.match.meaning for label in reading.sheet.labels(vocabulary, row)}
        if {"expected", "actual"} <= meanings or len(meanings & {"level1", "level2", "level3"}) >= 2:
            return True
    return any(label.match.meaning == "project_name" for label in reading.sheet.labels(HEAD, row))


def _read_pairs(reading: Reading, start: int, before: int) -> Money | None:
    """A single row of label and value side by side: 全年预算数 | 5 | 全年执行数 | 4.9 | 执行率 | 98%."""
    for row in range(start, before):
        labels = _labels(reading, row)
        amounts = [label for label in labels if label.match.meaning in AMOUNTS]
        if len({label.match.meaning for label in amounts}) < 2:
            continue
        values: dict[str, Node] = {}
        for label in labels:
            cell = reading.sheet.right_of(label.cell)
            if cell is None or label.match.meaning in _UNWANTED:
                continue
            reading.use(label.cell, cell)
            one = MoneyHead(row, row + 1, {label.match.meaning: label})
            values[label.match.meaning] = _money_value(
                reading, one, label.match.meaning, cell, (), reading.trust.less(0.9)
            )
        name = label_leaf(amounts[0].cell, None, reading.trust)
        found: list[Node] = [fund_node("total", name, values)] if any(values.values()) else []
        progress = values.get("execution_progress")
        return Money(found, progress if isinstance(progress, Leaf) else None, range(row, row + 1))
    return None
