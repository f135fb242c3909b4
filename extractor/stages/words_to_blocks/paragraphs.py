"""Lines of running text in, paragraphs out, by the way a page is set: margins, indents, fullness, size, spacing."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from extractor.paper.block import Paragraph
from extractor.paper.box import Box, hull
from extractor.stages.words_to_blocks.lines import Line, line_box

_SAME_SIZE = 1.2  # ratio of heights up to which two lines are set in one size
_APART = 1.5  # line heights of white between two lines that part them
_WIDER = 0.25  # line heights of white more than usual that part a heading from the full line above it
_PITCHES = 3  # full lines with a line at the margin under them that tell what is usual
_INDENT = 1.2  # characters: a line set in this far begins a paragraph
_RAGGED = 2.5  # characters: a line that ends this much before the margin ends its paragraph
_CENTRED = 1.5  # characters off the middle of the text
_TITLE = 1.15  # times the usual height: centred lines this tall are one heading over several lines
_LEADER = re.compile(r"(…|\.{3}|·{3}|—{2})\s*[-–—(（]?\d+[)）]?\s*$")  # a line of the contents ends in its page


@dataclass(frozen=True)
class _Margins:
    """Where running text begins and ends on this page, in points, how tall its lines are and how far apart."""

    left: float
    right: float
    height: float
    white: float = math.inf


def lines_to_paragraphs(lines: Sequence[Line], page: int) -> list[Paragraph]:
    """Joins lines that read on, in the order given (top to bottom)."""
    boxes = [line_box(line) for line in lines]
    if not boxes:
        return []
    margins = _margins(boxes)
    groups: list[list[int]] = [[0]]
    for index in range(1, len(lines)):
        first, above, below = boxes[groups[-1][0]], boxes[index - 1], boxes[index]
        reads_on = _reads_on(above, below, margins) and not _LEADER.search(_text(lines[index - 1]))
        if reads_on or _is_one_title(first, above, below, margins):
            groups[-1].append(index)
        else:
            groups.append([index])
    return [
        Paragraph(page, hull(boxes[index] for index in group), tuple(lines[index] for index in group))
        for group in groups
    ]


def _margins(boxes: Sequence[Box]) -> _Margins:
    widest = max(box.width for box in boxes)
    body = [box for box in boxes if box.width > 0.6 * widest]
    left = min(box.left for box in body)
    right = float(np.percentile([box.right for box in body], 90))
    margins = _Margins(left, right, float(np.median([box.height for box in boxes])))
    whites = [below.top - above.bottom for above, below in pairwise(boxes) if _reads_on(above, below, margins)]
    return replace(margins, white=float(np.median(whites))) if len(whites) >= _PITCHES else margins


def _reads_on(above: Box, below: Box, margins: _Margins) -> bool:
    """Whether a line runs to its end and the next goes on at the margin in the same size, no farther than usual."""
    size = max(above.height, below.height)
    if not _are_near(above, below) or below.top - above.bottom > margins.white + _WIDER * size:
        return False
    full = above.right >= margins.right - _RAGGED * size
    return full and below.left <= margins.left + _INDENT * size


def _is_one_title(first: Box, above: Box, below: Box, margins: _Margins) -> bool:
    """Whether two lines are one heading, broken in the middle of the page."""
    if not _are_near(above, below) or min(above.height, below.height) < _TITLE * margins.height:
        return False
    middle = first.centre[0]
    return all(abs(box.centre[0] - middle) <= _CENTRED * box.height for box in (above, below))


def _text(line: Line) -> str:
    return "".join(word.text for word in line)


def _are_near(above: Box, below: Box) -> bool:
    tall, low = max(above.height, below.height), min(above.height, below.height)
    return tall <= _SAME_SIZE * low and below.top - above.bottom <= _APART * low
