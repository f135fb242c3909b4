"""JSON Pointers (RFC 6901) over plain JSON: the leaves of a tree with their pointers, and the value at a pointer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any


def join(*steps: str | int) -> str:
    """The pointer that takes these steps."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


@lru_cache(maxsize=8192)  # the same places come in every document
def split(pointer: str) -> tuple[str, ...]:
    """The steps of a pointer, unescaped; list positions stay strings."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])


def leaves(tree: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Pointer and value of every leaf (what is neither object nor list), nulls too, in document order."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, prefix + join(key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from leaves(value, prefix + join(index))
    else:
        yield prefix, tree


def resolve(tree: Any, pointer: str) -> Any:
    """The value at ``pointer``.

    Raises:
        LookupError: the tree has no such place.
    """
    for step in split(pointer):
        if isinstance(tree, list):
            tree = tree[int(step)] if step.isdigit() and int(step) < len(tree) else _missing(pointer)
        elif isinstance(tree, dict) and step in tree:
            tree = tree[step]
        else:
            _missing(pointer)
    return tree


def _missing(pointer: str) -> Any:
    raise LookupError(f"nothing at {pointer}")
