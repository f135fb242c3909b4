"""The road: a page's failure is data, and what stands beside an unread page is not taken for whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from extractor.errors import EngineError, PageTooLarge
from extractor.paper.block import Cell, PageBlocks, Paragraph, Table
from extractor.paper.box import Box
from extractor.paper.page import Origin, Page, Pixels
from extractor.paper.sheet import Sheet
from extractor.paper.word import Char, Word
from extractor.pipeline import FAILED_READER, UNREAD_PAGE, LookAway, Tools, UnreadPage, assemble, read_page
from extractor.ports import Strip
from extractor.record.envelope import Envelope, FileFacts
from extractor.record.narrative import Narrative
from tests.judging import DESK


class BlankPaper:
    """A source of white pages; ``trouble`` is raised instead of page 2."""

    path = Path("a.pdf")
    page_count = 3
    notes = ()

    def __init__(self, trouble: Exception | None = None) -> None:
        self.trouble = trouble

    def sheet(self, number: int, *, with_picture: bool = False) -> Sheet:
        """A white sheet."""
        if number == 2 and self.trouble is not None:
            raise self.trouble
        pixels = np.full((842, 595, 3), 255, dtype=np.uint8)
        return Sheet(number, "scan", 595, 842, Origin(self.path, number - 1), pixels)


class BlindEngine:
    """Finds nothing; fails where told to."""

    name = "blind"

    def __init__(self, trouble: Exception | None = None) -> None:
        self.trouble = trouble

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        """No line."""
        if self.trouble is not None:
            raise self.trouble
        return []

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        """Nothing on any strip."""
        return [Strip((), 0.0) for _ in strips]


class Notebook:
    """A witness that remembers the names of what it saw."""

    wants_pictures = False

    def __init__(self) -> None:
        self.seen: list[tuple[str, int | None]] = []

    def saw(self, product: str, page: int | None, value: object, seconds: float) -> None:
        """Remembers."""
        assert seconds >= 0
        self.seen.append((product, page))


def paragraph(text: str, top: float, page: int) -> Paragraph:
    """A line of text."""
    box = Box(100, top, 100 + 12 * len(text), top + 12)
    chars = tuple(Char(char, Box(100 + 12 * i, top, 112 + 12 * i, top + 12)) for i, char in enumerate(text))
    return Paragraph(page, box, ((Word(page, box, chars, 0.99),),))


def table(rows: Sequence[Sequence[str]], page: int) -> Table:
    """A plain table of texts."""
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            box = Box(50 + 120 * c, 200 + 30 * r, 170 + 120 * c, 230 + 30 * r)
            lines = paragraph(text, box.top, page).lines if text else ()
            cells.append(Cell(page, r, c, 1, 1, box, lines))
    return Table(
        (page,), Box(50, 200, 50 + 120 * len(rows[0]), 200 + 30 * len(rows)), len(rows), len(rows[0]), tuple(cells)
    )


def blocks(number: int, *content: Paragraph | Table) -> PageBlocks:
    """A read page."""
    return PageBlocks(Page(number, "scan", 595, 842), content)


def test_a_page_goes_through_the_stages_in_order_and_lets_its_pictures_go() -> None:
    notebook = Notebook()
    read = read_page(BlankPaper(), 1, Tools(BlindEngine()), notebook)
    assert isinstance(read, PageBlocks)
    assert notebook.seen == [("pages", 1), ("grids", 1), ("words", 1), ("blocks", 1)]
    assert read.page.picture is None
    assert read.page.clean is None


@pytest.mark.parametrize(
    ("source", "engine"),
    [
        (BlankPaper(PageTooLarge("10 m wide.", page=2)), BlindEngine()),
        (BlankPaper(), BlindEngine(EngineError("It gave up."))),
        (BlankPaper(ValueError("a defect")), BlindEngine()),
    ],
)
def test_a_page_that_fails_is_kept_with_its_reason(source: BlankPaper, engine: BlindEngine) -> None:
    read = read_page(source, 2, Tools(engine), LookAway())
    assert isinstance(read, UnreadPage)
    assert read.number == 2
    assert read.error.message


def test_an_unread_page_is_a_finding_and_its_neighbours_are_reviewed() -> None:
    rows = [["序号", "项目名称", "预算数(万元)", "自评得分"], ["1", "取暖费", "8.5", "100"], ["2", "办公费", "3", "95"]]
    read = [blocks(1, paragraph("项目支出绩效自评结果一览表", 120, 1), table(rows, 1))]
    facts = FileFacts("a.pdf", "0" * 64, 2)
    whole = assemble(facts, read, [], LookAway(), DESK)
    torn = assemble(facts, read, [UnreadPage(2, EngineError("It gave up."))], LookAway(), DESK)
    assert not whole.findings
    assert [(found.rule, found.severity) for found in torn.findings] == [(UNREAD_PAGE, "error")]
    assert "Page 2" in torn.findings[0].message
    assert torn.document.page_count == 2
    assert _asked_because_of(UNREAD_PAGE, torn)
    assert not _asked_because_of(UNREAD_PAGE, whole)


class BrokenTagger:
    """Fails on any text."""

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """Fails."""
        raise ZeroDivisionError("a defect of ours")


def test_a_form_whose_reader_fails_is_kept_and_reviewed_and_the_others_are_read() -> None:
    rows = [["序号", "项目名称", "预算数(万元)", "自评得分"], ["1", "取暖费", "8.5", "100"], ["2", "办公费", "3", "95"]]
    lines = [
        "二〇一八年度我单位共有两个项目。",
        "全年预算十一万五千元，已全部执行。",
        "各项工作按计划完成，效果良好。",
    ] * 3
    body = [paragraph(line, 120 + 20 * at, 1) for at, line in enumerate(lines)]
    report = [paragraph("2018年预算绩效自评工作报告", 80, 1), *body]
    listing = [paragraph("项目支出绩效自评结果一览表", 120, 2), table(rows, 2)]
    read = [blocks(1, *report), blocks(2, *listing)]
    envelope = assemble(FileFacts("a.pdf", "0" * 64, 2), read, [], LookAway(), replace(DESK, tagger=BrokenTagger()))
    assert [record.kind for record in envelope.records] == ["report", "project_list"]
    assert _asked_because_of(FAILED_READER, envelope)


def _asked_because_of(doubt: str, envelope: Envelope) -> bool:
    return any(doubt in reason for entry in envelope.fields for reason in entry.reasons if entry.needs_review)
