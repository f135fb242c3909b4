"""Pages that come in turned, leaning, bent or photographed come out upright and straight."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.stages.pdf_to_pages.mesh import frame_mesh
from extractor.stages.pdf_to_pages.outline import sheet_mesh
from extractor.stages.pdf_to_pages.scan import scanned_page
from extractor.stages.pdf_to_pages.skew import skew_of
from extractor.stages.pdf_to_pages.straighten import straightened
from tests.unit.pages.paper import A4, MarkedUp, blank, form, leaning, sheet_of

LINES = [Box(0.15, 0.1 + 0.1 * row, 0.85, 0.12 + 0.1 * row) for row in range(8)]


def gray(pixels: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def page_with_lines() -> Pixels:
    page = blank()
    height, width = page.shape[:2]
    for line in LINES:
        top, bottom = round(line.top * height), round(line.bottom * height)
        page[top:bottom, round(line.left * width) : round((line.left + 0.2) * width)] = 20
        page[top:bottom:4, round(line.left * width) : round(line.right * width)] = 120
    return page


class TestTurn:
    @pytest.mark.parametrize("lies", [0, 90, 180, 270])
    def test_page_comes_upright(self, lies: int) -> None:
        upright = page_with_lines()
        scan = np.ascontiguousarray(np.rot90(upright, -(lies // 90)))
        page = scanned_page(sheet_of(scan), MarkedUp(LINES, turned=lies))
        assert (page.rotation + lies) % 360 == 0
        assert page.picture is not None
        assert np.abs(page.picture.pixels.astype(int) - upright).mean() < 3
        assert (page.width < page.height) == (A4[0] < A4[1])

    def test_page_without_text_is_left_as_it_lies(self) -> None:
        assert scanned_page(sheet_of(form()), MarkedUp()).rotation == 0

    def test_page_that_reads_neither_way_is_left_as_it_lies(self) -> None:
        page = scanned_page(sheet_of(blank()), MarkedUp(LINES, turned=180))
        assert page.rotation == 0


class TestLean:
    @pytest.mark.parametrize("angle", [-5.0, -1.3, -0.1, 0.0, 0.4, 2.75, 5.0])
    def test_table_is_straightened_to_a_tenth_of_a_degree(self, angle: float) -> None:
        scan = gray(leaning(form(), angle))
        straight = straightened(frame_mesh(scan.shape[1], scan.shape[0]), scan)
        assert straight.skew == pytest.approx(angle, abs=0.05)

    @pytest.mark.parametrize("angle", [-3.0, 0.7])
    def test_running_text_without_rulings(self, angle: float) -> None:
        page = blank()
        for row in range(40):
            cv2.putText(page, "running text of a report", (150, 150 + 35 * row), 0, 0.9, (30, 30, 30), 2)
        assert skew_of(gray(leaning(page, angle))[::2, ::2]) == pytest.approx(angle, abs=0.15)

    def test_blank_page_has_no_lean(self) -> None:
        assert skew_of(gray(blank())) == 0

    def test_a_straight_page_is_not_resampled(self) -> None:
        scan = form()
        page = scanned_page(sheet_of(scan), MarkedUp())
        assert page.skew == 0
        assert page.picture is not None
        assert np.array_equal(page.picture.pixels, scan)


class TestPhoto:
    def photograph(self, page: Pixels, bulge: float) -> Pixels:
        """The page on a dark table, seen slightly from the side, its top and bottom edges bulging."""
        height, width = page.shape[:2]
        out_height, out_width = height + 260, width + 220
        corners = np.array([[90, 120], [width + 60, 100], [width + 130, height + 160], [70, height + 130]], np.float32)
        square = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        matrix = cv2.getPerspectiveTransform(corners, square)
        y, x = np.mgrid[:out_height, :out_width].astype(np.float32)
        flat = cv2.perspectiveTransform(np.stack([x, y], axis=2).reshape(-1, 1, 2), matrix)
        u, v = flat.reshape(out_height, out_width, 2).transpose(2, 0, 1)
        v = v + bulge * np.sin(np.pi * np.clip(u / width, 0, 1))
        table = (70, 60, 50)
        photo = cv2.remap(
            page, u.astype(np.float32), v.astype(np.float32), 1, borderMode=cv2.BORDER_CONSTANT, borderValue=table
        )
        noise = np.random.default_rng(4).normal(0, 3, photo.shape)
        return np.clip(photo + noise, 0, 255).astype(np.uint8)

    @pytest.mark.parametrize("bulge", [0.0, 14.0])
    def test_sheet_fills_the_page_and_rulings_are_where_they_were(self, bulge: float) -> None:
        original = form()
        page = scanned_page(sheet_of(self.photograph(original, bulge)), MarkedUp())
        assert page.picture is not None
        assert page.height / page.width == pytest.approx(2**0.5, abs=0.001)
        assert (page.width, page.height) == pytest.approx(A4, abs=1)
        height, width = original.shape[:2]
        found = cv2.resize(gray(page.picture.pixels), (width, height), interpolation=cv2.INTER_AREA)
        for share in np.linspace(0.2, 0.8, 7):
            for x in (0.2, 0.45, 0.8):
                column = found[:, round(x * width) - 4 : round(x * width) + 4].mean(axis=1)
                near = round(share * height)
                ruling = near - 15 + int(column[near - 15 : near + 16].argmin())
                assert abs(ruling - near) / height * A4[1] < 2.0

    def test_a_scan_is_no_photo(self) -> None:
        assert sheet_mesh(leaning(form(), 2.0)) is None
        assert sheet_mesh(np.full((900, 700, 3), 20, np.uint8)) is None


class TestSheetEdges:
    def scanned(self, page: Pixels, clockwise: float, lid: int) -> Pixels:
        """The sheet laid askew and a little too small on the glass, its surroundings as dark as the lid."""
        height, width = page.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise, 0.955)
        frame = (lid, lid, lid)
        scan = cv2.warpAffine(page, matrix, (width, height), flags=1, borderMode=0, borderValue=frame)
        noise = np.random.default_rng(8).normal(0, 4, scan.shape)
        return np.clip(scan + noise, 0, 255).astype(np.uint8)

    @pytest.mark.parametrize(("clockwise", "lid"), [(1.5, 200), (-0.8, 232), (0.0, 215), (2.0, 30)])
    def test_page_is_the_sheet_not_the_glass(self, clockwise: float, lid: int) -> None:
        original = form()
        page = scanned_page(sheet_of(self.scanned(original, clockwise, lid)), MarkedUp())
        assert page.picture is not None
        height, width = original.shape[:2]
        found = cv2.resize(gray(page.picture.pixels), (width, height), interpolation=cv2.INTER_AREA)
        for share in (0.2, 0.8):
            rows = found[round((share - 0.02) * height) : round((share + 0.02) * height), round(0.2 * width)]
            assert (round((share - 0.02) * height) + int(rows.argmin())) / height == pytest.approx(share, abs=0.003)

    def test_frame_around_the_print_is_no_edge(self) -> None:
        scan = form()
        cv2.rectangle(scan, (40, 40), (scan.shape[1] - 40, scan.shape[0] - 40), (20, 20, 20), 3)
        page = scanned_page(sheet_of(scan), MarkedUp())
        assert (page.width, page.height) == pytest.approx(A4, abs=1)
