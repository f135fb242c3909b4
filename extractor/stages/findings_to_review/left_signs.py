"""A settled record in, the targets and results that may lack the sign or the unit that was printed apart from them out.

Some forms print a value in three columns: its sign (≥), its figure, its unit. Where a cell with nothing but a sign or a
unit was taken by no field, a value of the record was read without it, and which one cannot be told.
"""

from __future__ import annotations

import re

from extractor.record.settle import Settled

SIGNS_LEFT = "signs-left"
_UNCLAIMED = "unclaimed:"
_SIGN = re.compile(r"[≥≤≧≦⩾⩽＞＜><=═]{1,2}|[%％‰]|[万亿]?元|[个人次户项件家名套台批场]|人次")
_SIGNED = ("target", "actual")


def signs_to_doubted(settled: Settled) -> dict[str, tuple[str, ...]]:
    """For each pointer that may lack its sign, the name of the doubt.

    Args:
        settled: a record with its leaves and doubts.
    """
    left = (doubt.removeprefix(_UNCLAIMED) for doubt in settled.doubts if doubt.startswith(_UNCLAIMED))
    if not any(_SIGN.fullmatch(text.strip()) for text in left):
        return {}
    return {path: (SIGNS_LEFT,) for path in settled.leaves if path.rsplit("/", 1)[-1] in _SIGNED}
