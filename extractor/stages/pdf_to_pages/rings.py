"""Finds circular outlines in a picture of ink: darkness in, rings with centre, radius and coverage out.

A Hough transform over centre and radius with votes along the gradient; candidates are then measured on the finer
picture by unrolling them, and the circle is fitted to the ridge found there.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Darkness = NDArray[np.float32]
_COARSE = 0.75  # pixels per point on which centres are voted for
_CANDIDATES = 20
_VOTERS = 20_000  # edge pixels, drawn by lot where there are more
_ANGLES = 360
_BAND = 0.14  # share of the radius looked at to either side of a candidate


@dataclass(frozen=True)
class Ring:
    """A circle in pixels of the given picture; ``coverage`` is the share (0..1) of its line that is inked."""

    x: float
    y: float
    radius: float
    coverage: float


def find_rings(ink: Darkness, scale: float, radii: tuple[float, float], least: float) -> list[Ring]:
    """Rings, best first, none overlapping a better one by much.

    Args:
        ink: H x W, 0 for paper, larger for darker.
        scale: its pixels per point.
        radii: smallest and largest radius, in points.
        least: smallest coverage accepted.
    """
    zoom = _COARSE / scale
    if min(ink.shape) < radii[0] * scale:
        return []
    small = cv2.resize(ink, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    found: list[Ring] = []
    for x, y, radius in _candidates(np.asarray(small, np.float32), (radii[0] * _COARSE, radii[1] * _COARSE)):
        ring = _measured(ink, x / zoom, y / zoom, radius / zoom)
        if ring is None or ring.coverage < least or not radii[0] * 0.9 <= ring.radius / scale <= radii[1] * 1.1:
            continue
        found.append(ring)
    found.sort(key=lambda ring: ring.coverage, reverse=True)
    kept: list[Ring] = []
    for ring in found:
        if all(np.hypot(ring.x - other.x, ring.y - other.y) > 0.6 * other.radius for other in kept):
            kept.append(ring)
    return kept


def _candidates(ink: Darkness, radii: tuple[float, float]) -> list[tuple[float, float, float]]:
    """Centres and radii with most votes, relative to what a circle of that size could get."""
    smooth = cv2.GaussianBlur(ink, (0, 0), 0.8)
    gx, gy = cv2.Sobel(smooth, cv2.CV_32F, 1, 0), cv2.Sobel(smooth, cv2.CV_32F, 0, 1)
    strength = np.hypot(gx, gy)
    usual, strong = np.percentile(strength[::3, ::3], (80, 99.5))
    level = max(float(usual), 0.15 * float(strong), 1e-6)
    rows, columns = np.nonzero(strength > level)
    if len(columns) < 50:
        return []
    along_x, along_y = (part[rows, columns] / strength[rows, columns] for part in (gx, gy))
    x, y = columns.astype(np.float32), rows.astype(np.float32)
    if len(x) > _VOTERS:
        keep = np.random.default_rng(0).choice(len(x), _VOTERS, replace=False)
        x, y, along_x, along_y = x[keep], y[keep], along_x[keep], along_y[keep]
    height, width = ink.shape
    best: list[tuple[float, float, float, float]] = []
    for radius in np.arange(radii[0], radii[1] + 1, 2.0):
        off_x, off_y = np.float32(radius) * along_x, np.float32(radius) * along_y
        cx, cy = (np.rint(np.concatenate(both)) for both in ((x - off_x, x + off_x), (y - off_y, y + off_y)))
        inside = (cx >= 0) & (cx < width) & (cy >= 0) & (cy < height)
        places = (cy * np.float32(width) + cx)[inside].astype(np.intp)  # exact: far below 2 to the 24th
        votes = np.bincount(places, minlength=height * width).astype(np.float32)
        sums = cv2.boxFilter(votes.reshape(height, width), -1, (3, 3), normalize=False) / np.float32(radius)
        for _ in range(4):
            place = int(sums.argmax())
            cy0, cx0 = divmod(place, width)
            best.append((float(sums[cy0, cx0]), float(cx0), float(cy0), float(radius)))
            sums[max(0, cy0 - 8) : cy0 + 9, max(0, cx0 - 8) : cx0 + 9] = 0
    best.sort(reverse=True)
    chosen: list[tuple[float, float, float]] = []
    for _, cx1, cy1, radius1 in best:
        if all(np.hypot(cx1 - a, cy1 - b) > 9 for a, b, _ in chosen):
            chosen.append((cx1, cy1, radius1))
        if len(chosen) == _CANDIDATES:
            break
    return chosen


def _measured(ink: Darkness, x: float, y: float, radius: float) -> Ring | None:
    """Fits the circle to the ink near it and tells how much of it is there."""
    band = _BAND
    coverage = 0.0
    for _ in range(3):
        unrolled, radial = _unrolled(ink, x, y, radius, band)
        contrast = _ridge(unrolled)
        level = max(0.02, 0.35 * float(np.percentile(contrast, 97)))
        peak = contrast.argmax(axis=1)
        there = contrast[np.arange(_ANGLES), peak] > level
        if there.sum() < 0.2 * _ANGLES:
            return None
        angles = np.arange(_ANGLES)[there] * 2 * np.pi / _ANGLES
        x, y, radius, near = _fitted(x, y, angles, radial[peak[there]])
        coverage = float(near.sum()) / _ANGLES
        band = max(0.05, band * 0.6)
    return Ring(x, y, radius, coverage)


def _unrolled(ink: Darkness, x: float, y: float, radius: float, band: float) -> tuple[Darkness, NDArray[np.float64]]:
    """Angles x radii around the circle; pixels outside the picture are paper."""
    radial = np.arange(radius * (1 - band), radius * (1 + band), 0.5, dtype=np.float64)
    angles = (np.arange(_ANGLES) * 2 * np.pi / _ANGLES)[:, None]
    map_x = (x + np.cos(angles) * radial).astype(np.float32)
    map_y = (y + np.sin(angles) * radial).astype(np.float32)
    picture = cv2.remap(ink, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=(0,))
    return np.asarray(picture, dtype=np.float32), radial


def _ridge(unrolled: Darkness) -> Darkness:
    """How much darker each place is than both its inner and its outer neighbourhood."""
    line = cv2.blur(unrolled, (3, 3))
    ridge = np.zeros_like(line)
    ridge[:, 6:-6] = line[:, 6:-6] - np.maximum(line[:, :-12], line[:, 12:])
    return np.asarray(ridge, dtype=np.float32)


def _fitted(
    x: float, y: float, angles: NDArray[np.float64], radial: NDArray[np.float64]
) -> tuple[float, float, float, NDArray[np.bool_]]:
    """Circle through the ridge: radius(angle) = r + dx cos + dy sin, strays dropped step by step."""
    matrix = np.stack([np.ones_like(angles), np.cos(angles), np.sin(angles)], axis=1)
    keep = np.ones(len(angles), dtype=bool)
    solution = np.array([float(np.median(radial)), 0.0, 0.0])
    for tolerance in (6.0, 3.0, 2.0):
        keep = np.abs(radial - matrix @ solution) < tolerance
        if keep.sum() < 12:
            break
        kept = matrix[keep]
        solution = np.linalg.solve(kept.T @ kept, kept.T @ radial[keep])
    near = np.abs(radial - matrix @ solution) < 2.0
    return x + float(solution[1]), y + float(solution[2]), float(solution[0]), near
