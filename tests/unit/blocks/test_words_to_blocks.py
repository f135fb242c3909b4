from __future__ import annotations

import numpy as np
import pytest

from extractor.paper.block import Paragraph, Table
from extractor.paper.box import Box, hull
from extractor.paper.grid import Grid, GridCell, PageWords
from extractor.paper.page import Page, Picture
from extractor.paper.word import Char, Word
from extractor.stages.words_to_blocks.stage import words_to_blocks

SIZE = 10.0


def word(text: str, left: float, top: float, *, size: float = SIZE, lean: float = 0.0) -> Word:
    chars = tuple(
        Char(sign, Box(left + i * size, top + lean * i * size, left + (i + 1) * size, top + lean * i * size + size))
        for i, sign in enumerate(text)
    )
    return Word(1, hull(char.box for char in chars), chars, 0.9)


def column(text: str, left: float, top: float) -> Word:
    chars = tuple(
        Char(sign, Box(left, top + i * SIZE, left + SIZE, top + (i + 1) * SIZE)) for i, sign in enumerate(text)
    )
    return Word(1, hull(char.box for char in chars), chars, 0.9, vertical=True)


def grid() -> Grid:
    cells = (
        GridCell(0, 0, 2, 1, Box(50, 100, 80, 180)),
        GridCell(0, 1, 1, 1, Box(80, 100, 200, 140)),
        GridCell(0, 2, 1, 1, Box(200, 100, 400, 140), 0.7),
        GridCell(1, 1, 1, 2, Box(80, 140, 400, 180)),
    )
    return Grid(Box(50, 100, 400, 180), 2, 3, cells, open_bottom=True)


def table_of(*words: Word, page: Page | None = None) -> Table:
    page = page or Page(1, "digital", 595, 842)
    blocks = words_to_blocks(PageWords(page, (grid(),), words)).blocks
    return next(block for block in blocks if isinstance(block, Table))


def paragraphs_of(*words: Word) -> list[Paragraph]:
    blocks = words_to_blocks(PageWords(Page(1, "digital", 595, 842), (), words)).blocks
    return [block for block in blocks if isinstance(block, Paragraph)]


def texts(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


def test_words_stand_in_their_cells_in_reading_order() -> None:
    table = table_of(word("指标", 90, 120), word("三级", 110, 105), word("二级", 85, 106), word("100", 230, 118))
    assert texts(table) == ["", "二级三级指标", "100", ""]
    assert [len(line) for line in table.cells[1].lines] == [2, 1]
    assert (table.rows, table.columns, table.open_bottom) == (2, 3, True)


def test_a_column_of_characters_reads_downwards_and_columns_from_the_right() -> None:
    table = table_of(column("指标", 54, 110), column("产出", 66, 110))
    assert table.cells[0].text == "产出指标"


def test_single_characters_below_one_another_read_downwards() -> None:
    table = table_of(word("绩", 60, 105), word("标", 60, 150), word("效", 60, 120), word("指", 60, 135))
    assert table.cells[0].text == "绩效指标"


def test_a_word_across_a_wall_is_cut_between_its_characters_and_told() -> None:
    table = table_of(word("正常生活100%", 150, 110))
    assert texts(table)[1:3] == ["正常生活1", "00%"]
    assert table.cells[1].certainty < 1
    assert table.cells[2].certainty < 1
    assert sum(len(cell.text) for cell in table.cells) == 8


@pytest.mark.parametrize(("behind", "certainty"), [(199, 0.8), (203, 1.0)])
def test_a_wall_over_which_print_runs_on_is_doubted_on_a_scan(behind: float, certainty: float) -> None:
    table = table_of(word("72.3", 158.4, 110), word("5", behind, 110), page=Page(1, "scan", 595, 842))
    assert (table.cells[1].text, table.cells[1].certainty) == ("72.3", certainty)


def test_a_doubtful_wall_keeps_its_doubt() -> None:
    assert table_of().cells[2].certainty == 0.7


def test_ink_that_no_word_claims_is_noted() -> None:
    pixels = np.full((842 * 2, 595 * 2, 3), 250, np.uint8)
    pixels[2 * 100 : 2 * 180, 2 * 50 - 1 : 2 * 50 + 1] = 30
    for x in range(230, 290, 6):
        pixels[2 * 112 : 2 * 122, 2 * x : 2 * x + 3] = 30
    pixels[2 * 150 : 2 * 160, 2 * 90 : 2 * 130] = 30
    pixels[2 * 125, 2 * 150] = 30
    page = Page(1, "scan", 595, 842, clean=Picture(pixels, 2.0))
    cells = table_of(word("一二三四", 90, 150), page=page).cells
    assert cells[2].ink > 0.02
    assert [cells[i].ink for i in (0, 1, 3)] == pytest.approx([0, 0, 0], abs=0.002)


def test_words_of_one_line_far_apart_stay_apart_on_it() -> None:
    (paragraph,) = paragraphs_of(word("填报单位：某局", 60, 100), word("金额单位：万元", 450, 101))
    assert [[w.text for w in line] for line in paragraph.lines] == [["填报单位：某局", "金额单位：万元"]]


def test_a_line_that_leans_is_one_line() -> None:
    parts = [word("一二三四五", 60 + 60 * i, 100 + 1.2 * i) for i in range(7)]
    (paragraph,) = paragraphs_of(*parts)
    assert len(paragraph.lines) == 1


def test_running_text_parts_at_indents_and_short_lines() -> None:
    full = "一二三四五六七八九十" * 4
    found = paragraphs_of(
        word("自评报告", 240, 60, size=18),
        word(full[:38], 80, 100),
        word(full, 60, 116),
        word("到此为止。", 60, 132),
        word(full[:38], 80, 148),
        word(full, 60, 164),
        word("某某局", 380, 200),
        word("2021年3月", 370, 216),
    )
    assert [len(paragraph.lines) for paragraph in found] == [1, 3, 2, 1, 1]


def test_each_line_of_the_contents_stands_alone() -> None:
    line = "某某项目绩效自评表" + "…" * 24
    found = paragraphs_of(*(word(f"{line}{i}", 60, 100 + 16 * i) for i in range(1, 5)))
    assert len(found) == 4


def test_blocks_stand_in_reading_order() -> None:
    page = PageWords(
        Page(1, "digital", 595, 842), (grid(),), (word("1", 290, 800), word("标题", 250, 60), word("填报人", 60, 200))
    )
    kinds = [block.text if isinstance(block, Paragraph) else "table" for block in words_to_blocks(page).blocks]
    assert kinds == ["标题", "table", "填报人", "1"]


def test_no_word_is_lost() -> None:
    words = [word("甲", 20 + 37 * i, 40 + 29 * i) for i in range(14)]
    blocks = words_to_blocks(PageWords(Page(1, "digital", 595, 842), (grid(),), tuple(words))).blocks
    found = [block.text for block in blocks if isinstance(block, Paragraph)]
    found += [cell.text for block in blocks if isinstance(block, Table) for cell in block.cells]
    assert sum(len(text) for text in found) == 14


def test_a_heading_under_a_full_line_stands_alone_if_it_keeps_more_distance_than_lines_do() -> None:
    full = "一二三四五六七八九十" * 4
    found = paragraphs_of(
        *(word(full, 60, 100 + 16 * line) for line in range(5)),
        word("主要问题", 60, 184),
        word(full[:38], 80, 204),
        word(full, 60, 220),
    )
    assert [len(paragraph.lines) for paragraph in found] == [5, 1, 2]
