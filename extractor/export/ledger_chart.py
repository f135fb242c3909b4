"""Figures by year in, a picture (SVG) out: bars, and dots for scores. No script, no font from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape

_WIDTH, _HEIGHT = 760, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 50, 64, 48
_COLOURS = ("#9fb7d4", "#3b6ea5", "#e0a458", "#b5532a", "#7a9e7e", "#6d5a8d", "#c77b98", "#5c6670")
_SCORE = "#2f7d4f"
_SHARES = tuple(Decimal(step) / 4 for step in range(5))
_FULL_SCORE = Decimal(100)
_SHARE = 0.8
"""Of a year's width that its bars fill."""

Money = Mapping[int, Mapping[str, Decimal]]


def ledger_to_svg(title: str, names: Mapping[str, str], money: Money, scores: Mapping[int, Decimal]) -> str:
    """The picture.

    Args:
        title: what stands above it.
        names: the measures to draw and what they are called, in order.
        money: 万元 by year and measure; what a year lacks is left out.
        scores: 0..100 by year.
    """
    years = sorted({*money, *scores})
    largest = max((value for year in money.values() for value in year.values()), default=Decimal(0)) or Decimal(1)
    shown = [measure for measure in names if any(measure in year for year in money.values())]
    parts = [_text(_WIDTH / 2, 24, title, size=15), *_axis(largest), *_legend([names[one] for one in shown], scores)]
    for at, year in enumerate(years):
        left, width = _slot(at, len(years))
        parts.append(_text(left + width / 2, _HEIGHT - _BOTTOM + 18, str(year)))
        parts += _bars(left, width, [money.get(year, {}).get(measure) for measure in shown], largest)
        if year in scores:
            parts.append(_dot(left + width / 2, scores[year], f"{year}: {scores[year]}"))
    return _framed(title, parts)


def grouped_bars_to_svg(title: str, signs: Sequence[str], by_year: Money, full: Decimal | None = None) -> str:
    """One measure of several, a bar each in every year: ``signs`` tell them apart, also without colours.

    Args:
        title: the measure.
        signs: the short names of who is compared, in order.
        by_year: the value by year and sign; what a year lacks is left out.
        full: the height of the picture; None: the largest value.
    """
    years = sorted(by_year)
    values = [value for year in by_year.values() for value in year.values()]
    largest = full if full is not None and max(values) <= full else max(values) or Decimal(1)
    parts = [_text(_WIDTH / 2, 24, title, size=15), *_rulings(largest)]
    for at, year in enumerate(years):
        left, width = _slot(at, len(years))
        parts.append(_text(left + width / 2, _HEIGHT - _BOTTOM + 32, str(year)))
        parts += _bars(left, width, [by_year[year].get(sign) for sign in signs], largest)
        each = width * _SHARE / len(signs)
        first = left + width * (1 - _SHARE) / 2 + each * 0.45
        parts += [_text(first + n * each, _HEIGHT - _BOTTOM + 15, sign, size=11) for n, sign in enumerate(signs)]
    return _framed(title, parts)


def _framed(title: str, parts: Sequence[str]) -> str:
    frame = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    body = "\n".join(parts)
    return f'<svg {frame} font-family="sans-serif" role="img"><title>{escape(title)}</title>\n{body}\n</svg>\n'


def _slot(at: int, count: int) -> tuple[float, float]:
    width = (_WIDTH - _LEFT - _RIGHT) / max(count, 1)
    return _LEFT + at * width, width


def _y(share: Decimal) -> float:
    """The height at which a share (0..1) of the largest stands."""
    floor = _HEIGHT - _BOTTOM
    return floor - float(max(Decimal(0), min(share, Decimal(1)))) * (floor - _TOP)


def _axis(largest: Decimal) -> list[str]:
    scores = [
        _text(_WIDTH - _RIGHT + 6, _y(share) + 4, f"{_FULL_SCORE * share:.0f}", anchor="start", colour=_SCORE)
        for share in _SHARES
    ]
    return [*_rulings(largest), *scores, _text(_LEFT, _TOP - 10, "万元", anchor="end")]


def _rulings(largest: Decimal) -> list[str]:
    """Lines from side to side with what they stand for."""
    parts = []
    for share in _SHARES:
        y = _y(share)
        parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(_text(_LEFT - 6, y + 4, _plainly(largest * share), anchor="end"))
    return parts


def _plainly(value: Decimal) -> str:
    """With two decimals at most, never with an exponent."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _legend(names: Sequence[str], scores: Mapping[int, Decimal]) -> list[str]:
    parts, x = [], float(_LEFT)
    for name, colour in [*zip(names, _COLOURS, strict=False), *([("得分", _SCORE)] if scores else [])]:
        parts.append(f'<rect x="{x:.0f}" y="34" width="12" height="12" fill="{colour}"/>')
        parts.append(_text(x + 16, 44, name, anchor="start"))
        x += 28 + 13 * len(name)
    return parts


def _bars(left: float, width: float, values: Sequence[Decimal | None], largest: Decimal) -> list[str]:
    each = width * _SHARE / max(len(values), 1)
    parts = []
    for at, value in enumerate(values):
        if value is not None:
            x, y = left + width * (1 - _SHARE) / 2 + at * each, _y(value / largest)
            size = f'width="{each * 0.9:.1f}" height="{_HEIGHT - _BOTTOM - y:.1f}"'
            shape = f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{_COLOURS[at % len(_COLOURS)]}">'
            parts.append(f"{shape}<title>{value}</title></rect>")
    return parts


def _dot(x: float, score: Decimal, told: str) -> str:
    where = f'cx="{x:.1f}" cy="{_y(score / _FULL_SCORE):.1f}"'
    return f'<circle {where} r="5" fill="{_SCORE}"><title>{escape(told)}</title></circle>'


def _text(x: float, y: float, text: str, *, size: int = 12, anchor: str = "middle", colour: str = "#333") -> str:
    style = f'font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
    return f'<text x="{x:.1f}" y="{y:.1f}" {style}>{escape(text)}</text>'
