"""Rows of the indicator table in, draft rows out: names repeated, merged values given once, targets joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.comparators import read_target
from extractor.record.values.names import drop_counter, is_counter_only, split_weight
from extractor.record.values.text import is_blank, squeeze
from extractor.record.wording import LEVEL_NAMES
from extractor.stages.forms_to_records.indicator_content import Column
from extractor.stages.forms_to_records.indicator_header import LEVELS, Header
from extractor.stages.forms_to_records.indicator_table import Line
from extractor.stages.forms_to_records.leaf import (
    UNREAD_INK,
    Part,
    Trust,
    cut,
    joined,
    make,
    number_or_text_leaf,
    part_of_cell,
    text_leaf,
    weight_leaf,
)
from extractor.stages.forms_to_records.level_bands import without_bands
from extractor.stages.forms_to_records.level_steps import without_steps
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.unseen_walls import figures_to_their_rows, rows_apart
from extractor.stages.forms_to_records.upright import points_after_name
from extractor.stages.forms_to_records.without_levels import doubt_lost_levels

_VALUES = ("target", "actual", "weight", "score", "description", "rule", "note", "basis")
_QUALITATIVE = re.compile(r"定性|定量|正向指标?|反向指标?|正向|反向|数值型?|文字型?|无量纲")
_BARE_POINTS = re.compile(r"([一-鿿]{2,12})[(\[]?(\d{1,3}(?:\.\d)?)[^\d一-鿿]{0,3}")
"""A level and its points, the bracket between them or its end unread."""
_ODD_NAME = "odd-name"
_JOINED = ("operator", "unit", "level1_weight")
"""Columns without a key of their own, whose values are joined with others'."""
_NO_VALUE = re.compile(r"[≥≤<>=]+[^\d一-鿿]*")
_STRAY_POINT = re.compile(r"[.·]\d.*|.*[\d%][.·]")
_MUCH_INK = 0.02
_SIGN_INK = 0.002  # of a cell that has just a sign (=, %) at most; a blank one has none at all
_NO_UNIT = re.compile(r"无|无量纲|其他")
_NAME_LIKE = re.compile(r"[一-鿿“”()、]{3,}")


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
    lines, header = without_bands(reading, header, without_steps(reading, lines))
    lines, parted = rows_apart(figures_to_their_rows(lines))
    if parted:
        reading.doubt("row-wall-unseen")
    kept = [line for line in lines if _is_kept(line, lines)]
    if any(_has_unread_ink(line) for line in lines if all(line is not other for other in kept)):
        reading.doubt("unread-ink-in-blank-row")
    if any(_is_passed_over(column, keys) for column in header.columns.values()):
        reading.doubt("unknown-column")
    doubt_lost_levels(reading, header, kept)
    if "level4" in header.columns:
        reading.doubt("fourth-level-left-out")
    given: set[int] = set()
    nodes: list[dict[str, Node]] = []
    for line in kept:
        node = _names(header, line)
        if nodes:
            _from_above(node, line, nodes[-1])
        for key in keys:
            node[key] = _value(header, line, key, given)
        _score_rows(node, header, line, kept)
        _name_from_target(node)
        given.update(id(cell) for meaning, cell in line.cells.items() if cell is not None and meaning not in LEVELS)
        nodes.append(node)
    return [*nodes]


def _is_passed_over(column: Column, keys: Sequence[str]) -> bool:
    """Whether a column's meaning was only guessed and has no place in the record: it may hold another's values."""
    return bool(column.trust.doubts) and column.meaning not in (*LEVELS, *keys, *_JOINED)


