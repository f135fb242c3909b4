"""A linear chain over tags: how likely each tag and each span is, over all sequences of tags.

The tags are BILOU (begin, inside, last, unit, outside) for each label, so that a span is exactly one path of tags, and
``I`` never follows ``O``. Everything works on a batch of segments at once: ``scores`` has shape (segments, longest,
tags), ``lengths`` says how many tokens of each segment are real.
Source: Lafferty, McCallum, Pereira 2001 (conditional random fields); scaling after Rabiner 1989.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]


def tags_of(labels: Sequence[str]) -> tuple[str, ...]:
    """``O`` and, for each label, its B, I, L and U."""
    return ("O", *(f"{part}-{label}" for label in labels for part in "BILU"))


def _follows(one: str, other: str) -> bool:
    """Whether tag ``other`` may stand behind ``one``."""
    if one[0] in "BI":
        return other[0] in "IL" and one[1:] == other[1:]
    return other[0] in "OBU"


@dataclass(frozen=True)
class Grammar:
    """Which tags may follow one another, begin and end a segment (1 or 0)."""

    tags: tuple[str, ...]

    @property
    def allowed(self) -> Floats:
        """(tags, tags): 1 where the second may follow the first."""
        return np.array([[_follows(a, b) for b in self.tags] for a in self.tags], dtype="f")

    @property
    def opens(self) -> Floats:
        """(tags,): 1 where the tag may begin a segment."""
        return np.array([tag[0] in "OBU" for tag in self.tags], dtype="f")

    @property
    def closes(self) -> Floats:
        """(tags,): 1 where the tag may end a segment."""
        return np.array([tag[0] in "OLU" for tag in self.tags], dtype="f")


@dataclass(frozen=True)
class Lattice:
    """Forward and backward probabilities of a batch, scaled so that ``ahead * behind`` are the tags' marginals."""

    ahead: Floats
    behind: Floats
    weights: Floats
    scale: Floats
    steps: Floats

    @property
    def marginals(self) -> Floats:
        """(segments, longest, tags): how likely each tag is at each token."""
        return self.ahead * self.behind

    def transitions(self, lengths: Ints) -> Floats:
        """(tags, tags): how often each tag is expected behind each other, over the whole batch."""
        before, after = self.ahead[:, :-1], (self.weights * self.behind)[:, 1:] / self.scale[:, 1:, None]
        real = (np.arange(1, self.ahead.shape[1]) < lengths[:, None])[:, :, None]
        pairs = np.einsum("nti,ntj->ij", before * real, after * real)
        return np.asarray(pairs * self.steps, dtype="f")

    def span(self, segment: int, start: int, path: Sequence[int]) -> float:
        """How likely the tags from token ``start`` of a segment on are exactly ``path``."""
        likely = float(self.ahead[segment, start, path[0]])
        for place, (one, other) in enumerate(pairwise(path), start + 1):
            step = self.steps[one, other] * self.weights[segment, place, other]
            likely *= float(step / self.scale[segment, place])
        return min(1.0, likely * float(self.behind[segment, start + len(path) - 1, path[-1]]))

    def likely_spans(
        self, tags: Sequence[str], segment: int, length: int, least: float
    ) -> Iterator[tuple[int, int, str]]:
        """First token, token behind the last and label of each span of a segment at least so likely to be a name."""
        marginals = self.marginals[segment, :length]
        for place, tag in zip(*np.nonzero(marginals >= least), strict=True):
            part, _, label = tags[tag].partition("-")
            if part == "U":
                yield int(place), int(place) + 1, label
            elif part == "B":
                ends = self._ends(tags, int(tag), segment, int(place), length, least)
                yield from ((int(place), end, label) for end in ends)

    def _ends(
        self, tags: Sequence[str], begins: int, segment: int, start: int, length: int, least: float
    ) -> Iterator[int]:
        """Behind which tokens the spans end that begin at ``start`` with this tag and are at least so likely."""
        inside, last = (tags.index(f"{part}-{tags[begins][2:]}") for part in "IL")
        likely, before = float(self.ahead[segment, start, begins]), begins
        for place in range(start + 1, length):
            step = self.steps[before] * self.weights[segment, place] / self.scale[segment, place]
            if likely * float(step[last] * self.behind[segment, place, last]) >= least:
                yield place + 1
            likely, before = likely * float(step[inside]), inside
            if likely * float(self.behind[segment, place, inside]) < least:
                return


def lattice(grammar: Grammar, scores: Floats, transitions: Floats, lengths: Ints) -> Lattice:
    """Runs forwards and backwards over a batch."""
    count, longest, _ = scores.shape
    weights = np.exp(np.clip(scores - scores.max(axis=2, keepdims=True), -30, 0))
    steps = np.asarray(np.exp(np.clip(transitions, -30, 30)) * grammar.allowed, dtype="f")
    ahead, behind = np.zeros_like(weights), np.zeros_like(weights)
    scale = np.ones((count, longest), dtype="f")
    for place in range(longest):
        come = grammar.opens[None] if place == 0 else ahead[:, place - 1] @ steps
        now = come * weights[:, place]
        scale[:, place] = np.maximum(now.sum(axis=1), 1e-30)
        ahead[:, place] = now / scale[:, place, None]
    last = lengths - 1
    for place in range(longest - 1, -1, -1):
        if place + 1 < longest:
            on = (weights[:, place + 1] * behind[:, place + 1]) @ steps.T
            behind[:, place] = on / scale[:, place + 1, None]
        ends = last == place
        if ends.any():
            possible = (ahead[ends, place] * grammar.closes).sum(axis=1, keepdims=True)
            behind[ends, place] = grammar.closes / np.maximum(possible, 1e-30)
    real = (np.arange(longest) < lengths[:, None])[:, :, None]
    return Lattice(ahead * real, behind * real, weights, scale, steps)
