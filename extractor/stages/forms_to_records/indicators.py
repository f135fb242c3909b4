"""The indicator table: its header row wherever it stands, its columns in any order, one draft row a printed row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import Match, plain
from extractor.record.values.names import drop_counter, is_counter_only, split_weight
from extractor.record.values.numbers import read_number
from extractor.record.values.text import is_blank, read_text, squeeze
from extractor.record.wording import HEAD, INDICATOR_COLUMNS, INDICATOR_ROWS, SECTIONS
from extractor.stages.forms_to_records.leaf import (
    Part,
    Trust,
    joined,
    make,
    number_leaf,
    number_or_text_leaf,
    part_of_cell,
    text_leaf,
)
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, columns_of

LEVELS = ("level1", "level2", "level3")
_LOOKED_AT = 8  # rows under the header that show how it is divided
_VALUES = ("target", "actual", "weight", "score", "description", "rule", "note", "basis")
_QUALITATIVE = re.compile(r"定性|定量|正向指标?|反向指标?|正向|反向|数值型?|文字型?|无量纲")
_NO_UNIT = re.compile(r"无|无量纲|其他")
_NAME_LIKE = re.compile(r"[一-鿿“”()、]{3,}")


@dataclass(frozen=True)
class Column:
    """A column of the table: what it means, which columns of the sheet it covers, how surely."""

    meaning: str
    place: Columns
    trust: Trust


@dataclass(frozen=True)
class Header:
    """The header: rows ``first`` to ``end`` (half-open), its columns by meaning."""

    first: int
    end: int
    columns: dict[str, Column] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One printed row: the cell under each column, None where the column has none."""

    row: int
    cells: dict[str, Cell | None]


def find_header(reading: Reading) -> Header | None:
    """The header of the indicator table; None where the form has none."""
    sheet = reading.sheet
    for row in range(sheet.rows):
        known = {label.match.meaning for label in sheet.labels(INDICATOR_COLUMNS, row)}
        levels = known & set(LEVELS)
        if len(levels) >= 2 or ("level3" in known and known & {"target", "actual", "weight"}):
            return _header(reading, row)
    return None


def _header(reading: Reading, row: int) -> Header:
    sheet = reading.sheet
    labels = sheet.labels(INDICATOR_COLUMNS, row)
    end = max(label.cell.row + label.cell.row_span for label in labels if label.match.meaning in LEVELS)
    columns: dict[str, Column] = {}
    unknown: list[Cell] = []
    for at in range(row, end):
        for cell in sheet.starting(at):
            if not plain(cell.text) or cell.row + cell.row_span > end:
                continue
            match = INDICATOR_COLUMNS.match(part_of_cell(cell).text)
            reading.use(cell)
            if _is_side_label(cell, match):
                continue
            if match is None:
                unknown.append(cell)
            elif at == row or not _divides(columns.get(match.meaning), cell):
                doubt = None if match.certainty > 0.8 else "column-guessed"
                trust = reading.trust.less(match.certainty if doubt else 1.0, doubt)
                columns.setdefault(match.meaning, Column(match.meaning, columns_of(cell), trust))
    _infer(reading, columns, unknown)
    _split_names(reading, columns, end)
    return Header(row, end, columns)


