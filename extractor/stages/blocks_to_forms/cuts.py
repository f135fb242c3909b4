"""The seam between two parts of a table in; whether its row was cut there, and which cells run on over it, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.paper.block import Cell, Table
from extractor.record.labels import LISTED, plain
from extractor.record.wording import (
    GOAL_COLUMNS,
    INDICATOR_COLUMNS,
    LEVEL_NAMES,
    LIST_COLUMNS,
    MONEY_COLUMNS,
    SECTIONS,
    TASK_COLUMNS,
)
from extractor.stages.blocks_to_forms.structure import is_list, rows_of
from extractor.stages.blocks_to_forms.wording import is_placeholder, same_words

_HEADS = (INDICATOR_COLUMNS, GOAL_COLUMNS, MONEY_COLUMNS, TASK_COLUMNS, LIST_COLUMNS)
_ENDS = ("。", "！", "?", ";", "；")
_USUAL = 0.75  # share of rows in which a column must be filled to be missed where it is blank
_LIKELY = 0.8  # certainty of a guess that somebody should look at
_SENTENCE = 10  # characters of a text that is a sentence rather than a name or a value
_PREFIX = 2  # characters that the names of one place's units begin with
_SLACK = 2.2  # characters that a full line may leave free at the end of its cell


@dataclass(frozen=True)
class Verdict:
    """A yes or no, and how surely (0..1)."""

    yes: bool
    certainty: float = 1.0


class Seam:
    """The last row of one part and the first row of the next, columns already in common.

    ``first`` and ``second`` are the two parts; a repeated header is already taken off the second.
    """

    def __init__(self, first: Table, second: Table) -> None:
        self.first = first
        self.second = second
        last = first.rows - 1
        self.upper = [cell for cell in first.cells if cell.row <= last < cell.row + cell.row_span]
        self.lower = [cell for cell in second.cells if cell.row == 0]
        self.levels = _level_columns(first) | _level_columns(second)
        self.names = self.levels | _unit_columns(first, second)

    def pairs(self, loose: bool = False) -> Iterator[tuple[Cell, Cell]]:
        """Upper and lower cells over the same columns; ``loose``: each lower cell with the upper one it shares most."""
        for lower in self.lower:
            upper = max(self.upper, key=lambda cell: _shared(cell, lower), default=None)
            same = upper is not None and (upper.column, upper.column_span) == (lower.column, lower.column_span)
            if upper is not None and (same or (loose and _shared(upper, lower) > 0)):
                yield upper, lower

    def group_runs_on(self) -> bool:
        """Whether a name that stands over several rows goes on over the seam, by its blank or broken rest."""
        levels = [(upper, lower) for upper, lower in self.pairs() if (upper.column, upper.column_span) in self.levels]
        return any(not _says(lower) or _goes_on(upper, lower) for upper, lower in levels)

    def shares_values(self, cell: Cell) -> bool:
        """Whether other cells of a column are merged over rows."""
        place = (cell.column, cell.column_span)
        own = [*self.first.cells, *self.second.cells]
        return any(other.row_span > 1 and (other.column, other.column_span) == place for other in own)

    def is_level(self, cell: Cell) -> bool:
        """Whether a cell stands in a column of level names, or is the side label beside a block."""
        if (cell.column, cell.column_span) in self.levels:
            return True
        return cell.row_span > 1 and SECTIONS.match(cell.text) is not None


def row_is_cut(seam: Seam) -> Verdict:
    """Whether the first row of the second part is the rest of the last row of the first.

    The rest of a row lacks what every row has (a value, a score) or has it where the first half lacks it, and
    stands only under cells whose text filled its last line.
    """
    own_upper = {(c.column, c.column_span): c for c in seam.upper if c.row_span == 1 and not seam.is_level(c)}
    own_lower = {(c.column, c.column_span): c for c in seam.lower if c.row_span == 1 and not seam.is_level(c)}
    common = own_upper.keys() & own_lower.keys()
    if not common:
        return Verdict(False)
    upper = {place for place in common if _says(own_upper[place])}
    lower = {place for place in common if _says(own_lower[place])}
    if not lower or not upper or any(is_placeholder(own_lower[place].text) for place in lower):
        return Verdict(False)
    if any(_is_head(own_upper[place].text) for place in upper & lower):
        return Verdict(False)
    level_changes = any(_starts_level(seam, cell) for cell in seam.lower)
    usual = _usual_columns(seam) & common
    missing = usual - lower
    if level_changes:
        return Verdict(False)
    if not missing:
        long = [own_upper[place].text for place in lower & upper]
        sentences = upper == lower == common and min(len(plain(text)) for text in long) >= _SENTENCE
        goes_on = sentences and all(_breaks_off(own_upper[place]) for place in upper)
        return Verdict(goes_on, _LIKELY if goes_on else 1.0)
    return _weigh(own_upper, own_lower, upper, lower, missing)


def _is_head(text: str) -> bool:
    """Whether a cell is the head of a column: what stands under it is its content, not its rest."""
    return any((match := words.match(text)) is not None and match.listed for words in _HEADS)


def _weigh(
    own_upper: dict[tuple[int, int], Cell],
    own_lower: dict[tuple[int, int], Cell],
    upper: set[tuple[int, int]],
    lower: set[tuple[int, int]],
    missing: set[tuple[int, int]],
) -> Verdict:
    both = upper & lower
    if any(_is_figure(own_upper[place].text) and _is_figure(own_lower[place].text) for place in both):
        return Verdict(False)
    fitting = [place for place in both if _breaks_off(own_upper[place])]
    if lower - upper and not missing & upper:
        return Verdict(False)
    if both and len(fitting) == len(both):
        return Verdict(True, 0.97)
    if not both:
        return Verdict(True, 0.8)
    if fitting:
        return Verdict(True, 0.8)
    strong = len(missing) >= 2 or all(not ended(own_upper[place].text) for place in both)
    return Verdict(strong and missing <= upper, 0.6)


def runs_on(seam: Seam, upper: Cell, lower: Cell) -> Verdict:
    """Whether one cell merged over several rows was cut by the page break, ``lower`` being its rest.

    A name stands in the larger part of its cell, so that the smaller one is blank; where blank cells are usual in a
    column, or a figure is what stands below, that is less sure.
    """
    merged = upper.row_span > 1 or lower.row_span > 1
    level = seam.is_level(upper)
    if not _says(lower):
        return _is_rest(seam, upper, merged)
    if same_words(upper.text, lower.text):
        return Verdict(level and merged)
    if not _says(upper):
        return _name_below(seam, upper, lower, level, merged)
    return Verdict(_goes_on(upper, lower), 1.0) if level else Verdict(_unit_goes_on(seam, upper, lower), _LIKELY)


def _name_below(seam: Seam, upper: Cell, lower: Cell, level: bool, merged: bool) -> Verdict:
    if level and merged and not _known_alone(lower):
        return Verdict(True)
    named = (upper.column, upper.column_span) in seam.names and not _others_blank(seam, upper)
    return Verdict(named or upper.row_span > 1 or (merged and seam.group_runs_on()), _LIKELY)


def _is_rest(seam: Seam, upper: Cell, merged: bool) -> Verdict:
    """Whether a blank cell is the rest of the one above: where rows share a value, their group goes on with it."""
    if merged or seam.is_level(upper):
        return Verdict(True)
    return Verdict(_is_figure(upper.text) and seam.shares_values(upper) and seam.group_runs_on(), _LIKELY)


def _goes_on(upper: Cell, lower: Cell) -> bool:
    """Whether two pieces make a name together that the second does not make alone."""
    for names in (LEVEL_NAMES, SECTIONS):
        whole, alone = names.match(upper.text + lower.text), names.match(lower.text)
        if whole is not None and whole.listed:
            return alone is None or alone.certainty < LISTED
    return False


def _unit_goes_on(seam: Seam, upper: Cell, lower: Cell) -> bool:
    """Whether a unit's name merged over its projects fills its last line and the rest begins like no other name."""
    if (upper.column, upper.column_span) not in seam.names or not fills_its_line(upper):
        return False
    return plain(upper.text)[:_PREFIX] != plain(lower.text)[:_PREFIX] and len(lower.text) < len(upper.text)


