"""A record while it is being read: a tree whose leaves know where on the paper they come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from extractor.paper.box import Box
from extractor.paper.form import FormKind
from extractor.paper.word import Word


@dataclass(frozen=True)
class Leaf:
    """One value read from the paper.

    ``value`` is in canonical form (None: the paper fills the place but it could not be read); ``raw`` is the text
    as read. ``words`` are the words it was read from (empty only where the value follows from the layout), ``box``
    and ``page`` where it stands. ``certainty`` (0..1) is the reader's own: label match, column match, cell walls.
    ``doubts`` name what made the reader unsure (they become review reasons); ``known`` is set where it is a name that
    people confirmed in other papers.
    """

    value: str | int | None
    raw: str
    page: int
    box: Box
    words: tuple[Word, ...] = ()
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()
    known: bool = False


Node: TypeAlias = "Leaf | str | int | list[Node] | dict[str, Node] | None"
"""Leaf, blank (None), a fact of the layout (plain str/int, e.g. ``source`` or ``score_rows``), or a branch."""


@dataclass(frozen=True)
class Draft:
    """A record as a reader drafts it: ``tree`` has the canonical keys of ``kind`` (without kind and pages).

    ``doubts`` concern the record as a whole (a row that may be missing, a page with unclaimed text).
    """

    kind: FormKind
    pages: tuple[int, ...]
    tree: dict[str, Node] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
