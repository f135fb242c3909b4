"""A page that kills the process reading it costs that page and nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from extractor.errors import PageError
from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.paper.sheet import Sheet
from extractor.pipeline import LookAway, Tools, UnreadPage
from extractor.ports import Strip, Witness
from extractor.service.reading import Bench, PooledReader

POISON = 3


class PoisonedPaper:
    """A source whose page 3 ends the process, as running out of memory would; the others only cannot be read."""

    notes = ()
    page_count = 5

    def __init__(self, path: Path) -> None:
        self.path = path

    def sheet(self, number: int, *, with_picture: bool = False) -> Sheet:
        """Never a sheet."""
        if number == POISON:
            os._exit(137)
        raise PageError("Unreadable.", page=number)


class BlindEngine:
    """Finds nothing."""

    name = "blind"

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        """No line."""
        return []

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        """Nothing on any strip."""
        return [Strip((), 0.0) for _ in strips]


def look_away(path: Path) -> Witness:
    """Nobody looks."""
    return LookAway()


def make_bench() -> Bench:
    """What a reading process gets."""
    return Bench(Tools(BlindEngine()), PoisonedPaper, look_away)


def test_the_others_are_read_and_the_poisonous_page_is_set_aside(tmp_path: Path) -> None:
    reader = PooledReader(2, make_bench)
    try:
        pages = {page.number: page.outcome for page in reader.read(tmp_path / "a.pdf", range(1, 6))}
    finally:
        reader.close()
    assert sorted(pages) == [1, 2, 3, 4, 5]
    reasons = {number: page.error.message for number, page in pages.items() if isinstance(page, UnreadPage)}
    assert "died" in reasons.pop(POISON)
    assert set(reasons.values()) == {"Unreadable."}
