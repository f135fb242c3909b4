"""Envelopes in, the bytes of a workbook out.

Numbers are numbers, values that await review are marked amber, values in a contradiction red. Text that a
spreadsheet would take for a formula is stored as text with the quote prefix, so it stays as printed and harmless.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import chain, repeat
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extractor.export.workbook.headers import header_of, is_number
from extractor.export.workbook.rows import Row, envelope_to_rows
from extractor.record.envelope import Envelope
from extractor.record.pointer import resolve

_AMBER = PatternFill("solid", fgColor="FFE699")
_RED = PatternFill("solid", fgColor="F4B084")
_HEAD = PatternFill("solid", fgColor="D9E1F2")
_DIGITS = 15
"""More digits than a spreadsheet's numbers can hold stay text."""
_LONGEST_CELL = 32_767
_WIDEST, _NARROWEST = 48, 8
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_OWN = ("文件", "记录", "页码", "所属")


@dataclass
class _Marks:
    """Which pointers of one envelope await review or stand in a contradiction; where its paper can be looked at."""

    review: frozenset[str]
    error: frozenset[str]
    link: str = ""


@dataclass
class _Sheet:
    """Rows gathered for one sheet; columns in the order they first appear."""

    columns: dict[tuple[str, ...], None] = field(default_factory=dict)
    rows: list[tuple[str, Row, _Marks]] = field(default_factory=list)


def envelopes_to_workbook(envelopes: Sequence[Envelope]) -> bytes:
    """The workbook of all envelopes: files, values to review, findings, then a sheet for each kind and list."""
    return plain_to_workbook([envelope.to_plain() for envelope in envelopes])


def plain_to_workbook(plain: Sequence[Mapping[str, Any]], links: Sequence[str] = ()) -> bytes:
    """The same of envelopes as plain JSON; ``links`` are their addresses, to which a place's pointer is added."""
    book = Workbook()
    heads = ("文件", "页数", "记录数", "字段数", "待复核", "发现", "SHA-256")
    fill_table(_first_sheet(book, "文件"), heads, _files(plain))
    fill_table(book.create_sheet("待复核"), ("文件", "页", "位置", "值", "原文", "置信度", "原因"), _to_review(plain))
    fill_table(book.create_sheet("发现"), ("文件", "级别", "规则", "说明", "位置"), _findings(plain))
    for name, sheet in _gather(plain, links).items():
        _records(book.create_sheet(name), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _first_sheet(book: Workbook, name: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = name
    return sheet


def _files(plain: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Any, ...]]:
    for one in plain:
        document = one["document"]
        waiting = sum(entry["needs_review"] for entry in one["fields"])
        counts = (document["page_count"], len(one["records"]), len(one["fields"]), waiting, len(one["findings"]))
        yield document["filename"], *counts, document["sha256"]


def _to_review(plain: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Any, ...]]:
    for one in plain:
        for entry in one["fields"]:
            if entry["needs_review"]:
                value = resolve(one, entry["path"])
                reasons = "、".join(entry["reasons"])
                name = one["document"]["filename"]
                yield name, entry["page"], entry["path"], value, entry["raw"], entry["confidence"], reasons


def _findings(plain: Iterable[Mapping[str, Any]]) -> Iterable[tuple[Any, ...]]:
    severities = {"error": "错误", "warning": "提示"}
    for one in plain:
        for found in one["findings"]:
            name = one["document"]["filename"]
            yield name, severities[found["severity"]], found["rule"], found["message"], "、".join(found["paths"])


def _gather(plain: Iterable[Mapping[str, Any]], links: Sequence[str]) -> dict[str, _Sheet]:
    sheets: dict[str, _Sheet] = {}
    for one, link in zip(plain, chain(links, repeat("")), strict=False):
        marks = _Marks(
            frozenset(entry["path"] for entry in one["fields"] if entry["needs_review"]),
            frozenset(path for found in one["findings"] if found["severity"] == "error" for path in found["paths"]),
            link,
        )
        for row in envelope_to_rows(one):
            sheet = sheets.setdefault(row.sheet, _Sheet())
            sheet.columns |= dict.fromkeys(row.values)
            sheet.rows.append((one["document"]["filename"], row, marks))
    return sheets


def _records(target: Worksheet, sheet: _Sheet) -> None:
    columns = list(sheet.columns)
    lines = []
    for filename, row, _ in sheet.rows:
        pages = "–".join(dict.fromkeys(str(page) for page in (row.pages[0], row.pages[-1])))
        values = [row.values.get(column) for column in columns]
        lines.append((filename, row.record + 1, pages, row.owner, *(value and value.value for value in values)))
    numeric = frozenset(len(_OWN) + at for at, column in enumerate(columns) if is_number(column))
    fill_table(target, (*_OWN, *map(header_of, columns)), lines, numeric)
    for at, (_, row, marks) in enumerate(sheet.rows, 2):
        if marks.link:
            target.cell(at, 1).hyperlink = marks.link + quote(row.pointer)
        for column, value in row.values.items():
            fill = _RED if value.pointer in marks.error else _AMBER if value.pointer in marks.review else None
            if fill is not None:
                target.cell(at, len(_OWN) + columns.index(column) + 1).fill = fill


def fill_table(
    sheet: Worksheet, header: Sequence[str], lines: Iterable[Sequence[Any]], numeric: frozenset[int] = frozenset()
) -> None:
    """Fills a sheet; columns in ``numeric`` (0-based) hold decimal strings to be written as numbers."""
    widths = [len(name) * 2 for name in header]
    for at, line in enumerate((header, *lines), 1):
        for column, value in enumerate(line):
            _put(sheet.cell(at, column + 1), value, number=column in numeric and at > 1)
            widths[column] = max(widths[column], min(_WIDEST, 2 * len(str(value or ""))))
    for column, width in enumerate(widths):
        sheet.column_dimensions[get_column_letter(column + 1)].width = max(_NARROWEST, min(_WIDEST, width + 2))
        head = sheet.cell(1, column + 1)
        head.font, head.fill = Font(bold=True), _HEAD
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _put(cell: Cell | MergedCell, value: Any, *, number: bool) -> None:
    """Writes one value so that a spreadsheet can neither compute nor alter it."""
    figure = _figure(value) if number and isinstance(value, str) else None
    if figure is not None:
        cell.value = figure
        return
    if not isinstance(value, str):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("�", value)[:_LONGEST_CELL]
    cell.value = text
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text=len(text) > _WIDEST // 2)
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _figure(text: str) -> Decimal | None:
    """The text as a number, where a spreadsheet can hold it exactly."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and len(value.as_tuple().digits) <= _DIGITS else None
