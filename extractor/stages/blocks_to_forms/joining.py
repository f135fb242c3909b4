"""A table and its continuation on the next page in, one table with all rows out.

Columns are matched by the place of their walls, a repeated header is dropped, a merged cell cut by the break becomes
one again, and so does a row (or a single name) whose text runs on over the break. Each cell keeps its page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from extractor.paper.block import Cell, Table
from extractor.record.labels import Vocabulary
from extractor.record.wording import INDICATOR_COLUMNS, LIST_COLUMNS, MONEY_COLUMNS, TASK_COLUMNS
from extractor.stages.blocks_to_forms.cuts import Seam, Verdict, row_is_cut, runs_on
from extractor.stages.blocks_to_forms.lines import Line
from extractor.stages.blocks_to_forms.lost_walls import doubted, doubting_lost_walls
from extractor.stages.blocks_to_forms.structure import in_table_titles, own_head_labels, rows_of, starts_a_form
from extractor.stages.blocks_to_forms.walls import Fit, fit_walls, walls_of
from extractor.stages.blocks_to_forms.wording import same_words

_HEADERS: tuple[Vocabulary, ...] = (INDICATOR_COLUMNS, LIST_COLUMNS, TASK_COLUMNS, MONEY_COLUMNS)
SNUG = 0.95
"""Certainty of a join whose walls meet all but everywhere."""
_LEAST_CERTAINTY = 0.7
_MOST_HEADS = 0.7  # share of a header's heads that a damaged print of it still has
_DOUBTED = 0.9  # certainty of a join below which no value of the added part is sure of its column
_LEAST_REACH = 0.6  # of the table's width that a part without one of its edges must span
_SAME = 0.8  # share of walls in common that makes two tables alike
_HEAD_ROWS = 6  # rows that a form's head can have at most
_MISPLACED = 0.8  # trust in the cells of such a part


@dataclass(frozen=True)
class Growing:
    """A table while further pages are joined to it: ``walls`` in points of its first page; ``certainty`` 0..1."""

    table: Table
    walls: tuple[float, ...]
    certainty: float = 1.0


Grown: TypeAlias = "Line | Growing"
"""A line of text, or a table with all its pages so far."""


def begin(table: Table) -> Growing:
    """A table as found on its page."""
    return Growing(table, walls_of(table))


def continued(before: Growing, after: Table, least: float = _LEAST_CERTAINTY) -> Growing | None:
    """Both as one, or None where ``after`` is a table of its own; ``least`` is how surely they must be one."""
    header = repeated_header(before.table, after)
    fit = fit_walls(before.walls, walls_of(after), _ties(before.table, after, header))
    if (
        not header
        and starts_a_form(after)
        and not (fit.edges and fit.share >= _SAME and _only_began(before.table, after))
    ):
        return None
    own = _own_part(before.table, after, header)
    certainty = _certainty(_at_seam(fit, after, own), header)
    if certainty < least:
        return None
    first = _recolumned(before.table, fit.first)
    second = doubting_lost_walls(first, _without_rows(_recolumned(after, fit.second), header), own - header)
    if certainty < _DOUBTED:
        second = doubted(second, [cell for cell in second.cells if cell.row < own - header], _MISPLACED)
    table, sure = _stacked(first, second, len(fit.walls) - 1)
    return Growing(table, fit.walls, min(before.certainty, certainty * sure))


def under_same_header(before: Growing, after: Table, header: int, whole: Callable[[Table], Table]) -> Growing:
    """A further table with the same header laid under the one before by its walls, however far down it stands.

    Args:
        before: the table with its header.
        after: the further one.
        header: how many of its first rows repeat the header.
        whole: makes the further one's other rows whole, as by the name of their group over them.
    """
    fit = fit_walls(before.walls, walls_of(after), _ties(before.table, after, header))
    certainty = _certainty(fit, header)
    first = _recolumned(before.table, fit.first)
    rest = doubting_lost_walls(first, _without_rows(_recolumned(after, fit.second), header))
    second = whole(rest if certainty >= _DOUBTED else doubted(rest, rest.cells, _MISPLACED))
    cells = (*first.cells, *(replace(cell, row=cell.row + first.rows) for cell in second.cells))
    rows, columns = first.rows + second.rows, len(fit.walls) - 1
    pages = _pages(first, second)
    table = Table(pages, first.box, rows, columns, cells, first.open_top, second.open_bottom)
    return Growing(table, fit.walls, min(before.certainty, certainty))


def _only_began(before: Table, after: Table) -> bool:
    """Whether a page ended within a form's head: nothing but head fields on it, none of them again on the next."""
    old, new = own_head_labels(rows_of(before)), own_head_labels(rows_of(after)[:3])
    return "project_name" in old and not old & new and before.rows <= _HEAD_ROWS and not any(in_table_titles(after))


