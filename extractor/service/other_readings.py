"""A place on a page in, what else might stand there out: second readings, and the recogniser's own alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from extractor.store.models import PageProduct

_MOST = 4
_LIKELY = 0.02
_REMEMBERED = 32


def other_readings(submission: int | None, page: int, box: list[float], shown: str) -> list[str]:
    """Other readings of the words inside a box (fractions of the upright page), likeliest first, without ``shown``.

    Args:
        submission: the one that was read (id).
        page: 1-based.
        box: left, top, right, bottom.
        shown: the reading in force, which is not repeated.
    """
    if submission is None or (read := _page(submission, page)) is None:
        return []
    width, height, words = read
    left, top, right, bottom = box[0] * width, box[1] * height, box[2] * width, box[3] * height
    inside = [
        word
        for word in words
        if left <= (word["box"]["left"] + word["box"]["right"]) / 2 <= right
        and top <= (word["box"]["top"] + word["box"]["bottom"]) / 2 <= bottom
    ]
    return [text for text in dict.fromkeys(_readings(inside)) if text != shown][:_MOST]


def _readings(words: list[Mapping[str, Any]]) -> Iterator[str]:
    """The words joined, one of them read otherwise: by a second reading, or with a character's rival in its place."""
    said = ["".join(char["text"] for char in word["chars"]) for word in words]
    for at, word in enumerate(words):
        for reading in word["readings"]:
            yield "".join([*said[:at], reading["text"], *said[at + 1 :]])
    rivals = [
        (rival["probability"], at, position, rival["text"])
        for at, word in enumerate(words)
        for position, char in enumerate(word["chars"])
        for rival in char["alternatives"]
        if rival["probability"] >= _LIKELY
    ]
    for _, at, position, text in sorted(rivals, reverse=True):
        chars = [char["text"] for char in words[at]["chars"]]
        otherwise = "".join([*chars[:position], text, *chars[position + 1 :]])
        yield "".join([*said[:at], otherwise, *said[at + 1 :]])


@lru_cache(_REMEMBERED)
def _page(submission: int, page: int) -> tuple[float, float, tuple[Mapping[str, Any], ...]] | None:
    """Width, height and words of a page that was read; what was read of a submission's page seldom changes."""
    product = PageProduct.objects.filter(page__submission=submission, page__number=page).first()
    if product is None:
        return None
    return product.blocks["page"]["width"], product.blocks["page"]["height"], tuple(_words(product.blocks["blocks"]))


def _words(tree: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(tree, list):
        for item in tree:
            yield from _words(item)
    elif isinstance(tree, dict):
        if tree.get("is") == "Word":
            yield tree
        else:
            for item in tree.values():
                yield from _words(item)
