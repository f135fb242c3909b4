"""What every layout is: it keeps of a full record what its kind of form prints, and prints that as HTML."""

from __future__ import annotations

from abc import ABC, abstractmethod
from random import Random
from typing import Any, ClassVar

from corpora.layouts.pen import Pen, Record
from corpora.layouts.style import Style

SPLITS = ("train", "dev", "heldout")


class Form(ABC):
    """One printing of one kind of form; the choices left open by the layout are drawn from ``rng`` at the start."""

    name: ClassVar[str]
    kind: ClassVar[str]
    split: ClassVar[str] = "train"
    landscape: ClassVar[bool] = False
    frame: ClassVar[str] = ""
    """How its tables are ruled, where not as boxes: classes of the style sheet (dotted, flat, open, upright)."""
    titles: ClassVar[tuple[str, ...]] = ()
    """What such forms are called; none where the title follows from the record."""

    def __init__(self, rng: Random, style: Style) -> None:
        self.rng = rng
        self.style = style
        self.title = rng.choice(self.titles) if self.titles else None

    @abstractmethod
    def keep(self, full: Record) -> Record:
        """Return the canonical record of what this form prints of ``full``."""

    @abstractmethod
    def html(self, pen: Pen) -> str:
        """Return the form's markup, printed with ``pen``."""

    def markup(self, pen: Pen) -> str:
        """Return the form as it is set: its markup in its frame."""
        return f'<div class="{self.frame}">{self.html(pen)}</div>' if self.frame else self.html(pen)


def only(row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Return ``row`` with every leaf not named in ``keys`` blank."""
    return {key: value if key in keys else None for key, value in row.items()}


def ends(left: str, right: str) -> str:
    """Return one line with a text at each end."""
    return f'<div class="ends"><div>{left}</div><div>{right}</div></div>'


def foot(*parts: str) -> str:
    """Return the signature line under a table."""
    return f'<div class="foot">{"".join(f"<div>{part}</div>" for part in parts)}</div>'


def year_line(pen: Pen, left: str, right: str) -> str:
    """Return the year between ``left`` and ``right``, centred; its box is the whole line's."""
    printed = pen.style.text(f"{left}{pen.value('/year')}{right}")
    return f'<div class="mid">{pen.put("/year", printed=printed)}</div>'
