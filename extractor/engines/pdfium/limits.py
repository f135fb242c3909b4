"""How much of a file is taken in before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds on untrusted files; beyond them an error is raised before memory or time is spent.

    ``max_pages`` per document. ``max_pixels`` of one page picture (A3 at 600 dpi has 70 million).
    ``max_page_points`` is the longest side of a page (14,400 points is PDF's own limit, ISO 32000-1 annex C).
    ``max_unfolded_bytes`` is what one compressed stream of a PDF may unfold to.
    """

    max_pages: int = 2000
    max_pixels: int = 100_000_000
    max_page_points: float = 14_400.0
    max_unfolded_bytes: int = 400_000_000
