"""Decides which seals a document bears and where: gold record → stamps, and afterwards stamps → the gold's `_seals`."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

import numpy as np

from corpora.damage import Level, Picture, Sheet
from corpora.seal import Ink, Seal, draw_seal, press_seal

_INNER = ("财务专用章", "公章", "业务专用章", "绩效评价专用章")
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Stamp:
    """One seal on one page: page (1-based), middle as fractions of the page, seal, ink, and what a scan makes of it."""

    page: int
    middle: tuple[float, float]
    seal: Seal
    ink: Ink
    looks: str


def plan_stamps(
    gold: dict[str, Any], sizes: list[tuple[float, float]], level: Level, rng: np.random.Generator
) -> list[Stamp]:
    """Chooses the seals of a document.

    The gold asks for seals (`_seals`: page, box, text); for a gold that asks for none, one per record is made up, with
    the name of a unit the record prints. The level decides how many of them are really pressed.

    Args:
        gold: the document's gold.
        sizes: width and height of every page in points.
        level: the damage level.
        rng: source of randomness.
    """
    if asked := gold.get("_seals"):
        stamps = [_asked_stamp(seal, sizes, level, rng) for seal in asked]
    else:
        named = [(record, _unit(record)) for record in gold.get("records", [])]
        stamps = [_own_stamp(gold, record, name, sizes, level, rng) for record, name in named if name]
    pressed = [stamp for stamp in stamps if rng.random() < level.sealed]
    return pressed + [_again(stamp, level, rng) for stamp in pressed if rng.random() < level.repeated]


def press(sheet: Sheet, stamps: list[Stamp], rng: np.random.Generator) -> tuple[Picture, list[dict[str, Any]]]:
    """Presses a page's stamps.

    Returns:
        The stamped picture, and for each stamp its entry for the gold's `_seals` (box as fractions of the page).
    """
    height, width = sheet.size
    picture, entries = sheet.picture, []
    for stamp in stamps:
        middle = (round(stamp.middle[0] * width), round(stamp.middle[1] * height))
        picture, box = press_seal(picture, draw_seal(stamp.seal, sheet.dpi), middle, stamp.ink, rng)
        entries.append(
            {
                "page": stamp.page,
                "box": [round(v / (width, height)[i % 2], 4) for i, v in enumerate(box)],
                "text": stamp.seal.text,
                "ink": stamp.looks,
            }
        )
    return picture, entries


def _asked_stamp(
    wanted: dict[str, Any], sizes: list[tuple[float, float]], level: Level, rng: np.random.Generator
) -> Stamp:
    left, top, right, bottom = wanted["box"]
    page = int(wanted["page"])
    wide = (right - left) * sizes[page - 1][0] * _MM_PER_POINT
    diameter = wide if 30 <= wide <= 50 else rng.uniform(38, 45)
    middle = ((left + right) / 2, (top + bottom) / 2)
    return Stamp(page, middle, _seal(wanted["text"], diameter, rng), _ink(level, rng), level.ink)


def _own_stamp(
    gold: dict[str, Any],
    record: dict[str, Any],
    name: str,
    sizes: list[tuple[float, float]],
    level: Level,
    rng: np.random.Generator,
) -> Stamp:
    """A seal over the record's first page: over the printed unit or title, or at the foot of the table."""
    page = int(record["pages"][0])
    number = gold["records"].index(record)
    anchors = [
        place["box"]
        for leaf in ("reporting_unit", "title", "preparer")
        for place in gold.get("_boxes", {}).get(f"/records/{number}/{leaf}", [])
        if place["page"] == page
    ]
    seal = _seal(name, rng.uniform(38, 45), rng)
    half_x = seal.diameter / 2 / _MM_PER_POINT / sizes[page - 1][0]
    half_y = seal.height / 2 / _MM_PER_POINT / sizes[page - 1][1]
    if anchors and rng.random() < 0.75:
        left, top, right, bottom = anchors[rng.integers(len(anchors))]
        x, y = rng.uniform(left, right + half_x), (top + bottom) / 2 + rng.uniform(-0.3, 1.0) * half_y
    else:
        x, y = rng.uniform(0.25, 0.8), rng.uniform(0.15, 0.85)
    middle = (float(np.clip(x, half_x * 1.1, 1 - half_x * 1.1)), float(np.clip(y, half_y * 1.1, 1 - half_y * 1.1)))
    return Stamp(page, middle, seal, _ink(level, rng), level.ink)


def _again(stamp: Stamp, level: Level, rng: np.random.Generator) -> Stamp:
    """The same seal once more, elsewhere on the page."""
    middle = (float(rng.uniform(0.2, 0.8)), float(rng.uniform(0.2, 0.85)))
    return Stamp(stamp.page, middle, stamp.seal, _ink(level, rng), level.ink)


def _seal(text: str, diameter: float, rng: np.random.Generator) -> Seal:
    oval = len(text) <= 16 and rng.random() < 0.12
    inner = str(_INNER[rng.integers(len(_INNER))]) if oval or rng.random() < 0.35 else ""
    number = "".join(map(str, rng.integers(0, 10, 13))) if not oval and rng.random() < 0.6 else ""
    shape, width = ("oval", diameter * 1.07) if oval else ("round", diameter)
    return Seal(text, shape, float(width), inner, number, int(rng.integers(0, 4)))


def _ink(level: Level, rng: np.random.Generator) -> Ink:
    """The level's ink; a fax sees little of red, so that its seals turn black in patches only and hide no print."""
    if level.ink == "gray":
        tone = int(rng.integers(40, 110))
        return Ink((tone,) * 3, float(rng.uniform(0.3, 0.6)), float(rng.uniform(0.5, 1.0)), float(rng.normal(0, 18)))
    colour = (int(rng.integers(185, 225)), int(rng.integers(15, 50)), int(rng.integers(30, 65)))
    opacity = rng.uniform(0.15, 0.5) if level.ink == "black" else rng.uniform(0.55, 0.95)
    return Ink(colour, float(opacity), float(rng.uniform(0.15, 0.75)), float(rng.normal(0, 14)))


def _unit(record: dict[str, Any]) -> str | None:
    """The name a unit would cut into its seal, without bracketed or leading codes."""
    for leaf in ("reporting_unit", "implementing_unit", "supervising_department"):
        name = record.get(leaf)
        if name:
            plain = unicodedata.normalize("NFKC", str(name)).strip("()[]-0123456789 ")
            return plain if 4 <= len(plain) <= 24 else None
    return None