def _split_names(reading: Reading, columns: dict[str, Column], first: int) -> None:
    """Where most rows have two cells under 三级指标, the second is a description whose head was left out."""
    names = columns.get("level3")
    if names is None or "description" in columns:
        return
    firsts: list[int] = []
    rows = range(first, min(reading.sheet.rows, first + _LOOKED_AT))
    for row in rows:
        under = [c for c in reading.sheet.row(row) if names.place.first <= c.column < names.place.end]
        if len(under) == 2 and under[1].column + under[1].column_span <= names.place.end:
            firsts.append(under[1].column)
    if len(firsts) * 2 > len(rows):
        at = sorted(firsts)[len(firsts) // 2]
        trust = reading.trust.less(0.85, "column-by-place")
        columns["level3"] = Column("level3", Columns(names.place.first, at), names.trust)
        columns["description"] = Column("description", Columns(at, names.place.end), trust)


def _is_side_label(cell: Cell, match: Match | None) -> bool:
    """Whether a cell is rather the label beside the block (年度绩效指标) than a head much like it (年度绩效指标值)."""
    section = SECTIONS.match(cell.text)
    return section is not None and (match is None or section.certainty > match.certainty)


def _divides(column: Column | None, cell: Cell) -> bool:
    """Whether a cell of the header's second row only names a part of a column found in the first."""
    return column is not None and column.place.first <= cell.column < column.place.end


def _infer(reading: Reading, columns: dict[str, Column], unknown: Sequence[Cell]) -> None:
    """Gives level columns whose header could not be read their place between the ones that could."""
    guessed = reading.trust.less(0.6, "column-by-place")
    for cell in sorted(unknown, key=lambda cell: cell.column):
        missing = [level for level in LEVELS if level not in columns]
        if missing and "指标" in plain(cell.text) and len(plain(cell.text)) <= 6:
            columns[missing[0]] = Column(missing[0], columns_of(cell), guessed)


def lines_of(reading: Reading, header: Header) -> tuple[list[Line], int]:
    """The printed rows under the header, and the row the table ends before.

    It ends at its total, grade or remarks; a header row repeated in between is passed over.
    """
    sheet = reading.sheet
    lines: list[Line] = []
    row = header.end
    while row < sheet.rows and not ends_table(reading, row, header):
        if not _repeats_header(reading, row):
            cells = {meaning: sheet.under(row, column.place) for meaning, column in header.columns.items()}
            if any(cell is not None and cell.row == row for cell in cells.values()):
                lines.append(Line(row, cells))
        row += 1
    return lines, row


def ends_table(reading: Reading, row: int, header: Header) -> bool:
    """Whether a row no longer belongs to the table: total, grade, conclusion, remarks, signature."""
    lead = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
    if not lead:
        return False
    first = lead[0]
    if INDICATOR_ROWS.match(first.text) is not None and not _is_level_row(reading, row, header):
        return True
    ends_here = SECTIONS.meaning(first.text) in ("problems", "measures", "remark")
    signed = HEAD.meaning(first.text) in ("preparer", "phone", "reviewer", "leader", "fill_date")
    inline = any(
        hit.start == 0 and hit.match.meaning in ("preparer", "reviewer", "leader")
        for hit in HEAD.inline(plain(first.text))
    )
    note = bool(re.match(r"(?:备注|注|说明|填表说明)\d?[:：.]", plain(first.text)))
    wide = first.column_span * 2 > reading.sheet.columns and len(lead) == 1
    level = header.columns.get("level1") or header.columns.get("level2")
    leftmost = level is None or first.column <= level.place.first
    return (
        (ends_here and leftmost and not _is_level_row(reading, row, header))
        or signed
        or inline
        or (note and (wide or leftmost))
    )


def _is_level_row(reading: Reading, row: int, header: Header) -> bool:
    """Whether a row has a third-level name of its own, so that a word like 合计 in it is only a name."""
    column = header.columns.get("level3")
    if column is None:
        return False
    cell = reading.sheet.under(row, column.place)
    level2 = header.columns.get("level2")
    other = reading.sheet.under(row, level2.place) if level2 else None
    return (
        cell is not None
        and cell.row == row
        and other is not None
        and other is not cell
        and not is_blank(cell.text)
        and not is_blank(other.text)
        and INDICATOR_ROWS.match(other.text) is None
        and cell.column_span <= column.place.end - column.place.first + 1
    )


def _repeats_header(reading: Reading, row: int) -> bool:
    labels = reading.sheet.labels(INDICATOR_COLUMNS, row)
    repeated = len({label.match.meaning for label in labels} & set(LEVELS)) >= 2
    if repeated:
        reading.use(*(label.cell for label in labels))
    return repeated


def rows_to_nodes(reading: Reading, header: Header, lines: Sequence[Line], keys: tuple[str, ...]) -> list[Node]:
    """Draft rows: names repeated where their cell is merged, merged values given on the first row they cover.

    Args:
        reading: the form.
        header: its columns.
        lines: its printed rows.
        keys: the keys a row of this kind of record has besides the levels and ``score_rows``.
    """
    for line in lines:
        reading.use(*line.cells.values())
    kept = [line for line in lines if _is_kept(line, lines)]
    given: set[int] = set()
    nodes: list[Node] = []
    for line in kept:
        node = _names(header, line)
        for key in keys:
            node[key] = _value(header, line, key, given)
        _score_rows(node, header, line, kept)
        _name_from_target(node)
        given.update(id(cell) for meaning, cell in line.cells.items() if cell is not None and meaning not in LEVELS)
        nodes.append(node)
    return nodes


def _is_kept(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a row says anything: a third-level name of its own, or a value of its own.

    A value merged over rows that are all blank else is kept on the first of them, so that it is not lost.
    """
    name = line.cells.get("level3")
    if name is not None and name.row == line.row and not is_counter_only(name.text):
        return True
    values = [cell for key in _VALUES if (cell := line.cells.get(key)) is not None and _says(cell)]
    if any(cell.row_span == 1 for cell in values):
        return True
    return any(cell.row == line.row and not _covers_a_name(cell, lines) for cell in values)


def _covers_a_name(cell: Cell, lines: Sequence[Line]) -> bool:
    for line in lines:
        if not cell.row <= line.row < cell.row + cell.row_span:
            continue
        name = line.cells.get("level3")
        if name is not None and not is_counter_only(name.text):
            return True
        if any((own := line.cells.get(key)) is not None and own.row_span == 1 and _says(own) for key in _VALUES):
            return True
    return False


def _says(cell: Cell) -> bool:
    return not is_blank(cell.text) or (not cell.lines and cell.ink > 0.02)


def _names(header: Header, line: Line) -> dict[str, Node]:
    node: dict[str, Node] = {"level1": None, "level1_weight": None, "level2": None, "level3": None}
    first, second, third = (line.cells.get(level) for level in LEVELS)
    if first is not None:
        trust = header.columns["level1"].trust
        node["level1"] = make(part_of_cell(first), lambda text: _or_none(split_weight(text)[0]), trust)
        weight = make(part_of_cell(first), lambda text: split_weight(text)[1], trust)
        node["level1_weight"] = weight if weight is not None and weight.value is not None else None
    if second is not None and second is not first:
        node["level2"] = text_leaf(second, header.columns["level2"].trust)
    if third is not None and third is not second and third is not first:
        node["level3"] = make(part_of_cell(third), _level3, header.columns["level3"].trust)
    return node


def _or_none(text: str) -> str | None:
    return None if is_blank(text) else text


def _level3(text: str) -> str | None:
    return None if is_blank(text) else drop_counter(text)


def _value(header: Header, line: Line, key: str, given: set[int]) -> Leaf | None:
    column = header.columns.get(key)
    cell = line.cells.get(key)
    if key == "target" and ("operator" in header.columns or "unit" in header.columns):
        return _joined_target(header, line, given)
    if column is None or cell is None or id(cell) in given or _is_a_name(line, key, cell):
        return None
    if key == "weight":
        return number_leaf(cell, column.trust)
    if key == "score":
        return number_or_text_leaf(cell, column.trust)
    return text_leaf(cell, column.trust)


def _is_a_name(line: Line, key: str, cell: Cell) -> bool:
    """Whether the cell under a value column is really a name merged across into it."""
    return key not in LEVELS and any(line.cells.get(level) is cell for level in LEVELS)


def _joined_target(header: Header, line: Line, given: set[int]) -> Leaf | None:
    """``≥`` | ``735`` | ``人次`` printed over three columns, as it reads; 定性 and 正向 drop out."""
    parts: list[Part] = []
    trust = Trust()
    for key in ("operator", "target", "unit"):
        cell = line.cells.get(key)
        if cell is None or id(cell) in given:
            continue
        trust = header.columns[key].trust
        text = squeeze(part_of_cell(cell).text)
        if key == "operator" and _QUALITATIVE.fullmatch(text):
            continue
        if key == "unit" and (_NO_UNIT.fullmatch(text) or (parts and squeeze(parts[-1].text).endswith(text))):
            continue
        if not is_blank(text):
            parts.append(part_of_cell(cell))
    target = line.cells.get("target")
    if target is not None and id(target) not in given and not target.lines:
        unread = text_leaf(target, trust)
        if unread is not None or not parts:
            return unread
    if all(part.text in ("%",) for part in parts):
        parts = [part for part in parts if target is not None and not is_blank(target.text)]
    whole = joined(parts)
    return make(whole, read_text, trust) if whole is not None else None


def _score_rows(node: dict[str, Node], header: Header, line: Line, kept: Sequence[Line]) -> None:
    """How many kept rows the score's cell covers; 0 on all but the first of them."""
    cell = line.cells.get("score")
    if "score" not in header.columns or cell is None or _is_a_name(line, "score", cell):
        node["score_rows"] = 1
        return
    covered = [other for other in kept if other.cells.get("score") is cell]
    node["score_rows"] = len(covered) if covered[0] is line else 0
    if covered[0] is not line:
        node["score"] = None


def _name_from_target(node: dict[str, Node]) -> None:
    """Where the name column holds only a template's counter and the target column a name, the name is moved."""
    level3, target = node["level3"], node.get("target")
    if not isinstance(level3, Leaf) or not isinstance(target, Leaf) or node.get("actual") is None:
        return
    if is_counter_only(level3.raw) and isinstance(target.value, str) and _NAME_LIKE.fullmatch(target.value):
        doubts = (*target.doubts, "name-in-target-column")
        node["level3"] = Leaf(
            target.value, target.raw, target.page, target.box, target.words, target.certainty * 0.6, doubts
        )
        node["target"] = None


def totals(reading: Reading, header: Header | None, first: int) -> tuple[Leaf | None, Leaf | None]:
    """Total weight and total score from the first 总分/合计 row at or below row ``first``."""
    sheet = reading.sheet
    for row in range(first, sheet.rows):
        label = next((one for one in sheet.labels(INDICATOR_ROWS, row) if one.match.meaning == "total"), None)
        if label is None:
            continue
        right = [cell for cell in sheet.row(row) if cell.column > label.cell.column and cell is not label.cell]
        reading.use(label.cell, *right)
        return _total_cells(reading, header, right)
    return None, None


def _total_cells(reading: Reading, header: Header | None, cells: Sequence[Cell]) -> tuple[Leaf | None, Leaf | None]:
    figures = [cell for cell in cells if _is_number(cell)]
    unread = [cell for cell in cells if not is_blank(cell.text) and not _is_number(cell)]
    if not figures and not unread:
        return None, None
    weight = _under_total(reading, header, "weight", figures)
    score = _under_total(reading, header, "score", figures)
    trust = reading.trust
    if score is weight and weight is not None:
        weight = None
    if score is None and figures:
        rest = [cell for cell in figures if cell is not weight]
        score = rest[-1] if rest else None
    if weight is None and len(figures) >= 2:
        rest = [cell for cell in figures if cell is not score and score is not None and cell.column < score.column]
        weight = rest[-1] if rest else None
        trust = trust.less(0.9)
    return number_leaf(weight, trust), number_leaf(score, trust)


def _under_total(reading: Reading, header: Header | None, key: str, figures: Sequence[Cell]) -> Cell | None:
    column = header.columns.get(key) if header else None
    if column is None or not figures:
        return None
    cell = reading.sheet.under(figures[0].row, column.place)
    return cell if cell is not None and any(cell is figure for figure in figures) else None


def _is_number(cell: Cell) -> bool:
    try:
        return read_number(part_of_cell(cell).text) is not None
    except ValueError:
        return False
