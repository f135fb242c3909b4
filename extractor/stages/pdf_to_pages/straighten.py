"""Straightens a page: a mesh that is roughly right and the picture in, the mesh with lean and bends taken out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractor.stages.pdf_to_pages.curl import Bend, bend_of
from extractor.stages.pdf_to_pages.lines import Floats, Trace, level_traces
from extractor.stages.pdf_to_pages.mesh import Mesh, fractions
from extractor.stages.pdf_to_pages.skew import skew_of

_LOOK = 1170  # pixels of the long side on which lines are measured: 100 dpi of A4
_WAVY = 0.35  # pixels by which rulings may still be off once leans are out, before the page counts as bent
_MOST = 0.06  # a bend of more than this share of the page is a misreading
_LEAST_LEAN = 0.02  # degrees: below, resampling costs more than it gives


@dataclass(frozen=True, eq=False)
class Straight:
    """The mesh of the straight page, and the degrees it leaned before (clockwise positive)."""

    mesh: Mesh
    skew: float


def straightened(mesh: Mesh, gray: NDArray[np.uint8]) -> Straight:
    """Takes out lean by the ink's direction, then, finer, by the rulings; bends only where rulings show them."""
    look = _look(mesh, gray)
    turn = -skew_of(look)
    mesh = mesh.rotated(turn) if turn else mesh
    level, upright = _traces(_look(mesh, gray) if turn else look)
    height, width = look.shape
    fine = -_lean(level, upright, width, height)
    if abs(fine) < 1.0 and abs(turn + fine) >= _LEAST_LEAN:
        mesh = mesh.rotated(fine)
        turn += fine
    elif abs(turn) < _LEAST_LEAN:
        turn = 0.0
    level, upright = _leaning(level, fine), _leaning(upright, -fine)
    if _is_bent(level, width, height) or _is_bent(upright, height, width):
        mesh = _unbent(mesh, gray)
    return Straight(mesh, -turn)


def _look(mesh: Mesh, gray: NDArray[np.uint8]) -> NDArray[np.uint8]:
    zoom = _LOOK / max(mesh.width, mesh.height)
    return mesh.sample(gray, round(mesh.width * zoom), round(mesh.height * zoom), fine=False)


def _traces(look: NDArray[np.uint8]) -> tuple[list[Trace], list[Trace]]:
    return level_traces(look), level_traces(np.ascontiguousarray(look.T))


def _lean(level: list[Trace], upright: list[Trace], width: int, height: int) -> float:
    """Clockwise degrees by which the rulings still lean: the median over their pieces, both directions."""
    slopes: list[float] = []
    weights: list[float] = []
    for traces, sign in ((level, 1.0), (upright, -1.0)):
        for trace in traces:
            length = float(trace.along[-1] - trace.along[0])
            slopes.append(sign * float(np.polyfit(trace.along, trace.across, 1)[0]))
            weights.append(length)
    if sum(weights) < 0.5 * max(width, height):
        return 0.0
    order = np.argsort(slopes)
    running = np.cumsum(np.array(weights)[order])
    middle = order[int(np.searchsorted(running, running[-1] / 2))]
    return float(np.degrees(np.arctan(slopes[middle])))


def _leaning(traces: list[Trace], degrees: float) -> list[Trace]:
    """The traces as they stand once the page was turned by so little that only their slope changes."""
    slope = np.tan(np.radians(degrees))
    return [Trace(trace.along, trace.across + slope * (trace.along - trace.along.mean())) for trace in traces]


def _is_bent(traces: list[Trace], long: int, wide: int) -> bool:
    """Whether the rulings of one direction are neither parallel nor straight."""
    bend = bend_of(traces, long, wide, order=3)
    if bend is None or bend.spread < 2 * _WAVY:
        return False
    off = np.concatenate(
        [trace.across - np.polyval(np.polyfit(trace.along, trace.across, 1), trace.along) for trace in traces]
    )
    slopes = np.array([np.polyfit(trace.along, trace.across, 1)[0] for trace in traces])
    lengths = np.array([trace.along[-1] - trace.along[0] for trace in traces])
    fan = float(np.percentile(np.abs(slopes - np.median(slopes)) * lengths / 4, 80))
    return max(float(np.percentile(np.abs(off), 85)), fan) > _WAVY


def _unbent(mesh: Mesh, gray: NDArray[np.uint8]) -> Mesh:
    """Two rounds of fitting both displacements; a bend beyond all measure is left alone."""
    for _ in range(2):
        look = _look(mesh, gray)
        height, width = look.shape
        level, upright = _traces(look)
        down = bend_of(level, width, height, order=4)
        across = bend_of(upright, height, width, order=3)
        u, v = fractions(mesh.nodes.shape[1], mesh.nodes.shape[0])
        mesh = mesh.moved(_shift(across, v, u, width), _shift(down, u, v, height))
    return mesh


def _shift(bend: Bend | None, along: Floats, across: Floats, wide: int) -> Floats:
    if bend is None or bend.spread > _MOST * wide:
        return np.zeros_like(along)
    return bend.displacement(along, across)
