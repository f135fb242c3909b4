"""The spending plan of a target form in, its steps out: by when how much of the money is to be spent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.paper.block import Cell
from extractor.record.draft import Node
from extractor.record.labels import plain
from extractor.record.values.amounts import unit_in
from extractor.record.values.text import is_blank
from extractor.stages.forms_to_records.leaf import cut, part_of_cell, part_of_words, percent_leaf, text_leaf
from extractor.stages.forms_to_records.reading import Reading

_BY = re.compile(
    r"(?:截[至止])?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日)?(?:底|末|份)?前?|第?[一二三四1-4]季度[底末]?|"
    r"上半年|下半年|全年|年[底末]"
)
_FIGURE = re.compile(r"[\d.,]+[%‰]?")
_SHARE = re.compile(r"[\d.]+%?")
_TOLD = re.compile(
    rf"({_BY.pattern})[:：]?(?:完成|支出|累计|达到?|支付|至|不低于)*[:：]?(\d{{1,3}}(?:\.\d+)?%)[,，;；、。]?"
)
_OF_PLAN = re.compile(r"计划|进度|时间|时点|节点|比例|月份|季度|支出|累计")
_WORDS = re.compile(r"[一-鿿]{2}")
_OF_WORKS = re.compile(r"工程|形象|工作|实施|建设|施工|任务|完工")
_OF_MONEY = re.compile(r"资金|支出|支付|付款|用款|预算|经费|拨款")
_SHORT = 12  # characters of a label of the plan
_WHOLE = 100  # per cent: more is hardly a share of the money


def read_plan(reading: Reading, rows: range) -> list[Node]:
    """The steps in ``rows``, in printed order; a step whose figure is blank gives none."""
    steps: list[Node] = []
    for cell in (cell for row in rows for cell in reading.sheet.starting(row) if not reading.used(cell)):
        if not _is_step(cell):
            steps += _steps_together(reading, cell) or _steps_told(reading, cell)
            continue
        value = _value_of(reading, cell)
        if value is not None and _says_else(value):
            _use_blank(reading, cell, value)
            continue
        reading.use(cell, value)
        _use_labels(reading, cell, value)
        if value is None:
            continue
        figure = plain(value.text).rstrip("%")
        odd = figure.replace(".", "", 1).isdigit() and float(figure) > _WHOLE
        trust = reading.trust.less(0.5, "label-guessed") if _is_of_works(reading, cell) else reading.trust
        percent = percent_leaf(value, trust.less(0.5, "over-100-percent") if odd else trust)
        if percent is not None:
            steps.append({"by": text_leaf(cell, trust), "percent": percent})
    return steps


def _steps_together(reading: Reading, cell: Cell) -> list[Node]:
    """Steps in one cell over their figures in one (三季度 四季度 over 60% 100%), the walls between them unseen."""
    below = reading.sheet.below(cell)
    if below is None or len(cell.words) < 2 or len(cell.words) != len(below.words):
        return []
    pairs = [
        (part_of_words((step,)), part_of_words((word,))) for step, word in zip(cell.words, below.words, strict=True)
    ]
    if not all(
        step and word and _BY.fullmatch(plain(step.text)) and _SHARE.fullmatch(plain(word.text)) for step, word in pairs
    ):
        return []
    reading.use(cell, below)
    trust = reading.trust.less(0.6, "cells-run-together")
    return [{"by": text_leaf(step, trust), "percent": percent_leaf(word, trust)} for step, word in pairs]


def _steps_told(reading: Reading, cell: Cell) -> list[Node]:
    """Steps told one after another in one cell with their shares (3月底:25% 6月底:50%), where it says nothing else."""
    part, text = part_of_cell(cell), plain(cell.text)
    told = list(_TOLD.finditer(text))
    if not told or sum(match.end() - match.start() for match in told) < len(text):
        return []
    reading.use(cell)
    _use_labels(reading, cell, None)
    return [
        {
            "by": text_leaf(cut(part, *match.span(1)), reading.trust),
            "percent": percent_leaf(cut(part, *match.span(2)), reading.trust),
        }
        for match in told
    ]


def _is_of_works(reading: Reading, step: Cell) -> bool:
    """Whether the labels around a step speak of works and none of money: the shares may be of the work done."""
    above = [cell for row in range(max(step.row - 1, 0), step.row) for cell in reading.sheet.row(row)]
    beside = [cell for cell in reading.sheet.row(step.row) if cell.column < step.column]
    label = "".join(plain(cell.text) for cell in beside if len(plain(cell.text)) <= _SHORT)
    around = label + "".join(plain(cell.text) for cell in above if len(plain(cell.text)) <= _SHORT)
    return _OF_WORKS.search(label) is not None and _OF_MONEY.search(around) is None


def _is_step(cell: Cell) -> bool:
    return _BY.fullmatch(plain(cell.text).strip(":：")) is not None


def _use_blank(reading: Reading, step: Cell, below: Cell) -> None:
    """Notes a step with nothing beside it, where steps run down."""
    right = reading.sheet.right_of(step)
    if right is not None and is_blank(right.text) and _is_step(below):
        reading.use(step, right)


def _says_else(value: Cell) -> bool:
    """Whether something else than a share stands where one would: another date or work, as of a plan of works."""
    text = plain(value.text)
    return _is_step(value) or ("%" not in text and _WORDS.search(text) is not None)


def _value_of(reading: Reading, step: Cell) -> Cell | None:
    """The figure's cell: right of its step where steps run down, else below it; of several below, the share."""
    right = reading.sheet.right_of(step)
    if right is not None and (_is_figure(right) or (is_blank(right.text) and right.ink)) and step.row_span == 1:
        return right
    below = list(_figures_below(reading, step))
    shares = [cell for cell in below if "%" in plain(cell.text) or not _is_of_amounts(reading, cell)]
    return next(iter(shares), reading.sheet.below(step) if not below else None)


def _figures_below(reading: Reading, step: Cell) -> Iterator[Cell]:
    cell = reading.sheet.below(step)
    while cell is not None and _is_figure(cell):
        yield cell
        cell = reading.sheet.below(cell)


def _is_figure(cell: Cell) -> bool:
    return _FIGURE.fullmatch(plain(cell.text)) is not None


def _is_of_amounts(reading: Reading, cell: Cell) -> bool:
    """Whether the row of a figure is one of money, not of shares."""
    lead = [part_of_cell(left).text for left in reading.sheet.row(cell.row) if left.column < cell.column]
    texts = [text for text in lead if _FIGURE.fullmatch(plain(text)) is None]
    return any("金额" in plain(text) or unit_in(text) is not None for text in texts)


def _use_labels(reading: Reading, step: Cell, value: Cell | None) -> None:
    """The labels beside the plan and its rows, and the heads over it, say nothing of their own."""
    above = reading.sheet.at(step.row - 1, step.column)
    rows = (step.row, *((value.row,) if value is not None else ()))
    beside = [cell for row in rows for cell in reading.sheet.row(row) if cell.column < step.column]
    if above is not None and not _is_step(above):
        beside += [cell for cell in (above, reading.sheet.right_of(above)) if cell is not None]
    for cell in beside:
        text = plain(cell.text)
        if len(text) <= _SHORT and _OF_PLAN.search(text) and not _is_step(cell):
            reading.use(cell)
