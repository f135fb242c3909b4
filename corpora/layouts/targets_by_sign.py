"""Targets as systems that keep signs apart write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpora.layouts.pen import Record

_SAID = (
    (re.compile(r"^不低于"), "≥"),
    (re.compile(r"^不超过"), "≤"),
    (re.compile(r"^(\d[\d.]*\D*)以上$"), r"≥\1"),
    (re.compile(r"以上$"), ""),
)


def said_by_sign(rows: Sequence[Record]) -> None:
    """Write targets such as 不低于95% or 95%以上 with a sign, as a system that keeps signs apart does (in place)."""
    for row in rows:
        for pattern, sign in _SAID:
            if row["target"] and re.search(r"\d", row["target"]):
                row["target"] = pattern.sub(sign, row["target"])
