"""Rectangles on an upright page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch) of the upright page, origin at its top left corner.

    ``left < right`` and ``top < bottom`` are expected, not enforced: a degenerate box has no area.
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Extent across, in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Extent down, in points."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Square points; 0 for a degenerate box."""
        return max(0.0, self.width) * max(0.0, self.height)

    @property
    def centre(self) -> tuple[float, float]:
        """Middle point ``(x, y)`` in points."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside or on the border."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meet(self, other: Box) -> Box:
        """The common part; degenerate (area 0) where the two do not touch."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def share_in(self, other: Box) -> float:
        """Fraction of this box's own area that lies inside ``other`` (0..1)."""
        across = min(self.right, other.right) - max(self.left, other.left)
        if across <= 0:  # most pairs of boxes: asked for every word and cell of a page
            return 0.0
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down / self.area if down > 0 else 0.0

    def grown(self, margin: float) -> Box:
        """The box with ``margin`` points added on every side (negative: taken off)."""
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)

    def scaled(self, factor: float) -> Box:
        """Every coordinate times ``factor``, e.g. from points to pixels."""
        return Box(self.left * factor, self.top * factor, self.right * factor, self.bottom * factor)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around all ``boxes``.

    Raises:
        ValueError: there is no box.
    """
    sides = [(box.left, box.top, box.right, box.bottom) for box in boxes]
    if not sides:
        raise ValueError("hull() needs at least one box")
    left, top, right, bottom = zip(*sides, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))