def _known_alone(cell: Cell) -> bool:
    return (LEVEL_NAMES.match(cell.text) or SECTIONS.match(cell.text)) is not None


def _others_blank(seam: Seam, cell: Cell) -> bool:
    """Whether other cells of a column are blank as well, as where a name is printed once and not merged."""
    places = (cell.column, cell.column_span)
    own = (other for other in seam.first.cells if (other.column, other.column_span) == places)
    return any(not _says(other) for other in own if other is not cell)


def _level_columns(table: Table) -> set[tuple[int, int]]:
    return {
        (cell.column, cell.column_span)
        for cell in table.cells
        if INDICATOR_COLUMNS.meaning(cell.text) in ("level1", "level2")
    }


def _unit_columns(first: Table, second: Table) -> set[tuple[int, int]]:
    """Columns of a list in which units, or their codes, are merged over their projects."""
    if not is_list(rows_of(first)):
        return set()
    heads = [cell for cell in first.cells if LIST_COLUMNS.meaning(cell.text) in ("department", "department_code")]
    merged = {(cell.column, cell.column_span) for cell in (*first.cells, *second.cells) if cell.row_span > 1}
    return {(head.column, head.column_span) for head in heads} & merged


def _usual_columns(seam: Seam) -> set[tuple[int, int]]:
    """Columns filled in nearly every row cut up like the last one."""
    places = {(cell.column, cell.column_span) for cell in seam.upper if cell.row_span == 1}
    rows = [row for row in [*rows_of(seam.first), *rows_of(seam.second)[1:]] if row]
    like = [row for row in rows if len(places & {(c.column, c.column_span) for c in row}) * 2 > len(places)]
    filled = {
        place: sum(1 for row in like for c in row if (c.column, c.column_span) == place and _says(c))
        for place in places
    }
    return {place for place, count in filled.items() if like and count >= _USUAL * len(like)}