def repeated_header(before: Table, after: Table) -> int:
    """How many rows at the top of ``after`` only repeat rows of ``before`` down to its header row; 0 for none.

    A row that names a project begins a form, even one for the same project as before.
    """
    old = [_own_texts(row) for row in rows_of(before)]
    new = rows_of(after)
    header_end = 0
    for at, row in enumerate(new[:6]):
        texts = _own_texts(row)
        if not any(_alike(texts, other) or _resembles(texts, other) for other in old):
            break
        if not _is_header(texts) and own_head_labels([row]):
            break
        if _is_header(texts) or (header_end == at and at and _under_header(new, at)):
            header_end = at + 1
    return header_end


def _own_part(before: Table, after: Table, header: int) -> int:
    """From which row on ``after`` stands under a header not in ``before``; how many rows it has, if there is none.

    Those rows have columns of their own, told by that header and walls on the same page: whatever walls the part before
    has, they are no measure for them.
    """
    old = rows_of(before)
    for at, row in enumerate(rows_of(after)[header:], header):
        if _is_header(_own_texts(row)) and not any(len(_equal_heads(row, other)) > 1 for other in old):
            return at
    return after.rows


def _at_seam(fit: Fit, after: Table, own: int) -> Fit:
    """The fit, its share of walls in common counted over the rows that go on from the part before, if there are any."""
    inner = {cell.column for cell in after.cells if cell.row < own} - {0}
    if own == after.rows or not inner:
        return fit
    return replace(fit, share=sum(fit.second[wall] in fit.first for wall in inner) / len(inner))


def _ties(before: Table, after: Table, header: int) -> dict[int, int]:
    """Walls of the ``header`` rows repeated atop ``after`` → the same walls of ``before``: those around equal heads."""
    ties: dict[int, int] = {}
    for row in rows_of(after)[:header]:
        like = max(rows_of(before), key=lambda other: len(_equal_heads(row, other)), default=[])
        for own, other in _equal_heads(row, like):
            ties[own.column] = other.column
            ties[own.column + own.column_span] = other.column + other.column_span
    return ties


