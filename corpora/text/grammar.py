"""Fills report templates with entities, remembering where each stands and what belongs to which project.

Slots in ``templates/*.txt``; a number ties a slot to a project of the report:

* ``{P1}`` project, ``{PS1}`` the same under a shorter name
* ``{T1:项目|预算}`` one of these words right behind its name, where the name clearly ends before it, else nothing
* ``{A1}`` its budget; ``{AE1}`` money spent on it; ``{S1}`` score; ``{G1}`` grade
* ``{I1/level}`` an indicator of it, and ``{V1}`` that indicator's value; ``{I}`` an indicator alone
* ``{A}`` other money (``:bare`` without unit, ``:plain`` in 万元, ``:yuan`` a small sum in 元)
* ``{NT}`` ``{AT}`` ``{ST}`` ``{GT}`` the report's own number of projects, money, score, grade
* ``{C:个|户}`` a count; ``{X}`` a percentage, ``{XW}`` in words; ``{DN}`` a document number
* ``{O}`` ``{OS}`` ``{OF}`` bodies: any, the report's own, the finance office; ``{Y}`` ``{D}`` ``{DE}`` dates
* ``{VC1:个|户}`` that indicator's value as a count, ``{VA1}`` as money, ``{VT1:达标|良好}`` in words
* ``{L:LABEL=words=value}`` just these words; lower case slots are plain words of the cast, which may hold slots again.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from corpora.text.aliases import short_name
from corpora.text.cast import Cast
from corpora.text.written import amount, canonical, numeral, write_amount, write_percent, write_percent_words

SLOT = re.compile(r"\{([^{}]*)\}")
GRADES = ("优", "良", "中", "差")
_CLOSED = ("资金", "经费", "费", "金")
"""What a name ends in so that nobody takes 项目 or 预算 behind it for a part of it."""


@dataclass(frozen=True)
class Mark:
    """An annotated span: ``start``/``end`` in the text, its label and canonical value."""

    start: int
    end: int
    label: str
    value: str | None


@dataclass
class ProjectFacts:
    """What a report says of one project (canonical ``projects`` entry)."""

    name: str
    budget: Decimal
    stated: dict[str, Any] = field(default_factory=dict)


@dataclass
class Writing:
    """A text under construction with its marks."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Adds words that are no entity."""
        self.text += words

    def mark(self, words: str, label: str, value: str | None = None) -> None:
        """Adds words and marks them."""
        self.marks.append(Mark(len(self.text), len(self.text) + len(words), label, value))
        self.text += words


