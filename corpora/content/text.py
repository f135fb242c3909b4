"""Text in canonical form: what a gold record holds for a text that may be printed in several ways."""

from __future__ import annotations

import re
import unicodedata

_CJK = r"\u2e80-\u9fff\uff00-\uffef\u3000-\u303f“”‘’"
_BESIDE_CJK = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])")


def canonical_text(text: str) -> str:
    """Return ``text`` NFKC-normalised, without blanks beside Chinese characters, trimmed."""
    return _BESIDE_CJK.sub("", unicodedata.normalize("NFKC", text)).strip()
