"""Printed labels and what they mean: a text goes in, the meaning it has among a form's labels comes out.

A :class:`Vocabulary` is a set of meanings with the words different offices print for them. Matching forgives what
differs between prints (blanks, brackets, counters, a unit behind the name) and the slips of a recogniser: one wrong
character in four, two in eight, and any that looks like the printed one. Two meanings that fit equally well are no
match: unsure beats silently wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.record.glyphs import look_alike, simplified

_COUNTER = re.compile(
    r"^(?:[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\]]?[、.:,]|[(\[](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\]])"
)
_BRACKETED = re.compile(r"[(\[【〔<][^()\[\]【】〔〕<>]*[)\]】〕>]")
_OPEN_UNIT = re.compile(r"[(\[]?(?:万元|亿元|元)[)\]]$|[(\[](?:万元|亿元|元)$")  # a unit that lost one of its brackets
_YEAR = re.compile(r"^20\d\d年?度?")
_SPECKS = re.compile(r"^[0-9A-Za-z|!]+|[0-9A-Za-z|!]+$")
_HAN = re.compile(r"[一-鿿]")
_REMEMBERED = 20_000  # texts whose meaning is kept in mind; the cells of a few hundred pages
_COLON = re.compile(r"([一-鿿]{2,12})(?:\([^()]*\))?:")
_EDGE = ":;,.、*★☆·/|_-—'\"“”"
_SLIP_COST = 0.2
_HINT_CERTAINTY = 0.85
_ALONE = 4  # characters of a label that counts at the start of a line without colon or bracket
_LONGEST_HINTED = 18  # characters of a text whose build alone can tell its meaning
_LOOSE_CERTAINTY = 0.97


LISTED = 0.9
"""Certainty above which a text was found as listed."""


@dataclass(frozen=True, slots=True)
class Match:
    """A text recognised as a label: its meaning, how surely (0..1), and the synonym it matched."""

    meaning: str
    certainty: float
    label: str

    @property
    def listed(self) -> bool:
        """Whether the text is a printed synonym: nothing guessed from its build, no character forgiven."""
        return self.certainty > LISTED


@dataclass(frozen=True, slots=True)
class InlineMatch:
    """A label found inside a line, ``start`` to ``end`` (half-open) in the plain text it was looked for in."""

    match: Match
    start: int
    end: int


def plain(text: str) -> str:
    """NFKC without any white space, in simplified glyphs; quotes, dashes and colons stay. Basis of all comparison."""
    return simplified("".join(unicodedata.normalize("NFKC", text).split()))


def label_key(text: str) -> str:
    """What is compared of a label: plain, without counter, year, bracketed parts and punctuation at its ends.

    ``四、 年度绩效指标完成情况`` → ``年度绩效指标完成情况``; ``执行率(B/A)`` → ``执行率``.
    """
    key = _YEAR.sub("", _COUNTER.sub("", plain(text)).strip(_EDGE))
    without = _BRACKETED.sub("", key)
    whole = (without or key).strip(_EDGE)
    return _OPEN_UNIT.sub("", whole) or whole


def slips(left: str, right: str, limit: int) -> int:
    """Levenshtein distance of two short texts, or ``limit + 1`` as soon as it must be greater than ``limit``."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def allowed_slips(length: int) -> int:
    """How many characters of a label of so many may be misread: none below 3, one up to 7, then two."""
    return 0 if length < 3 else 1 if length < 8 else 2


def _is_lone(label: str, line: str) -> bool:
    """Whether a short label at a line's start lost its colon: others behind it have theirs (填表人王某 电话:1)."""
    return len(label) == _ALONE - 1 and label.endswith(("人", "员")) and ":" in line[len(label) :]


