"""HTML tables: rows of cells with spans in, markup out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """A table cell: its markup, the columns and rows it covers, and its class (t text, l left, v narrow, h head)."""

    html: str
    span: int = 1
    rows: int = 1
    css: str = ""

    def markup(self) -> str:
        """Return the cell as a ``td``."""
        spans = (f' colspan="{self.span}"' if self.span > 1 else "") + (
            f' rowspan="{self.rows}"' if self.rows > 1 else ""
        )
        kind = f' class="{self.css}"' if self.css else ""
        return f"<td{spans}{kind}>{self.html}</td>"


@dataclass
class Sheet:
    """A table of fixed column widths (any unit, only their proportion counts)."""

    widths: Sequence[float]
    head: list[list[Cell]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    def row(self, *cells: Cell) -> None:
        """Add a row; cells covered by a merged cell above are left out, as in HTML."""
        self.rows.append(list(cells))

    def html(self) -> str:
        """Return the table; tables printed one after another share the line between them."""
        total = sum(self.widths)
        columns = "".join(f'<col style="width:{100 * width / total:.3f}%">' for width in self.widths)
        head = f"<thead>{_body(self.head)}</thead>" if self.head else ""
        return f"<table><colgroup>{columns}</colgroup>{head}<tbody>{_body(self.rows)}</tbody></table>"


def _body(rows: list[list[Cell]]) -> str:
    return "".join(f"<tr>{''.join(cell.markup() for cell in row)}</tr>" for row in rows)
