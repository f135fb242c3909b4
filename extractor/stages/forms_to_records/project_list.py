"""项目自评结果一览: a form in, the draft of a ``project_list`` out, and what a list takes from the report around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.paper.block import Cell
from extractor.paper.form import Form
from extractor.record.draft import Draft, Node
from extractor.record.labels import plain
from extractor.record.wording import GRADES
from extractor.stages.forms_to_records.column_numbers import numbers_columns
from extractor.stages.forms_to_records.heading import head_lines, inline_fields, title_of, year_in, year_of
from extractor.stages.forms_to_records.list_columns import strips_of
from extractor.stages.forms_to_records.list_header import Header, header_at, headless
from extractor.stages.forms_to_records.list_projects import projects_of
from extractor.stages.forms_to_records.numbered_rows import with_numbered_rows_apart
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.several_lines import with_lines_beside

_FIGURE = re.compile(rf"[\d.,%]+分?|{'|'.join(sorted(GRADES, key=len, reverse=True))}")
_NEEDED = ("project_name", "budget")


@dataclass(frozen=True)
class _Segment:
    """A header and the rows under it, up to the next header that says something else."""

    header: Header
    rows: tuple[int, ...]


def read_project_list(form: Form) -> Draft:
    """Reads a list by its header, wherever its columns stand; totals and repeated headers are no rows."""
    reading = Reading(with_lines_beside(with_numbered_rows_apart(form)))
    if any(_holds_rows(reading.sheet.starting(row)) for row in range(reading.sheet.rows)):
        reading.doubt("cells-run-together")
    lines = head_lines(reading)
    title = title_of(lines, reading.trust, dated=True)
    fields = inline_fields(lines, reading.trust)
    rows: list[Node] = []
    for segment in _segments(reading):
        strips = strips_of(reading, segment.header, segment.rows)
        for key in _NEEDED:
            if any(key not in strip.columns for strip in strips):
                reading.doubt(f"no-{key}-column")
        rows += projects_of(reading, strips, segment.rows)
    tree: dict[str, Node] = {
        "title": title,
        "year": year_of(lines, title, reading.trust) or year_in(fields.get("year"), fields.get("period")),
        "reporting_unit": fields.get("reporting_unit") or fields.get("supervising_department"),
        "rows": rows,
    }
    return Draft("project_list", form.pages, tree, reading.doubts())


def _holds_rows(cells: Sequence[Cell]) -> bool:
    """Whether several cells of a row hold as many figures or grades below each other: rows whose lines nobody saw."""
    counts = Counter(
        len(cell.lines)
        for cell in cells
        if len(cell.lines) > 1 and all(_FIGURE.fullmatch(plain("".join(w.text for w in line))) for line in cell.lines)
    )
    return any(count > 1 for count in counts.values())


def _segments(reading: Reading) -> list[_Segment]:
    """The sheet cut at its headers; one that only repeats what stands above it, as on a new page, cuts nothing.

    A row that only numbers the columns belongs to none. A list without any header is one segment, its columns told by
    their contents alone.
    """
    sheet = reading.sheet
    found: list[_Segment] = []
    at = 0
    while at < sheet.rows:
        header = header_at(sheet, at)
        if header is None:
            if numbers_columns(sheet.starting(at)):
                reading.use(*sheet.starting(at))
            elif found:
                found[-1] = replace(found[-1], rows=(*found[-1].rows, at))
            at += 1
            continue
        if found and _repeats(header, found[-1].header):
            reading.use(*(cell for row in range(header.first, header.end) for cell in sheet.starting(row)))
        else:
            found.append(_Segment(header, ()))
        at = header.end
    if not found:
        reading.doubt("no-list-header")
        found.append(_Segment(headless(sheet), tuple(range(sheet.rows))))
    return found


def _repeats(header: Header, before: Header) -> bool:
    """Whether a header stands over the same columns as the one before and names no other."""
    known = {path.place: path.meaning for path in before.paths}
    return all(path.place in known and path.meaning in (None, known[path.place]) for path in header.paths)


def lists_in_reports(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Year and unit of a list that prints none are those of the report whose pages hold it."""
    reports = [draft for draft in drafts if draft.kind == "report"]
    return tuple(_inside(draft, reports) if draft.kind == "project_list" else draft for draft in drafts)


def _inside(draft: Draft, reports: Sequence[Draft]) -> Draft:
    around = next((report for report in reports if set(draft.pages) & set(_stretch(report))), None)
    if around is None:
        return draft
    missing = {key: around.tree.get(key) for key in ("year", "reporting_unit") if draft.tree.get(key) is None}
    return replace(draft, tree={**draft.tree, **missing})


def _stretch(report: Draft) -> range:
    return range(min(report.pages), max(report.pages) + 1)