def _equal_heads(row: Sequence[Cell], other: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Cells of two rows that say the same, where either row says it once only."""
    pairs = [(a, b) for a in row for b in other if a.text.strip() and same_words(a.text, b.text)]
    own, others = [id(a) for a, _ in pairs], [id(b) for _, b in pairs]
    return [(a, b) for a, b in pairs if own.count(id(a)) == others.count(id(b)) == 1]


def _under_header(rows: list[list[Cell]], at: int) -> bool:
    """Whether row ``at`` lies within a header cell merged down from above it."""
    return any(cell.row < at < cell.row + cell.row_span for row in rows[:at] for cell in row if cell.row_span <= 3)


def _own_texts(row: Sequence[Cell]) -> list[str]:
    """Texts of the cells starting in a row, without those merged far down (a side label beside the whole block)."""
    return [cell.text for cell in row if cell.text.strip() and cell.row_span <= 3]


def _alike(left: list[str], right: list[str]) -> bool:
    return bool(left) and len(left) == len(right) and all(same_words(a, b) for a, b in zip(left, right, strict=True))


def _resembles(left: list[str], right: list[str]) -> bool:
    """Whether a header row is another one with a head or two lost or misread; in another order it is none."""
    places = [at for text in left if (at := _only_place(text, right)) is not None]
    found = sum(1 for text in left if any(same_words(text, other) for other in right))
    like = found >= _MOST_HEADS * max(len(left), len(right)) and places == sorted(places)
    return _is_header(left) and _is_header(right) and like


def _only_place(text: str, texts: Sequence[str]) -> int | None:
    """Where a text says the same; None where none does, or several do."""
    places = [at for at, other in enumerate(texts) if same_words(text, other)]
    return places[0] if len(places) == 1 else None


def _is_header(texts: list[str]) -> bool:
    known = [{text for text in texts if vocabulary.match(text)} for vocabulary in _HEADERS]
    return max(map(len, known)) >= 2 and len(set().union(*known)) * 3 >= len(set(texts)) * 2


def _certainty(fit: Fit, header: int) -> float:
    if header:
        return 0.99 if fit.share >= 0.5 or fit.edges else 0.8
    if fit.edges:
        return 0.98 if fit.share >= 0.8 else 0.95 if fit.share >= 0.5 else 0.85
    reach = (fit.walls[fit.second[-1]] - fit.walls[fit.second[0]]) / (fit.walls[-1] - fit.walls[0])
    if fit.share >= 0.85 and reach >= _LEAST_REACH and (len(fit.second) > 4 or (fit.one_edge and len(fit.second) > 2)):
        return 0.92 if fit.one_edge and len(fit.second) > 4 else 0.75
    return 0.0


def _recolumned(table: Table, places: Sequence[int]) -> Table:
    cells = tuple(
        replace(
            cell,
            column=places[cell.column],
            column_span=max(1, places[cell.column + cell.column_span] - places[cell.column]),
        )
        for cell in table.cells
    )
    return replace(table, columns=max(places), cells=cells)


def _without_rows(table: Table, count: int) -> Table:
    """Without its first rows; a cell merged down out of them keeps what is left of it."""
    cells = []
    for cell in table.cells:
        end = cell.row + cell.row_span - count
        if end <= 0:
            continue
        start = max(0, cell.row - count)
        cells.append(replace(cell, row=start, row_span=end - start))
    return replace(table, rows=max(0, table.rows - count), cells=tuple(cells))


def _stacked(first: Table, second: Table, columns: int) -> tuple[Table, float]:
    """The second's rows under the first's, cells and row over the seam made whole; and how surely that is right."""
    if not second.rows:
        return replace(first, pages=_pages(first, second), columns=columns, open_bottom=second.open_bottom), 1.0
    seam = Seam(first, second)
    cut = row_is_cut(seam)
    shift = first.rows - (1 if cut.yes else 0)
    merged: dict[int, Cell] = {}
    taken: set[int] = set()
    for upper, lower in seam.pairs(loose=cut.yes):
        same = Verdict(True) if cut.yes else runs_on(seam, upper, lower)
        if not same.yes:
            continue
        whole = _made_whole(merged.get(id(upper), upper), lower, shift)
        merged[id(upper)] = replace(whole, certainty=whole.certainty * same.certainty)
        taken.add(id(lower))
    for upper in _unseen_below(seam):
        base = merged.get(id(upper), upper)
        merged[id(upper)] = replace(base, row_span=shift + second.rows - base.row)
    upper_cells = [merged.get(id(cell), cell) for cell in first.cells]
    lower_cells = [replace(cell, row=cell.row + shift) for cell in second.cells if id(cell) not in taken]
    rows = shift + second.rows
    cells = tuple(sorted(upper_cells + lower_cells, key=lambda cell: (cell.row, cell.column)))
    table = Table(_pages(first, second), first.box, rows, columns, cells, first.open_top, second.open_bottom)
    return table, cut.certainty


def _unseen_below(seam: Seam) -> list[Cell]:
    """Upper cells at an outer edge that the next page's grid does not reach: they run on down its whole height.

    Where a cell covers all rows of a page and is cut at both ends, no line crosses its column there.
    """
    left = min(cell.column for cell in seam.second.cells)
    right = max(cell.column + cell.column_span for cell in seam.second.cells)
    return [cell for cell in seam.upper if cell.column + cell.column_span <= left or cell.column >= right]


def _pages(first: Table, second: Table) -> tuple[int, ...]:
    return tuple(sorted({*first.pages, *second.pages}))


def _made_whole(upper: Cell, lower: Cell, shift: int) -> Cell:
    """The upper cell with the lower one's rows and words; words printed in both are kept once."""
    end = max(upper.row + upper.row_span, lower.row + shift + lower.row_span)
    twice = (
        bool(lower.text.strip()) and same_words(upper.text, lower.text) and (upper.row_span > 1 or lower.row_span > 1)
    )
    lines = upper.lines if twice else (*upper.lines, *lower.lines)
    page, box = (lower.page, lower.box) if lines and not upper.lines else (upper.page, upper.box)
    return replace(
        upper,
        page=page,
        box=box,
        row_span=end - upper.row,
        lines=lines,
        ink=max(upper.ink, lower.ink),
        certainty=min(upper.certainty, lower.certainty),
    )
