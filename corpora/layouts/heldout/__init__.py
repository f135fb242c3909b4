"""Layouts for measuring only. Whoever works on a reader does not open this folder; see the datasheet on splits.

The last ones were looked at and are dev now; until new ones are written this split has no layout.
"""

from __future__ import annotations

from corpora.layouts.form import Form

HELDOUT_FORMS: tuple[type[Form], ...] = ()
