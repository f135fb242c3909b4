"""What authors call a project once its whole name has been said: beginning or note left out, the tail made shorter."""

from __future__ import annotations

import random
import re

_LEAD = re.compile(
    r"^(提前下达|追加|下达)?(财政〔\d{4}〕\d+号|\d{4}年度?)?(第[一二三]批)?(中央财政|省财政|中央|省级|市级|县级|区级|县本级|上级|本级)?"
)
_NOTE = re.compile(r"(（[^（）]*）|\([^()]*\))$")
_TAILS = {
    "专项资金": "资金", "补助资金": "补助", "奖补资金": "奖补", "专项经费": "经费", "工作经费": "经费",
    "建设项目": "项目", "改造工程": "工程", "补助经费": "补助", "业务经费": "经费",
    "引导资金": "资金", "奖励资金": "奖励",
}  # fmt: skip
_LEAST = 4
"""Characters that a shorter name keeps: fewer would not tell projects of one report apart."""


def short_name(name: str, rng: random.Random) -> str:
    """``name`` as a later sentence has it; itself where nothing can be left out."""
    without_note = _NOTE.sub("", name)
    forms = {without_note, _LEAD.sub("", without_note), _LEAD.sub("", name)}
    for tail, short in _TAILS.items():
        forms |= {form.removesuffix(tail) + short for form in forms if form.endswith(tail)}
    shorter = sorted(form for form in forms - {name} if len(form) >= _LEAST)
    return rng.choice(shorter) if shorter else name