class Filler:
    """Fills templates for one report, with the names and words of its cast."""

    def __init__(self, cast: Cast, rng: random.Random) -> None:
        self.cast, self.rng = cast, rng
        self.projects: dict[int, ProjectFacts] = {}
        self.overall: dict[str, str | None] = {"projects": None, "budget": None, "score": None, "grade": None}
        # Indicators of a project that 、 joins: one value behind the last of them holds for all.
        self._run: dict[int, list[dict[str, str | None]]] = {}

    def fill(self, template: str, writing: Writing, *, first_project: int = 1, ordinal: int = 1) -> None:
        """Appends the filled ``template``; its project k becomes the report's project ``first_project`` + k - 1."""
        self._base, self._ordinal = first_project - 1, ordinal
        self._fill(template, writing)

    def _fill(self, template: str, writing: Writing) -> None:
        position = 0
        for slot in SLOT.finditer(template):
            writing.say(template[position : slot.start()])
            self._slot(slot.group(1), writing)
            position = slot.end()
        writing.say(template[position:])

    def project(self, number: int) -> ProjectFacts:
        """The report's project ``number``, invented when first asked for."""
        if number not in self.projects:
            self.projects[number] = ProjectFacts(self.cast.project(number), amount(self.rng))
        return self.projects[number]

    def _slot(self, slot: str, writing: Writing) -> None:
        if slot[0].islower():
            self._fill(self._plain(slot), writing)
            return
        match = re.fullmatch(r"([A-Z]+)(\d*)(?:[:/](.+))?", slot)
        assert match, slot
        kind, digits, option = match.groups()
        number = int(digits) + self._base if digits else None
        write: Callable[[Writing, int | None, str | None], None] = getattr(self, f"_write_{kind.lower()}")
        write(writing, number, option)

    def _plain(self, slot: str) -> str:
        rng = self.rng
        choices: dict[str, Callable[[], str]] = {
            "n": lambda: str(self._ordinal), "cn": lambda: numeral(self._ordinal),
            "num": lambda: str(rng.randint(2, 90_000)),
            "code": lambda: f"1303{rng.randint(10, 99)}24P00{rng.randint(10**7, 10**8 - 1)}X",
            "phone": lambda: rng.choice(("12345", "12315", "12333", "12328")),
        }  # fmt: skip
        return choices[slot]() if slot in choices else self.cast.words(slot)

    def _write_p(self, writing: Writing, number: int | None, option: str | None) -> None:
        name = self.project(number or 1).name
        writing.mark(name, "PROJECT")

    def _write_ps(self, writing: Writing, number: int | None, option: str | None) -> None:
        writing.mark(short_name(self.project(number or 1).name, self.rng), "PROJECT")

    def _write_t(self, writing: Writing, number: int | None, option: str | None) -> None:
        if self.project(number or 1).name.endswith(_CLOSED):
            writing.say(self.rng.choice((option or "项目").split("|")))

    def _write_a(self, writing: Writing, number: int | None, option: str | None) -> None:
        if option == "yuan":
            yuan = self.rng.randint(30, 3_000)
            writing.mark(f"{yuan}元", "AMOUNT", canonical(Decimal(yuan) / 10_000))
            return
        value = amount(self.rng) if number is None else self.project(number).budget
        if number is not None:
            self.project(number).stated["amount"] = canonical(value)
        writing.mark(write_amount(self.rng, value, option or ""), "AMOUNT", canonical(value))

    def _write_ae(self, writing: Writing, number: int | None, option: str | None) -> None:
        share = Decimal(self.rng.choice((100, 100, 98, 87, 60, 31))) / 100
        value = max((self.project(number or 1).budget * share).quantize(Decimal("0.000001")), Decimal("0.000001"))
        writing.mark(write_amount(self.rng, value, "plain"), "AMOUNT", canonical(value))

    def _write_at(self, writing: Writing, number: int | None, option: str | None) -> None:
        value = amount(self.rng) + 10
        self.overall["budget"] = canonical(value)
        writing.mark(write_amount(self.rng, value), "AMOUNT", canonical(value))

    def _write_nt(self, writing: Writing, number: int | None, option: str | None) -> None:
        count = int(self.overall["projects"] or self.rng.randint(3, 60))
        self.overall["projects"] = str(count)
        written = self.rng.choice((str(count), str(count), numeral(count)))
        writing.mark(written + self.rng.choice("个个项"), "COUNT", str(count))

    def _write_c(self, writing: Writing, number: int | None, option: str | None) -> None:
        count = self.rng.choice((self.rng.randint(0, 12), self.rng.randint(3, 900), self.rng.randint(1_000, 60_000)))
        unit = self.rng.choice((option or "个").split("|"))
        written = numeral(count) if count < 20 and self.rng.random() < 0.3 else str(count)
        more = self.rng.choice(("", "", "", "余")) if count >= 100 and unit != "个" else ""
        writing.mark(written + more + unit, "COUNT", str(count))

    def _percent(self) -> Decimal:
        rng = self.rng
        return Decimal(rng.choice((100, 95, 90, 98, rng.randint(1, 120), Decimal(rng.randint(1, 9999)) / 100)))

    def _write_l(self, writing: Writing, number: int | None, option: str | None) -> None:
        label, words, *value = (option or "").split("=")
        writing.mark(words, label, value[0] if value else None)

    def _write_x(self, writing: Writing, number: int | None, option: str | None) -> None:
        value = self._percent()
        writing.mark(write_percent(self.rng, value), "PERCENT", canonical(value))

    def _write_xw(self, writing: Writing, number: int | None, option: str | None) -> None:
        value = self.rng.choice((100, 95, 90, 85, self.rng.randint(11, 99)))
        writing.mark(write_percent_words(value), "PERCENT", str(value))

    def _write_i(self, writing: Writing, number: int | None, option: str | None) -> None:
        name = self.cast.indicator(option or "质量指标")
        if number is not None:
            # A level that the text does not print is not stated.
            printed = option is not None and option in writing.text.rpartition("\n")[2]
            entry: dict[str, str | None] = {"level": option if printed else None, "name": name, "value": None}
            self.project(number).stated.setdefault("indicators", []).append(entry)
            joined = writing.text.endswith(("、", "和"))
            self._run[number] = [*self._run.get(number, ()), entry] if joined else [entry]
        writing.mark(name, "INDICATOR")

    def _write_v(self, writing: Writing, number: int | None, option: str | None) -> None:
        value = self._percent()
        before, after = self.rng.choice((("", ""), ("", ""), ("", "以上"), ("≥", "")))
        writing.say(before)
        written = write_percent(self.rng, value)
        writing.mark(written, "PERCENT", canonical(value))
        writing.say(after)
        self._give_value(number, before + written + after)

    def _write_vc(self, writing: Writing, number: int | None, option: str | None) -> None:
        before, after = self.rng.choice((("", ""), ("", ""), ("", "以上"), ("≥", "")))
        writing.say(before)
        start = len(writing.text)
        self._write_c(writing, number, option)
        written = writing.text[start:]
        writing.say(after)
        self._give_value(number, before + written + after)

    def _write_va(self, writing: Writing, number: int | None, option: str | None) -> None:
        start = len(writing.text)
        self._write_a(writing, None, "plain")
        self._give_value(number, writing.text[start:])

    def _write_vt(self, writing: Writing, number: int | None, option: str | None) -> None:
        words = self.rng.choice((option or "达标").split("|"))
        writing.say(words)
        self._give_value(number, words)

    def _give_value(self, number: int | None, printed: str) -> None:
        """All indicators of the project that wait for a value have this one."""
        if number is not None and number in self._run:
            value_text = unicodedata.normalize("NFKC", printed)
            for entry in self._run.pop(number):
                entry["value"] = value_text

    def _write_s(self, writing: Writing, number: int | None, option: str | None) -> None:
        score = self.rng.choice(
            (Decimal(100), Decimal(self.rng.randint(60, 100)), Decimal(self.rng.randint(600, 999)) / 10)
        )
        if number is not None:
            self.project(number).stated["score"] = canonical(score)
        writing.mark(canonical(score) + "分", "SCORE", canonical(score))

    def _grade(self) -> tuple[str, str]:
        grade = self.rng.choice(("优", "优", "优", "良", "良", "中", "差"))
        return self.rng.choice((grade, grade, {"优": "优秀", "良": "良好", "中": "中", "差": "差"}[grade])), grade

    def _write_g(self, writing: Writing, number: int | None, option: str | None) -> None:
        written, grade = self._grade()
        if number is not None:
            self.project(number).stated["grade"] = grade
        writing.mark(written, "GRADE", grade)

    def _write_st(self, writing: Writing, number: int | None, option: str | None) -> None:
        score = Decimal(self.rng.randint(700, 1000)) / 10
        self.overall["score"] = canonical(score)
        writing.mark(canonical(score) + "分", "SCORE", canonical(score))

    def _write_gt(self, writing: Writing, number: int | None, option: str | None) -> None:
        written, grade = self._grade()
        self.overall["grade"] = grade
        writing.mark(written, "GRADE", grade)

    def _write_o(self, writing: Writing, number: int | None, option: str | None) -> None:
        writing.mark(self.cast.body(), "ORG")

    def _write_os(self, writing: Writing, number: int | None, option: str | None) -> None:
        writing.mark(self.cast.unit, "ORG")

    def _write_of(self, writing: Writing, number: int | None, option: str | None) -> None:
        writing.mark(self.cast.finance, "ORG")

    def _write_y(self, writing: Writing, number: int | None, option: str | None) -> None:
        year = self.rng.choice((self.cast.year, self.cast.year, self.cast.year, self.cast.year + 1))
        written = self.rng.choice((f"{year}年", f"{year}年度", f"{year}年度"))
        writing.mark(written, "DATE", str(year))

    def _write_d(self, writing: Writing, number: int | None, option: str | None) -> None:
        month, day = self.rng.randint(1, 12), self.rng.randint(1, 28)
        year = self.cast.year + 1
        writing.mark(f"{year}年{month}月{day}日", "DATE", f"{year}-{month:02d}-{day:02d}")

    def _write_de(self, writing: Writing, number: int | None, option: str | None) -> None:
        written = self.rng.choice((f"{self.cast.year}年底", f"{self.cast.year}年末", f"{self.cast.year}年12月31日"))
        writing.mark(written, "DATE", f"{self.cast.year}-12-31")

    def _write_dn(self, writing: Writing, number: int | None, option: str | None) -> None:
        agency = self.rng.choice(("财绩", "财预", "财社", "财教", "政办发", "财发", "财农"))
        place = self.rng.choice(("青", "临", "丰", "平", "冀", "省", "河"))
        opening, closing = self.rng.choice((("〔", "〕"), ("〔", "〕"), ("[", "]"), ("【", "】"), ("（", "）")))
        written = f"{place}{agency}{opening}{self.cast.year}{closing}{self.rng.randint(1, 900)}号"
        writing.mark(written, "DOC_NO")
