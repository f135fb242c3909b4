"""The copy of a page to read from: picture and seals in, an evenly lit gray picture on white paper out.

Light is evened by dividing by the paper's own brightness, found around the ink; then paper is drawn to white and ink
to black without losing the shades between. Scan borders and punch holes become paper. The
picture itself is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.stages.pdf_to_pages.seal_ink import without_seal_ink

Gray = NDArray[np.uint8]
_BLOCK_POINTS = 2.9  # the paper's brightness is looked at in blocks of this size
_AROUND = 13  # blocks: wider than any stroke or ruling, narrower than a shadow
_FAINT = 0.80, 0.93  # paper is white at the latest, and at the earliest, at these shares of its brightness
_HOLE_POINTS = 9.0, 26.0  # diameter of punch holes
_HOLE_ZONE_POINTS = 65.0  # their middles lie this close to an edge (ISO 838: 12 mm), skew and margins allowed for
_BORDER_ZONE = 0.06


def cleaned(pixels: Pixels, scale: float, red_seals: Sequence[Box] = ()) -> Pixels:
    """The page for reading, as H x W x 3.

    Args:
        pixels: the upright page, RGB.
        scale: pixels per point.
        red_seals: boxes (points) within which red ink is taken out and what is printed beneath kept.
    """
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    paper = paper_light(gray, scale)
    flat = np.asarray(cv2.divide(gray, paper, scale=255), dtype=np.uint8)
    for box in red_seals:
        without_seal_ink(flat, pixels, box.grown(4.0).scaled(scale))
    toned = _toned(flat)
    _paint_borders(toned, gray, scale)
    _paint_holes(toned, scale)
    return np.asarray(cv2.cvtColor(toned, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def paper_light(gray: Gray, scale: float) -> Gray:
    """The brightness the blank paper has, or would have, at every pixel."""
    block = max(2, round(_BLOCK_POINTS * scale))
    height, width = gray.shape
    small = cv2.resize(gray, (max(1, width // block), max(1, height // block)), interpolation=cv2.INTER_AREA)
    window = np.ones((_AROUND, _AROUND), np.uint8)
    paper = cv2.morphologyEx(small, cv2.MORPH_CLOSE, window, borderType=cv2.BORDER_REPLICATE)
    paper = cv2.GaussianBlur(paper, (0, 0), _AROUND / 3)
    # Where all around is black there is no paper to compare with: never lift black to white.
    paper = np.maximum(paper, np.uint8(max(24, 0.45 * float(np.percentile(paper, 90)))))
    return np.asarray(cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)


def _toned(flat: Gray) -> Gray:
    """Draws paper to white and ink to black; noise and print showing through from the back fade into the paper."""
    sample = flat[::3, ::3]
    light = sample[sample > 150].astype(np.float32)
    if not light.size:
        return flat.copy()
    paper = float(np.median(light))
    noise = 1.48 * float(np.median(np.abs(light - paper)))
    low, high = _FAINT
    white = float(np.clip(paper - 4.5 * noise, low * 255, high * 255))
    dark = sample[sample < 0.7 * white]
    black = float(np.percentile(dark, 15)) if dark.size > 200 else 60.0
    black = min(black, 0.55 * white)
    table = np.clip((np.arange(256) - black) * 255 / (white - black), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(flat, table), dtype=np.uint8)


def _paint_borders(toned: Gray, gray: Gray, scale: float) -> None:
    """Dark bands along the frame (lid, bed, neighbouring page) become paper; ink that merely touches it stays."""
    zone = round(_BORDER_ZONE * min(gray.shape))
    step = max(1, round(scale))
    small = toned[::step, ::step]
    dark = (small < 128).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8), borderType=cv2.BORDER_REPLICATE)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=4)
    height, width = small.shape
    band = max(1, zone // step)
    for index in range(1, count):
        left, top, across, down, _ = stats[index]
        at_side = (left == 0 or left + across == width) and across <= band and down > 3 * across
        at_end = (top == 0 or top + down == height) and down <= band and across > 3 * down
        if at_side or at_end:
            part = cv2.dilate((labels == index).astype(np.uint8), np.ones((5, 5), np.uint8))
            whole = cv2.resize(part, (toned.shape[1], toned.shape[0]), interpolation=cv2.INTER_NEAREST)
            toned[whole > 0] = 255


def _paint_holes(toned: Gray, scale: float) -> None:
    """Punch holes, black or shadowed: solid discs near the edges, with nothing touching them, become paper."""
    step = max(1, round(scale))
    unit = scale / step
    dark = (toned[::step, ::step] < 140).astype(np.uint8)
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    count, _, stats, centres = cv2.connectedComponentsWithStats(solid)
    height, width = dark.shape
    for index in range(1, count):
        across, down = int(stats[index][2]), int(stats[index][3])
        x, y = float(centres[index][0]), float(centres[index][1])
        size = (across + down) / 2
        if min(x, width - x, y, height - y) > _HOLE_ZONE_POINTS * unit or abs(across - down) > 0.2 * size + 1:
            continue
        if _HOLE_POINTS[0] * unit <= size <= _HOLE_POINTS[1] * unit and _stands_alone(dark, x, y, size / 2):
            cv2.circle(toned, (round(x * step), round(y * step)), round((size / 2 + 2) * step), (255,), -1)


def _stands_alone(dark: Gray, x: float, y: float, radius: float) -> bool:
    """Whether a disc is filled and the paper around it is empty; a bold character is neither."""
    rows, columns = np.ogrid[: dark.shape[0], : dark.shape[1]]
    distance = np.hypot(rows - y, columns - x)
    disc, around = dark[distance < 0.9 * radius], dark[(distance > 1.25 * radius + 1) & (distance < 1.6 * radius + 2)]
    return float(disc.mean()) > 0.97 and around.size > 0 and float(around.mean()) < 0.12