def _starts_level(seam: Seam, cell: Cell) -> bool:
    """Whether a level cell of the second part begins a new level by its own name."""
    if not seam.is_level(cell) or not _says(cell):
        return False
    above = next((c for c in seam.upper if (c.column, c.column_span) == (cell.column, cell.column_span)), None)
    if above is None or not same_words(above.text, cell.text):
        return above is None or runs_on(seam, above, cell) != Verdict(True)
    return False


def _shared(left: Cell, right: Cell) -> int:
    """How many columns two cells have in common."""
    ends = min(left.column + left.column_span, right.column + right.column_span)
    return ends - max(left.column, right.column)


def _breaks_off(cell: Cell) -> bool:
    return fills_its_line(cell) and not ended(cell.text)


def _says(cell: Cell) -> bool:
    return bool(plain(cell.text))


def ended(text: str) -> bool:
    """Whether a text has come to the end of its sentence."""
    return plain(text).endswith(_ENDS)


def _is_figure(text: str) -> bool:
    body = plain(text)
    return bool(body) and sum(char.isdigit() for char in body) * 2 >= len(body)


def fills_its_line(cell: Cell) -> bool:
    """Whether the last line of a cell reaches its right wall, so that its text may go on."""
    if not cell.lines:
        return False
    line = cell.lines[-1]
    left, right = min(word.box.left for word in line), max(word.box.right for word in line)
    chars = sum(len(plain(word.text)) for word in line)
    size = max((right - left) / max(chars, 1), 1.0)
    widest = max(max(w.box.right for w in row) - min(w.box.left for w in row) for row in cell.lines)
    if len(cell.lines) > 1 and right - left < widest - 1.2 * size:
        return False
    return (right - left) >= cell.box.width - _SLACK * max(size, 6.0) or (
        len(cell.lines) > 1 and right - left >= widest - 0.6 * size
    )
