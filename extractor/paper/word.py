"""Characters, and the words (runs of characters read together) they make."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.paper.box import Box


@dataclass(frozen=True, slots=True)
class Alternative:
    """What the recogniser also considered at the same place.

    ``text`` is another character, ``""`` (nothing stands there), or the character with a neighbour that was almost
    read: ``2.`` beside the ``2`` of a ``125`` that may be ``12.5``.
    """

    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Char:
    """One printed character: its place, how sure the reader was (0..1), and what else it could be."""

    text: str
    box: Box
    confidence: float = 1.0
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An independent second reading of the same strip of paper.

    ``source`` says how it was made: ``as-is`` (seal's colour left in), ``wide`` (other scale), ``paddle``
    (other engine), …
    """

    source: str
    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters read together: a text line, or the part of it inside one cell.

    Characters stand in reading order. ``confidence`` is the recogniser's own (0..1, not calibrated).
    ``readings`` are second readings where they were made; agreement with ``text`` is evidence.
    ``vertical`` is set for a column of characters read top to bottom.
    """

    page: int
    box: Box
    chars: tuple[Char, ...]
    confidence: float
    readings: tuple[Reading, ...] = ()
    vertical: bool = False

    @property
    def text(self) -> str:
        """The characters joined, as read (not normalised)."""
        return "".join(char.text for char in self.chars)

    @property
    def height_of_print(self) -> float:
        """How high its characters are, in points; of a column of characters, how wide."""
        return self.box.width if self.vertical else self.box.height
