"""Frames, and the pieces these forms are put together from: lines of pairs, labels above their values, bands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from random import Random

from corpora.content.money import plain
from corpora.layouts.form import foot
from corpora.layouts.indicator_rows import Column, IndicatorTable, indicator_rows
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet
from corpora.layouts.style import pt

GRADES = "优良中差"
NEW_ROW = ("level1", "level2", "level3", "target", "actual", "weight", "score")

Pair = tuple[str, str]
Widths = Sequence[float]


def _outer(frame: str, border: str) -> str:
    """Return the rules of tables that share one frame around all of them."""
    table = f".{frame} table"
    sides = f"{table}{{border-left:{border};border-right:{border}}}"
    return f"{sides} {table}:first-of-type{{border-top:{border}}} {table}:last-of-type{{border-bottom:{border}}}"


_FRAMES = {
    "heavy": _outer("heavy", "6px solid #000"),
    "dots": ".dots td{border:2px dotted #000} " + _outer("dots", "3px solid #000"),
    "lines": ".lines td{border:none} .lines table{border-top:4px solid #000;border-bottom:4px solid #000}"
    " .lines thead td{border-bottom:2px solid #000}",
    "roomy": ".roomy table:first-of-type td{height:1.9em}",
    "shaded": ".shaded td.h,.shaded td.band{background:#e6e6e6}",
    "tall": ".tall td{height:66pt}",
    "sheet": ".sheet{break-before:page;padding-top:8pt}",
}


def framed(frame: str, inner: str) -> str:
    """Return ``inner`` in frames (names with blanks between them), these or the style sheet's own."""
    rules = "".join(_FRAMES.get(name, "") for name in frame.split())
    return f'<style>{rules}</style><div class="{frame}">{inner}</div>'


def joined(*sheets: Sheet) -> str:
    """Return tables one under another."""
    return "".join(sheet.html() for sheet in sheets)


def titled(pen: Pen, left: str = "", right: str = "年度", cut: int = 0) -> str:
    """Return the title with the year before it in the same line, set in two lines where ``cut`` says after how many."""
    year = pen.put("/year", printed=pen.style.text(f"{left}{pen.value('/year')}{right}"))
    title = pen.value("/title")
    if not 0 < cut < len(title) or title[:cut].count("(") != title[:cut].count(")"):
        return f'<div class="title">{year}{pen.put("/title")}</div>'
    first, second = (pen.put("/title", printed=part) for part in (title[:cut], title[cut:]))
    return f'<div class="title">{year}{first}<br>{second}</div>'


def told(pen: Pen, key: str, label: str, sealed: bool = False) -> str:
    """Return ``label: value`` as text, with a seal's place over the label where ``sealed``."""
    owner = pen.record[key] or pen.record.get("supervising_department")
    name = pen.seal(owner, pen.style.text(f"{label}:")) if sealed else pen.label(f"{label}:")
    return name + pen.put(f"/{key}")


def line(*parts: str) -> str:
    """Return parts side by side, each in an equal share of the line."""
    cells = "".join(f'<div style="flex:1">{part}</div>' for part in parts)
    return f'<div class="ends">{cells}</div>'


def signed(*parts: str) -> str:
    """Return a line under a table, its parts at equal distances."""
    return f'<div style="padding-top:6pt">{line(*parts)}</div>'


def sealed(pen: Pen, key: str) -> str:
    """Return the value at ``key`` with a seal's place behind it."""
    return pen.put(f"/{key}") + pen.seal(pen.record[key] or pen.record.get("supervising_department"), "&nbsp;")


def labelled(pen: Pen, widths: Widths, *rows: Sequence[Pair], css: str = "") -> Sheet:
    """Return rows of label and printed text; the last text of a row reaches the edge."""
    sheet = Sheet(widths)
    for row in rows:
        cells = []
        for number, (label, text) in enumerate(row, start=1):
            span = len(widths) - 2 * len(row) + 1 if number == len(row) else 1
            cells += [Cell(pen.label(label), css="h"), Cell(text, span, css=css)]
        sheet.row(*cells)
    return sheet


def ticked(pen: Pen, pointer: str, choices: Sequence[str], boxes: tuple[str, str], gap: str = "&emsp;") -> str:
    """Return ``choices`` with boxes before them (full, empty), that of the value at ``pointer`` ticked."""
    full, empty = boxes
    parts = []
    for choice in choices:
        chosen = pen.value(pointer) == choice
        parts.append(pen.label(full if chosen else empty) + (pen.put(pointer) if chosen else pen.label(choice)))
    return gap.join(parts)


def heading(html: str) -> str:
    """Return a heading between tables."""
    return f'<div style="font-weight:bold;line-height:1.7;margin:8pt 0">{html}</div>'


def paragraph(html: str) -> str:
    """Return a paragraph between tables, its first line set in."""
    return f'<p style="text-indent:2em;line-height:1.7">{html}</p>'


def beneath(*parts: str) -> str:
    """Return what stands side by side under a table, clear of its last ruling and of a page's upper edge."""
    return f'<div style="padding-top:8pt">{foot(*parts)}</div>'


def band(html: str, span: int, css: str = "band l") -> list[Cell]:
    """Return a row of one cell across the table."""
    return [Cell(html, span, css=css)]


def above(pen: Pen, widths: Widths, *pairs: Pair) -> Sheet:
    """Return a row of labels over the row of their values."""
    sheet = Sheet(widths)
    sheet.row(*(Cell(pen.label(label), css="h c") for _, label in pairs))
    sheet.row(*(Cell(pen.put(f"/{key}")) for key, _ in pairs))
    return sheet


