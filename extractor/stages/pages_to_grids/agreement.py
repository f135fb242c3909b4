"""Our grids and another finder's in, our grids with what the other does not confirm doubted out.

Measured on born-digital forms of a dozen layouts: camelot's lattice parser and the drawn lines laid out here give the
same cells, save where camelot counts a double rule as a row of its own. So ours stand, and the other's word is a check;
its tables are taken where we have none (lines painted in a way that the page's rulings do not tell).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.box import Box
from extractor.paper.grid import Grid, GridCell

_SAME = 0.8  # common area, by the area of both together, of one cell found twice
_DOUBTED = 0.8  # certainty at most of a cell that the other finder does not see
_FOREIGN = 0.7  # certainty at most of a cell that only the other finder sees


def confirmed(ours: Sequence[Grid], others: Sequence[Grid]) -> list[Grid]:
    """Our grids, then those of the other finder where we see none; top to bottom.

    A table that the other does not see at all it does not contradict: it is blind to dotted rulings.
    """
    grids = [_checked(grid, [other for other in others if grid.box.meet(other.box).area > 0]) for grid in ours]
    foreign = [grid for grid in others if not any(grid.box.meet(own.box).area > 0 for own in ours)]
    grids += [_capped(grid, grid.cells, _FOREIGN) for grid in foreign]
    return sorted(grids, key=lambda grid: (grid.box.top, grid.box.left))


def _checked(grid: Grid, others: Sequence[Grid]) -> Grid:
    boxes = [cell.box for other in others for cell in other.cells]
    unseen = [cell for cell in grid.cells if not _is_among(cell, boxes)] if others else []
    return _capped(grid, unseen, _DOUBTED)


def _capped(grid: Grid, doubted: Sequence[GridCell], most: float) -> Grid:
    places = {(cell.row, cell.column) for cell in doubted}
    cells = tuple(
        replace(cell, certainty=min(cell.certainty, most)) if (cell.row, cell.column) in places else cell
        for cell in grid.cells
    )
    return replace(grid, cells=cells)


def _is_among(cell: GridCell, boxes: Sequence[Box]) -> bool:
    return any(_likeness(cell.box, box) >= _SAME for box in boxes)


def _likeness(one: Box, other: Box) -> float:
    common = one.meet(other).area
    return common / (one.area + other.area - common) if common else 0.0
