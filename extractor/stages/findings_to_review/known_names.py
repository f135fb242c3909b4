"""Checked records in, the same out with every name weighed against the names that people confirmed."""

from __future__ import annotations

from dataclasses import replace

from extractor.record.checked import CheckedRecords
from extractor.record.draft import Leaf
from extractor.record.identity.known import KnownNames, path_to_name_kind
from extractor.record.settle import Settled

NEAR_KNOWN = "near-known-name"
"""The doubt of a name that one look-alike glyph parts from a known one."""


def weigh_names(checked: CheckedRecords, known: KnownNames) -> CheckedRecords:
    """Marks known names as such and doubts those near one; no value is changed."""
    if not known.by_length:
        return checked
    return replace(checked, settled=tuple(_weighed(one, known) for one in checked.settled))


def _weighed(settled: Settled, known: KnownNames) -> Settled:
    return replace(settled, leaves={path: _leaf(path, leaf, known) for path, leaf in settled.leaves.items()})


def _leaf(path: str, leaf: Leaf, known: KnownNames) -> Leaf:
    kind = path_to_name_kind(path)
    if kind is None or not isinstance(leaf.value, str):
        return leaf
    if known.knows(kind, leaf.value):
        return replace(leaf, known=True)
    return leaf if known.near(kind, leaf.value) is None else replace(leaf, doubts=(*leaf.doubts, NEAR_KNOWN))
