"""The generator of annotated reports: every pattern can be filled, marks stand where their words stand."""

from __future__ import annotations

import random

import pytest

from corpora.text.cast import InventedCast
from corpora.text.frames import hand, settle
from corpora.text.generate import HANDS, report
from corpora.text.grammar import Filler, Writing
from corpora.text.names import Namer, domains

SEEN = [name for split in ("train", "dev") for name in HANDS[split]]


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


@pytest.mark.parametrize("seed", range(12))
def test_marks_stand_where_their_words_stand(seed: int) -> None:
    written = report("train", seed)
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
