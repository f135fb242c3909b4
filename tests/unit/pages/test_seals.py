"""Seals are found by colour or by their ring; nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from extractor.paper.box import Box
from extractor.paper.page import Picture, Pixels, Seal
from extractor.ports import CharSpan, Strip
from extractor.stages.pdf_to_pages.seals import find_seals, with_texts
from tests.unit.pages.paper import SCALE, form, leaning, stamped


def near(seal: Seal, x: float, y: float, radius: float) -> bool:
    middle_x, middle_y = seal.box.centre
    return abs(middle_x - x) < 3 and abs(middle_y - y) < 3 and abs(seal.box.width / 2 - radius) < 5


class Reader:
    """An engine that reads every strip alike."""

    name = "reader"

    def __init__(self, text: str, confidence: float) -> None:
        self._strip = Strip(
            tuple(CharSpan(char, i / len(text), (i + 1) / len(text), confidence) for i, char in enumerate(text)),
            confidence,
        )

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        return []

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        return [self._strip for _ in strips]


def test_red_seals_over_a_table() -> None:
    page = stamped(stamped(form(), 300, 250, 58, (215, 40, 50)), 420, 640, 54, (225, 70, 80))
    seals = find_seals(Picture(page, SCALE))
    assert len(seals) == 2
    assert all(seal.colour == "red" for seal in seals)
    assert any(near(seal, 300, 250, 58) for seal in seals)
    assert any(near(seal, 420, 640, 54) for seal in seals)


def test_copied_seal_over_a_table() -> None:
    page = stamped(form(), 330, 420, 58, (140, 140, 140))
    noise = np.random.default_rng(5).normal(0, 8, page.shape)
    seals = find_seals(Picture(np.clip(page + noise, 0, 255).astype(np.uint8), SCALE))
    assert [seal.colour for seal in seals] == ["grey"]
    assert near(seals[0], 330, 420, 58)


def test_tables_headings_and_red_lines_are_no_seals() -> None:
    page = form()
    cv2.putText(page, "RED HEADING OF A NOTICE", (150, 120), cv2.FONT_HERSHEY_SIMPLEX, 1.8, (215, 40, 50), 5)
    cv2.line(page, (100, 160), (1100, 160), (215, 40, 50), 4)
    assert find_seals(Picture(page, SCALE)) == ()
    assert find_seals(Picture(leaning(form(), 1.0), SCALE)) == ()


def test_rim_text_is_kept_only_where_read_surely() -> None:
    page = stamped(form(), 300, 250, 58, (215, 40, 50))
    picture = Picture(page, SCALE)
    seals = find_seals(picture)
    sure = with_texts(seals, picture, Reader("某某县财政局", 0.96))
    assert (sure[0].text, sure[0].confidence) == ("某某县财政局", 0.96)
    unsure = with_texts(seals, picture, Reader("某某县财政局", 0.4))
    assert unsure[0].text is None
    assert unsure[0].confidence == seals[0].confidence
