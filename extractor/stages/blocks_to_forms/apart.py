"""Forms in, the same forms out, doubted where one looks like a part of another that could not be joined to it.

A page between them that holds something else, or was not read, leaves the first part without its end and the second
without its head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.paper.block import Paragraph, Table
from extractor.paper.form import Form
from extractor.stages.blocks_to_forms.kinds import THIN
from extractor.stages.blocks_to_forms.structure import header_row, is_list, rows_of, starts_a_form
from extractor.stages.blocks_to_forms.walls import fit_walls, walls_of
from extractor.stages.blocks_to_forms.wording import is_form_title

_FARTHEST = 4  # pages from the end of one part to the next
_SHARE = 0.8  # of the later part's inner walls that the earlier one has
_HEAD_ROWS = 3


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
    return tuple(found)


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
