"""Drafts in, canonical records out, with the evidence of every value beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from extractor.record import pointer
from extractor.record.draft import Draft, Leaf, Node
from extractor.record.kinds import Model
from extractor.record.report_kind import KINDS

UNREADABLE = "unreadable-value"
"""The doubt of a leaf whose value was not canonical and so had to become null."""


@dataclass(frozen=True)
class Settled:
    """A draft brought to its final form.

    ``record`` is canonical; ``leaves`` gives the evidence by JSON Pointer inside the record, also of places that the
    paper fills but that could not be read; ``facts`` lists the pointers of values that follow from the layout alone;
    ``doubts`` concern the record as a whole.
    """

    record: Model
    leaves: dict[str, Leaf]
    facts: tuple[str, ...]
    doubts: tuple[str, ...]


def settle(draft: Draft) -> Settled:
    """Validates a draft against its kind.

    A leaf whose value the kind refuses becomes null with the doubt ``unreadable-value``; its raw text stays.

    Raises:
        ValueError: the tree itself does not fit the kind (a reader's mistake, not the paper's).
    """
    leaves: dict[str, Leaf] = {}
    facts: list[str] = []
    _collect(draft.tree, "", leaves, facts)
    try:
        record = _validate(draft, leaves)
    except ValidationError as error:
        for step in error.errors():
            at = _leaf_above(tuple(step["loc"]), leaves)
            if at is None:
                raise ValueError(f"{draft.kind} does not fit its kind at {step['loc']}: {step['msg']}") from error
            leaves[at] = replace(leaves[at], value=None, doubts=(*leaves[at].doubts, UNREADABLE))
        record = _validate(draft, leaves)
    return Settled(record, leaves, tuple(facts), draft.doubts)


def _validate(draft: Draft, leaves: dict[str, Leaf]) -> Model:
    plain = {"kind": draft.kind, "pages": list(draft.pages), **_plain(draft.tree, "", leaves)}
    return KINDS[draft.kind].model_validate(plain)


def _collect(node: Node, at: str, leaves: dict[str, Leaf], facts: list[str]) -> None:
    if isinstance(node, Leaf):
        leaves[at] = node
    elif isinstance(node, dict):
        for key, value in node.items():
            _collect(value, at + pointer.join(key), leaves, facts)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            _collect(value, at + pointer.join(index), leaves, facts)
    elif node is not None:
        facts.append(at)


def _plain(node: Node, at: str, leaves: dict[str, Leaf]) -> Any:
    if isinstance(node, Leaf):
        return leaves[at].value
    if isinstance(node, dict):
        return {key: _plain(value, at + pointer.join(key), leaves) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(value, at + pointer.join(index), leaves) for index, value in enumerate(node)]
    return node


def _leaf_above(loc: tuple[str | int, ...], leaves: dict[str, Leaf]) -> str | None:
    """The leaf a validation error points at; pydantic may add steps of its own behind it."""
    for end in range(len(loc), 0, -1):
        if (at := pointer.join(*loc[:end])) in leaves:
            return at
    return None
