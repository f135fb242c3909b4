"""Pages' blocks in, forms out: packets cut into the documents they hold, tables joined over page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.paper.block import PageBlocks
from extractor.paper.form import Form
from extractor.stages.blocks_to_forms.apart import with_parts_apart
from extractor.stages.blocks_to_forms.books import with_projects_apart
from extractor.stages.blocks_to_forms.cutting import forms_of, join_tables
from extractor.stages.blocks_to_forms.lines import page_items, pages_of
from extractor.stages.blocks_to_forms.overlooked import with_overlooked
from extractor.stages.blocks_to_forms.strays import with_strays
from extractor.stages.blocks_to_forms.titles_inside import with_titles_out
from extractor.stages.blocks_to_forms.values_below import with_values_beside

__all__ = ["blocks_to_forms"]


def blocks_to_forms(pages: Sequence[PageBlocks]) -> tuple[Form, ...]:
    """All forms of a document in order.

    Every table belongs to exactly one form, with the lines above and below that are its heading and foot. The rest of
    the text makes reports; page numbers, running headers, contents and dividers standing alone are left out. Other
    lines that nothing takes are named in the doubts of the form before them, and so are whole pages of text, and
    parts of a table that stand apart.
    """
    items = page_items(with_values_beside(with_titles_out(pages)))
    blank = {page.page.number for page in pages} - {number for item in items for number in pages_of(item)}
    forms = with_strays(forms_of(join_tables(items, frozenset(blank))), items)
    return with_projects_apart(with_parts_apart(with_overlooked(forms, items)))
