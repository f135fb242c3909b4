"""Every product of the road can be written down and taken up again."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from extractor.paper.block import Cell, PageBlocks, Paragraph, Table
from extractor.paper.box import Box
from extractor.paper.form import Form
from extractor.paper.grid import Grid, GridCell, PageGrids, PageWords
from extractor.paper.page import Origin, Page, Picture, Ruling, Seal
from extractor.paper.word import Alternative, Char, Reading, Word
from extractor.record.codec import from_plain, to_plain
from extractor.record.draft import Draft, Leaf
from extractor.stages.records_to_findings.stage import records_to_findings

BOX = Box(1.5, 2.25, 30.0, 40.125)
WORD = Word(1, BOX, (Char("万", BOX, 0.9, (Alternative("方", 0.1),)),), 0.95, (Reading("wide", "万", 0.8),), True)
PAGE = Page(
    number=1,
    source="scan",
    width=595.2,
    height=841.8,
    rotation=90,
    skew=-0.7,
    quality=0.5,
    seals=(Seal(BOX, None, 0.9, "grey"),),
    chars=(Char("a", BOX),),
    rulings=(Ruling(0, 1, 2, 1),),
    origin=Origin(Path("folder/a.pdf"), 0),
    to_shown=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
)
GRID = Grid(BOX, 1, 1, (GridCell(0, 0, 1, 1, BOX, 0.7),), open_bottom=True)
TABLE = Table((1, 2), BOX, 1, 1, (Cell(1, 0, 0, 1, 1, BOX, ((WORD,),), 0.01, 0.9),))
DRAFT = Draft(
    "project_list",
    (1,),
    {"title": None, "rows": [{"seq": Leaf("1", "1", 1, BOX, (WORD,)), "grade": None}]},
    ("torn",),
)
PRODUCTS = {
    "page": PAGE,
    "grids": PageGrids(PAGE, (GRID,)),
    "words": PageWords(PAGE, (GRID,), (WORD,)),
    "blocks": PageBlocks(PAGE, (Paragraph(1, BOX, ((WORD,),)), TABLE)),
    "forms": (Form("table", (1, 2), (TABLE,), 0.5),),
    "drafts": (DRAFT,),
    "findings": records_to_findings([DRAFT]),
}


@pytest.mark.parametrize("name", PRODUCTS)
def test_a_product_comes_back_as_it_was(name: str) -> None:
    assert from_plain(json.loads(json.dumps(to_plain(PRODUCTS[name])))) == PRODUCTS[name]


def test_lists_stay_lists_so_that_a_draft_can_be_settled_again() -> None:
    again = from_plain(json.loads(json.dumps(to_plain(DRAFT))))
    assert isinstance(again.tree["rows"], list)


def test_pictures_are_left_out() -> None:
    picture = Picture(np.zeros((4, 4, 3), dtype=np.uint8), 1.0)
    with_picture = Page(1, "scan", 4, 4, picture=picture, clean=picture)
    again = from_plain(json.loads(json.dumps(to_plain(with_picture))))
    assert again == with_picture
    assert again.picture is None


def test_what_has_no_json_form_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        to_plain({1, 2})
