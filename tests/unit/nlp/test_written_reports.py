"""The generator of annotated reports: every pattern can be filled, marks stand where their words stand."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from corpora.text.aliases import short_name
from corpora.text.cast import InventedCast
from corpora.text.frames import hand, settle
from corpora.text.generate import HANDS, lexicon, report
from corpora.text.grammar import Filler, Writing
from corpora.text.names import Namer, domains, parts

SEEN = [name for split in ("train", "dev") for name in HANDS[split]]
BANKS = ["prose", "lists", "phrases", "dev_prose"]
_TELLING = 8
"""Characters of a sentence that two authors do not have in common by chance."""


@pytest.mark.parametrize("name", [*SEEN, "prose", "lists"])
def test_every_pattern_of_a_hand_can_be_filled(name: str) -> None:
    rng = random.Random(name)
    for patterns in hand(name).sections.values():
        for pattern in patterns:
            writing = Writing()
            filler = Filler(InventedCast(Namer(rng.choice(domains("train")), rng), rng), rng)
            filler.fill(settle(pattern, rng), writing)
            assert not set("<>{}@") & set(writing.text), writing.text


def test_there_are_many_written_paragraphs() -> None:
    written = [
        pattern
        for name in (*SEEN, "prose", "lists")
        for patterns in hand(name).sections.values()
        for pattern in patterns
    ]
    assert len(set(written)) >= 600


def test_splits_share_no_hand_and_no_domain() -> None:
    assert not set(HANDS["train"]) & set(HANDS["dev"])
    matters = [{word for domain in domains(split) for word in domain["matters"]} for split in ("train", "dev")]
    assert not matters[0] & matters[1]


def wordings(names: Iterable[str]) -> set[str]:
    """Every run of ``_TELLING`` characters that the hands write between their slots and signs."""
    patterns = [pattern for name in names for written in hand(name).sections.values() for pattern in written]
    pieces = [piece for pattern in patterns for piece in re.split(r"\{[^{}]*\}|[<>|，。；：、（）“”《》\n]", pattern)]
    return {piece[k : k + _TELLING] for piece in pieces for k in range(len(piece) - _TELLING + 1)}


def words_of(entry: Any) -> Iterator[str]:
    """All words of a lexicon's entry, however deep."""
    if isinstance(entry, str):
        yield entry
    else:
        for inner in entry.values() if isinstance(entry, dict) else entry:
            yield from words_of(inner)


@pytest.mark.parametrize("name", HANDS["heldout"])
def test_a_held_out_hand_shares_no_wording_and_no_word_with_the_others(name: str) -> None:
    others = [other for split in HANDS for other in HANDS[split] if other != name]
    assert not wordings([name]) & wordings([*others, *BANKS])
    own = {kind: entry for kind, entry in lexicon(name).items() if kind not in ("tails", "finance")}
    seen = {
        word for split in ("train", "dev") for domain in domains(split) for words in domain.values() for word in words
    }
    elsewhere = {
        word for other in HANDS["heldout"] if other != name for word in words_of(lexicon(other)["departments"])
    }
    assert not set(words_of(own)) & (seen | elsewhere | {word for words in parts().values() for word in words})


@pytest.mark.parametrize(
    ("whole", "shorter"),
    [
        ("2023年第二批中央就业补助资金", {"就业补助资金", "就业补助", "2023年第二批中央就业补助"}),
        ("农村危房改造补助资金（二期）", {"农村危房改造补助资金", "农村危房改造补助"}),
        ("送戏下乡", {"送戏下乡"}),
    ],
)
def test_a_project_comes_back_under_a_shorter_name(whole: str, shorter: set[str]) -> None:
    assert {short_name(whole, random.Random(seed)) for seed in range(40)} == shorter


@pytest.mark.parametrize("split", ["train", "heldout"])
@pytest.mark.parametrize("seed", range(12))
def test_marks_stand_where_their_words_stand(split: str, seed: int) -> None:
    written = report(split, seed)
    names = {project["name"] for project in written["projects"]}
    marked = set()
    for paragraph in written["paragraphs"]:
        ends = 0
        for start, end, label, _ in sorted(paragraph["marks"]):
            assert ends <= start < end <= len(paragraph["text"])
            ends = end
            if label == "PROJECT":
                marked.add(paragraph["text"][start:end])
    assert names <= marked


def test_the_same_seed_gives_the_same_report() -> None:
    assert report("dev", 4) == report("dev", 4)
    assert report("dev", 4) != report("dev", 5)


def test_the_held_out_hands_take_turns() -> None:
    assert {report("heldout", seed)["hand"] for seed in range(len(HANDS["heldout"]))} == set(HANDS["heldout"])
