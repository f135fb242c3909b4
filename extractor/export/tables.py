"""Envelopes in, flat typed tables out: one for each kind and each list in it, in Chinese, each row with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from extractor.export.workbook.headers import header_of, is_number
from extractor.export.workbook.rows import Row, envelope_to_rows

Holds: TypeAlias = Literal["text", "whole", "number"]
"""Texts, whole numbers, or exact decimals."""
OWN: Mapping[str, Holds] = {
    "文件": "text", "文档": "whole", "记录": "whole", "页码": "text", "所属": "text", "位置": "text", "链接": "text"
}  # fmt: skip
"""The columns every table begins with: file, document (id), record, pages, owner, JSON Pointer, and its address."""
AS_PRINTED = "(原文)"
"""Behind the name of a column that holds what stands in place of a number, such as 优 for a score."""
PRECISION, SCALE = 38, 12
"""Digits of a number in all and behind the point; one that does not fit exactly stays text."""
Cell: TypeAlias = str | int | Decimal | None
_LARGEST = Decimal(10) ** (PRECISION - SCALE)
_WHOLE = frozenset({"year"})
_SMALLEST = Decimal(1).scaleb(-SCALE)


@dataclass(frozen=True)
class Numbered:
    """An envelope in force as plain JSON, with its document's id and its address (empty: none)."""

    document: int
    plain: Mapping[str, Any]
    link: str = ""


@dataclass
class Table:
    """A flat table; ``columns`` map each heading to what it holds, ``rows`` give cells by heading."""

    columns: dict[str, Holds] = field(default_factory=dict)
    rows: list[dict[str, Cell]] = field(default_factory=list)


def envelopes_to_tables(envelopes: Iterable[Numbered]) -> dict[str, Table]:
    """Tables by name, in the order they are first needed."""
    tables: dict[str, Table] = {}
    for one in envelopes:
        for row in envelope_to_rows(one.plain):
            table = tables.setdefault(row.sheet, Table(dict(OWN)))
            table.rows.append({**_own(one, row), **_cells(row, table)})
    return tables


def figure(value: object) -> Decimal | None:
    """The exact number a cell is, where it is one that every table can hold."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    fits = number.is_finite() and abs(number) < _LARGEST and number == number.quantize(_SMALLEST)
    return number if fits else None


def _own(one: Numbered, row: Row) -> dict[str, Cell]:
    pages = "–".join(dict.fromkeys(str(page) for page in (row.pages[0], row.pages[-1])))
    link = one.link + quote(row.pointer) if one.link else None
    cells = (one.plain["document"]["filename"], one.document, row.record + 1, pages, row.owner, row.pointer, link)
    return dict(zip(OWN, cells, strict=True))


def _cells(row: Row, table: Table) -> dict[str, Cell]:
    """A row's own cells; new columns join the table."""
    cells: dict[str, Cell] = {}
    for path, value in row.values.items():
        heading = header_of(path)
        if not is_number(path):
            table.columns.setdefault(heading, "whole" if path[-1] in _WHOLE else "text")
            cells[heading] = value.value
            continue
        table.columns.setdefault(heading, "number")
        number = None if value.value is None else figure(value.value)
        cells[heading] = number
        if value.value is not None and number is None:
            table.columns.setdefault(heading + AS_PRINTED, "text")
            cells[heading + AS_PRINTED] = str(value.value)
    return cells
