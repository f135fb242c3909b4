"""A form and its draft in, whether the form shows ink that nobody could read and no field asks about, out."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.paper.box import Box
from extractor.paper.form import Form
from extractor.record.draft import Draft, Leaf, Node
from extractor.stages.forms_to_records.leaf import INK


def has_lost_ink(form: Form, draft: Draft) -> bool:
    """Whether a cell without a word shows ink and is the place of no leaf: a row may be lost with it."""
    known = {_place(leaf.page, leaf.box) for leaf in _leaves(draft.tree)}
    return any(
        cell.ink > INK and not cell.text and _place(cell.page, cell.box) not in known
        for table in form.tables
        for cell in table.cells
    )


def _place(page: int, box: Box) -> tuple[int, int, int]:
    """The cell around the middle of a box, to the point."""
    x, y = box.centre
    return page, round(x), round(y)


def _leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, dict):
        for branch in node.values():
            yield from _leaves(branch)
    elif isinstance(node, list):
        for branch in node:
            yield from _leaves(branch)
