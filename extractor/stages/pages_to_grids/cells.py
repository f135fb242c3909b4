"""From a frame to its cells: which walls stand, and the rectangles between them.

In: levels and the inked share of every wall piece. Out: cells that tile the frame, each with how surely it is so. A
shape that is no rectangle is made one by the likeliest change: walls put up or taken down where the ink says least.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.stages.pages_to_grids.frames import Frame
from extractor.stages.pages_to_grids.relief import Floats

_STANDS = 0.4  # inked share from which a wall is taken to stand
_STEEP = 12.0  # how fast belief turns from "no wall" to "wall" around that share
_SURE = 0.995  # no ink is surer evidence than this
_HOLES = 5.0  # chance that a gap in a line is a lost wall, by the share of ink that the page's walls lack ...
_LOST = 0.6  # ... and at most
_REGULAR = 0.65  # share of a line that stands from which a gap in it is more likely lost than meant
_TRACE = 0.05  # inked share of a gap from which something of a wall is left in it
_NO_LINE = 0.15  # inked share of a border under which it is not there at all


@dataclass(frozen=True, slots=True)
class Span:
    """A cell as rows ``top``..``bottom`` and columns ``left``..``right`` (ends not included).

    The others as in GridCell, ``lost_rows`` and ``lost_columns`` as numbers of lines.
    """

    top: int
    left: int
    bottom: int
    right: int
    certainty: float = 1.0
    seen: float = 1.0
    lost_rows: tuple[int, ...] = ()
    lost_columns: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class _Room:
    """Atomic cells that hang together: their bounding span, and which of its cells are theirs."""

    span: Span
    inside: NDArray[np.bool_]


@dataclass(frozen=True, order=True, slots=True)
class _Cut:
    """A line through a room: what it costs (lacking ink, in points), whether any of it lacks, and which line it is."""

    cost: float
    needed: bool
    across: bool
    line: int


@dataclass(frozen=True, eq=False)
class Walls:
    """Inked share of every wall piece, its weight (points long), and whether it is taken to stand (in place)."""

    across: Floats
    down: Floats
    widths: Floats
    heights: Floats
    stands_across: NDArray[np.bool_]
    stands_down: NDArray[np.bool_]

    @property
    def worn(self) -> float:
        """Share of the length of the standing inner walls without ink: 0 on a crisp page."""
        across, stands_across = self.across[1:-1], self.stands_across[1:-1]
        down, stands_down = self.down[:, 1:-1], self.stands_down[:, 1:-1]
        widths = np.broadcast_to(self.widths, across.shape)[stands_across]
        heights = np.broadcast_to(self.heights[:, None], down.shape)[stands_down]
        inked = (across[stands_across] * widths).sum() + (down[stands_down] * heights).sum()
        return float(1 - inked / max(1.0, widths.sum() + heights.sum()))


def frame_to_cells(frame: Frame) -> list[Span]:
    """Cells in row-major order, without gap or overlap."""
    walls = Walls(
        frame.across,
        frame.down,
        frame.widths,
        frame.heights,
        frame.across >= _STANDS,
        frame.down >= _STANDS,
    )
    walls.stands_across[[0, -1]] = True
    walls.stands_down[:, [0, -1]] = True
    rooms = _rooms(walls)
    while _repaired(walls, rooms):
        rooms = _rooms(walls)
    return [_judged(walls, room) for room in sorted(rooms, key=lambda room: (room.span.top, room.span.left))]


def open_ends(frame: Frame, spans: list[Span]) -> tuple[bool, bool]:
    """Whether the top and the bottom border lack where a cell would have it: the table goes on on another page."""
    top = [frame.across[0, span.left : span.right] for span in spans if span.top == 0]
    last = len(frame.rows) - 1
    bottom = [frame.across[last, span.left : span.right] for span in spans if span.bottom == last]
    return any(share.mean() < _NO_LINE for share in top), any(share.mean() < _NO_LINE for share in bottom)


def _rooms(walls: Walls) -> list[_Room]:
    """Atomic cells with no wall between them share a room."""
    rows, columns = len(walls.heights), len(walls.widths)
    plan = np.zeros((2 * rows - 1, 2 * columns - 1), dtype=np.uint8)
    plan[::2, ::2] = 1
    plan[1::2, ::2] = ~walls.stands_across[1:-1]
    plan[::2, 1::2] = ~walls.stands_down[:, 1:-1]
    count, labels = cv2.connectedComponents(plan, connectivity=4)
    labels = labels[::2, ::2]
    rooms = []
    for label in range(1, count):
        held = np.argwhere(labels == label)
        (top, left), (bottom, right) = held.min(axis=0), held.max(axis=0) + 1
        inside = labels[top:bottom, left:right] == label
        rooms.append(_Room(Span(int(top), int(left), int(bottom), int(right)), inside))
    return rooms


def _repaired(walls: Walls, rooms: list[_Room]) -> bool:
    """Makes one change towards rectangles and says so; False once there is nothing left to do."""
    for room in rooms:
        if not room.inside.all():
            _straighten(walls, room)
            return True
    for room in rooms:
        cut = min(_cuts(walls, room), default=None)
        if cut is not None and cut.cost < 0:
            _put_up(walls, room, cut)
            return True
    return False


def _straighten(walls: Walls, room: _Room) -> None:
    """A crooked room: cut it along the line that costs least, or take down what stands inside its rectangle."""
    span = room.span
    inner_across = slice(span.top + 1, span.bottom), slice(span.left, span.right)
    inner_down = slice(span.top, span.bottom), slice(span.left + 1, span.right)
    widths, heights = walls.widths[None, inner_across[1]], walls.heights[inner_down[0], None]
    standing = np.maximum(walls.across[inner_across] - _STANDS, 0) * widths * walls.stands_across[inner_across]
    taken_down = float(standing.sum())
    standing = np.maximum(walls.down[inner_down] - _STANDS, 0) * heights * walls.stands_down[inner_down]
    taken_down += float(standing.sum())
    cut = min((cut for cut in _cuts(walls, room) if cut.needed), default=None)
    if cut is None or taken_down <= cut.cost:
        walls.stands_across[inner_across] = False
        walls.stands_down[inner_down] = False
    else:
        _put_up(walls, room, cut)


def _cuts(walls: Walls, room: _Room) -> list[_Cut]:
    """The lines through a room, each with what it costs to put up what lacks of it inside the room."""
    span, cuts = room.span, []
    for row in range(span.top + 1, span.bottom):
        at = row - span.top
        inside = room.inside[at - 1] & room.inside[at]
        missing = inside & ~walls.stands_across[row, span.left : span.right]
        lack = (_STANDS - walls.across[row, span.left : span.right]) * walls.widths[span.left : span.right]
        cuts.append(_Cut(float(lack[inside].sum()), bool(missing.any()), True, row))
    for column in range(span.left + 1, span.right):
        at = column - span.left
        inside = room.inside[:, at - 1] & room.inside[:, at]
        missing = inside & ~walls.stands_down[span.top : span.bottom, column]
        lack = (_STANDS - walls.down[span.top : span.bottom, column]) * walls.heights[span.top : span.bottom]
        cuts.append(_Cut(float(lack[inside].sum()), bool(missing.any()), False, column))
    return cuts


def _put_up(walls: Walls, room: _Room, cut: _Cut) -> None:
    span = room.span
    if cut.across:
        at = cut.line - span.top
        walls.stands_across[cut.line, span.left : span.right] |= room.inside[at - 1] & room.inside[at]
    else:
        at = cut.line - span.left
        walls.stands_down[span.top : span.bottom, cut.line] |= room.inside[:, at - 1] & room.inside[:, at]


def _judged(walls: Walls, room: _Room) -> Span:
    """The room's span with its certainty: that its inner sides are walls, and that no wall runs through it."""
    span = room.span
    rows, columns = len(walls.heights), len(walls.widths)
    widths, heights = walls.widths[span.left : span.right], walls.heights[span.top : span.bottom]
    sides = [
        float(np.average(walls.across[row, span.left : span.right], weights=widths))
        for row in (span.top, span.bottom)
        if 0 < row < rows
    ]
    sides += [
        float(np.average(walls.down[span.top : span.bottom, column], weights=heights))
        for column in (span.left, span.right)
        if 0 < column < columns
    ]
    cuts = _cuts(walls, room)
    through = {cut: _STANDS - cut.cost / float(widths.sum() if cut.across else heights.sum()) for cut in cuts}
    seen = min([_SURE, *map(_belief, sides), *(1 - _belief(share) for share in through.values())])
    holes = [cut for cut in cuts if _is_hole(walls, span, cut)]
    if not holes:
        return replace(span, certainty=seen, seen=seen)
    certainty = min(seen, 1 - min(_LOST, _HOLES * walls.worn))
    return replace(
        span,
        certainty=certainty,
        seen=seen if all(through[cut] < _TRACE for cut in holes) else certainty,
        lost_rows=tuple(cut.line for cut in holes if cut.across),
        lost_columns=tuple(cut.line for cut in holes if not cut.across),
    )


def _is_hole(walls: Walls, span: Span, cut: _Cut) -> bool:
    """Whether the line of a cut stands before and behind the span, or nearly all along: a piece may have worn off."""
    if cut.across:
        stands, weights, first, last = walls.stands_across[cut.line], walls.widths, span.left, span.right
    else:
        stands, weights, first, last = walls.stands_down[:, cut.line], walls.heights, span.top, span.bottom
    between = first > 0 and last < len(stands) and bool(stands[first - 1] and stands[last])
    return between or float(np.average(stands, weights=weights)) >= _REGULAR


def _belief(share: float) -> float:
    return float(1 / (1 + np.exp(-_STEEP * (share - _STANDS))))
