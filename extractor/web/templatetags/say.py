"""``{% say "上传" "Upload" %}``: a text in the reader's language. Chinese first."""

from __future__ import annotations

from typing import Any

from django import template

from extractor.service.plain_words import Words
from extractor.web.language import language_of

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], zh: str, en: str) -> str:
    """The text in the language of the page."""
    return en if language_of(context["request"]) == "en" else zh


@register.simple_tag(takes_context=True)
def words(context: dict[str, Any], both: Words) -> str:
    """One of a pair of texts."""
    return both[1] if language_of(context["request"]) == "en" else both[0]