def level1(pen: Pen, row: int, points: str | None) -> str:
    """Return the level-1 name that begins at ``row``, for all rows under it, with its points where printed."""
    rows = pen.record["indicators"]
    covered = [row]
    while covered[-1] + 1 < len(rows) and rows[covered[-1] + 1]["level1"] == rows[row]["level1"]:
        covered.append(covered[-1] + 1)
    name = pen.put(*(f"/indicators/{index}/level1" for index in covered))
    weight = rows[row].get("level1_weight")
    if points is None or weight is None:
        return name
    pointers = (f"/indicators/{index}/level1_weight" for index in covered)
    return name + pen.put(*pointers, printed=pen.style.text(points.format(weight)))


def starts(rows: Sequence[Record]) -> list[int]:
    """Return where a level-1 group begins."""
    return [index for index, row in enumerate(rows) if index == 0 or rows[index - 1]["level1"] != row["level1"]]


def group_points(rows: list[Record]) -> None:
    """Give every row its level-1 group's weight: the sum of the weights in it."""
    for row in rows:
        group = (Decimal(other["weight"] or 0) for other in rows if other["level1"] == row["level1"])
        row["level1_weight"] = plain(sum(group, Decimal(0)))


def starred(rng: Random, rows: Sequence[Record], share: float = 0.3) -> None:
    """Put a star before the names of indicators that the ministry asks for (in place)."""
    for row in rows:
        if row["level3"] and rng.random() < share:
            row["level3"] = f"★{row['level3']}"


def heads(pen: Pen, columns: Sequence[Column], rows: int = 1) -> list[Cell]:
    """Return header cells over ``rows`` rows."""
    return [Cell(pen.label(column.header), rows=rows, css="h c") for column in columns]


def numbered(pen: Pen) -> list[str]:
    """Return the numbers of the indicators, as a column before them counts them."""
    return [str(number) for number in range(1, 1 + len(pen.record["indicators"]))]


def woven(pen: Pen, table: IndicatorTable, extra: Mapping[str, Sequence[str]]) -> list[list[Cell]]:
    """Return indicator rows with columns that are no part of a record.

    ``extra`` holds, for the key of such a column, one text per row. They stand right of the levels, or first of all.
    """
    shown = [column for column in table.columns if column.key not in extra]
    rows = indicator_rows(pen, IndicatorTable(shown, table.points, table.counter, (), table.merge, False, table.narrow))
    for number, cells in enumerate(rows):
        for at, column in enumerate(table.columns):
            if column.key in extra:
                cell = Cell(pen.label(extra[column.key][number]) if extra[column.key][number] else "")
                right = sum(other.key not in extra for other in table.columns[at + 1 :])
                cells.insert(len(cells) - right if at else 0, cell)
    return rows


def head_cell(pen: Pen, text: str, span: int = 1, rows: int = 1) -> Cell:
    """Return the head of a column; ``|`` in ``text`` breaks it into lines."""
    return Cell(broken(pen, *text.split("|")), span, rows, css="h c")


def head_cells(pen: Pen, *texts: str) -> list[Cell]:
    """Return heads of columns side by side."""
    return [head_cell(pen, text) for text in texts]


def side_label(pen: Pen, text: str, rows: int) -> Cell:
    """Return a narrow label down the left edge of ``rows`` rows."""
    return Cell(pen.label(text), rows=rows, css="v")


def figure_cells(pen: Pen, *texts: str) -> list[Cell]:
    """Return cells with a form's own figures, as they are; nothing for an empty one."""
    return [Cell(pen.label(text, True) if text else "") for text in texts]


def broken(pen: Pen, *parts: str) -> str:
    """Return a label that its office broke into lines."""
    return "<br>".join(pen.label(part, as_is=len(part) == 1) for part in parts if part)


def fitted(pen: Pen, inner: str, most: float) -> str:
    """Return ``inner`` in the document's size, or in ``most`` points where that is larger than its columns bear."""
    return f'<div style="font-size:{pt(min(pen.style.size, most))}">{inner}</div>'


def remarks(pen: Pen, *lines: str) -> str:
    """Return notes under a table, clear of its last ruling."""
    inner = "".join(f"<div>{pen.label(line)}</div>" for line in lines)
    return f'<div style="padding-top:6pt">{inner}</div>'


def dashed(pen: Pen, table: IndicatorTable, rows: list[list[Cell]], key: str, mark: str = "—") -> None:
    """Put a dash into the cells of the column ``key`` whose value is blank."""
    right = len(table.columns) - [column.key for column in table.columns].index(key)
    for row, cells in zip(pen.record["indicators"], rows, strict=True):
        if row[key] is None:
            cells[len(cells) - right] = Cell(pen.label(mark, True))


def summed(rows: Sequence[Record], key: str) -> str:
    """Return the sum of a column; blanks count nothing."""
    return plain(sum((Decimal(row[key] or 0) for row in rows), Decimal(0)))


def new_rows(like: Record, *rows: Sequence[str | None], keys: Sequence[str] = NEW_ROW) -> list[Record]:
    """Return indicator rows shaped as ``like``, their ``keys`` filled in order."""
    blank = dict.fromkeys(like) | {"score_rows": 1}
    return [blank | dict(zip(keys, row, strict=True)) for row in rows]
