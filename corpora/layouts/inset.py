"""The margin that keeps the outer rulings of these forms on the paper, and letters their columns hold."""

from __future__ import annotations

from typing import ClassVar

from corpora.layouts.form import Form
from corpora.layouts.pen import Pen
from corpora.layouts.pieces import fitted


class Inset(Form):
    """A form set in from the edge of the print area, which else cuts off the outer half of a thin ruling."""

    split = "dev"

    def markup(self, pen: Pen) -> str:
        """Return the form as it is set, inside its margin."""
        return f'<div style="padding:0 2px">{super().markup(pen)}</div>'


class SmallPrint(Inset):
    """A form set in letters small enough for its columns: no larger than ``largest`` points."""

    largest: ClassVar[float] = 10.0

    def markup(self, pen: Pen) -> str:
        """Return the form as it is set, in its letters."""
        return fitted(pen, super().markup(pen), self.largest)
