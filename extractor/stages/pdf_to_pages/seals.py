"""Finds the seals on a page: picture in, seals with their boxes and colour out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.box import Box
from extractor.paper.page import Picture, Seal
from extractor.ports import OcrEngine
from extractor.stages.pdf_to_pages.rim import rim_text

_LOOK_SCALE = 1.0  # pixels per point on which seals are looked for
_SMALLEST, _LARGEST = 40.0, 190.0  # points across


def find_seals(picture: Picture, *, red_only: bool = False) -> tuple[Seal, ...]:
    """Red seals by their colour. Texts are not read yet."""
    zoom = _LOOK_SCALE / picture.scale
    small = cv2.resize(picture.pixels, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    return tuple(Seal(box.scaled(1 / _LOOK_SCALE), None, 0.9, "red") for box in _red_blobs(np.asarray(small)))


def _red_blobs(small: NDArray[np.uint8]) -> list[Box]:
    """Boxes of compact red patches, in pixels."""
    light = cv2.GaussianBlur(small, (0, 0), 0.7).astype(np.int16)
    red = light[:, :, 0] - np.maximum(light[:, :, 1], light[:, :, 2])
    usual = float(np.median(red))
    mask = ((red - usual) > 28).astype(np.uint8)
    near = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(near)
    boxes = []
    for index in range(1, count):
        left, top, width, height, _ = (int(value) for value in stats[index])
        inked = int(mask[labels == index].sum())
        if not (_SMALLEST <= max(width, height) <= _LARGEST) or min(width, height) < 0.5 * max(width, height):
            continue
        if inked >= 0.06 * width * height:
            boxes.append(Box(left, top, left + width, top + height))
    return boxes


def with_texts(seals: Sequence[Seal], picture: Picture, engine: OcrEngine) -> tuple[Seal, ...]:
    """The seals with what stands on their rims."""
    read = []
    for seal in seals:
        text, confidence = rim_text(seal, picture, engine)
        read.append(replace(seal, text=text, confidence=confidence))
    return tuple(read)
