"""Short documents are read at once, long ones by a pool."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractor.errors import PageError
from extractor.pipeline import UnreadPage
from extractor.service.reading import LONG, LengthwiseReader, ReadPage


class Noting:
    """A reader that notes what it was asked for."""

    def __init__(self, name: str, notes: list[str]) -> None:
        self._name, self._notes = name, notes
        notes.append(f"start {name}")

    def read(self, path: Path, numbers: range) -> Iterator[ReadPage]:
        """Reads nothing."""
        self._notes.append(f"{self._name} {len(numbers)}")
        for number in numbers:
            yield ReadPage(number, UnreadPage(number, PageError("Unreadable.")), 0.0)

    def close(self) -> None:
        """Notes it."""
        self._notes.append(f"close {self._name}")


def test_each_document_goes_to_the_reader_that_suits_it_and_only_needed_ones_start() -> None:
    notes: list[str] = []
    reader = LengthwiseReader(lambda: Noting("here", notes), lambda: Noting("pool", notes))
    for pages in (1, LONG - 1):
        assert len(list(reader.read(Path("a.pdf"), range(1, pages + 1)))) == pages
    assert notes == ["start here", "here 1", f"here {LONG - 1}"]
    assert len(list(reader.read(Path("b.pdf"), range(1, LONG + 1)))) == LONG
    reader.close()
    assert notes[3:] == ["start pool", f"pool {LONG}", "close here", "close pool"]
