"""The stage: a page in, the grids drawn on it out."""

from __future__ import annotations

import numpy as np

from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell, PageGrids
from extractor.paper.page import Page
from extractor.stages.pages_to_grids.bend import Bend, strokes_to_bend
from extractor.stages.pages_to_grids.cells import Span, frame_to_cells, open_ends
from extractor.stages.pages_to_grids.frames import Frame, runs_to_frames
from extractor.stages.pages_to_grids.rulings import strokes_to_runs
from extractor.stages.pages_to_grids.strokes import Strokes, picture_to_strokes, rulings_to_strokes


def pages_to_grids(page: Page) -> PageGrids:
    """Finds the ruled tables of a page."""
    strokes = page_to_strokes(page)
    return PageGrids(page, tuple(strokes_to_grids(strokes, max(page.width, page.height))))


def page_to_strokes(page: Page) -> Strokes:
    """The page's rulings: as drawn where it is digital, as seen on its picture else."""
    if page.source == "digital":
        return rulings_to_strokes(page.rulings)
    picture = page.clean or page.picture
    return picture_to_strokes(picture) if picture is not None else Strokes((), ())


def strokes_to_grids(strokes: Strokes, extent: float) -> list[Grid]:
    """Grids top to bottom."""
    across, down = strokes_to_bend(strokes.horizontal, extent), strokes_to_bend(strokes.vertical, extent)
    grids = []
    for frame in runs_to_frames(strokes_to_runs(strokes, across, down)):
        spans = frame_to_cells(frame)
        if len(spans) > 1:
            grids.append(_grid(frame, spans, across, down))
    return grids


def _grid(frame: Frame, spans: list[Span], across: Bend, down: Bend) -> Grid:
    cells = tuple(
        GridCell(
            span.top,
            span.left,
            span.bottom - span.top,
            span.right - span.left,
            _box(frame, span, across, down),
            span.certainty,
        )
        for span in spans
    )
    top, bottom = open_ends(frame, spans)
    box = hull(cell.box for cell in cells)
    return Grid(box, len(frame.rows) - 1, len(frame.columns) - 1, cells, top, bottom)


def _box(frame: Frame, span: Span, across: Bend, down: Bend) -> Box:
    u = frame.columns[[span.left, span.right]]
    v = frame.rows[[span.top, span.bottom]]
    x, y = float(np.mean(u)), float(np.mean(v))
    x, y = down.across(y, x), across.across(x, y)
    return Box(
        down.across(y, float(u[0])),
        across.across(x, float(v[0])),
        down.across(y, float(u[1])),
        across.across(x, float(v[1])),
    )
