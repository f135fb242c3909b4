"""Seals: red ink through which the print stays dark, where the gold says they are."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from corpora.damage import LEVELS
from corpora.seal import _FONTS, Ink, Seal, draw_seal, press_seal
from corpora.stamping import plan_stamps, press
from tests.unit.corpora.form_page import DPI, form_page

pytestmark = pytest.mark.skipif(not any(Path(path).exists() for path, _ in _FONTS), reason="no CJK typeface installed")

RED = Ink((205, 30, 50), opacity=0.9, wear=0.3, angle=12)
GOLD = {"records": [], "_seals": [{"page": 1, "box": [0.3, 0.3, 0.5, 0.45], "text": "云岭县水利局"}]}
PAPER = [(297.0, 420.0)]


def stamped(ink: Ink = RED):
    sheet = form_page()
    coverage = draw_seal(Seal("云岭县农业农村局", inner="财务专用章", number="1301234567890"), DPI)
    picture, box = press_seal(sheet.picture, coverage, (300, 400), ink, np.random.default_rng(1))
    return sheet.picture, picture, box


def test_the_ink_is_red():
    before, after, (left, top, right, bottom) = stamped()
    inked = (before.min(axis=2) > 250) & (after[:, :, 1] < 150)
    assert inked.sum() > 3000
    red, green, blue = after[inked].mean(axis=0)
    assert red > green + 80 and red > blue + 60
    ys, xs = np.nonzero(inked)
    assert left <= xs.min() and xs.max() < right and top <= ys.min() and ys.max() < bottom


def test_print_under_the_seal_stays_dark():
    before, after, _ = stamped()
    print_ = before.max(axis=2) < 60
    assert (after[print_] <= before[print_]).all()


def test_the_seal_is_as_large_as_it_says():
    _, _, (left, top, right, bottom) = stamped(Ink((200, 30, 40), 1.0, 0.0, 0.0))
    wide = 42 * DPI / 25.4
    assert right - left == pytest.approx(wide, abs=6) and bottom - top == pytest.approx(wide, abs=6)


def test_the_rim_text_reads_clockwise_with_its_middle_on_top():
    one, three = draw_seal(Seal("一"), 200), draw_seal(Seal("丨丨一"), 200)
    high, wide = one.shape
    above = np.s_[high // 12 : high // 4, wide // 2 - 30 : wide // 2 + 30]
    left, right = (
        np.s_[high // 4 : high // 2, wide // 8 : wide // 3],
        np.s_[high // 4 : high // 2, -wide // 3 : -wide // 8],
    )
    assert one[above].sum() > 0 and one[left].sum() == 0 and one[right].sum() == 0
    assert min(three[left].sum(), three[right].sum()) > 0
    ys, xs = np.nonzero(three[right] > 0.5)
    assert np.ptp(xs) > np.ptp(ys)


def test_an_oval_seal_is_wider_than_high():
    oval = draw_seal(Seal("云岭县水利局", shape="oval", diameter=45), 200)
    assert oval.shape[1] == pytest.approx(1.5 * oval.shape[0], rel=0.02)


def test_a_wanted_seal_is_pressed_where_the_gold_wants_it():
    rng = np.random.default_rng(2)
    stamps = plan_stamps(GOLD, PAPER, LEVELS["office"], rng)
    picture, entries = press(form_page(), stamps, rng)
    assert [entry["text"] for entry in entries] == ["云岭县水利局"]
    left, top, right, bottom = entries[0]["box"]
    assert (left + right) / 2 == pytest.approx(0.4, abs=0.02) and (top + bottom) / 2 == pytest.approx(0.375, abs=0.02)
    assert entries[0]["ink"] == "red"
    assert cv2.absdiff(picture, form_page().picture).any()


def test_a_photocopied_seal_is_gray():
    rng = np.random.default_rng(5)
    stamps = plan_stamps(GOLD, PAPER, LEVELS["poor"], rng)
    picture, entries = press(form_page(), stamps, rng)
    assert entries and all(entry["ink"] == "gray" for entry in entries)
    assert np.ptp(picture, axis=2).max() == 0


def test_without_a_wanted_seal_the_unit_gives_its_name():
    gold = {"records": [{"pages": [1], "reporting_unit": "323003-云岭县水利局", "title": "t"}]}
    stamps = plan_stamps(gold, PAPER, LEVELS["office"], np.random.default_rng(4))
    assert [stamp.seal.text for stamp in stamps] == ["云岭县水利局"]
    assert plan_stamps({"records": [{"pages": [1]}]}, PAPER, LEVELS["office"], np.random.default_rng(4)) == []
