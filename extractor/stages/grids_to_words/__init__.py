"""grids_to_words: a page with its grids goes in, all words on it come out, none crossing a cell's wall.

A digital page hands over its own characters. A scan is read: lines are detected, cut at the grid's walls, completed by
the ink that detection lost, recognised, read again where an error would be silent, and freed from what is no text.
"""

from __future__ import annotations

from extractor.paper.grid import PageGrids, PageWords
from extractor.ports import OcrEngine
from extractor.stages.grids_to_words.bars import with_bars
from extractor.stages.grids_to_words.brackets import with_brackets
from extractor.stages.grids_to_words.columns import stack_columns
from extractor.stages.grids_to_words.figures import with_figures
from extractor.stages.grids_to_words.ink import page_ink
from extractor.stages.grids_to_words.layer import layer_words
from extractor.stages.grids_to_words.lines import font_size, page_lines, rough_size
from extractor.stages.grids_to_words.lone import settle_lone
from extractor.stages.grids_to_words.overlooked import unclaimed_ink
from extractor.stages.grids_to_words.pen import without_pen
from extractor.stages.grids_to_words.pepper import without_pepper
from extractor.stages.grids_to_words.rereading import read_lines
from extractor.stages.grids_to_words.scraps import without_scraps
from extractor.stages.grids_to_words.script import in_one_script
from extractor.stages.grids_to_words.seal_rests import without_seal_rests
from extractor.stages.grids_to_words.specks import with_left_out
from extractor.stages.grids_to_words.words import to_word


def grids_to_words(page_grids: PageGrids, engine: OcrEngine) -> PageWords:
    """Reads one page.

    Raises:
        EngineError: the engine failed.
    """
    page = page_grids.page
    if page.source == "digital" and page.chars:
        return PageWords(page, page_grids.grids, layer_words(page, page_grids.grids))
    picture = page.clean or page.picture
    if picture is None:
        return PageWords(page, page_grids.grids, ())
    detected = engine.detect(picture.pixels)
    rough = rough_size(detected, picture.scale)
    ink = page_ink(picture, page_grids.grids, rough)
    size = font_size(detected, ink, rough)
    detected = with_left_out(detected, picture, page_grids.grids, ink, size, engine)
    lines = stack_columns(page_lines(detected, page_grids.grids, ink, size), size)
    read = in_one_script(read_lines(lines, page, ink, size, engine))
    read = without_seal_rests(read, page, ink, size)
    read = without_pepper(with_figures(without_scraps(read, page, ink.scale, size)))
    read = with_bars(without_pen(settle_lone(read, ink, size, engine), size), ink, size)
    read = with_brackets(read, ink, size)
    unclaimed = unclaimed_ink([line.box for line in lines], ink.dark)
    words = (to_word(one, page, ink, unclaimed, size) for one in read)
    return PageWords(page, page_grids.grids, tuple(word for word in words if word is not None))
