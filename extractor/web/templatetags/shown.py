"""Durations and shares as people read them."""

from __future__ import annotations

from typing import Any

from django import template

from extractor.web.language import language_of

register = template.Library()
_STEPS = ((86_400, "天", "d"), (3600, "小时", "h"), (60, "分钟", "min"))


@register.simple_tag(takes_context=True)
def ago(context: dict[str, Any], seconds: float) -> str:
    """A duration in its largest unit."""
    at = 1 if language_of(context["request"]) == "en" else 0
    for size, *names in _STEPS:
        if seconds >= size:
            return f"{int(seconds // size)} {names[at]}"
    return ("不到一分钟", "less than a minute")[at]


@register.simple_tag
def percent(share: float | None) -> str:
    """A share, or a dash where there is none; small ones with two decimals."""
    return "—" if share is None else f"{share * 100:.{2 if share < 0.01 else 1}f}\N{NO-BREAK SPACE}%"
