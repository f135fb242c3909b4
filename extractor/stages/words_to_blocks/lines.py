"""Words in, lines out: what stands beside one another on a line that may lean a little, top to bottom."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.paper.box import Box, hull
from extractor.paper.word import Word

Line = tuple[Word, ...]

_BESIDE = 0.5  # share of the lower one's height that two words of one line have in common


def words_to_lines(words: Iterable[Word]) -> tuple[Line, ...]:
    """Lines top to bottom, each left to right. A column of vertical writing is a line; columns go right to left.

    Neighbours decide, not the whole line: over a page's width even a third of a degree of skew is two points.
    """
    words = tuple(words)
    lines: list[list[Word]] = []
    for word in sorted((word for word in words if not word.vertical), key=lambda word: word.box.left):
        line = max(lines, key=lambda line: _common(line[-1].box, word.box), default=None)
        if line is not None and _common(line[-1].box, word.box) >= _BESIDE:
            line.append(word)
        else:
            lines.append([word])
    columns = sorted((word for word in words if word.vertical), key=lambda word: -word.box.centre[0])
    level = sorted(lines, key=lambda line: line_box(line).centre[1])
    return _merged([tuple(line) for line in level], [(word,) for word in columns])


def line_box(line: Iterable[Word]) -> Box:
    """The box around a line's words."""
    return hull(word.box for word in line)


def _common(one: Box, other: Box) -> float:
    """Height in common as a share of the lower one's; none where one stands over the other."""
    overlap = min(one.right, other.right) - max(one.left, other.left)
    if overlap > 0.5 * min(one.width, other.width):
        return 0.0
    height = min(one.height, other.height)
    return (min(one.bottom, other.bottom) - max(one.top, other.top)) / height if height > 0 else 0.0


def _merged(level: list[Line], columns: list[Line]) -> tuple[Line, ...]:
    """Columns stand where their top puts them among the lines; beside one another they keep their order."""
    if not columns:
        return tuple(level)
    top = min(line_box(column).top for column in columns)
    above = [line for line in level if line_box(line).centre[1] < top]
    return (*above, *columns, *(line for line in level if line not in above))
