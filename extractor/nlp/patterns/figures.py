"""Regular expressions for written figures, shared by the patterns."""

from __future__ import annotations

ARABIC = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
"""12 · 1,234.56 · full-width digits."""

HAN = "零〇○一二两俩三四五六七八九十百千万亿"
CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"
SHORT_HAN = "[零〇一二两三四五六七八九十百千]"
GAP = r"[ \u3000]{0,2}"
"""Blanks that justified or converted text leaves around figures."""
