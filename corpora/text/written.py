"""Writes known values the ways such reports print them; the canonical value is known before the text is."""

from __future__ import annotations

import random
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"


def canonical(value: Decimal) -> str:
    """Plain decimal string without trailing zeros."""
    text = format(value.normalize(), "f")
    return "0" if text in {"-0", "0"} else text


def numeral(number: int, *, formal: bool = False) -> str:
    """A whole number below 10^8 in Chinese numerals, e.g. 120 → 一百二十 (formal: 壹佰贰拾)."""
    digits, units = (FORMAL, ("", "拾", "佰", "仟")) if formal else (DIGITS, ("", "十", "百", "千"))
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = digits[0] if 0 < low < 1_000 else ""
        return numeral(high, formal=formal) + "万" + gap + (numeral(low, formal=formal) if low else "")
    text, pending_zero = "", False
    for position in range(3, -1, -1):
        digit = number // 10**position % 10
        if digit:
            text += (digits[0] if pending_zero and text else "") + digits[digit] + units[position]
            pending_zero = False
        else:
            pending_zero = True
    if not formal and text.startswith("一十"):
        text = text[1:]
    return text or digits[0]


def amount(rng: random.Random) -> Decimal:
    """An amount in 万元, spread over the sizes that offices budget."""
    size = rng.choice((1, 10, 10, 100, 100, 1_000, 10_000))
    places = rng.choice((0, 0, 1, 2, 2, 2, 4, 6))
    return max(Decimal(rng.randint(1, size * 10**places)).scaleb(-places), Decimal("0.01"))


def write_amount(rng: random.Random, value: Decimal, style: str = "") -> str:
    """``value`` (万元) as printed; ``style`` is ``plain`` (…万元), ``bare`` (unit stands elsewhere) or free."""
    plain = canonical(value)
    if style == "bare":
        return plain
    whole = value == value.to_integral_value()
    yuan = value * 10_000
    forms = [plain + "万元"] * 14 + [plain + " 万元", f"{value:,f}万元", plain + "万"]
    if style != "plain":
        if yuan == yuan.to_integral_value():
            forms += [f"{canonical(yuan)}元", f"{int(yuan):,}元"]
        if value >= 10_000:
            forms += [canonical(value / 10_000) + "亿元"] * 4
        if whole and value < 10_000:
            forms += [numeral(int(value)) + "万元", rng.choice(("近", "约")) + plain + "万元"]
        if whole and value >= 10 and value % 10 == 0:
            forms += [plain + "余万元"]
        if yuan == yuan.to_integral_value() and yuan < 10**8:
            forms += [numeral(int(yuan), formal=True) + "元整"]
    return rng.choice(forms)


def write_percent(rng: random.Random, value: Decimal) -> str:
    """``value`` percent with a sign, ASCII or full-width, or in words where it is whole."""
    forms = [canonical(value) + "%"] * 12 + [canonical(value) + "％"]
    return rng.choice(forms)


def write_percent_words(value: int) -> str:
    """A whole percentage in words: 95 → 百分之九十五."""
    return "百分之" + ("百" if value == 100 else numeral(value))