class Vocabulary:
    """Meanings and their printed synonyms; optionally hints (patterns) for wordings nobody listed.

    Args:
        labels: meaning → synonyms as printed, with blanks between them.
        hints: meaning → regular expression searched in the key of a short text when no synonym fits.
        longest: texts whose key is longer than this are never labels.
    """

    def __init__(self, labels: Mapping[str, str], hints: Mapping[str, str] | None = None, longest: int = 24) -> None:
        self._full = {plain(s).strip(_EDGE): meaning for meaning, synonyms in labels.items() for s in synonyms.split()}
        self._keys: dict[str, str] = {}
        for meaning, synonyms in labels.items():
            for synonym in synonyms.split():
                self._keys.setdefault(label_key(synonym), meaning)
        self._spelt = [(label, like, meaning, frozenset(like)) for label, like, meaning in self._look_alikes()]
        self._known: dict[str, Match | None] = {}
        self._hints = [(meaning, re.compile(pattern)) for meaning, pattern in (hints or {}).items()]
        self._longest = longest
        words = sorted({*self._full, *self._keys}, key=len, reverse=True)
        self._inline = re.compile(
            rf"({'|'.join(re.escape(word) for word in words)})(?:签字|签名|签章|盖章|公章)?(\((?:[^()]*)\))?(:)?"
        )

    @property
    def meanings(self) -> frozenset[str]:
        """Every meaning this vocabulary knows."""
        return frozenset(self._full.values())

    @property
    def labels(self) -> frozenset[str]:
        """Every printed synonym, plain."""
        return frozenset(self._full)

    def match(self, text: str) -> Match | None:
        """The meaning of a whole text (a cell, a line), or None where it is no known label or two fit alike.

        Certainty: 1 for a printed synonym, slightly less once brackets or a counter were dropped, 0.85 for a hint,
        0.8 and less where characters had to be forgiven.
        """
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = self._match(text)
        return self._known[text]

    def _match(self, text: str) -> Match | None:
        whole = plain(text).strip(_EDGE)
        if not whole:
            return None
        if whole in self._full:
            return Match(self._full[whole], 1.0, whole)
        key = label_key(text)
        if not key or len(key) > self._longest:
            return None
        if key in self._keys:
            return Match(self._keys[key], _LOOSE_CERTAINTY, key)
        if not _HAN.search(key):
            return None
        return self._by_hint(key) or self._by_slips(key) or self._without_specks(key)

    def within(self, text: str) -> list[Match]:
        """Labels found side by side in one text, as where the wall between two heads went unseen; left to right.

        Only listed labels of two characters and more count, longest first, none inside another.
        """
        found = [self._inline_match(hit) for hit in self._inline.finditer(plain(text)) if len(hit.group(1)) > 1]
        return [Match(match.meaning, _HINT_CERTAINTY, match.label) for match in found]

    def meaning(self, text: str) -> str | None:
        """Just the meaning of :meth:`match`."""
        found = self.match(text)
        return found.meaning if found else None

    def _by_hint(self, key: str) -> Match | None:
        if len(key) > _LONGEST_HINTED:
            return None
        for meaning, pattern in self._hints:
            if pattern.search(key):
                return Match(meaning, _HINT_CERTAINTY, key)
        return None

    def _without_specks(self, key: str) -> Match | None:
        """A listed label with up to four letters or figures at an end that are a bit of a seal or of a line."""
        core = _SPECKS.sub("", key)
        if len(core) < _ALONE or len(key) - len(core) > _ALONE or core not in self._keys:
            return None
        return Match(self._keys[core], 1 - _SLIP_COST, core)

    def _by_slips(self, key: str) -> Match | None:
        best = 3
        found: dict[str, str] = {}
        folded = look_alike(key)
        chars = set(folded)
        for label, like, meaning, own in self._spelt:
            limit = min(allowed_slips(len(label)), best)
            if len(own - chars) > limit:
                continue
            cost = slips(folded, like, limit)
            if cost > limit:
                continue
            if cost < best:
                best, found = cost, {}
            found[meaning] = label
        if len(found) != 1:
            return None
        meaning, label = next(iter(found.items()))
        return Match(meaning, 1 - _SLIP_COST * max(best, 1), label)

    def _look_alikes(self) -> Iterator[tuple[str, str, str]]:
        """Each label, the same in folded glyphs, and its meaning; short ones are too like other words when folded."""
        for label, meaning in self._keys.items():
            yield label, look_alike(label) if allowed_slips(len(label)) else label, meaning

    def inline(self, text: str) -> Iterator[InlineMatch]:
        """Labels inside a plain line (``填报单位(盖章):某局金额单位:万元``), left to right, not overlapping.

        A label counts where a colon follows it, or at the start of the line where a bracketed part does; a longer
        one there even alone, or one whose neighbours have their colons, though less surely. The match reaches to the
        end of the bracketed part and the colon.
        """
        found = [*self._listed_inline(text)]
        for colon in _COLON.finditer(text):
            whole = self.match(colon.group(1))
            ends = any(hit.end == colon.end() and hit.start > colon.start() for hit in found)
            if whole is not None and (colon.start() == 0 or not ends or whole.certainty > _HINT_CERTAINTY):
                found = [hit for hit in found if not colon.start() <= hit.start < colon.end()]
                found.append(InlineMatch(whole, colon.start(), colon.end()))
            elif not any(hit.start < colon.end() <= hit.end for hit in found):
                found += self._unlisted_inline(text, colon)
        yield from sorted(found, key=lambda hit: hit.start)

    def _listed_inline(self, text: str) -> Iterator[InlineMatch]:
        for hit in self._inline.finditer(text):
            label, bracket, colon = hit.groups()
            alone = hit.start() == 0 and hit.end() < len(text) and (len(label) >= _ALONE or _is_lone(label, text))
            if not colon and (hit.start() or not (bracket or alone)):
                continue
            certainty = 1.0 if colon else 0.95 if bracket else 0.7
            yield InlineMatch(replace(self._inline_match(hit), certainty=certainty), hit.start(), hit.end())

    def _unlisted_inline(self, text: str, colon: re.Match[str]) -> list[InlineMatch]:
        """The label before a colon that is not listed as it stands: misread, or told by its build."""
        words, start = colon.group(1), colon.start()
        for at in range(len(words) - _ALONE + 1):
            match = self.match(words[at:])
            if match is not None and (at == 0 or match.certainty < _HINT_CERTAINTY or len(match.label) >= _ALONE):
                return [InlineMatch(match, start + at, colon.end())]
        return []

    def _inline_match(self, hit: re.Match[str]) -> Match:
        label = hit.group(1)
        return Match(self._full.get(label) or self._keys[label], 1.0, label)
