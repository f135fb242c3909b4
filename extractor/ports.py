"""Every seam of the house, each a small Protocol. Adapters live in ``engines``, ``workers`` and ``cli``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from extractor.paper.box import Box
from extractor.paper.grid import Grid
from extractor.paper.page import Page, Pixels
from extractor.paper.sheet import Sheet
from extractor.paper.word import Alternative
from extractor.record.identity.known import KnownNames
from extractor.record.narrative import Narrative


@dataclass(frozen=True)
class CharSpan:
    """A recognised character and where it stands along its strip: ``start``..``end`` as fractions of the width."""

    text: str
    start: float
    end: float
    confidence: float
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Strip:
    """What a recogniser made of one line picture: characters left to right and the line's confidence (0..1)."""

    chars: tuple[CharSpan, ...]
    confidence: float

    @property
    def text(self) -> str:
        """The characters joined."""
        return "".join(char.text for char in self.chars)


class PageSource(Protocol):
    """An opened file (PDF, picture, folder of pictures) that hands out its pages one by one."""

    @property
    def path(self) -> Path:
        """The file or folder, as named by the user."""

    @property
    def page_count(self) -> int:
        """How many pages it has, at least 1."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What was found in the file and safely left alone: scripts, attachments and the like."""

    def sheet(self, number: int, *, with_picture: bool = False) -> Sheet:
        """Page ``number`` (1-based); the picture of a digital page only where asked for or needed.

        Raises:
            InputError: the page is beyond the limits.
            PageError: this page cannot be read.
        """


class OcrEngine(Protocol):
    """Finds text lines in a picture and reads line pictures. One instance serves one process, not many threads."""

    @property
    def name(self) -> str:
        """Short name, as in ``--engine``."""

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        """Boxes (in pixels of the picture) around text lines."""

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        """Reads line pictures (any height and width, text horizontal); same order and length as given."""


class MentionTagger(Protocol):
    """Reads running text: finds what is mentioned in it and what belongs to what."""

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """What a text (a paragraph a line) says; offsets count its characters.

        ``printed`` are projects' names as the forms beside the text print them.
        """


class Lexicon(Protocol):
    """Knows names that people confirmed."""

    def known(self) -> KnownNames:
        """The names known at this moment."""


class TableFinder(Protocol):
    """Finds the grids drawn on a page."""

    def find(self, page: Page) -> Sequence[Grid]:
        """Grids top to bottom; empty where the page has no ruled table."""


class Progress(Protocol):
    """Hears how far a run has come. The default hears nothing."""

    def started(self, file: str, pages: int) -> None:
        """A file was opened and has so many pages."""

    def page_done(self, file: str, number: int, seconds: float) -> None:
        """A page was read."""

    def finished(self, file: str) -> None:
        """The file's envelope is complete."""


class Witness(Protocol):
    """Sees every product of the road as it is made, to write it down, draw it or time it. The default looks away."""

    @property
    def wants_pictures(self) -> bool:
        """Whether digital pages, too, are to have their picture."""

    def saw(self, product: str, page: int | None, value: object, seconds: float) -> None:
        """A stage made ``value``, called by its name (``pages``, ``grids``, …), of one page or (None) of them all."""


class BlobStore(Protocol):
    """Keeps originals and page pictures as named bytes. A key is a relative POSIX path of harmless names.

    What is put is there whole or not at all, also when several machines put the same key at once. Where the store
    itself does not answer, each call raises StoreUnavailable.
    """

    def put(self, key: str, content: bytes | Path) -> None:
        """Stores bytes, or the bytes of a file; what stood under the key before is replaced.

        Raises:
            OutputError: there is no room or no access; nothing was changed.
        """

    def get(self, key: str) -> bytes:
        """The bytes under a key.

        Raises:
            NotInStore: there are none.
        """

    def chunks(self, key: str) -> Iterator[bytes]:
        """The bytes under a key as they are kept now, piece by piece; no copy made before is looked at.

        Raises:
            NotInStore: there are none.
        """

    def local(self, key: str) -> AbstractContextManager[Path]:
        """A file with the bytes, to be read only, for as long as the context is open.

        Raises:
            NotInStore: there are none.
        """

    def has(self, key: str) -> bool:
        """Whether there are bytes under a key."""

    def drop(self, key: str) -> None:
        """Forgets the bytes under a key; no matter if there are none."""

    def keys(self, prefix: str = "") -> Iterator[str]:
        """Every key that starts with ``prefix``, in order."""


class JobQueue(Protocol):
    """Wakes workers elsewhere. The store alone knows what is to be done: whatever is lost here is found there again."""

    def wake_for_pages(self, pages: Sequence[int]) -> None:
        """Pages (ids) wait in the store. A broker that cannot be reached is no error: workers look for themselves."""

    def wake_for_documents(self, submissions: Sequence[int]) -> None:
        """Submissions (ids) are ready to be assembled."""
