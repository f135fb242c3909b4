"""The six damage levels: each turns one flawless, stamped page into one scan, the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import cv2
import numpy as np

from corpora.damage import fax as fx
from corpora.damage import handwriting, lens, paper, photo, rulings
from corpora.damage.sheet import Picture, Place, Scan, Sheet
from corpora.damage.texture import add_grain, grain

Press: TypeAlias = Callable[[Sheet], Sheet]


@dataclass(frozen=True)
class Surroundings:
    """What a page's damage must know besides the page.

    Attributes:
        press: presses the page's seals; called between damage to the print and damage to the paper.
        reverse: the picture on the back, or None.
        printed: places of printed values (fractions), which pen and punch stay clear of.
        sign_near: where a signature belongs, or None.
    """

    press: Press = field(default=lambda sheet: sheet)
    reverse: Picture | None = None
    printed: list[Place] = field(default_factory=list)
    sign_near: Place | None = None


def damage_page(sheet: Sheet, level: str, surroundings: Surroundings, rng: np.random.Generator) -> Scan:
    """One page as the level's scanner sees it.

    Args:
        sheet: the flawless upright page.
        level: a key of `LEVELS`.
        surroundings: seals, reverse side, places to keep clear.
        rng: the only source of randomness.

    Raises:
        KeyError: for an unknown level.
    """
    return LEVELS[level].make(sheet, surroundings, rng)


def _clean(sheet: Sheet, around: Surroundings, rng: np.random.Generator) -> Scan:
    sheet = paper.mottle(around.press(sheet), rng, rng.uniform(0.0, 0.015))
    picture = add_grain(sheet.picture, grain(sheet.size, rng.uniform(0.5, 1.5), rng))
    degrees = float(rng.uniform(-0.2, 0.2))
    picture = lens.skew(picture, degrees, (253, 253, 253))
    if not _has_colour(picture):
        picture = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return Scan(picture, sheet.dpi, quality=int(rng.integers(82, 91)), skew=degrees)


def _office(sheet: Sheet, around: Surroundings, rng: np.random.Generator) -> Scan:
    if rng.random() < 0.3:
        sheet = rulings.break_rulings(sheet, rng, rng.uniform(0, 0.02), rng.uniform(0.1, 0.45))
    if rng.random() < 0.2:
        sheet = rulings.double_rulings(sheet, rng, rng.uniform(0.15, 0.35))
    sheet = around.press(sheet)
    if rng.random() < 0.4:
        sheet = handwriting.sign(sheet, rng, around.sign_near, around.printed)
    colour = int(rng.integers(240, 252))
    warmth = int(rng.integers(0, 9))
    sheet = sheet.showing(paper.tint(sheet.picture, (colour, colour - warmth // 2, colour - warmth), 8))
    sheet = paper.uneven_light(paper.mottle(sheet, rng, rng.uniform(0.01, 0.04)), rng, rng.uniform(0.0, 0.06))
    degrees = _strayed(rng, 3.0)
    picture = lens.skew(sheet.picture, degrees, (colour - 6, colour - 8, colour - 10))
    picture = lens.blur(picture, rng.uniform(0.4, 0.85) if rng.random() < 0.6 else 0.0)
    picture = add_grain(picture, grain(sheet.size, rng.uniform(0.7, 3.0), rng, rng.uniform(0, 0.6)))
    return Scan(picture, sheet.dpi, quality=int(rng.integers(60, 81)), skew=degrees)


def _poor(sheet: Sheet, around: Surroundings, rng: np.random.Generator) -> Scan:
    sheet = rulings.break_rulings(sheet, rng, rng.uniform(0.03, 0.14), rng.uniform(0.4, 0.85))
    if rng.random() < 0.3:
        sheet = rulings.double_rulings(sheet, rng, rng.uniform(0.2, 0.5))
    sheet = lens.blotchy_strokes(around.press(sheet), rng, rng.uniform(0.1, 0.5), rng.uniform(0.05, 0.35))
    if rng.random() < 0.7:
        sheet = handwriting.sign(sheet, rng, around.sign_near, around.printed)
    sheet = handwriting.strike_rulings(sheet, rng, int(rng.integers(0, 4)), around.printed)
    if around.reverse is not None:
        sheet = paper.bleed_through(sheet, around.reverse, rng, rng.uniform(0.06, 0.17))
    white, black = int(rng.integers(205, 238)), int(rng.integers(40, 85))
    sheet = sheet.showing(paper.tint(sheet.picture, (white, white, white), black))
    sheet = paper.uneven_light(paper.mottle(sheet, rng, 0.05), rng, rng.uniform(0.08, 0.28))
    if rng.random() < 0.75:
        sheet = paper.punch_holes(sheet, rng, around.printed)
    if rng.random() < 0.5:
        sheet = paper.staple(sheet, rng)
    degrees, border = _strayed(rng, 5.0), int(rng.integers(20, 185))
    sheet = sheet.showing(lens.skew(sheet.picture, degrees, (border,) * 3))
    sheet = paper.edge_shadow(sheet, rng, rng.uniform(0.15, 0.6))
    gray = lens.blur(cv2.cvtColor(sheet.picture, cv2.COLOR_RGB2GRAY), rng.uniform(0.3, 0.75) * sheet.dpi / 150)
    gray = add_grain(gray, grain(sheet.size, rng.uniform(3.0, 7.0), rng, rng.uniform(0.3, 0.8)))
    return Scan(gray, sheet.dpi, quality=int(rng.integers(35, 51)), skew=degrees)


def _fax(sheet: Sheet, around: Surroundings, rng: np.random.Generator) -> Scan:
    if rng.random() < 0.4:
        sheet = rulings.break_rulings(sheet, rng, rng.uniform(0, 0.04), rng.uniform(0.2, 0.5))
    sheet = around.press(sheet)
    if rng.random() < 0.4:
        sheet = handwriting.sign(sheet, rng, around.sign_near, around.printed)
    degrees = _strayed(rng, 1.5)
    blurred = lens.blur(lens.skew(sheet.picture, degrees, (255, 255, 255)), rng.uniform(0.45, 0.85))
    dither = rng.uniform(20, 70) if rng.random() < 0.4 else 0.0
    page = fx.two_levels(sheet.showing(blurred), rng, rng.uniform(158, 188), dither)
    page = fx.specks(page, rng, rng.uniform(0.0001, 0.0012), rng.uniform(0.0002, 0.0015))
    page = fx.slip(fx.streaks(page, rng, int(rng.integers(0, 4))), rng, int(rng.integers(0, 4)))
    return Scan(page, sheet.dpi, coding="ccitt", skew=degrees)


def _turned(sheet: Sheet, around: Surroundings, rng: np.random.Generator) -> Scan:
    scan = _office(sheet, around, rng)
    clockwise = int(rng.choice([90, 180, 270]))
    turned = replace(scan, picture=lens.quarter_turns(scan.picture, clockwise), rotation=(360 - clockwise) % 360)
    if rng.random() < 0.25:
        extra = int(rng.choice([90, 180, 270]))
        return replace(turned, page_rotate=extra, rotation=(turned.rotation - extra) % 360)
    return turned


def _photo(sheet: Sheet, around: Surroundings, rng: np.random.Generator) -> Scan:
    sheet = around.press(sheet)
    if rng.random() < 0.4:
        sheet = handwriting.sign(sheet, rng, around.sign_near, around.printed)
    colour = int(rng.integers(228, 248))
    sheet = sheet.showing(paper.tint(sheet.picture, (colour, colour - 3, colour - 8), 12))
    sheet = paper.mottle(sheet, rng, rng.uniform(0.01, 0.04))
    frame, view = photo.pose(sheet, rng, rng.uniform(0.008, 0.028))
    picture = photo.photograph(sheet, frame, view, rng)
    picture = photo.room_light(picture, rng, int(rng.integers(1, 3)), rng.uniform(0.2, 0.45))
    picture = lens.blur(picture, rng.uniform(0.4, 1.0))
    picture = add_grain(picture, grain(picture.shape[:2], rng.uniform(2.0, 5.0), rng, rng.uniform(0.3, 0.9)))
    return Scan(picture, sheet.dpi, quality=int(rng.integers(65, 81)))


def _strayed(rng: np.random.Generator, most: float) -> float:
    """A skew in degrees: usually small, at times near `most`."""
    return float(np.clip(rng.normal(0, most * 0.45), -most, most))


def _has_colour(picture: Picture) -> bool:
    sample = picture[::4, ::4].astype(np.int16)
    return bool((np.ptp(sample, axis=2) > 40).mean() > 2e-4)


@dataclass(frozen=True)
class Level:
    """How a level is made, and what its scanner and its clerk are like.

    Attributes:
        make: page to scan.
        dpi: resolutions to choose from, one per document.
        sealed: chance that a seal the document wants is really pressed.
        ink: what a seal looks like in the scan.
        repeated: chance that a seal stands on the page a second time.
    """

    make: Callable[[Sheet, Surroundings, np.random.Generator], Scan]
    dpi: tuple[int, ...]
    sealed: float
    ink: Literal["red", "gray", "black"] = "red"
    repeated: float = 0.0


LEVELS: dict[str, Level] = {
    "clean": Level(_clean, (200, 250, 300), sealed=0.35),
    "office": Level(_office, (200, 200, 220, 240), sealed=1.0),
    "poor": Level(_poor, (150, 150, 170, 200), sealed=0.85, ink="gray", repeated=0.4),
    "fax": Level(_fax, (200,), sealed=0.8, ink="black"),
    "turned": Level(_turned, (200, 200, 220), sealed=1.0),
    "photo": Level(_photo, (190, 200, 220), sealed=0.9),
}
