"""The stage: a page in, the grids drawn on it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell, PageGrids
from extractor.paper.page import Page
from extractor.ports import TableFinder
from extractor.stages.pages_to_grids.agreement import confirmed
from extractor.stages.pages_to_grids.bend import Bend, strokes_to_bend
from extractor.stages.pages_to_grids.borne_out import with_sure_rows
from extractor.stages.pages_to_grids.cells import Span, frame_to_cells, open_ends
from extractor.stages.pages_to_grids.faded import with_faded_walls
from extractor.stages.pages_to_grids.frames import Frame, runs_to_frames
from extractor.stages.pages_to_grids.open_tables import CERTAINTY, open_tables
from extractor.stages.pages_to_grids.parting import parted
from extractor.stages.pages_to_grids.pieces import strokes_to_pieces
from extractor.stages.pages_to_grids.relief import Reliefs, picture_to_reliefs
from extractor.stages.pages_to_grids.rulings import pieces_to_runs
from extractor.stages.pages_to_grids.strokes import Strokes, reliefs_to_strokes, rulings_to_strokes
from extractor.stages.pages_to_grids.three_lines import three_line_tables

_SURE = 0.95  # a certainty from which a cell needs no second opinion
_NARROWEST = 100.0  # points: smaller frames are parts of big characters, tick boxes and the like


def pages_to_grids(page: Page, finders: Sequence[TableFinder] = ()) -> PageGrids:
    """Finds the ruled tables of a page: as drawn where it is digital, as seen on its picture else.

    Args:
        page: upright and straight.
        finders: asked for their view of a digital page whose drawn lines leave doubt; cells they do not see are
            doubted.

    Raises:
        EngineError: a finder failed.
    """
    extent = max(page.width, page.height)
    picture = page.picture or page.clean
    if page.source == "digital":
        strokes = rulings_to_strokes(page.rulings)
        grids = _grids(strokes, extent, None)
        for finder in finders if _leaves_doubt(grids) else ():
            grids = confirmed(grids, finder.find(page))
        grids = _with_open(page, strokes, grids)
    elif picture is not None:
        reliefs = picture_to_reliefs(picture)
        strokes = reliefs_to_strokes(reliefs)
        grids = _with_open(page, strokes, _grids(strokes, extent, reliefs))
    else:
        grids = []
    return PageGrids(page, tuple(grids))


def _leaves_doubt(grids: Sequence[Grid]) -> bool:
    """Whether drawn lines alone do not settle the tables: there are none, or one has cells of uncertain walls.

    Measured on 206 born-digital pages: where every cell was certain the other finder contradicted 18 pages, each time
    wrongly (borders painted as dots, two forms that touch), and asking it took three quarters of the page's time.
    """
    return not grids or min(cell.certainty for grid in grids for cell in grid.cells) < _SURE


def _with_open(page: Page, strokes: Strokes, grids: list[Grid]) -> list[Grid]:
    """The grids, and those of tables without walls between them; top to bottom."""
    found = list(grids)
    for tables in (three_line_tables, open_tables):
        told = list(tables(page, strokes, [grid.box for grid in found]))
        told_grids = (grid for table in told for grid in _grids(table, max(page.width, page.height), None))
        found += [with_sure_rows(page, _unsure(grid)) for grid in told_grids]
    return sorted(found, key=lambda grid: grid.box.top)


def _unsure(grid: Grid) -> Grid:
    cells = tuple(
        replace(cell, certainty=min(cell.certainty, CERTAINTY), seen=min(cell.seen, CERTAINTY)) for cell in grid.cells
    )
    return replace(grid, cells=cells)


def _grids(strokes: Strokes, extent: float, reliefs: Reliefs | None) -> list[Grid]:
    """Grids top to bottom; the relief, where there is one, shows faded walls."""
    across, down = strokes_to_bend(strokes.horizontal, extent), strokes_to_bend(strokes.vertical, extent)
    grids = []
    for found in runs_to_frames(pieces_to_runs(*strokes_to_pieces(strokes, across, down))):
        whole = found if reliefs is None else with_faded_walls(found, reliefs, across, down)
        for frame in parted(whole):
            spans = frame_to_cells(frame)
            grid = _grid(frame, spans, across, down)
            if len(spans) > 1 and grid.box.width >= _NARROWEST:
                grids.append(grid)
    return grids


def _grid(frame: Frame, spans: list[Span], across: Bend, down: Bend) -> Grid:
    """Lines that turned out to bound no cell are not counted."""
    rows = sorted({span.top for span in spans} | {len(frame.rows) - 1})
    columns = sorted({span.left for span in spans} | {len(frame.columns) - 1})
    cells = tuple(
        GridCell(
            rows.index(span.top),
            columns.index(span.left),
            rows.index(span.bottom) - rows.index(span.top),
            columns.index(span.right) - columns.index(span.left),
            _box(frame, span, across, down),
            span.certainty,
            span.seen,
            *_lost(frame, span, across, down),
        )
        for span in spans
    )
    top, bottom = open_ends(frame, spans)
    return Grid(hull(cell.box for cell in cells), len(rows) - 1, len(columns) - 1, cells, top, bottom)


def _lost(frame: Frame, span: Span, across: Bend, down: Bend) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Where on the paper the walls would run that a cell may have lost, in its middle."""
    u = (frame.columns[span.left].level + frame.columns[span.right].level) / 2
    v = (frame.rows[span.top].level + frame.rows[span.bottom].level) / 2
    return (
        tuple(across.across(u, frame.rows[line].level) for line in span.lost_rows),
        tuple(down.across(v, frame.columns[line].level) for line in span.lost_columns),
    )


def _box(frame: Frame, span: Span, across: Bend, down: Bend) -> Box:
    """The cell's place on the paper: each side where its line runs beside the middle of the cell."""
    columns, rows = frame.columns, frame.rows
    outer_u = columns[span.left].level, columns[span.right].level
    outer_v = rows[span.top].level, rows[span.bottom].level
    left, right = (columns[line].level_between(*outer_v) for line in (span.left, span.right))
    top, bottom = (rows[line].level_between(*outer_u) for line in (span.top, span.bottom))
    u, v = (left + right) / 2, (top + bottom) / 2
    x, y = down.across(v, u), across.across(u, v)
    return Box(down.across(y, left), across.across(x, top), down.across(y, right), across.across(x, bottom))
