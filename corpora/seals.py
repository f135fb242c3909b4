"""Where seals belong: a circle over the line that a seal is asked for on (填报单位, signature), as clerks stamp it."""

from __future__ import annotations

from random import Random
from typing import Any

from corpora.layouts.pen import Ink
from corpora.places import Place

_DIAMETERS = (108.0, 113.0, 119.0, 127.0)
"""Points: official seals are 38 to 45 mm wide."""


def seal_places(places: list[Place], ink: Ink, rng: Random) -> list[dict[str, Any]]:
    """Return a seal (page, box in fractions, rim text) for each place where the form wants one."""
    seals = []
    for place in places:
        mark = ink.marks[place.mark]
        if mark.kind != "seal":
            continue
        size = rng.choice(_DIAMETERS)
        x = place.box[2] + rng.uniform(-0.02, 0.22)
        y = (place.box[1] + place.box[3]) / 2 + rng.uniform(-0.03, 0.05)
        half_x, half_y = size / place.width / 2, size / place.height / 2
        x, y = min(max(x, half_x + 0.02), 0.98 - half_x), min(max(y, half_y + 0.02), 0.98 - half_y)
        box = [round(edge, 4) for edge in (x - half_x, y - half_y, x + half_x, y + half_y)]
        seals.append({"page": place.page, "box": box, "text": mark.text})
    return seals
