"""The margin that keeps the outer rulings of these forms on the paper."""

from __future__ import annotations

from corpora.layouts.form import Form
from corpora.layouts.pen import Pen


class Inset(Form):
    """A form set in from the edge of the print area, which else cuts off the outer half of a thin ruling."""

    split = "dev"

    def markup(self, pen: Pen) -> str:
        """Return the form as it is set, inside its margin."""
        return f'<div style="padding:0 2px">{super().markup(pen)}</div>'
