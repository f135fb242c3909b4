"""The indicator part of a form: merged level names, columns in any order, merged scores, empty template rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpora.layouts.pen import Pen
from corpora.layouts.sheet import Cell

_TARGET = re.compile(r"(≥|≤|>=|<=|=|>|<)?(\d[\d.]*)((?!年|月|日|-)\D*)")
_AS_TEXT = ("level2", "level3", "description", "target", "actual", "note", "basis", "rule")
_LONG = ("description", "note", "basis", "rule")


@dataclass(frozen=True)
class Column:
    """A column: the record's key it prints (or sign/number/unit, a target's three parts), its header, its width."""

    key: str
    header: str
    width: float


@dataclass(frozen=True)
class IndicatorTable:
    """How the indicators are printed.

    ``points`` is the pattern of a level-1 weight beside its name (``({})``, ``<br>({}分)``), None where not printed.
    ``counter`` is the pattern before a level-3 name (``指标{}:``). ``spare`` template rows follow each level-2 group.
    ``merge`` joins equal level names down the column; ``scores_merged`` joins blank rows under a group's score.
    """

    columns: Sequence[Column]
    points: str | None = None
    counter: str | None = None
    spare: Sequence[str] = ()
    merge: bool = True
    scores_merged: bool = False
    narrow: bool = False


@dataclass
class _Line:
    """A printed row: the record's row, or one the template left empty."""

    row: int | None
    level1: int
    level2: int
    spare: str = ""
    spans: dict[str, int] = field(default_factory=dict)


def indicator_rows(pen: Pen, table: IndicatorTable) -> list[list[Cell]]:
    """Return the cells of all indicator rows (without the header)."""
    lines = _lines(pen, table)
    _span(lines, pen, table)
    return [[cell for column in table.columns if (cell := _cell(pen, table, line, column))] for line in lines]


def header_cells(pen: Pen, columns: Sequence[Column]) -> list[Cell]:
    """Return the header row, a target in three parts under one or three headings as its columns say."""
    return [Cell(pen.label(column.header), css="h c") for column in columns]


def total_cells(pen: Pen, columns: Sequence[Column], label: str) -> list[Cell]:
    """Return the closing row: ``label`` up to the first column of points, then the totals in their columns."""
    printed = {"weight": "/total_weight", "score": "/total_score"}
    keys = [column.key for column in columns]
    first = next(index for index, key in enumerate(keys) if key in printed)
    figures = (Cell(pen.score(printed[key]) if key in printed else "") for key in keys[first:])
    return [Cell(pen.label(label), first, css="c"), *figures]


def _lines(pen: Pen, table: IndicatorTable) -> list[_Line]:
    lines: list[_Line] = []
    rows = pen.record["indicators"]
    for index, row in enumerate(rows):
        previous = rows[index - 1] if index and table.merge else {}
        same1 = previous.get("level1") == row["level1"]
        same2 = same1 and previous["level2"] == row["level2"]
        lines.append(_Line(index, lines[-1].level1 if same1 else index, lines[-1].level2 if same2 else index))
        last = index + 1 == len(rows) or (rows[index + 1]["level1"], rows[index + 1]["level2"]) != (
            row["level1"],
            row["level2"],
        )
        if last and table.spare and "执行率" not in (row["level1"] or ""):
            lines += [_Line(None, lines[-1].level1, lines[-1].level2, spare) for spare in table.spare]
    return lines


def _span(lines: list[_Line], pen: Pen, table: IndicatorTable) -> None:
    for level in ("level1", "level2"):
        for line in lines:
            group = [other for other in lines if getattr(other, level) == getattr(line, level)]
            line.spans[level] = len(group) if group[0] is line else 0
    holder: _Line | None = None
    for line in lines:
        rows = 1 if line.row is None else pen.record["indicators"][line.row].get("score_rows", 1)
        continues = (
            rows == 0 or (line.row is None and table.scores_merged) or (line.row is None and _inside(lines, line, pen))
        )
        if continues and holder is not None:
            holder.spans["score"] += 1
            line.spans["score"] = 0
        else:
            holder, line.spans["score"] = line, 1


def _inside(lines: list[_Line], line: _Line, pen: Pen) -> bool:
    """Tell whether a template row lies between rows that share one score."""
    for other in lines[lines.index(line) + 1 :]:
        if other.row is not None:
            return bool(pen.record["indicators"][other.row].get("score_rows", 1) == 0)
    return False


def _cell(pen: Pen, table: IndicatorTable, line: _Line, column: Column) -> Cell | None:
    span = line.spans.get(column.key, 1)
    if span == 0:
        return None
    long = "t" if column.key in _LONG else ""
    if line.row is None:
        return Cell(pen.label(line.spare) if column.key == "level3" else "", rows=span, css=long)
    if column.key == "level1":
        return Cell(_level1(pen, table, line), rows=span, css="v" if table.narrow else "")
    if column.key == "level2":
        return Cell(pen.put(*(f"/indicators/{row}/level2" for row in _covered(pen, line.row, span, table))), rows=span)
    return Cell(_leaf(pen, table, line.row, column.key), rows=span, css=long)


def _level1(pen: Pen, table: IndicatorTable, line: _Line) -> str:
    assert line.row is not None
    same = _covered(pen, line.row, line.spans["level1"], table, level2=False)
    name = pen.put(*(f"/indicators/{row}/level1" for row in same))
    if table.points is None or pen.value(f"/indicators/{line.row}/level1_weight") is None:
        return name
    line_break, points = ("<br>", table.points[4:]) if table.points.startswith("<br>") else ("", table.points)
    printed = pen.style.text(points.format(pen.value(f"/indicators/{line.row}/level1_weight")))
    return name + line_break + pen.put(*(f"/indicators/{row}/level1_weight" for row in same), printed=printed)


def _covered(pen: Pen, first: int, span: int, table: IndicatorTable, level2: bool = True) -> list[int]:
    """Return the record rows that a merged level name starting at ``first`` stands for."""
    if not table.merge or span == 1:
        return [first]
    rows = pen.record["indicators"]
    keys = ("level1", "level2") if level2 else ("level1",)
    covered = [first]
    for index in range(first + 1, len(rows)):
        if any(rows[index][key] != rows[first][key] for key in keys):
            break
        covered.append(index)
    return covered


def _leaf(pen: Pen, table: IndicatorTable, row: int, key: str) -> str:
    pointer = f"/indicators/{row}/{key}"
    if key in ("sign", "number", "unit"):
        return target_part(pen, row, key)
    if key == "level3" and table.counter and pen.value(pointer) is not None:
        rows = pen.record["indicators"]
        before = [
            other
            for other in rows[:row]
            if (other["level1"], other["level2"]) == (rows[row]["level1"], rows[row]["level2"])
        ]
        return pen.label(table.counter.format(len(before) + 1)) + pen.put(pointer)
    if key in _AS_TEXT:
        return pen.put(pointer, blank="")
    return pen.score(pointer)


def target_part(pen: Pen, row: int, part: str) -> str:
    """Print one of a target's three parts: 指标性质, 指标值, 度量单位."""
    pointer = f"/indicators/{row}/target"
    target = pen.value(pointer)
    match = _TARGET.fullmatch(target or "")
    if target is None:
        return ""
    if match is None:
        return pen.put(pointer) if part == "number" else pen.label("定性") if part == "sign" else ""
    text = match[("sign", "number", "unit").index(part) + 1]
    return pen.put(pointer, printed=pen.style.text(text)) if text else ""
