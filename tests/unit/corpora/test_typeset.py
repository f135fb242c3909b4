"""Typesetting with a real browser: boxes are right over page breaks, and nothing of the machine stays in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from corpora.packets import draw_packet
from corpora.press import Press, find_browser
from corpora.proof import proofread
from corpora.typeset import typeset

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium")


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as opened:
        yield opened


@pytest.mark.parametrize("layout", ["three_column", "national_yuan", "target_coded", "department_tasks", "list_plain"])
def test_values_stand_in_their_boxes(layout: str, press: Press, tmp_path: Path) -> None:
    packet, style = draw_packet("train", 3, layout)
    done = typeset(packet, style, tmp_path / "a.pdf", press)
    assert done.gold["records"][0]["pages"] == list(range(1, done.gold["_render"]["page_count"] + 1))
    assert proofread(done.pdf, done.gold) == []
    assert done.gold["_seals"]


def test_a_wrong_box_is_found(press: Press, tmp_path: Path) -> None:
    packet, style = draw_packet("train", 3, "list_plain")
    done = typeset(packet, style, tmp_path / "a.pdf", press)
    boxes = done.gold["_boxes"]
    boxes["/records/0/rows/0/seq"], boxes["/records/0/title"] = (
        boxes["/records/0/title"],
        boxes["/records/0/rows/0/seq"],
    )
    assert len(proofread(done.pdf, done.gold)) == 2


def test_same_seed_same_file_without_traces(press: Press, tmp_path: Path) -> None:
    files = []
    for name in ("a", "b"):
        packet, style = draw_packet("train", 2)
        done = typeset(packet, style, tmp_path / f"{name}.pdf", press)
        files.append(done.pdf.read_bytes())
        with pikepdf.open(done.pdf) as pdf:
            assert not pdf.docinfo
            assert all("/Annots" not in page.obj for page in pdf.pages)
    assert files[0] == files[1]
