"""The visible frame of a PDF page: maps PDF user space to points of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.paper.box import Box


@dataclass(frozen=True)
class Frame:
    """Crop box (``left``, ``bottom``, ``right``, ``top`` in user space) and clockwise display turn (0/90/180/270)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """Points across, as displayed."""
        return self.top - self.bottom if self.turn % 180 else self.right - self.left

    @property
    def height(self) -> float:
        """Points down, as displayed."""
        return self.right - self.left if self.turn % 180 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A user-space point in points of the displayed page, origin top left (ISO 32000-1, 8.3.2.3)."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A user-space rectangle as a box of the displayed page."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def shows(self, box: Box) -> bool:
        """Whether the middle of a displayed box lies on the page."""
        x, y = box.centre
        return 0 <= x <= self.width and 0 <= y <= self.height
