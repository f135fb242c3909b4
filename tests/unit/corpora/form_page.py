"""A flawless page with a ruled table and figures, drawn without any typeface of the machine."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pikepdf

from corpora.damage import Sheet

DPI = 150
HEIGHT, WIDTH = 874, 620
TABLE = np.s_[150:550, 100:520]
ABOVE, BELOW = np.s_[20:125, 100:500], np.s_[625:800, 100:500]


def form_page() -> Sheet:
    """An A6 page: four rows, three columns, a number in each cell."""
    rng = np.random.default_rng(0)
    page = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    for y in range(150, 551, 100):
        cv2.line(page, (70, y), (550, y), (0, 0, 0), 2)
    for x in range(70, 551, 160):
        cv2.line(page, (x, 150), (x, 550), (0, 0, 0), 2)
    for y in range(210, 550, 100):
        for x in range(90, 500, 160):
            cv2.putText(page, f"{rng.integers(10, 9999)}", (x, y), cv2.FONT_HERSHEY_COMPLEX, 1.0, (0, 0, 0), 2)
    return Sheet(page, DPI)


def form_pdf(path: Path, pages: int = 1) -> None:
    """A born-digital PDF of A6 pages with a table of rulings and nothing else."""
    content = b"1 w " + b"".join(f"36 {y} m 261 {y} l S ".encode() for y in range(150, 351, 25))
    content += b"".join(f"{x} 150 m {x} 350 l S ".encode() for x in (36, 111, 186, 261))
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(297, 420)).obj.Contents = pdf.make_stream(content)
        pdf.save(path)
