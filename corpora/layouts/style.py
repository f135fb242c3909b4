"""How one document is printed: fonts, sizes, line weights, punctuation and number forms, drawn from a seed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from random import Random

SCALE = 0.5
"""Chromium prints at this scale, so that lines thinner than one CSS pixel (0.75 pt) are possible."""

_BODY_FONTS = (
    "Noto Serif CJK SC",
    "AR PL UMing CN",
    "AR PL UMing CN",
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
    "AR PL UKai CN",
)
_TITLE_FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "AR PL UMing CN")
_LATIN_FONTS = ("Liberation Serif", "Liberation Serif", "Liberation Sans", "Nimbus Roman", None)
_UPRIGHT_FONTS = {"WenQuanYi Zen Hei": "Noto Sans CJK SC"}
"""Typefaces whose glyphs overlap when set upright, and what stands in for them there."""
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"})
_BRACKETS = str.maketrans({"(": "（", ")": "）", ":": "："})
_DIGIT_COMMA = re.compile(r"(?<=\d),(?=\d)")


@dataclass(frozen=True)
class Style:
    """The print choices of one document. Lengths are points on paper; ``line`` counts half CSS pixels (0.375 pt)."""

    seed: int
    body_font: str = "Noto Serif CJK SC"
    title_font: str = "Noto Sans CJK SC"
    latin_font: str | None = "Liberation Serif"
    size: float = 10.0
    title_size: float = 18.0
    title_bold: bool = True
    line: int = 2
    pad: float = 2.5
    align: str = "center"
    long_align: str = "left"
    leading: float = 1.25
    row_height: float = 18.0
    margin: tuple[float, float] = (56.0, 56.0)
    rows_whole: bool = True
    repeat_head: bool = True
    break_words: bool = False
    bold_heads: bool = False
    punctuation: str = "wide"
    blank: str = ""
    places: int = 0
    thousands: bool = False
    percent_places: int = 0
    score_places: int = 0
    page_number: str = "{n}"
    wide_percent: bool = False
    unit_in_cells: bool = False
    spaced_labels: bool = False
    spaced_title: bool = False

    def text(self, canonical: str) -> str:
        """Return canonical text as this document punctuates it: wide, only brackets wide, or as it is."""
        canonical = canonical.replace("%", "％") if self.wide_percent else canonical
        if self.punctuation == "as_is":
            return canonical
        held = _DIGIT_COMMA.sub("\0", canonical)
        return held.translate(_WIDE if self.punctuation == "wide" else _BRACKETS).replace("\0", ",")

    def amount(self, canonical: str, unit: str = "万元") -> str:
        """Return a 万元 amount as printed in a form whose unit is ``unit`` (万元 or 元)."""
        value = Decimal(canonical) * (10000 if unit == "元" else 1)
        return _padded(value, max(self.places, 2) if unit == "元" and self.places else self.places, self.thousands)

    def percent(self, canonical: str) -> str:
        """Return a percentage with its sign; a completion told in words stays as it is."""
        try:
            return f"{_padded(Decimal(canonical), self.percent_places)}{'％' if self.wide_percent else '%'}"
        except InvalidOperation:
            return self.text(canonical)

    def score(self, canonical: str) -> str:
        """Return a score or weight with the document's decimals; a word (优) stays as it is."""
        try:
            return _padded(Decimal(canonical), self.score_places)
        except InvalidOperation:
            return canonical

    def css(self, landscape: bool) -> str:
        """Return the style sheet of a page set (A4)."""
        latin = (
            f'@font-face{{font-family:Latin;src:local("{self.latin_font}");unicode-range:U+20-7E}}'
            if self.latin_font
            else ""
        )
        family = f'{"Latin," if self.latin_font else ""}"{self.body_font}"'
        heading = f'{"Latin," if self.latin_font else ""}"{self.title_font}"'
        side, top = self.margin
        return f"""{latin}
@page{{size:A4{" landscape" if landscape else ""};margin:{top}pt {side}pt}}
html{{-webkit-print-color-adjust:exact}}
body{{margin:0;font-family:{family};font-size:{pt(self.size)};line-height:{self.leading};color:#000;text-align:left;
 font-variant-ligatures:none;font-kerning:none}}
a{{color:inherit;text-decoration:none}}
table{{border-collapse:collapse;width:100%;table-layout:fixed}}
table+table{{margin-top:-{self.line}px}}
td{{border:{self.line}px solid #000;padding:{pt(max(1.2, self.pad * 0.6))} {pt(self.pad)};height:{pt(self.row_height)};
 overflow-wrap:anywhere;word-break:{"break-all" if self.break_words else "normal"};
 text-align:{self.align};vertical-align:middle}}
td.t{{text-align:{self.long_align}}} td.l{{text-align:left}} td.c{{text-align:center}} td.n{{border:none}}
td.h{{font-weight:{"bold" if self.bold_heads else "normal"}}}
td.v{{padding-left:{pt(1)};padding-right:{pt(1)};text-align:center}}
{"tr:not(:has(td[rowspan])),td:not([rowspan]){break-inside:avoid}" if self.rows_whole else ""}
thead{{display:{"table-header-group" if self.repeat_head else "table-row-group"}}}
.title{{font-family:{heading};font-size:{pt(self.title_size)};font-weight:{"bold" if self.title_bold else "normal"};
 text-align:center;line-height:1.35}}
.mid{{text-align:center}} .right{{text-align:right}}
.ends{{display:flex;justify-content:space-between;gap:{pt(8)};margin:{pt(2)} 0}}
.dotted td{{border-style:dotted;border-width:{max(2, self.line)}px}}
.flat td{{border-left:none;border-right:none}}
.upright td.v{{writing-mode:vertical-rl;letter-spacing:{pt(1)};height:6em;
 font-family:"{_UPRIGHT_FONTS.get(self.body_font, self.body_font)}"}}
.open{{overflow:hidden}} .open table{{margin-left:-{self.line}px;width:calc(100% + {2 * self.line}px)}}
.small{{font-size:{pt(min(self.size, 8.0))}}} .small td{{height:{pt(13)}}}
.foot{{display:flex;gap:{pt(60)};margin:{pt(4)} 0}}
p{{margin:0}} div.body{{margin-bottom:{pt(14)}}}
.body p{{text-indent:2em;font-size:{pt(max(self.size, 12))};line-height:1.75;text-align:justify}}
.body .h1,.body .h2{{font-family:{heading}}} .body .sign,.body .date{{text-align:right;text-indent:0}}
.cover-title{{font-family:{heading};font-size:{pt(26)};text-align:center;line-height:1.6;padding:0 {pt(30)}}}
.cover-title:first-child{{padding-top:{pt(150)}}}
.cover-foot{{padding-top:{pt(220)};text-align:center;font-size:{pt(14)}}}
.cover-foot+.cover-foot{{padding-top:{pt(6)}}} .toc{{font-size:{pt(12)};line-height:1.9}}"""


