"""What was read of a seal's own ink goes: readings go in, those of print come out.

In red light a red seal is pale and print is dark; so is a seal that came out grey on a copy. Taking the seal's colour
out of a JPEG leaves specks of its characters, and reading the untouched picture in red light shows all of them faintly;
the recogniser reads both. Measured on office scans: the darkest part of a printed character keeps less than 0.45 of the
paper's red light, that of a seal's more than 0.7; on poor copies 0.55 against 0.78. Where print itself is pale, colour
tells: darkness in red by that in green light is 0.35 to 0.6 for a seal, from 0.67 on for print under one. A fax makes
both black: nothing is taken there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractor.paper.box import Box
from extractor.paper.page import Page, Pixels
from extractor.paper.word import Reading
from extractor.ports import CharSpan
from extractor.stages.grids_to_words.ink import Ink
from extractor.stages.grids_to_words.rereading import Read, as_it_is

_DARKEST = 4  # per cent of a character's pixels: its strokes' middles
_PAPER = 90  # per cent of the pixels around are darker than this: paper
_BETWEEN = 0.55  # of the way from print's darkness to paper's: lighter is no print
_MOST_PRINT = 0.5  # of the paper's light: no page's print is lighter than this
_FAINT, _REDDISH = 0.35, 0.62  # no darker in red light, and by this share of what it is in green: red ink
_RED, _GREEN = 0, 1
_ENOUGH = 60  # lines that tell how dark the print of a page is
_ASTRAY = 0.15  # of the font size: the recogniser's places are not finer than this


def without_seal_rests(read: Sequence[Read], page: Page, ink: Ink, size: float) -> list[Read]:
    """The lines without the characters that a seal's ink alone was read as.

    A line that keeps some of its characters keeps the whole reading beside them, so that it is asked about.

    Args:
        read: all lines of a page.
        page: the page they stand on.
        ink: of the page.
        size: the usual height of a line's ink, in pixels.
    """
    picture = as_it_is(page, ink)
    if picture is None:
        return list(read)
    seals = [seal.box.scaled(ink.scale) for seal in page.seals]
    sealed = [any(seal.meet(one.line.box).area > 0 for seal in seals) for one in read]
    if not any(sealed):
        return list(read)
    look = _Look(picture, size)
    print_light = _print_light([one for one, lies in zip(read, sealed, strict=True) if not lies], look)
    palest = print_light + _BETWEEN * (1 - print_light)
    settled = [_printed(one, look, palest) if lies else one for one, lies in zip(read, sealed, strict=True)]
    return [one for one in settled if one is not None]


@dataclass(frozen=True, eq=False)
class _Look:
    """The untouched picture (RGB), and the usual height of a line's ink on it."""

    picture: Pixels
    size: float

    def light(self, place: Box, channel: int) -> float:
        """What share of a channel's light on the paper around the darkest strokes at a place keep, 0 to about 1."""
        strokes, around = (_pixels(box, self.picture)[:, :, channel] for box in (place, place.grown(self.size)))
        if not strokes.size:
            return 0.0
        return float(np.percentile(strokes, _DARKEST)) / max(1.0, float(np.percentile(around, _PAPER)))


def _print_light(read: Sequence[Read], look: _Look) -> float:
    """What share of the paper's red light the print of this page keeps: one character of some lines tells."""
    asked = [one for one in read if one.strip.chars][:: max(1, len(read) // _ENOUGH)]
    spans = [(one.cut, one.strip.chars[len(one.strip.chars) // 2]) for one in asked]
    lights = [look.light(cut.place(span.start, span.end), _RED) for cut, span in spans]
    return min(float(np.median(lights)), _MOST_PRINT) if lights else _MOST_PRINT


def _printed(read: Read, look: _Look, palest: float) -> Read | None:
    """The line's printed characters; None where there is none."""
    spans = read.strip.chars
    kept = tuple(span for span in spans if not span.text.isalnum() or _is_print(span, read, look, palest))
    if len(kept) == len(spans):
        return read
    if not any(span.text.isalnum() for span in kept):
        return None
    whole = Reading("with-seal", read.strip.text.strip(), round(read.strip.confidence, 4))
    return replace(read, strip=replace(read.strip, chars=kept), others=(*read.others, whole))


def _is_print(span: CharSpan, read: Read, look: _Look, palest: float) -> bool:
    place = read.cut.place(span.start, span.end)
    wide = Box(place.left - _ASTRAY * look.size, place.top, place.right + _ASTRAY * look.size, place.bottom)
    dark, dark_in_green = 1 - look.light(wide, _RED), 1 - look.light(wide, _GREEN)
    return dark >= 1 - palest and (dark > _FAINT or dark > _REDDISH * dark_in_green)


def _pixels(box: Box, picture: Pixels) -> Pixels:
    left, top, right, bottom = (max(0, round(value)) for value in (box.left, box.top, box.right, box.bottom))
    return picture[top : max(top, bottom), left : max(left, right)]
