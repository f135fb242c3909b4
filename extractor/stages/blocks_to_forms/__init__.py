"""Pages' blocks in, forms out: packets cut into the documents they hold, tables joined over page breaks."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.paper.block import PageBlocks
from extractor.paper.form import Form
from extractor.stages.blocks_to_forms.cutting import forms_of, join_tables
from extractor.stages.blocks_to_forms.lines import page_items
from extractor.stages.blocks_to_forms.strays import with_strays

__all__ = ["blocks_to_forms"]


def blocks_to_forms(pages: Sequence[PageBlocks]) -> tuple[Form, ...]:
    """All forms of a document in order.

    Every table belongs to exactly one form, with the lines above and below that are its heading and foot. The rest of
    the text makes reports; page numbers, running headers, contents and dividers standing alone are left out. Other
    lines that nothing takes are named in the doubts of the form before them.
    """
    items = page_items(pages)
    return with_strays(forms_of(join_tables(items)), items)