def draw_style(rng: Random) -> Style:
    """Return a style as some office would have it."""
    body = rng.choice(_BODY_FONTS)
    size = rng.choice([8.0, 9.0, 9.0, 9.5, 10.0, 10.0, 10.5, 10.5, 11.0, 12.0])
    return Style(
        seed=rng.randint(0, 1 << 30),
        body_font=body,
        title_font=rng.choice(_TITLE_FONTS),
        latin_font=rng.choice(_LATIN_FONTS),
        size=size,
        title_size=rng.choice([16.0, 18.0, 18.0, 20.0, 22.0]),
        title_bold=rng.random() < 0.75,
        line=rng.choice([1, 1, 2, 2, 2, 3, 4]),
        pad=rng.choice([1.5, 2.5, 4.0, 5.4]),
        align=rng.choice(["center", "center", "center", "left"]),
        long_align=rng.choice(["left", "left", "justify", "center"]),
        leading=rng.choice([1.2, 1.25, 1.3, 1.45]),
        row_height=size * rng.choice([1.5, 1.6, 1.9, 2.3]),
        margin=(rng.choice([40.0, 56.0, 72.0]), rng.choice([48.0, 60.0, 72.0])),
        rows_whole=rng.random() < 0.6,
        repeat_head=rng.random() < 0.6,
        break_words=rng.random() < 0.2,
        bold_heads=rng.random() < 0.3,
        punctuation=rng.choice(["wide", "wide", "wide", "brackets", "as_is"]),
        blank=rng.choice(["", "", "", "", "—", "-", "/", "——"]),
        places=rng.choice([0, 0, 0, 2, 2, 4, 6]),
        thousands=rng.random() < 0.12,
        percent_places=rng.choice([0, 0, 0, 2]),
        score_places=rng.choice([0, 0, 0, 1, 2]),
        page_number=rng.choice(["{n}", "{n}", "- {n} -", "", "{n} / {total}"]),
        wide_percent=rng.random() < 0.06,
        unit_in_cells=rng.random() < 0.05,
        spaced_labels=rng.random() < 0.2,
        spaced_title=rng.random() < 0.06,
    )


def pt(length: float) -> str:
    """Return a length in points on paper as CSS, undoing ``SCALE``."""
    return f"{length / SCALE:g}pt"


def _padded(value: Decimal, places: int, thousands: bool = False) -> str:
    own = max(0, -int(value.normalize().as_tuple().exponent))
    return f"{value:{',' if thousands else ''}.{max(own, places)}f}"


def in_yuan(style: Style) -> Style:
    """Return the style with two decimals at most, as amounts in yuan have."""
    return replace(style, places=min(style.places, 2))
