"""After the recognition network: probabilities per time step go in, characters with their places come out.

Connectionist temporal classification (Graves et al., ICML 2006): the best label of every time step, repeats merged,
blanks dropped. A doubled character (``11``) is two only where a blank stands between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width, normalize

import numpy as np
from numpy.typing import NDArray

from extractor.paper.word import Alternative
from extractor.ports import CharSpan, Strip

BLANK = 0
KEPT = 5
"""How many of the best labels are kept per time step."""
UNSURE = 0.98
"""A character read with less than this names its alternatives."""
WORTH_NAMING = 0.02
"""Alternatives below this probability are noise."""


@dataclass(frozen=True)
class Steps:
    """The ``KEPT`` best labels of every time step of one line, best first: two arrays of T x KEPT."""

    labels: NDArray[np.int64]
    probabilities: NDArray[np.float32]


@dataclass(frozen=True)
class _Run:
    """Neighbouring time steps with the same best label; ``peak`` is the surest of them."""

    label: int
    first: int
    last: int
    peak: int


def best_steps(probabilities: NDArray[np.float32]) -> Steps:
    """The best labels of a T x V array, for engines that return all probabilities."""
    labels = np.argpartition(probabilities, -KEPT, axis=1)[:, -KEPT:]
    values = np.take_along_axis(probabilities, labels, axis=1)
    order = np.argsort(-values, axis=1)
    return Steps(np.take_along_axis(labels, order, axis=1), np.take_along_axis(values, order, axis=1))


def read(steps: Steps, characters: Sequence[str], used: float) -> Strip:
    """The line's text.

    Args:
        steps: the network's best labels; label 0 is the blank, label i is ``characters[i - 1]``.
        characters: the network's characters, the space last.
        used: the share of the time steps (0..1) that lie on the picture, not on its padding.

    Returns:
        Characters left to right with their extent as fractions of the picture's width. The confidence of the whole
        is its weakest character's; 0 where nothing was read.
    """
    runs = _runs(steps)
    advances = [_advance(characters[run.label - 1]) for run in runs]
    edges = _edges(runs, advances, len(steps.labels) * used)
    spans = []
    for index, run in enumerate(runs):
        sure, others = _weigh(steps, runs, index, characters)
        spans.append(CharSpan(characters[run.label - 1], *edges[index], sure, others))
    return Strip(tuple(spans), min((span.confidence for span in spans), default=0.0))


def _runs(steps: Steps) -> list[_Run]:
    best = steps.labels[:, 0]
    cuts = np.flatnonzero(np.diff(best)) + 1
    runs = []
    for first, end in zip([0, *cuts], [*cuts, len(best)], strict=True):
        if best[first] != BLANK:
            peak = int(first + np.argmax(steps.probabilities[first:end, 0]))
            runs.append(_Run(int(best[first]), int(first), int(end - 1), peak))
    return runs


def _edges(runs: list[_Run], advances: Sequence[float], length: float) -> list[tuple[float, float]]:
    """Where each character begins and ends, as fractions.

    A label fires on a step or two in the middle of its character, so borders lie between neighbours, parted as their
    usual widths (``advances``) are; at the two ends, and beside a wide gap, a character reaches out by its own.
    """
    middles = [(run.first + run.last + 1) / 2 for run in runs]
    pitches = [after - before for before, after in pairwise(middles)]
    units = [pitch / (before + after) for pitch, (before, after) in zip(pitches, pairwise(advances), strict=True)]
    unit = float(np.median(units)) if units else length / (2 * max(advances, default=1.0))
    edges = []
    for index, (middle, advance) in enumerate(zip(middles, advances, strict=True)):
        reach = 1.3 * unit * advance
        left = min(reach, units[index - 1] * advance) if index else reach
        right = min(reach, units[index] * advance) if index < len(units) else reach
        edges.append((max(0.0, (middle - left) / length), min(1.0, (middle + right) / length)))
    return edges


def _advance(character: str) -> float:
    return 1.0 if east_asian_width(character) in "WF" else 0.55


def _weigh(
    steps: Steps, runs: list[_Run], index: int, characters: Sequence[str]
) -> tuple[float, tuple[Alternative, ...]]:
    """How sure this character is, and what else could stand here.

    Forms that NFKC makes one (``（`` and ``(``) count together: their difference is nobody's question. Besides other
    characters there may have been nothing (``""``), or this one with a lost neighbour: one that almost won over the
    blank behind it (or before the first). The point of ``12.5`` read as ``125`` shows as ``2.`` beside the ``2``.
    """
    run = runs[index]
    here = characters[run.label - 1]
    sure = float(steps.probabilities[run.peak, 0])
    named: dict[str, float] = {}
    for label, probability in zip(steps.labels[run.peak, 1:], steps.probabilities[run.peak, 1:], strict=True):
        other = "" if label == BLANK else characters[label - 1]
        if normalize("NFKC", other) == normalize("NFKC", here):
            sure += float(probability)
        else:
            named[other] = float(probability)
    if sure >= UNSURE:
        named.clear()
    named.update(_lost_neighbours(steps, runs, index, characters))
    kept = [Alternative(text, round(p, 4)) for text, p in named.items() if p >= WORTH_NAMING]
    return min(1.0, sure), tuple(sorted(kept, key=lambda alternative: -alternative.probability))


def _lost_neighbours(steps: Steps, runs: list[_Run], index: int, characters: Sequence[str]) -> dict[str, float]:
    run = runs[index]
    here = characters[run.label - 1]
    following = runs[index + 1] if index + 1 < len(runs) else None
    behind = slice(run.last + 1, following.first if following else len(steps.labels))
    seconds = _nearly_read(steps, behind, (run, following))
    named = {here + characters[label - 1]: p for label, p in seconds.items() if characters[label - 1] != " "}
    if index == 0:
        before = _nearly_read(steps, slice(0, run.first), (run,))
        named |= {characters[label - 1] + here: p for label, p in before.items() if characters[label - 1] != " "}
    return named


def _nearly_read(steps: Steps, gap: slice, beside: tuple[_Run | None, ...]) -> dict[int, float]:
    """Labels, with their probabilities, that came second to the blank in a gap and do not belong to its borders."""
    known = {BLANK} | {run.label for run in beside if run}
    seconds: dict[int, float] = {}
    for labels, probabilities in zip(steps.labels[gap, 1:], steps.probabilities[gap, 1:], strict=True):
        for label, probability in zip(labels.tolist(), probabilities.tolist(), strict=True):
            if label not in known:
                seconds[label] = max(seconds.get(label, 0.0), probability)
    return seconds
