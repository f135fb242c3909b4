"""Finds the sheet on a photograph: picture in, a mesh over the sheet out, or None where the picture is the page.

The sheet's four corners give the perspective, its four (slightly curved) edges the curl.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Pixels
from extractor.stages.pdf_to_pages.mesh import Floats, Mesh, fractions

_SIDE = 256  # pixels of the long side on which the sheet is told from what it lies on
_FOREIGN = 22.0  # Lab distance (8-bit) of the picture's rim from the paper that speaks for a photograph
_NODES = 33
_RATIO_A = 2**0.5  # ISO 216
_RATIO_SLACK = 0.07
_LEAST, _MOST = 0.25, 0.985  # share of the picture a sheet may fill
_CURVE_SLACK = 0.06  # how far an edge may leave the straight line between its corners, share of its length


@dataclass(frozen=True, eq=False)
class _Edge:
    """Points of one edge of the sheet in source pixels, in order."""

    points: Floats


def sheet_mesh(pixels: Pixels) -> Mesh | None:
    """The mesh over a sheet lying on something else, its whole outline in view; else None."""
    zoom = max(pixels.shape[:2]) / _SIDE
    size = (round(pixels.shape[1] / zoom), round(pixels.shape[0] / zoom))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)), 5)
    lab = np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2LAB), dtype=np.uint8)
    if not _has_foreign_rim(lab):
        return None
    quad = _quad(_foreground(lab))
    if quad is None:
        return None
    edges = _fine_edges(pixels, quad * zoom, zoom)
    return _mesh_of(edges) if edges is not None else None


def _has_foreign_rim(lab: NDArray[np.uint8]) -> bool:
    """Whether at least three sides of the picture show something that is not the paper in its middle."""
    height, width = lab.shape[:2]
    middle = lab[height // 4 : 3 * height // 4, width // 4 : 3 * width // 4].reshape(-1, 3).astype(float)
    paper = np.median(middle[middle[:, 0] >= np.percentile(middle[:, 0], 40)], axis=0)
    rims = (lab[:3], lab[-3:], lab[:, :3], lab[:, -3:])
    far = [float(np.linalg.norm(np.median(rim.reshape(-1, 3), axis=0) - paper)) for rim in rims]
    return sum(distance > _FOREIGN for distance in far) >= 3


def _foreground(lab: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The sheet as a mask: GrabCut, told that the rim is background and the middle is paper."""
    height, width = lab.shape[:2]
    mask = np.full((height, width), cv2.GC_PR_FGD, np.uint8)
    band = max(4, width // 25)
    for rim in (np.s_[:band], np.s_[-band:], np.s_[:, :band], np.s_[:, -band:]):
        mask[rim] = cv2.GC_PR_BGD
    for rim in (np.s_[:3], np.s_[-3:], np.s_[:, :3], np.s_[:, -3:]):
        mask[rim] = cv2.GC_BGD
    mask[height // 4 : 3 * height // 4, width // 4 : 3 * width // 4] = cv2.GC_FGD
    cv2.setRNGSeed(1)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(lab, mask, (0, 0, width, height), *models, 3, cv2.GC_INIT_WITH_MASK)
    sheet = np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(sheet, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)), dtype=np.uint8)


