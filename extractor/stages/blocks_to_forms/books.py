"""Forms in, the same out with each table that holds several projects' indicators made one form a project.

Budget books print the targets of all projects in one table (项目名称 | 预算数 | 年度目标 | 一级指标 | …), each project
on as many rows as it has indicators. What stands above the table, and its header, is every project's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.paper.box import hull
from extractor.paper.form import Form
from extractor.record.labels import plain
from extractor.record.wording import HEAD, INDICATOR_COLUMNS, INDICATOR_ROWS
from extractor.stages.blocks_to_forms.structure import header_row, rows_of
from extractor.stages.blocks_to_forms.wording import same_words

_LEVELS = frozenset({"level1", "level2", "level3"})


def with_projects_apart(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Every form of a single table that names several projects left of its levels as a form for each."""
    return tuple(part for form in forms for part in _parts(form))


def _parts(form: Form) -> Iterator[Form]:
    tables = [block for block in form.blocks if isinstance(block, Table)]
    cuts = _cuts(tables[0]) if len(tables) == 1 and form.kind != "project_list" else []
    if len(cuts) < 2:
        yield form
        return
    table = tables[0]
    header = cuts[0]
    at = form.blocks.index(table)
    for number, (first, end) in enumerate(zip(cuts, [*cuts[1:], table.rows], strict=True)):
        own = _rows(table, header, first, end)
        last = end == table.rows
        pages = [cell.page for cell in own.cells if cell.row >= header]
        stretch = range(form.pages[0] if number == 0 else min(pages), (form.pages[-1] if last else max(pages)) + 1)
        below = form.blocks[at + 1 :] if last else ()
        yield replace(form, pages=tuple(stretch), blocks=(*form.blocks[:at], own, *below))


def _cuts(table: Table) -> list[int]:
    """The rows at which a project begins, the first right under the header; empty where the table names none."""
    rows = rows_of(table)
    at = header_row(rows)
    if at is None:
        return []
    levels = [cell for cell in rows[at] if INDICATOR_COLUMNS.meaning(cell.text) in _LEVELS]
    names = next((cell for cell in rows[at] if HEAD.meaning(cell.text) == "project_name"), None)
    if names is None or names.column > levels[0].column:
        return []
    first = max(cell.row + cell.row_span for cell in levels)
    cuts: list[int] = []
    before = ""
    for row in rows[first:]:
        name = next((cell for cell in row if _is_within(cell, names)), None)
        if name is None or not plain(name.text) or INDICATOR_ROWS.match(name.text) or plain(name.text) == before:
            continue
        group = any(cell.column == levels[0].column and plain(cell.text) for cell in row)
        if group or not same_words(name.text, before):  # a slip in a name that is repeated on each row begins nothing
            cuts.append(name.row)
            before = plain(name.text)
    return cuts if cuts[:1] == [first] else []


def _is_within(cell: Cell, head: Cell) -> bool:
    return head.column <= cell.column and cell.column + cell.column_span <= head.column + head.column_span


def _rows(table: Table, header: int, first: int, end: int) -> Table:
    """The header's rows and the rows ``first`` to ``end`` under it; a cell that covers other rows as well is cut."""
    shift = first - header
    cells = [cell for cell in table.cells if cell.row < header]
    cells += [_cut(cell, first, end, shift) for cell in table.cells if _overlaps(cell, max(first, header), end)]
    pages = tuple(sorted({cell.page for cell in cells if cell.row >= header}))
    own = [cell for cell in cells if cell.page == pages[0]]
    return replace(
        table, pages=pages, box=hull(cell.box for cell in own), rows=header + end - first, cells=tuple(cells)
    )


def _overlaps(cell: Cell, first: int, end: int) -> bool:
    return cell.row < end and cell.row + cell.row_span > first


def _cut(cell: Cell, first: int, end: int, shift: int) -> Cell:
    top, bottom = max(cell.row, first), min(cell.row + cell.row_span, end)
    return replace(cell, row=top - shift, row_span=bottom - top)
