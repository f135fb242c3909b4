"""Draws an office seal and presses it onto a picture: rim text on a circle or an oval, a star, worn ink."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from corpora.damage.sheet import MM_PER_INCH, Field, Picture
from corpora.damage.texture import smooth_noise, to_bytes

_FONTS = (
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    ("/usr/share/fonts/opentype/noto/NotoSerifCJK-SemiBold.ttc", 2),
    ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    ("/usr/share/fonts/opentype/noto/NotoSansCJK-Medium.ttc", 2),
)
_STROKES = (0.0, 0.012, 0.03, 0.0)
"""How much each typeface is fattened, as a share of the character's size."""
_FINER = 2
"""Seals are drawn this many times finer than the page and then shrunk."""


@dataclass(frozen=True)
class Seal:
    """What is cut into the seal.

    Attributes:
        text: the words on the rim, read clockwise.
        shape: round (with a star) or oval.
        diameter: outer width in millimetres.
        inner: a straight line under the star, or empty.
        number: the small digits along the lower rim, or empty.
        font: which of the known typefaces.
    """

    text: str
    shape: Literal["round", "oval"] = "round"
    diameter: float = 42.0
    inner: str = ""
    number: str = ""
    font: int = 0

    @property
    def height(self) -> float:
        """Outer height in millimetres (ovals are the usual 45 : 30)."""
        return self.diameter if self.shape == "round" else self.diameter * 2 / 3


@dataclass(frozen=True)
class Ink:
    """How the seal is pressed: colour (RGB), opacity 0…1, wear 0…1 and the clockwise turn in degrees."""

    colour: tuple[int, int, int]
    opacity: float
    wear: float
    angle: float


