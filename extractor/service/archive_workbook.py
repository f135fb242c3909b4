"""An archive's report in, the bytes of a workbook out: a sheet for each table."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import chain

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill

from extractor.export.workbook.book import fill_table
from extractor.service.archive_tables import GAP, ReportTable

_LONGEST_NAME = 31
_MISSING = PatternFill("solid", fgColor="FFE2DD")


def archive_workbook(tables: Sequence[ReportTable]) -> bytes:
    """The workbook; tables without rows have their sheet too, so that what is missing is seen to be none."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.title[:_LONGEST_NAME])
        fill_table(sheet, table.head, table.rows)
        sheet.freeze_panes = "B2"
        for cell in chain.from_iterable(sheet.iter_rows(min_row=2, min_col=2)):
            if cell.value == GAP:
                cell.fill, cell.alignment = _MISSING, Alignment(horizontal="right")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
