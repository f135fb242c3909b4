"""Finds the seals on a page: picture in, seals with their boxes and colour out; their rims are read elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Picture, Pixels, Seal
from extractor.ports import OcrEngine
from extractor.stages.pdf_to_pages.rim import read_rim
from extractor.stages.pdf_to_pages.rings import Ring, find_rings

_LOOK_SCALE = 1.5  # pixels per point on which seals are looked for
_RADII = 26.0, 72.0  # points; official seals have 38 to 45 mm across (GB/T rules for seals), old and small ones less
_SMALLEST, _LARGEST = 36.0, 170.0  # points across, of a red patch without a clear ring
_RED_COVERAGE, _GREY_COVERAGE = 0.4, 0.5
_DARKEST = 40  # paper is never taken for darker than this: black surroundings make no colour
_MASSIVE = 0.35  # share of a patch's red that may be thicker than strokes, as the star is; photographs have more
_COLOUR = 45  # spread of the channels of a pixel that is neither gray nor paper
_LEAST_RED = 26  # red above the other channels, less what the paper itself has


def find_seals(picture: Picture, *, red_only: bool = False) -> tuple[Seal, ...]:
    """Red seals by colour, photocopied gray ones by their ring; ``confidence`` is how surely each is a seal."""
    zoom = min(1.0, _LOOK_SCALE / picture.scale)
    small = np.asarray(cv2.resize(picture.pixels, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA), np.uint8)
    scale = picture.scale * zoom
    mask, redness = _red(small)
    seals = [
        seal for seal in _red_seals(mask, redness, scale) if not _is_colourful(small, mask, seal.box.scaled(scale))
    ]
    if not red_only:
        seals += _grey_seals(small, mask, scale, seals)
    return tuple(seals)


def with_texts(seals: Sequence[Seal], picture: Picture, engine: OcrEngine) -> tuple[Seal, ...]:
    """The seals with what stands on their rims."""
    return tuple(read_rim(seal, picture, engine) for seal in seals)


def _red(small: Pixels) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    """Red pixels (1), and how red each is (0..1) against the paper around it, whatever its tint and the light on it."""
    coarse = (
        cv2.resize(small, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA) if min(small.shape[:2]) > 8 else small
    )
    paper = cv2.morphologyEx(coarse, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8), borderType=cv2.BORDER_REPLICATE)
    paper = np.maximum(cv2.GaussianBlur(paper, (0, 0), 4), np.uint8(_DARKEST))
    paper = cv2.resize(paper, (small.shape[1], small.shape[0]), interpolation=cv2.INTER_LINEAR)
    light = cv2.GaussianBlur(cv2.divide(small, paper, scale=235), (0, 0), 0.6).astype(np.int16)
    red = light[:, :, 0] - np.maximum(light[:, :, 1], light[:, :, 2])
    red -= np.int16(np.median(red[::3, ::3]))
    mask = (red > _LEAST_RED).astype(np.uint8)
    return mask, (np.clip(red, 0, 160) / 160).astype(np.float32)


def _red_seals(mask: NDArray[np.uint8], redness: NDArray[np.float32], scale: float) -> list[Seal]:
    if int(mask.sum()) < 150 * scale * scale * 0.3:
        return []
    rings = find_rings(redness, scale, _RADII, _RED_COVERAGE)
    seals = [Seal(_ring_box(ring, scale, mask.shape), None, _sureness(ring), "red") for ring in rings]
    for box in _red_patches(mask, scale):
        if all(box.share_in(seal.box.grown(6)) < 0.5 and seal.box.share_in(box) < 0.5 for seal in seals):
            seals.append(Seal(box, None, 0.6, "red"))
    return seals


def _red_patches(mask: NDArray[np.uint8], scale: float) -> list[Box]:
    """Compact red patches without a clear ring: oval, square, smudged or half-printed seals. Red text lines are not."""
    window = max(3, round(9 * scale)) | 1
    near = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (window, window)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near)
    solid = cv2.erode(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(5 * scale) | 1,) * 2))
    boxes = []
    for index in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[index])
        window_of = np.s_[top : top + height, left : left + width]
        part = labels[window_of] == index
        inked, massive = int(mask[window_of][part].sum()), int(solid[window_of][part].sum())
        box = Box(left, top, left + width, top + height).scaled(1 / scale)
        longer, shorter = max(box.width, box.height), min(box.width, box.height)
        is_sized = _SMALLEST <= longer <= _LARGEST and shorter >= 0.55 * longer
        if is_sized and 0.06 <= inked / (width * height) <= 0.7 and massive <= _MASSIVE * inked:
            boxes.append(box)
    return boxes


def _is_colourful(small: Pixels, mask: NDArray[np.uint8], box: Box) -> bool:
    """Whether the patch holds other colours than red ink, black print and the paper: a photograph or a logo."""
    rows, columns = slice(int(box.top), int(box.bottom) + 1), slice(int(box.left), int(box.right) + 1)
    tint = np.median(small[::4, ::4].reshape(-1, 3), axis=0)
    patch = small[rows, columns] * (float(tint.mean()) / np.maximum(tint, 1.0))
    red = cv2.dilate(mask[rows, columns], np.ones((5, 5), np.uint8)) > 0
    spread = patch.max(axis=2) - patch.min(axis=2)
    return float(((spread > _COLOUR) & ~red).mean()) > 0.08


def _grey_seals(small: Pixels, mask: NDArray[np.uint8], scale: float, seals: Sequence[Seal]) -> list[Seal]:
    """Rings of dark ink that are no red seal."""
    gray = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    paper = cv2.GaussianBlur(cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((21, 21), np.uint8)), (0, 0), 7)
    ink = np.clip(1 - gray.astype(np.float32) / np.maximum(paper, 16), 0, 0.6)
    ink[cv2.dilate(mask, np.ones((5, 5), np.uint8)) > 0] = 0
    ink = _without_rulings(ink, scale)
    found = list(seals)
    for layer in (ink, _without_print(ink)):
        for ring in find_rings(layer, scale, _RADII, _GREY_COVERAGE):
            seal = Seal(_ring_box(ring, scale, gray.shape), None, _sureness(ring), "grey")
            if all(seal.box.share_in(other.box) < 0.5 for other in found):
                found.append(seal)
    return found[len(seals) :]


def _without_print(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """Only ink clearly paler than the print: a copied seal under dense text hardly shows otherwise."""
    dark = ink > 0.6 * float(np.percentile(ink[::3, ::3], 99))
    near = cv2.dilate(dark.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.asarray(np.where(near, np.float32(0), ink), dtype=np.float32)


def _without_rulings(ink: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    """Straight lines vote for circles everywhere along them."""
    dark = (ink > 0.12).astype(np.uint8)
    long = round(22 * scale)
    level = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8))
    lines = cv2.dilate(cv2.bitwise_or(level, upright), np.ones((3, 3), np.uint8))
    return np.asarray(np.where(lines > 0, np.float32(0), ink), dtype=np.float32)


def _ring_box(ring: Ring, scale: float, shape: tuple[int, ...]) -> Box:
    """The ring's box in points, clipped to the page."""
    radius = ring.radius + 0.8 * scale
    box = Box(ring.x - radius, ring.y - radius, ring.x + radius, ring.y + radius)
    return box.meet(Box(0, 0, shape[1], shape[0])).scaled(1 / scale)


def _sureness(ring: Ring) -> float:
    return round(min(0.99, 0.45 + 0.55 * ring.coverage), 3)