def draw_seal(seal: Seal, dpi: int) -> Field:
    """The seal as perfect ink coverage (0…1), upright, as large as its outer measures.

    Raises:
        FileNotFoundError: none of the known CJK typefaces is installed.
    """
    scale = dpi * _FINER / MM_PER_INCH
    width, height = round(seal.diameter * scale), round(seal.height * scale)
    plate = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(plate)
    rim = max(2, round(scale * (1.0 if seal.shape == "round" else 0.8)))
    pen.ellipse((1, 1, width - 2, height - 2), outline=255, width=rim)
    glyph = _glyph_size(seal, scale)
    _write_along(plate, seal, glyph, rim + glyph * 0.62 + scale * 0.8)
    if seal.shape == "round":
        _draw_star(pen, width / 2, height / 2, seal.diameter * scale * 0.155)
    if seal.inner:
        _write_inner(plate, seal, scale)
    if seal.number:
        _write_number(plate, seal, scale, rim)
    coverage = np.asarray(plate, np.float32) / 255.0
    return cv2.resize(coverage, (width // _FINER, height // _FINER), interpolation=cv2.INTER_AREA)


def press_seal(
    picture: Picture, coverage: Field, middle: tuple[int, int], ink: Ink, rng: np.random.Generator
) -> tuple[Picture, tuple[int, int, int, int]]:
    """Presses a drawn seal onto a picture; the ink multiplies, so what lies beneath stays dark.

    Args:
        picture: height × width × 3, RGB.
        coverage: from `draw_seal`.
        middle: x and y of the seal's middle, in pixels.
        ink: colour, opacity, wear and turn.
        rng: source of the wear.

    Returns:
        The stamped picture, and the box (left, top, right, bottom in pixels) the ink covers.
    """
    worn = _wear(_turned(coverage, ink.angle), ink.wear, rng)
    height, width = picture.shape[:2]
    left, top = middle[0] - worn.shape[1] // 2, middle[1] - worn.shape[0] // 2
    x0, y0, x1, y1 = max(0, left), max(0, top), min(width, left + worn.shape[1]), min(height, top + worn.shape[0])
    patch = worn[y0 - top : y1 - top, x0 - left : x1 - left, None] * ink.opacity
    absorb = 1.0 - np.array(ink.colour, np.float32) / 255.0
    stamped = picture.copy()
    stamped[y0:y1, x0:x1] = to_bytes(picture[y0:y1, x0:x1].astype(np.float32) * (1.0 - patch * absorb))
    inked = np.argwhere(patch[:, :, 0] > 0.08)
    if not len(inked):
        return stamped, (x0, y0, x1, y1)
    (low_y, low_x), (high_y, high_x) = inked.min(0), inked.max(0)
    return stamped, (x0 + int(low_x), y0 + int(low_y), x0 + int(high_x) + 1, y0 + int(high_y) + 1)


@lru_cache(maxsize=64)
def _font(which: int, size: int) -> ImageFont.FreeTypeFont:
    known = [pair for pair in _FONTS if Path(pair[0]).exists()]
    if not known:
        raise FileNotFoundError("no CJK typeface for seals: install fonts-noto-cjk or fonts-arphic-uming")
    path, index = known[which % len(known)]
    return ImageFont.truetype(path, size, index=index)


def _glyph_size(seal: Seal, scale: float) -> int:
    most = 0.145 if seal.shape == "round" else 0.105
    share = np.clip(1.75 / max(len(seal.text), 1), 0.08, most)
    return round(seal.diameter * scale * float(share))


def _span(seal: Seal) -> float:
    """How much of the turn the rim text takes, in radians: the more characters, the more."""
    most = 4.9 if seal.shape == "round" else 4.4
    return float(np.clip(0.36 * len(seal.text), 1.6, most))


def _glyph(character: str, seal: Seal, size: int, turn: float) -> Image.Image:
    """One rim character, taller than wide as seals have them, turned clockwise by `turn` radians."""
    font, stroke = _font(seal.font, size), round(size * _STROKES[seal.font % len(_STROKES)])
    tile = Image.new("L", (size * 2, size * 2), 0)
    ImageDraw.Draw(tile).text((size, size), character, font=font, fill=255, anchor="mm", stroke_width=stroke)
    narrow = float(np.clip(13 / max(len(seal.text), 1), 0.68, 0.95))
    tile = tile.resize((round(size * 2 * narrow), round(size * 2.25)), Image.Resampling.BICUBIC)
    return tile.rotate(-np.degrees(turn), expand=True, resample=Image.Resampling.BICUBIC)


def _ellipse_points(a: float, b: float) -> tuple[Field, Field, Field]:
    """Fine points of an ellipse from its bottom clockwise (x, y down), and the arc length up to each."""
    t = np.linspace(0, 2 * np.pi, 2001)
    x, y = -a * np.sin(t), b * np.cos(t)
    length = np.concatenate([[0.0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    return x, y, length


def _write_along(plate: Image.Image, seal: Seal, glyph: int, inset: float) -> None:
    """Writes the rim text clockwise, its middle on top."""
    width, height = plate.size
    a, b = width / 2 - inset, height / 2 - inset
    x, y, length = _ellipse_points(a, b)
    span = _span(seal) / (2 * np.pi)
    count = len(seal.text)
    for i, character in enumerate(seal.text):
        share = 0.5 + span * ((i / (count - 1)) - 0.5 if count > 1 else 0.0)
        at = float(np.interp(share * length[-1], length, np.arange(len(length))))
        cx, cy = float(np.interp(at, np.arange(len(x)), x)), float(np.interp(at, np.arange(len(y)), y))
        turn = np.arctan2(cx / a**2, -cy / b**2)
        tile = _glyph(character, seal, glyph, float(turn))
        _paste(plate, tile, width / 2 + cx, height / 2 + cy)


def _paste(plate: Image.Image, tile: Image.Image, x: float, y: float) -> None:
    plate.paste(255, (round(x - tile.width / 2), round(y - tile.height / 2)), tile)


def _draw_star(pen: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    angles = [-np.pi / 2 + i * np.pi / 5 for i in range(10)]
    radii = [radius if i % 2 == 0 else radius * 0.382 for i in range(10)]
    pen.polygon([(x + r * np.cos(t), y + r * np.sin(t)) for r, t in zip(radii, angles, strict=True)], fill=255)


def _write_inner(plate: Image.Image, seal: Seal, scale: float) -> None:
    room = seal.diameter * scale * 0.56
    size = round(min(room / max(len(seal.inner), 1), seal.diameter * scale * 0.105))
    down = 0.74 if seal.shape == "round" else 0.54
    tile = Image.new("L", (round(room * 1.2), size * 2), 0)
    font = _font(seal.font, size)
    ImageDraw.Draw(tile).text((tile.width / 2, size), seal.inner, font=font, fill=255, anchor="mm")
    _paste(plate, tile, plate.width / 2, plate.height * down)


def _write_number(plate: Image.Image, seal: Seal, scale: float, rim: int) -> None:
    """Small digits along the lower rim, left to right, their feet outwards."""
    size = round(scale * 1.5)
    radius_x, radius_y = plate.width / 2 - rim - size * 0.75, plate.height / 2 - rim - size * 0.75
    font = _font(0, size)
    for i, digit in enumerate(seal.number):
        angle = (i - (len(seal.number) - 1) / 2) * 0.075
        tile = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(tile).text((size, size), digit, font=font, fill=255, anchor="mm")
        tile = tile.rotate(np.degrees(angle), resample=Image.Resampling.BICUBIC)
        _paste(plate, tile, plate.width / 2 + radius_x * np.sin(angle), plate.height / 2 + radius_y * np.cos(angle))


def _turned(coverage: Field, degrees: float) -> Field:
    height, width = coverage.shape
    side = int(np.ceil(np.hypot(height, width))) + 4
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    matrix[:, 2] += (side / 2 - width / 2, side / 2 - height / 2)
    return np.clip(cv2.warpAffine(coverage, matrix, (side, side), flags=cv2.INTER_CUBIC), 0, 1)


def _wear(coverage: Field, wear: float, rng: np.random.Generator) -> Field:
    """Uneven pressure, ink starved on one side, and speckled holes in the ink."""
    height, width = coverage.shape
    size = (height, width)
    clouds = smooth_noise(size, max(height / 5, 2), rng)
    angle = rng.uniform(0, 2 * np.pi)
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    pressure = 1.0 - wear * 0.5 * np.clip(across * np.cos(angle) + down * np.sin(angle), 0, 1)
    speckle = 0.5 * smooth_noise(size, 1.6, rng) + 0.3 * smooth_noise(size, 5, rng) + 0.2 * clouds
    holes = np.clip((speckle - np.quantile(speckle[::5, ::5], 0.01 + 0.14 * wear)) * 9, 0, 1)
    inked = coverage * pressure * (1.0 - wear * 0.5 * clouds) * (0.4 + 0.6 * holes)
    return cv2.GaussianBlur(inked.astype(np.float32), (0, 0), 0.5)
