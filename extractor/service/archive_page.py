"""An archive's report in, a page of HTML out: it stands alone, runs no script, loads nothing, escapes everything."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from extractor.service.archive_tables import GAP, Cell, ReportTable

_MOST = 5000
"""Rows of a table shown; the workbook has them all."""
_COUNT = ' class="n"'
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1f2328}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .2rem}p{color:#57606a;margin:.2rem 0 .6rem}"
    "div{overflow-x:auto}table{border-collapse:collapse}th,td{border:1px solid #d0d7de;padding:.25rem .6rem;"
    "text-align:left;vertical-align:top}th{background:#f6f8fa;white-space:nowrap}"
    "tbody th{background:#fff;font-weight:400;white-space:normal;min-width:11rem;overflow-wrap:anywhere}"
    "td{min-width:2.4rem}td.text{min-width:9rem}.n{text-align:right;font-variant-numeric:tabular-nums}"
    "td.gap{background:#ffe2dd;text-align:right}"
    "@media(max-width:40rem){body{margin:1rem auto}tbody th{min-width:8.5rem;max-width:11rem}"
    "th:first-child{position:sticky;left:0}}"
)


def archive_page(tables: Sequence[ReportTable]) -> bytes:
    """The page; tables without rows are left out."""
    body = "".join(_table(table) for table in tables if table.rows)
    title = "档案数字化报告 Archive report"
    return (
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>{body}</body></html>\n"
    ).encode()


def _table(table: ReportTable) -> str:
    counts = [any(isinstance(row[at], int) for row in table.rows) for at in range(len(table.head))]
    head = "".join(
        f'<th scope="col"{_COUNT if count else ""}>{escape(name)}</th>'
        for name, count in zip(table.head, counts, strict=True)
    )
    rows = "".join(f"<tr>{_row(row)}</tr>" for row in table.rows[:_MOST])
    more = (
        f"<p>… {len(table.rows) - _MOST} 行见工作簿 / more rows in the workbook</p>" if len(table.rows) > _MOST else ""
    )
    return (
        f"<h2>{escape(table.title)}</h2><p>{escape(table.note)}</p>"
        f"<div><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
    )


def _row(row: Sequence[Cell]) -> str:
    return f'<th scope="row">{escape(str(row[0]))}</th>' + "".join(map(_cell, row[1:]))


def _cell(value: Cell) -> str:
    if isinstance(value, int):
        return f"<td{_COUNT}>{value}</td>"
    if not value:
        return "<td></td>"
    return f'<td class="{"gap" if value == GAP else "n" if value.endswith("%") else "text"}">{escape(value)}</td>'
