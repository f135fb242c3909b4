"""Each damage level does to a page what its name claims, and the same each time."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from corpora.damage import LEVELS, Scan, Surroundings, damage_page
from corpora.damage.rulings import break_rulings, double_rulings, ruling_masks
from tests.unit.corpora.form_page import ABOVE, BELOW, HEIGHT, TABLE, WIDTH, form_page


def scanned(level: str, seed: int = 1, **around) -> Scan:
    return damage_page(form_page(), level, Surroundings(**around), np.random.default_rng(seed))


def gray(scan: Scan) -> np.ndarray:
    return scan.picture if scan.picture.ndim == 2 else cv2.cvtColor(scan.picture, cv2.COLOR_RGB2GRAY)


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_seed_gives_the_same_scan(level):
    assert np.array_equal(scanned(level, 5).picture, scanned(level, 5).picture)


@pytest.mark.parametrize("level", LEVELS)
def test_another_seed_gives_another_scan(level):
    one, other = scanned(level, 5).picture, scanned(level, 6).picture
    assert one.shape != other.shape or not np.array_equal(one, other)


def test_fax_is_black_and_white_and_mostly_white():
    page = scanned("fax")
    assert page.coding == "ccitt"
    assert set(np.unique(page.picture)) == {0, 255}
    assert page.picture.mean() > 200


def test_poor_is_gray_with_less_contrast_than_clean():
    def contrast(scan: Scan) -> float:
        low, high = np.percentile(gray(scan)[TABLE], [1, 90])
        return float(high - low)

    poor = scanned("poor")
    assert poor.picture.ndim == 2
    assert contrast(poor) < contrast(scanned("clean")) - 30
    assert poor.quality <= 50 < scanned("office").quality


@pytest.mark.parametrize("seed", range(8))
def test_turned_pages_come_upright_by_the_turn_they_state(seed):
    scan = scanned("turned", seed)
    shown = np.rot90(scan.picture, -(scan.page_rotate // 90))
    upright = cv2.cvtColor(np.ascontiguousarray(np.rot90(shown, -(scan.rotation // 90))), cv2.COLOR_RGB2GRAY)
    assert upright.shape == (HEIGHT, WIDTH)
    assert upright[TABLE].min() < 90
    assert np.percentile(upright[ABOVE], 1) > 150 and np.percentile(upright[BELOW], 15) > 150


def test_turned_pages_are_turned():
    assert {scanned("turned", seed).rotation for seed in range(12)} >= {90, 180, 270}


def test_a_photo_shows_the_table_around_the_page():
    photo = scanned("photo")
    assert photo.picture.shape[0] > HEIGHT and photo.picture.shape[1] > WIDTH
    border = np.concatenate([gray(photo)[:20].ravel(), gray(photo)[-20:].ravel()])
    middle = gray(photo)[photo.picture.shape[0] // 2 - 50 :][:100]
    assert np.median(border) < np.median(middle) - 10


@pytest.mark.parametrize(("level", "most"), [("clean", 0.2), ("office", 3.0), ("poor", 5.0), ("fax", 1.5)])
def test_skew_stays_within_the_levels_bounds_and_is_stated(level, most):
    stated = [scanned(level, seed).skew for seed in range(6)]
    assert all(abs(degrees) <= most for degrees in stated)
    assert len(set(stated)) > 1


def test_a_stated_skew_is_the_rulings_real_slope():
    scan = scanned("clean", 3)
    office = next(s for s in (scanned("office", n) for n in range(20)) if abs(s.skew) > 1)
    for one in (scan, office):
        dark = (gray(one) < 140).astype(np.uint8) * 255
        lines = cv2.HoughLinesP(dark, 1, np.pi / 1800, 150, minLineLength=250, maxLineGap=10)
        slopes = [np.degrees(np.arctan2(y2 - y1, x2 - x1)) for x1, y1, x2, y2 in lines[:, 0] if abs(x2 - x1) > 200]
        assert np.median(slopes) == pytest.approx(one.skew, abs=0.25)


def test_the_reverse_side_shines_through_on_poor_paper_only():
    reverse = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    reverse[600:800, 50:300] = 0
    with_back, without = scanned("poor", 2, reverse=reverse), scanned("poor", 2)
    mirrored = np.s_[650:750, 370:520]
    assert with_back.picture[mirrored].mean() < without.picture[mirrored].mean() - 2
    assert np.array_equal(scanned("office", 2, reverse=reverse).picture, scanned("office", 2).picture)


def test_broken_rulings_lose_ink_but_figures_keep_theirs():
    sheet = form_page()
    across, down = ruling_masks(sheet)
    rulings = cv2.max(across, down) > 0
    broken = break_rulings(sheet, np.random.default_rng(1), gaps=0.15, faintness=0.6)
    ink = 255 - sheet.picture.astype(int)[:, :, 0]
    lost = ink - (255 - broken.picture.astype(int)[:, :, 0])
    assert lost[rulings].sum() > 0.1 * ink[rulings].sum()
    away = ~cv2.dilate(rulings.astype(np.uint8), np.ones((9, 9))).astype(bool)
    assert lost[away].sum() == 0


def test_doubled_rulings_only_add_ink():
    sheet = form_page()
    doubled = double_rulings(sheet, np.random.default_rng(1), strength=0.4)
    assert (doubled.picture <= sheet.picture).all()
    assert (doubled.picture < sheet.picture).any()