def _quad(mask: NDArray[np.uint8]) -> Floats | None:
    """Corners of the sheet (top left, top right, bottom right, bottom left) where its shape is a quadrilateral."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    contour = max(contours, key=cv2.contourArea)
    area = cv2.contourArea(contour)
    if not _LEAST * mask.size <= area <= _MOST * mask.size:
        return None
    hull = cv2.convexHull(contour)
    for tolerance in (0.01, 0.02, 0.03, 0.05):
        corners = cv2.approxPolyDP(hull, tolerance * cv2.arcLength(hull, True), True)
        if len(corners) <= 4:
            break
    if (
        len(corners) != 4
        or cv2.contourArea(corners) < 0.9 * cv2.contourArea(hull)
        or area < 0.9 * cv2.contourArea(hull)
    ):
        return None
    points = corners[:, 0].astype(np.float64)
    middle = points.mean(axis=0)
    order = np.argsort(np.arctan2(points[:, 1] - middle[1], points[:, 0] - middle[0]))
    points = points[order]
    first = int(np.argmin(points.sum(axis=1)))
    return np.roll(points, -first, axis=0)


def _fine_edges(pixels: Pixels, quad: Floats, reach: float) -> list[_Edge] | None:
    """Walks along each side and looks for the steepest step in brightness across it, ``reach`` pixels about."""
    gray = cv2.GaussianBlur(pixels.min(axis=2), (0, 0), 1.2).astype(np.float32)
    edges = []
    for start, end in zip(quad, np.roll(quad, -1, axis=0), strict=True):
        edge = _fine_edge(gray, start, end, 2.6 * reach)
        if edge is None:
            return None
        edges.append(edge)
    return edges


def _fine_edge(gray: NDArray[np.float32], start: Floats, end: Floats, reach: float) -> _Edge | None:
    """A smooth curve through the steps found along one side; inside lies to the right of start → end."""
    length = float(np.hypot(*(end - start)))
    along = (end - start) / length
    inward = np.array([-along[1], along[0]])
    places = np.linspace(0.02, 0.98, 97)
    offsets = np.arange(-reach - _CURVE_SLACK * length * 0.25, reach + _CURVE_SLACK * length * 0.25 + 1)
    grid = start + places[:, None, None] * (end - start) + offsets[None, :, None] * inward
    across = cv2.remap(
        gray, grid[..., 0].astype(np.float32), grid[..., 1].astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )  # fmt: skip
    steps = across[:, 4:] - across[:, :-4]
    best = steps.argmax(axis=1)
    strength = steps[np.arange(len(best)), best]
    found = offsets[best + 2]
    keep = strength > max(8.0, 0.3 * float(np.median(strength)))
    if keep.sum() < 0.5 * len(places):
        return None
    curve = _smooth(places[keep] - 0.5, found[keep])
    if curve is None:
        return None
    fine = np.linspace(-0.05, 1.05, 111)
    offset = np.polyval(curve, fine - 0.5)
    return _Edge(start + fine[:, None] * (end - start) + offset[:, None] * inward)


def _smooth(place: Floats, offset: Floats) -> Floats | None:
    """A cubic through most of the points; None where they do not make one curve."""
    good = np.abs(offset - np.median(offset)) < 4 * max(2.0, float(np.median(np.abs(offset - np.median(offset)))))
    curve = np.polyfit(place[good], offset[good], 1)
    for order in (2, 3, 3, 3):
        residual = np.abs(offset - np.polyval(curve, place))
        good = residual < max(2.0, 3 * float(np.median(residual)))
        if good.sum() < 0.4 * len(place):
            return None
        curve = np.polyfit(place[good], offset[good], order)
    return np.asarray(curve, dtype=np.float64)


def _mesh_of(edges: Sequence[_Edge]) -> Mesh:
    """Perspective from the corners, then each edge's departure from straight faded in from its side (Coons)."""
    corners = np.array([_crossing(edges[i - 1].points, edges[i].points) for i in range(4)])
    width, height = _true_size(corners)
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    forward = np.asarray(cv2.getPerspectiveTransform(square, corners.astype(np.float32)), dtype=np.float64)
    back = np.asarray(np.linalg.inv(forward), dtype=np.float64)
    top, right, bottom, left = (_apply(back, edge.points) for edge in edges)
    u, v = fractions(_NODES, _NODES)
    dv = (1 - v) * _bulge(top[:, 0], top[:, 1], u) + v * _bulge(bottom[::-1, 0], bottom[::-1, 1] - 1, u)
    du = (1 - u) * _bulge(left[::-1, 1], left[::-1, 0], v) + u * _bulge(right[:, 1], right[:, 0] - 1, v)
    nodes = _apply(forward, np.stack([u + du, v + dv], axis=2).reshape(-1, 2)).reshape(_NODES, _NODES, 2)
    return Mesh(nodes, width, height)


def _bulge(along: Floats, across: Floats, at: Floats) -> Floats:
    """An edge's departure ``across`` from its chord, looked up at ``at``; nothing at both corners."""
    return np.interp(at, along, across - np.interp(along, [0, 1], np.interp([0, 1], along, across)))


def _crossing(first: Floats, second: Floats) -> Floats:
    """The corner where one edge's end meets the next one's start: the closest approach, by straight end pieces."""
    a, b = first[-16], first[-1]
    c, d = second[15], second[0]
    matrix = np.stack([b - a, c - d], axis=1)
    share = np.linalg.solve(matrix, c - a)
    corner: Floats = a + share[0] * (b - a)
    return corner


def _true_size(corners: Floats) -> tuple[float, float]:
    """Width and height of the sheet in source pixels: mean side lengths, set to the A series' ratio where near it."""
    top, right, bottom, left = (float(np.hypot(*(corners[(i + 1) % 4] - corners[i]))) for i in range(4))
    width, height = (top + bottom) / 2, (left + right) / 2
    longer, shorter = max(width, height), min(width, height)
    if abs(longer / shorter / _RATIO_A - 1) < _RATIO_SLACK:
        size = (width * height) ** 0.5
        longer, shorter = size * _RATIO_A**0.5, size / _RATIO_A**0.5
    return (shorter, longer) if height >= width else (longer, shorter)


def _apply(matrix: Floats, points: Floats) -> Floats:
    """Points under a homography."""
    lifted = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ matrix.T
    flat: Floats = lifted[:, :2] / lifted[:, 2:]
    return flat
