"""What a sheet of paper and the glass under it add to a picture: tint, wear, holes, shadows, the reverse side."""

from __future__ import annotations

import cv2
import numpy as np

from corpora.damage.sheet import Picture, Place, Sheet
from corpora.damage.texture import shade, smooth_noise, to_bytes


def tint(picture: Picture, colour: tuple[int, int, int], black: int = 0) -> Picture:
    """White becomes `colour` (RGB), black becomes the grey level `black`: paper tint and lost contrast in one."""
    white = np.array(colour, np.float32)
    return to_bytes(black + picture.astype(np.float32) * (white - black) / 255.0)


def mottle(sheet: Sheet, rng: np.random.Generator, depth: float) -> Sheet:
    """Slight clouds of lighter and darker paper; `depth` is the largest darkening, 0…1."""
    clouds = 0.6 * smooth_noise(sheet.size, sheet.px(30), rng) + 0.4 * smooth_noise(sheet.size, sheet.px(6), rng)
    return sheet.showing(shade(sheet.picture, (1.0 - depth * clouds).astype(np.float32)))


def uneven_light(sheet: Sheet, rng: np.random.Generator, depth: float) -> Sheet:
    """A lamp that shines from one side, with broad clouds; the darkest spot loses `depth` (0…1) of its light."""
    height, width = sheet.size
    angle = rng.uniform(0, 2 * np.pi)
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    ramp = across / width * np.cos(angle) + down / height * np.sin(angle)
    ramp = (ramp - ramp.min()) / max(float(np.ptp(ramp)), 1e-6)
    clouds = smooth_noise(sheet.size, sheet.px(70), rng)
    return sheet.showing(shade(sheet.picture, (1.0 - depth * (0.65 * ramp + 0.35 * clouds)).astype(np.float32)))


def bleed_through(sheet: Sheet, reverse: Picture, rng: np.random.Generator, strength: float) -> Sheet:
    """The mirrored reverse page shines through, blurred and shifted; `strength` is its share of ink, 0…1."""
    height, width = sheet.size
    back = cv2.resize(cv2.cvtColor(reverse, cv2.COLOR_RGB2GRAY), (width, height), interpolation=cv2.INTER_AREA)
    shift = np.float32([[1, 0, rng.uniform(-6, 6) * sheet.px(1)], [0, 1, rng.uniform(-6, 6) * sheet.px(1)]])
    moved = cv2.warpAffine(back[:, ::-1], shift, (width, height), borderValue=255)
    ink = 1.0 - cv2.GaussianBlur(moved, (0, 0), sheet.dpi / 90.0).astype(np.float32) / 255.0
    patches = 0.5 + 0.5 * smooth_noise(sheet.size, sheet.px(50), rng)
    return sheet.showing(shade(sheet.picture, (1.0 - strength * ink * patches).astype(np.float32)))


def punch_holes(sheet: Sheet, rng: np.random.Generator, clear: list[Place]) -> Sheet:
    """Two punched holes (ISO 838: 80 mm apart, 6 mm wide, 12 mm from the left edge), dark or pale.

    Holes that would hit one of the `clear` places (left, top, right, bottom as fractions) are left out.
    """
    height, width = sheet.size
    picture = sheet.picture.copy()
    x, middle = sheet.px(rng.uniform(8, 12)), height / 2 + sheet.px(1) * rng.uniform(-12, 12)
    for sign in (-1, 1):
        y, radius = int(middle + sign * sheet.px(40)), sheet.px(rng.uniform(2.6, 3.2))
        if any(_touches(place, x / width, y / height, radius / width, radius / height) for place in clear):
            continue
        fill = int(rng.choice([rng.integers(25, 80), rng.integers(225, 250)]))
        cv2.circle(picture, (x, y), radius, (fill,) * 3, -1, cv2.LINE_AA)
        cv2.circle(picture, (x, y), radius, (int(max(20, fill * 0.6)),) * 3, max(1, sheet.px(0.2)), cv2.LINE_AA)
    return sheet.showing(picture)


def staple(sheet: Sheet, rng: np.random.Generator) -> Sheet:
    """A staple in the upper left corner, with its shadow."""
    picture = sheet.picture.astype(np.float32)
    x, y = sheet.px(rng.uniform(9, 22)), sheet.px(rng.uniform(8, 18))
    angle, half = rng.uniform(0.2, 1.2), sheet.px(rng.uniform(3.5, 6.0)) / 2
    start = (int(x - half * np.cos(angle)), int(y - half * np.sin(angle)))
    end = (int(x + half * np.cos(angle)), int(y + half * np.sin(angle)))
    shadow, wire = np.zeros(sheet.size, np.float32), np.zeros(sheet.size, np.float32)
    offset = sheet.px(0.5)
    cv2.line(shadow, (start[0] + offset, start[1] + offset), (end[0] + offset, end[1] + offset), 0.7, sheet.px(0.9))
    cv2.line(wire, start, end, 0.75, sheet.px(0.6), cv2.LINE_AA)
    light = 1.0 - np.maximum(cv2.GaussianBlur(shadow, (0, 0), sheet.px(0.45)), wire)
    return sheet.showing(to_bytes(picture * light[:, :, None]))


def edge_shadow(sheet: Sheet, rng: np.random.Generator, depth: float) -> Sheet:
    """Light lost towards one or two edges, as under a lid that does not close (the book's spine)."""
    height, width = sheet.size
    light = np.ones((height, width), np.float32)
    for side in rng.permutation(4)[: rng.integers(1, 3)]:
        reach = sheet.px(rng.uniform(4, 16))
        length = width if side < 2 else height
        fall = 1.0 - depth * np.exp(-np.arange(length, dtype=np.float32) / reach)
        ramp = fall if side % 2 == 0 else fall[::-1]
        light *= ramp[None, :] if side < 2 else ramp[:, None]
    return sheet.showing(shade(sheet.picture, light))


def _touches(place: Place, x: float, y: float, rx: float, ry: float) -> bool:
    left, top, right, bottom = place
    return left < x + rx and right > x - rx and top < y + ry and bottom > y - ry
