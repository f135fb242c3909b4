"""Text as read in, canonical text (or None for a blank cell) out: the text rules of the canonical record."""

from __future__ import annotations

import re
import unicodedata

_NOTHING = re.compile(r"[\s\-‐-―−_/\\.·•…⋯*~。、,:;|¦'\"()\[\]一ー]*")
_SPACES = re.compile(r"\s+")


class Unreadable(ValueError):
    """The place holds something, but not a value of the kind expected there.

    Args:
        text: what stands there.
        wanted: the kind of value that was looked for, such as ``amount``.
    """

    def __init__(self, text: str, wanted: str) -> None:
        self.text = text
        self.wanted = wanted
        super().__init__(f"{text!r} is no {wanted}")


def clean_text(text: str) -> str:
    """The text in NFKC, with blanks and line breaks dropped except between Latin words.

    A blank survives only between two ASCII letters or digits that are not both digits, so that ``3 500`` is one
    number again and ``Windows 10`` stays two words.
    """
    folded = unicodedata.normalize("NFKC", text)
    kept = _SPACES.sub(lambda gap: " " if _parts_words(folded, gap.start(), gap.end()) else "", folded)
    # Dropping blanks can bring a base and a combining mark together, so the form is settled once more.
    return unicodedata.normalize("NFKC", kept)


def _parts_words(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    latin = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return latin and not (before.isdigit() and after.isdigit())


def squeeze(text: str) -> str:
    """The text in NFKC without any white space: the form in which labels, codes and numbers are looked at."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def is_blank(text: str) -> bool:
    """Whether nothing is said: empty, only dashes, slashes or dots (``—``, ``/``, ``……``).

    A dash alone in its cell looks like 一 and is read as such; no cell says just "one" in that way.
    """
    return _NOTHING.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def read_text(text: str) -> str | None:
    """Canonical text of a cell, None where it is blank."""
    return None if is_blank(text) else clean_text(text)
