"""Alternatives that tell: in the ways in which recognisers err though they seem sure, a value is asked about."""

from collections.abc import Sequence

import pytest

from extractor.paper.box import Box
from extractor.paper.word import Alternative, Char, Reading, Word
from extractor.stages.findings_to_review.rivals import has_telling_rival

BOX = Box(60, 80, 120, 100)


def word(
    text: str,
    rivals: dict[int, tuple[str, float]] | None = None,
    readings: Sequence[tuple[str, float]] = (),
    confidence: float = 0.995,
) -> Word:
    told = {at: (Alternative(*rival),) for at, rival in (rivals or {}).items()}
    chars = tuple(Char(sign, BOX, confidence, told.get(at, ())) for at, sign in enumerate(text))
    return Word(1, BOX, chars, confidence, tuple(Reading("as-is", *reading) for reading in readings))


@pytest.mark.parametrize(
    "read",
    [
        word("958", {2: ("%", 0.22)}),
        word("≥90°", {3: ("%", 0.03)}),
        word("扣10.5分", {1: ("", 0.15)}),
        word("下达任务", {0: ("下袭", 0.08)}),
        word("二期", {0: ("（二", 0.18)}, [("（二期", 0.69)]),
        word("率100%;专职", confidence=0.9),
        word("车辆调派名", None, [("车辆调派名", 0.48)], confidence=0.83),
    ],
    ids=["percent-as-8", "percent-as-degree", "dust-as-1", "line-below-lost", "bracket-lost", "comma-as-;", "guessed"],
)
def test_what_was_all_but_read_otherwise_is_asked_about(read: Word) -> None:
    assert has_telling_rival([word("某指标"), read])


@pytest.mark.parametrize(
    "read",
    [
        word("8500", {0: ("6", 0.12)}),
        word("扣0.5分", {1: ("", 0.02)}),
        word("二期", {0: ("（二", 0.18)}, [("二期", 0.69)]),
        word("项目（二期）", {3: ("（（", 0.2)}, [("项目（二期）", 0.99)]),
        word("指标1：完成率"),
        word("车辆调派率", None, [("车辆调派率", 0.91)], confidence=0.83),
    ],
    ids=["another-digit", "hardly-nothing", "no-reading-has-it", "bracket-is-there", "clear-colon", "borne-out"],
)
def test_noise_beside_a_character_asks_nobody(read: Word) -> None:
    assert not has_telling_rival([read])
