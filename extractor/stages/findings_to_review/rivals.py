"""Words in, whether the recogniser all but read them otherwise, in ways in which it errs though it seems sure, out.

Most alternatives beside a character are noise: on faxes one value in fifty has some of another character more or less,
and nearly all of these values are right. A few kinds tell. On the faxes of 66 layouts they stood beside nine wrong
values that nothing else asked about, and beside some twenty right ones; on 100 better scans beside ten right ones.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractor.paper.word import Alternative, Char, Word

_NOTHING = 0.1
"""Probability that a digit is none: the dust or stroke before 0.5 makes it 10.5."""
_MORE = 0.05
"""Probability of a Chinese character more beside one that was read: so a lost glyph, or a lost line below, shows."""
_BRACKET = 0.1
"""The same of a bracket, of whatever kind, where another reading has one, too."""
_SURE_MARK = 0.98
"""Confidence from which a ``;`` or ``:`` within a line is no ``,`` with a speck over it."""
_SHORT, _WEAK, _EVEN = 8, 0.9, 0.5
"""So few characters are no context, and of them one read with less than ``_WEAK``, in another reading not even likelier
right than wrong, may be its like (名 for 率), whether the two agree or not."""
_SPLIT_COMMAS = frozenset(";:；：")
_PERCENT = frozenset("%％")
_LIKE_PERCENT = frozenset("0123456789°℃")
_BRACKETS = frozenset("（）()《》〔〕【】［］[]「」〈〉")


def has_telling_rival(words: Iterable[Word]) -> bool:
    """Whether another reading of one of the words is likelier than its confidence says.

    Args:
        words: of one value.
    """
    return any(_is_rivalled(word) for word in words)


def _is_rivalled(word: Word) -> bool:
    split = any(char.text in _SPLIT_COMMAS and char.confidence < _SURE_MARK for char in word.chars[1:])
    guessed = len(word.chars) <= _SHORT and word.confidence < _WEAK and any(r.confidence < _EVEN for r in word.readings)
    return split or guessed or any(_may_be_another(char) for char in word.chars) or _may_have_bracket(word)


def _may_be_another(char: Char) -> bool:
    return any(
        (char.text in _LIKE_PERCENT and other.text in _PERCENT)
        or (char.text.isdigit() and not other.text and other.probability >= _NOTHING)
        or (other.probability >= _MORE and any(map(_is_han, _more(char, other))))
        for other in char.alternatives
    )


def _may_have_bracket(word: Word) -> bool:
    """Whether a bracket was considered that is not in the word but in another reading of it."""
    fuller = any(_brackets(reading.text) > _brackets(word.text) for reading in word.readings)
    return fuller and any(
        sum(other.probability for other in char.alternatives if _brackets(_more(char, other))) >= _BRACKET
        for char in word.chars
    )


def _more(char: Char, other: Alternative) -> str:
    """What an alternative has beyond the character itself."""
    return other.text.replace(char.text, "", 1) if len(other.text) > 1 else ""


def _brackets(text: str) -> int:
    return sum(sign in _BRACKETS for sign in text)


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"
