"""Where the sheet ends on a flatbed scan: the straightened mesh and picture in, the mesh cut to the sheet out.

A sheet laid a little askew shows the scanner's lid along its sides, often hardly darker than paper. In the straightened
picture its edges are upright and level, so even a faint step adds up along the whole side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from extractor.stages.pdf_to_pages.mesh import Mesh

_LOOK = 1170  # pixels of the long side: 100 dpi of A4
_DEEPEST = 0.065  # share of the page within which its edge is looked for
_BLOCKS = 24  # pieces a side is looked at in
_SHARE = 30  # percentile of the pieces that must show the step
_STEP = 1.8  # gray levels from lid to paper
_CLEAR = 5.0  # how many times the usual variation between neighbouring columns
_FEWEST = 6  # pieces of the side that lie within the picture


def cut_to_sheet(mesh: Mesh, gray: NDArray[np.uint8]) -> Mesh:
    """The mesh over the sheet alone; the same mesh where no edge shows."""
    zoom = _LOOK / max(mesh.width, mesh.height)
    width, height = round(mesh.width * zoom), round(mesh.height * zoom)
    if min(width, height) < 0.3 * _LOOK:
        return mesh
    look = mesh.sample(gray, width, height, fine=False).astype(np.float32)
    look[~_within(mesh, gray, width, height)] = np.nan
    left, right = _edge(look), _edge(look[:, ::-1])
    top, bottom = _edge(look.T), _edge(look.T[:, ::-1])
    if left is None and right is None and top is None and bottom is None:
        return mesh
    ratio = height / width
    left, right = _completed(left, right, width, None if None in (top, bottom) else _span(top, bottom, height) / ratio)
    top, bottom = _completed(top, bottom, height, None if None in (left, right) else _span(left, right, width) * ratio)
    return mesh.cropped((left or 0) / width, (top or 0) / height, 1 - (right or 0) / width, 1 - (bottom or 0) / height)


def _within(mesh: Mesh, gray: NDArray[np.uint8], width: int, height: int) -> NDArray[np.bool_]:
    """Which pixels of the look were really scanned."""
    x, y = mesh.places(width, height)
    inside: NDArray[np.bool_] = (x >= 1) & (x <= gray.shape[1] - 1) & (y >= 1) & (y <= gray.shape[0] - 1)
    return inside


def _edge(look: NDArray[np.float32]) -> float | None:
    """Pixels from the left side to the sheet's edge: the place where most of the side grows lighter at once."""
    height, width = look.shape
    deep = int(width * _DEEPEST) + 4
    strip = look[: height // _BLOCKS * _BLOCKS, :deep]
    outer = (strip[:, :-5] + strip[:, 1:-4] + strip[:, 2:-3]) / 3
    inner = (strip[:, 3:-2] + strip[:, 4:-1] + strip[:, 5:]) / 3
    blocks = (inner - outer).reshape(_BLOCKS, -1, outer.shape[1])
    steps = _medians(np.asarray(blocks, dtype=np.float32))
    there = np.isfinite(steps).sum(axis=0) >= _FEWEST
    if there.sum() < 8:
        return None
    ordered = np.sort(steps, axis=0)  # NaN last
    place = np.isfinite(steps).sum(axis=0) * _SHARE // 100
    profile = np.where(there, np.take_along_axis(ordered, place[None, :], axis=0)[0], 0.0).astype(np.float64)
    return _peak(profile, there)


def _medians(blocks: NDArray[np.float32]) -> NDArray[np.float32]:
    """The median step of each block and column; NaN where less than most of the block was scanned."""
    seen = np.isfinite(blocks).sum(axis=1)
    ordered = np.sort(blocks, axis=1)  # NaN last
    middle = np.take_along_axis(ordered, np.maximum(seen - 1, 0)[:, None, :] // 2, axis=1)[:, 0]
    return np.asarray(np.where(seen > 0.6 * blocks.shape[1], middle, np.nan), dtype=np.float32)


def _peak(profile: NDArray[np.float64], there: NDArray[np.bool_]) -> float | None:
    """The place of the one clear step; a drawn line steps down before it steps up and is none."""
    best = int(profile.argmax())
    usual = float(np.median(np.abs(profile[there] - np.median(profile[there]))))
    if profile[best] < max(_STEP, _CLEAR * usual):
        return None
    if profile[max(0, best - 8) : best].min(initial=0.0) < -0.4 * profile[best]:
        return None
    near = np.arange(max(0, best - 2), min(len(profile), best + 3))
    weight = np.maximum(profile[near], 0)
    return float((near * weight).sum() / weight.sum()) + 3.0


def _span(first: float | None, last: float | None, length: int) -> float:
    return length - (first or 0.0) - (last or 0.0)


def _completed(
    first: float | None, last: float | None, length: int, span: float | None
) -> tuple[float | None, float | None]:
    """Where one of two opposite edges is missing, it follows from the other one and the sheet's proportions."""
    if span is None or (first is None) == (last is None):
        return first, last
    other = length - span - (first if first is not None else last or 0.0)
    other = max(other, 0.0) if abs(other) < _DEEPEST * length else 0.0
    return (first, other) if last is None else (other, last)
