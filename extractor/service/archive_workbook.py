"""An archive's report in, the bytes of a workbook out: a sheet for each table."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

from extractor.export.workbook.book import fill_table
from extractor.service.archive_tables import ReportTable

_LONGEST_NAME = 31


def archive_workbook(tables: Sequence[ReportTable]) -> bytes:
    """The workbook; tables without rows have their sheet too, so that what is missing is seen to be none."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        fill_table(book.create_sheet(table.title[:_LONGEST_NAME]), table.head, table.rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
