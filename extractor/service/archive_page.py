"""An archive's report in, a page of HTML out: it stands alone, runs no script, loads nothing, escapes everything."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from extractor.service.archive_tables import Cell, ReportTable

_MOST = 5000
"""Rows of a table shown; the workbook has them all."""
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1f2328}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .2rem}p{color:#57606a;margin:.2rem 0 .6rem}"
    "div{overflow-x:auto}table{border-collapse:collapse}th,td{border:1px solid #d0d7de;padding:.25rem .6rem;"
    "text-align:left;vertical-align:top}th{background:#f6f8fa}td.n{text-align:right;font-variant-numeric:tabular-nums}"
    "td.gap{background:#ffe2dd}"
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
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head)
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table.rows[:_MOST])
    more = (
        f"<p>… {len(table.rows) - _MOST} 行见工作簿 / more rows in the workbook</p>" if len(table.rows) > _MOST else ""
    )
    return (
        f"<h2>{escape(table.title)}</h2><p>{escape(table.note)}</p>"
        f"<div><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{more}"
    )


def _cell(value: Cell) -> str:
    if isinstance(value, int):
        return f'<td class="n">{value}</td>'
    text = escape(value or "")
    return f'<td class="gap">{text}</td>' if text == "缺" else f"<td>{text}</td>"
