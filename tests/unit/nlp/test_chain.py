"""The chain over tags, held against counting every possible sequence."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise, product

import numpy as np

from extractor.nlp.chain import Grammar, lattice, tags_of

GRAMMAR = Grammar(tags_of(("PROJECT", "ORG")))
RNG = np.random.default_rng(3)
TAGS = len(GRAMMAR.tags)
SCORES = RNG.normal(size=(2, 4, TAGS)).astype("f") * 2
STEPS = RNG.normal(size=(TAGS, TAGS)).astype("f")
LENGTHS = np.array([4, 2])


def every_sequence(segment: int) -> dict[tuple[int, ...], float]:
    """Each allowed sequence of tags of a segment and how likely it is."""
    length = int(LENGTHS[segment])
    weights = {}
    for path in product(range(TAGS), repeat=length):
        steps = list(pairwise(path))
        if not (GRAMMAR.opens[path[0]] and GRAMMAR.closes[path[-1]] and all(GRAMMAR.allowed[a, b] for a, b in steps)):
            continue
        weights[path] = float(
            np.exp(sum(SCORES[segment, i, t] for i, t in enumerate(path)) + sum(STEPS[a, b] for a, b in steps))
        )
    total = sum(weights.values())
    return {path: weight / total for path, weight in weights.items()}


def test_marginals_are_what_counting_gives() -> None:
    told = lattice(GRAMMAR, SCORES, STEPS, LENGTHS)
    for segment in (0, 1):
        wanted = np.zeros((4, TAGS))
        for path, likely in every_sequence(segment).items():
            wanted[np.arange(len(path)), path] += likely
        assert np.allclose(told.marginals[segment], wanted, atol=1e-4)


def test_expected_steps_are_what_counting_gives() -> None:
    wanted = np.zeros((TAGS, TAGS))
    for segment in (0, 1):
        for path, likely in every_sequence(segment).items():
            for one, other in pairwise(path):
                wanted[one, other] += likely
    assert np.allclose(lattice(GRAMMAR, SCORES, STEPS, LENGTHS).transitions(LENGTHS), wanted, atol=1e-4)


def test_the_likely_spans_are_all_that_are_likely_enough() -> None:
    tags, told = GRAMMAR.tags, lattice(GRAMMAR, SCORES, STEPS, LENGTHS)
    for segment in (0, 1):
        chances: dict[tuple[int, int, str], float] = defaultdict(float)
        for path, likely in every_sequence(segment).items():
            begun = 0
            for place, tag in enumerate(tags[number] for number in path):
                begun = place if tag[0] in "BU" else begun
                if tag[0] in "LU":
                    chances[begun, place + 1, tag[2:]] += likely
        wanted = {span for span, chance in chances.items() if chance >= 0.05}
        assert set(told.likely_spans(tags, segment, int(LENGTHS[segment]), 0.05)) == wanted


def test_a_span_is_as_likely_as_the_sequences_that_hold_it() -> None:
    told = lattice(GRAMMAR, SCORES, STEPS, LENGTHS)
    span = [GRAMMAR.tags.index(tag) for tag in ("B-ORG", "I-ORG", "L-ORG")]
    wanted = sum(likely for path, likely in every_sequence(0).items() if list(path[1:4]) == span)
    assert np.isclose(told.span(0, 1, span), wanted, rtol=1e-3)
