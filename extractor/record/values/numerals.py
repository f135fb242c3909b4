"""Numerals in, exact decimals out: Arabic, Chinese (small and financial capitals) and mixtures of both.

Grammar (after NFKC, without blanks, traditional characters taken as simplified)::

    numeral  = [sign] (plain | digits | scaled)
    plain    = arabic                                   1,050.5
    digits   = digit digit+ ["点" digit+]                一七二零
    scaled   = part+ ["点" digit+] big*                  3亿5千万 · 两千三百二十六点三三 · 4.78万亿
    part     = (arabic | digit | 零)* (small | big)* ...  read left to right against a falling scale
    small    = 十 | 百 | 千          big = 万 | 亿 | 兆

A lone last digit counts in tenths of the unit before it (一万三 = 13,000), as in speech.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation, Overflow

from extractor.record.values.text import Unreadable, squeeze

EXACT = Context(prec=60, traps=[Inexact, InvalidOperation, Overflow])
"""Arithmetic that refuses to round: canonical amounts carry every printed figure."""

_PLAINER = str.maketrans(
    "壹貳贰弍參叁叄肆伍陸陆柒捌玖〇○拾什佰仟萬億點負两兩弐",
    "一二二二三三三四五六六七八九零零十十百千万亿点负二二二",
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_TOKEN = re.compile(rf"{_ARABIC}|[零一二三四五六七八九]|[十百千万亿兆点]")
_DIGIT_RUN = re.compile(r"([零一二三四五六七八九]{2,})(?:点([零一二三四五六七八九]+))?")
_TWO = re.compile(r"\d[^\S\n]+\d")
NUMERAL_CHARS = "零一二三四五六七八九十百千万亿兆点"
"""Characters a folded Chinese numeral is made of (besides Arabic figures, comma and point)."""


def fold_numeral(text: str) -> str:
    """The text squeezed, financial and traditional numerals replaced by the plain ones, 廿/卅 spelt out."""
    return squeeze(text).translate(_PLAINER).replace("廿", "二十").replace("卅", "三十")


def fold_single(text: str) -> str:
    """As :func:`fold_numeral`, for a place that must hold one number.

    Raises:
        Unreadable: two figures stand beside each other with a blank between them; a line break may cut a number.
    """
    if _TWO.search(unicodedata.normalize("NFKC", text)):
        raise Unreadable(text, "single number")
    return fold_numeral(text)


def read_numeral(text: str) -> Decimal:
    """The number a text says, nothing else standing in it.

    Raises:
        Unreadable: the text is not one numeral by the grammar above.
    """
    folded = fold_single(text)
    negative = folded[:1] in ("-", "−", "负")
    body = folded[1:] if negative else folded.removeprefix("+")
    try:
        value = _unsigned(body)
    except (DecimalException, ValueError) as error:
        raise Unreadable(text, "number") from error
    return EXACT.minus(value) if negative else value


def has_scale(text: str) -> bool:
    """Whether the numeral in ``text`` carries 万, 亿 or 兆 and so needs no unit from outside."""
    return any(char in _BIG for char in fold_numeral(text))


def _unsigned(body: str) -> Decimal:
    if run := _DIGIT_RUN.fullmatch(body):
        whole, fraction = run.groups()
        return EXACT.create_decimal(_figures(whole) + (f".{_figures(fraction)}" if fraction else ""))
    tokens = _TOKEN.findall(body)
    if not tokens or "".join(tokens) != body:
        raise ValueError(body)
    if len(tokens) == 1 and tokens[0][0].isdigit():
        return EXACT.create_decimal(tokens[0].replace(",", ""))
    if "点" in tokens:
        return _with_point(tokens)
    return _Sum().read(tokens)


def _figures(digits: str) -> str:
    return "".join(str(_DIGITS[char]) if char in _DIGITS else char for char in digits)


def _with_point(tokens: list[str]) -> Decimal:
    at = tokens.index("点")
    end = at + 1
    while end < len(tokens) and (tokens[end] in _DIGITS or tokens[end].isdigit()):
        end += 1
    fraction, scales = _figures("".join(tokens[at + 1 : end])), tokens[end:]
    if at == 0 or not fraction or any(token not in _BIG for token in scales):
        raise ValueError(tokens)
    value = EXACT.add(_Sum().read(tokens[:at]), EXACT.create_decimal(f"0.{fraction}"))
    for token in scales:
        value = EXACT.multiply(value, Decimal(_BIG[token]))
    return value


@dataclass
class _Sum:
    """Adds up a scaled numeral left to right.

    ``done`` holds finished groups with their big unit, ``section`` the group below the next big unit, ``number``
    the figure waiting for its unit, ``unit`` the last unit seen and ``gap`` whether 零 came after it.
    """

    done: list[tuple[Decimal, int]] = field(default_factory=list)
    section: Decimal = Decimal(0)
    number: Decimal | None = None
    arabic: bool = False
    unit: int = 0
    small: int = 10**4
    gap: bool = False
    fresh: bool = True
    broken: bool = False

    def read(self, tokens: list[str]) -> Decimal:
        if tokens == ["零"]:
            return Decimal(0)
        for token in tokens:
            self._take(token)
        self._close()
        return sum((value for value, _ in self.done), self.section)

    def _take(self, token: str) -> None:
        if token in _BIG:
            self._big(_BIG[token])
        elif token in _SMALL:
            self._small(_SMALL[token])
        else:
            self._figure(token)

    def _figure(self, token: str) -> None:
        if self.number is not None or self.broken:
            raise ValueError(token)
        self.fresh = False
        if token == "零":
            self.gap = True
            return
        self.arabic = token not in _DIGITS
        self.number = Decimal(_DIGITS[token]) if not self.arabic else EXACT.create_decimal(token.replace(",", ""))

    def _small(self, unit: int) -> None:
        if unit >= self.small or (self.number is not None and self.number >= 10 and unit > 10):
            raise ValueError(unit)
        self._mark_fraction()
        self.section = EXACT.add(self.section, EXACT.multiply(self.number if self.number is not None else 1, unit))
        self.number, self.gap, self.fresh = None, False, False
        self.unit = self.small = unit

    def _big(self, unit: int) -> None:
        self._mark_fraction()
        if not self.fresh and self.number is None and not self.section:
            raise ValueError(unit)
        value = EXACT.add(self.section, self._last())
        if self.fresh and not self.done:
            raise ValueError(unit)
        while self.done and (self.fresh or self.done[-1][1] < unit):
            value = EXACT.add(value, self.done.pop()[0])
            self.fresh = False
        if self.done and self.done[-1][1] <= unit:
            raise ValueError(unit)
        self.done.append((EXACT.multiply(value, unit), unit))
        self.section, self.number, self.gap, self.fresh = Decimal(0), None, False, True
        self.unit, self.small = unit, 10**4

    def _mark_fraction(self) -> None:
        # 10.1万 is complete: nothing smaller may follow it (10.1万零100 is a misreading, not a number).
        if self.number is not None and self.number != self.number.to_integral_value():
            self.broken = True

    def _last(self) -> Decimal:
        """The figure without a unit of its own; in tenths of the unit before it where it is a lone spoken digit."""
        if self.number is None:
            return Decimal(0)
        if self.gap or self.arabic or self.unit <= 10:
            return self._fitting(self.number)
        return EXACT.multiply(self.number, Decimal(self.unit // 10))

    def _fitting(self, number: Decimal) -> Decimal:
        if self.unit and number >= self.unit:
            raise ValueError(number)
        return number

    def _close(self) -> None:
        if self.broken and self.number is not None:
            raise ValueError("a fraction is followed by more")
        if self.gap and self.number is None and not self.unit:
            raise ValueError("零 alone")
        if self.number is not None and self.number != self.number.to_integral_value() and self.unit:
            raise ValueError("a fraction stands after a unit")
        self.section = EXACT.add(self.section, self._last())