def _is_kept(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a row says anything: a third-level name of its own, or a value of its own.

    A value merged over rows that are all blank else is kept on the first of them, so that it is not lost.
    """
    name = line.cells.get("level3")
    if name is not None and name.row == line.row and not is_counter_only(name.text):
        return True
    values = [
        cell
        for key in _VALUES
        if (cell := line.cells.get(key)) is not None and _says(cell) and not _is_a_name(line, key, cell)
    ]
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
    return not is_blank(cell.text)


def _has_unread_ink(line: Line) -> bool:
    """Whether a row taken for a blank one of the template has ink nobody read in its value cells."""
    values = [cell for key in _VALUES if (cell := line.cells.get(key)) is not None and cell.row_span == 1]
    return any(not cell.lines and cell.ink > _MUCH_INK for cell in values)


def _names(header: Header, line: Line) -> dict[str, Node]:
    node: dict[str, Node] = {"level1": None, "level1_weight": None, "level2": None, "level3": None}
    first, second, third = (line.cells.get(level) for level in LEVELS)
    if first is not None:
        node["level1"], node["level1_weight"] = _name_and_weight(first, header.columns["level1"].trust)
    beside = line.cells.get("level1_weight")
    if beside is not None and node["level1_weight"] is None:
        node["level1_weight"] = weight_leaf(beside, header.columns["level1_weight"].trust)
    if second is not None and second is not first:
        node["level2"] = _doubting_rests(text_leaf(second, header.columns["level2"].trust))
        if isinstance(node["level1"], Leaf) and _ODD_NAME in node["level1"].doubts and isinstance(node["level2"], Leaf):
            node["level2"] = replace(node["level2"], doubts=(*node["level2"].doubts, _ODD_NAME))
    if third is not None and third is not second and third is not first:
        node["level3"] = make(part_of_cell(third), _level3, header.columns["level3"].trust)
    return node


def _from_above(node: dict[str, Node], line: Line, above: dict[str, Node]) -> None:
    """Gives a row whose level cell is empty the level of the row above, as where a merged cell was cut; doubted."""
    for level, also in (("level1", "level1_weight"), ("level2", None)):
        cell, name = line.cells.get(level), above[level]
        same_group = level == "level1" or _value_of(node["level1"]) == _value_of(above["level1"])
        if node[level] is not None or cell is None or plain(cell.text) or not isinstance(name, Leaf) or not same_group:
            continue
        for key in (level, also):
            leaf = above[key] if key else None
            if key and isinstance(leaf, Leaf):
                doubts = tuple(dict.fromkeys((*leaf.doubts, "level-from-above")))
                node[key] = replace(leaf, certainty=leaf.certainty * 0.6, doubts=doubts)


def _value_of(node: Node) -> object:
    return node.value if isinstance(node, Leaf) else node


def _name_and_weight(cell: Cell, trust: Trust) -> tuple[Leaf | None, Leaf | None]:
    """A level's name and the points in brackets behind it, each with its own characters."""
    part = points_after_name(part_of_cell(cell))
    name, points = split_weight(part.text)
    if points is None and (bare := _BARE_POINTS.fullmatch(plain(part.text))) and LEVEL_NAMES.match(bare.group(1)):
        name, points, trust = bare.group(1), bare.group(2), trust.less(0.6, "bracket-lost")
    if points is None:
        return _doubting_rests(make(part, lambda _: _or_none(name), trust)), None
    at = len(plain(name))
    first, second = cut(part, 0, at), cut(part, at)
    whole = first.words and second.words
    named = _doubting_rests(make(first if whole else part, lambda _: name, trust))
    return named, make(second if whole else part, lambda _: points, trust)


def _doubting_rests(leaf: Leaf | None) -> Leaf | None:
    """A level's name; no name is a single character, so one is the rest of a name that was cut."""
    if leaf is None or not isinstance(leaf.value, str) or len(leaf.value) > 1:
        return leaf
    return replace(leaf, doubts=(*leaf.doubts, _ODD_NAME))


def _or_none(text: str) -> str | None:
    return None if is_blank(text) else text


def _level3(text: str) -> str | None:
    return None if is_blank(text) else drop_counter(text)


def _value(header: Header, line: Line, key: str, given: set[int]) -> Leaf | None:
    column = header.columns.get(key)
    cell = line.cells.get(key)
    if key == "target" and column is not None:
        cell, trust = _target(header, line)
        column = replace(column, trust=trust)
    if key == "target" and ("operator" in header.columns or "unit" in header.columns):
        return _joined_target(header, line, given)
    if column is None or cell is None or id(cell) in given or _is_a_name(line, key, cell):
        return None
    if key == "weight":
        return weight_leaf(cell, column.trust)
    if key == "score":
        return number_or_text_leaf(cell, column.trust)
    if key in ("target", "actual"):
        return _without_stray_point(make(cell, read_target, column.trust))
    return text_leaf(cell, column.trust)


def _is_a_name(line: Line, key: str, cell: Cell) -> bool:
    """Whether the cell under a value column is really a name merged across into it."""
    return key not in LEVELS and any(line.cells.get(level) is cell for level in LEVELS)


def _joined_target(header: Header, line: Line, given: set[int]) -> Leaf | None:
    """``≥`` | ``735`` | ``人次`` printed over three columns, as it reads; 定性 and 正向 drop out."""
    parts: list[Part] = []
    target, trust = _target(header, line)
    for key in ("operator", "target", "unit"):
        cell = target if key == "target" else line.cells.get(key)
        if cell is None or id(cell) in given:
            continue
        if header.columns[key].trust.certainty < trust.certainty:
            trust = header.columns[key].trust
        text = squeeze(part_of_cell(cell).text)
        if key == "operator" and _QUALITATIVE.fullmatch(text):
            continue
        if key == "unit" and (_NO_UNIT.fullmatch(text) or (parts and squeeze(parts[-1].text).endswith(text))):
            continue
        if not is_blank(text):
            parts.append(part_of_cell(cell))
    if target is not None and id(target) not in given and not target.lines:
        unread = text_leaf(target, trust)
        if unread is not None or not parts:
            return unread
    if all(part.text in ("%",) for part in parts):
        parts = [part for part in parts if target is not None and not is_blank(target.text)]
    whole = joined(parts)
    trust = trust.less(0.3, "value-missing") if whole is not None and _NO_VALUE.fullmatch(plain(whole.text)) else trust
    return _without_stray_point(make(whole, read_target, trust)) if whole is not None else None


def _may_be_a_sign(cell: Cell | None) -> bool:
    """Whether nothing was read in a cell beside a target, though it is not quite blank (a pale = or %)."""
    return cell is not None and not cell.lines and cell.ink > _SIGN_INK


def _target(header: Header, line: Line) -> tuple[Cell | None, Trust]:
    """The cell of a row's target; where the adjusted one is blank, the one first set, which then still holds."""
    cell, column = line.cells.get("target"), header.columns.get("target")
    trust = column.trust if column is not None else Trust()
    if any(_may_be_a_sign(line.cells.get(key)) for key in ("operator", "unit")):
        trust = trust.less(0.6, UNREAD_INK)
    first = [own for key, own in line.cells.items() if key.startswith("target ") and own and not is_blank(own.text)]
    if not first or cell is None or not is_blank(cell.text) or cell.ink:
        return cell, trust
    return first[-1], trust.less(0.9, "adjusted-blank")


def _without_stray_point(leaf: Leaf | None) -> Leaf | None:
    """A value without a point before or behind it, which is a speck; what it hides is asked about."""
    if leaf is None or not isinstance(leaf.value, str) or _STRAY_POINT.fullmatch(leaf.value) is None:
        return leaf
    return replace(leaf, value=leaf.value.strip(".·"), doubts=(*leaf.doubts, "stray-point"))


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
