"""Forms in, the same forms out, doubted where one looks like a part of another that could not be joined to it.

A page between them that holds something else, or was not read, leaves the first part without its end and the second
without its head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Paragraph, Table
from extractor.paper.form import Form
from extractor.record.wording import MONEY_COLUMNS, MONEY_ROWS
from extractor.stages.blocks_to_forms.kinds import THIN
from extractor.stages.blocks_to_forms.structure import (
    header_row,
    indicator_columns,
    is_list,
    rows_of,
    stacked,
    starts_a_form,
)
from extractor.stages.blocks_to_forms.walls import fit_walls, walls_of
from extractor.stages.blocks_to_forms.wording import is_form_title

_FARTHEST = 4  # pages from the end of one part to the next
_SHARE = 0.8  # of the later part's inner walls that the earlier one has
_HEAD_ROWS = 3
_AMOUNTS = frozenset({"budget_initial", "budget", "received", "executed", "fiscal"})
_WITH_BOTH = frozenset({"project_evaluation", "project_target"})  # kinds that have money as well as indicators


def with_parts_apart(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Names to a form the page where its rest may stand, and to that rest, none of whose values is sure, its begin."""
    found = list(forms)
    for at, form in enumerate(forms):
        if not _lacks_head(form):
            continue
        first = next((i for i in range(at - 1, -1, -1) if _may_go_on(forms[i], form)), None)
        if first is not None:
            found[first] = _doubted(found[first], form.pages[0])
            found[at] = replace(_doubted(form, forms[first].pages[-1]), certainty=min(form.certainty, THIN))
    for at, (upper, lower) in enumerate(pairwise(forms)):
        if _makes_whole(upper, lower):
            found[at] = _doubted(found[at], lower.pages[0])
            found[at + 1] = replace(_doubted(found[at + 1], upper.pages[-1]), certainty=min(lower.certainty, THIN))
    return tuple(found)


def _makes_whole(first: Form, second: Form) -> bool:
    """Whether a form without indicators is followed by one of its kind without money: one form on two sheets."""
    if first.kind != second.kind or first.kind not in _WITH_BOTH or second.pages[0] - first.pages[-1] > 1:
        return False
    upper, lower = (rows_of(stacked(form.tables)) for form in (first, second))
    if not upper or not lower or indicator_columns(upper) or not indicator_columns(lower):
        return False
    return not any(_is_money(cell.text) for row in lower for cell in row)


def _is_money(text: str) -> bool:
    matches = (MONEY_COLUMNS.match(text), MONEY_ROWS.match(text))
    return any(match is not None and match.listed and match.meaning in _AMOUNTS for match in matches)


def _lacks_head(form: Form) -> bool:
    """Whether a form begins with a table that neither a title nor any head of its own stands over."""
    if not form.tables or form.kind == "report":
        return False
    first = form.blocks[0]
    rows = rows_of(form.tables[0])
    if isinstance(first, Paragraph) and any(is_form_title(_text(block)) for block in form.paragraphs):
        return False
    return not (starts_a_form(form.tables[0]) or is_list(rows) or header_row(rows[:_HEAD_ROWS]) is not None)


def _text(paragraph: Paragraph) -> str:
    return " ".join(word.text for line in paragraph.lines for word in line)


def _may_go_on(before: Form, after: Form) -> bool:
    """Whether the walls of one form's last table are those of another's first, a few pages on."""
    distance = after.pages[0] - before.pages[-1]
    if before.kind == "report" or not before.tables or not 0 < distance <= _FARTHEST:
        return False
    upper, lower = before.tables[-1], after.tables[0]
    fit = fit_walls(walls_of(upper), walls_of(lower))
    return fit.edges and fit.share >= _SHARE and lower.columns > 1 and _alike(upper, lower)


def _alike(upper: Table, lower: Table) -> bool:
    """Whether two tables are about as finely cut."""
    return lower.columns <= upper.columns <= 2 * lower.columns


def _doubted(form: Form, page: int) -> Form:
    return replace(form, doubts=(*form.doubts, f"part-apart:{page}"))
