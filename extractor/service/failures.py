"""An evaluation in, a page of HTML out: every failing field with the piece of paper it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

import cv2

from extractor.paper.box import Box
from extractor.paper.page import Picture
from extractor.record.compare.outcomes import FieldOutcome
from extractor.service.evaluate import Case, Evaluation

ShowPage: TypeAlias = Callable[[Path, int], Picture | None]
"""A file and a 1-based page number in, the upright page's picture out; None where it cannot be shown."""

_MARGIN = 0.015
_MOST = 400
_HEAD = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Failing fields</title>
<style>body{font:14px sans-serif;margin:2em}td,th{border:1px solid #ccc;padding:4px;vertical-align:top;text-align:left}
table{border-collapse:collapse}img{max-width:480px;max-height:160px}.silent{background:#fdd}</style>
<h1>Failing fields</h1><table><tr><th>document</th><th>field</th><th>gold</th><th>read</th><th>verdict</th>
<th>confidence</th><th>asked because</th><th>paper</th></tr>"""


@dataclass(frozen=True)
class _Spot:
    """Where on the paper a field stands: page and box in fractions of the upright page."""

    page: int
    box: tuple[float, float, float, float]


def write_failures(evaluation: Evaluation, folder: Path, show: ShowPage) -> Path:
    """Writes ``index.html`` and one picture per failing field (silent ones first, at most 400).

    Args:
        evaluation: the compared documents.
        folder: is made where it does not exist.
        show: gives the picture of a page.

    Returns:
        The path of the page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    failing = evaluation.failing()[:_MOST]
    crops = _write_crops(failing, folder, show)
    rows = [_row(case, outcome, crops.get(at)) for at, (case, outcome) in enumerate(failing)]
    index = folder / "index.html"
    index.write_text(_HEAD + "\n".join(rows) + "</table></html>\n", encoding="utf-8")
    return index


def _write_crops(failing: list[tuple[Case, FieldOutcome]], folder: Path, show: ShowPage) -> dict[int, str]:
    """Crops by position in ``failing``; every page is rendered once."""
    wanted: dict[tuple[Path, int], list[tuple[int, _Spot]]] = {}
    for at, (case, outcome) in enumerate(failing):
        if (spot := _spot(case, outcome)) is not None:
            wanted.setdefault((case.source, spot.page), []).append((at, spot))
    names: dict[int, str] = {}
    for (source, page), spots in wanted.items():
        picture = show(source, page)
        for at, spot in spots if picture is not None else []:
            name = f"{at:04d}.png"
            if _write_crop(picture, spot, folder / name):
                names[at] = name
    return names


def _write_crop(picture: Picture | None, spot: _Spot, path: Path) -> bool:
    if picture is None:
        return False
    height, width = (size / picture.scale for size in picture.pixels.shape[:2])
    left, top, right, bottom = spot.box
    box = Box(
        (left - _MARGIN) * width, (top - _MARGIN) * height, (right + _MARGIN) * width, (bottom + _MARGIN) * height
    )
    crop = picture.crop(box)
    if not crop.size:
        return False
    done, coded = cv2.imencode(".png", cv2.cvtColor(crop, cv2.COLOR_RGB2BGR))
    path.write_bytes(coded.tobytes())
    return bool(done)


def _spot(case: Case, outcome: FieldOutcome) -> _Spot | None:
    """The predicted place, else the true one."""
    for place in _places(case, outcome):
        left, top, right, bottom = place["box"]
        return _Spot(int(place["page"]), (left, top, right, bottom))
    return None


def _places(case: Case, outcome: FieldOutcome) -> Iterator[Mapping[str, Any]]:
    if outcome.path is not None:
        yield from (entry for entry in case.predicted.get("fields", []) if entry["path"] == outcome.path)
    yield from case.gold.get("_boxes", {}).get(outcome.gold_path, [])


def _row(case: Case, outcome: FieldOutcome, crop: str | None) -> str:
    fields = {entry["path"]: entry for entry in case.predicted.get("fields", [])}
    entry = fields.get(outcome.path or "", {})
    cells = (
        f"{case.level}/{case.name}",
        f"{outcome.kind}{outcome.field}",
        outcome.gold,
        outcome.predicted,
        outcome.verdict + ("" if outcome.caught else " (silent)"),
        entry.get("confidence", ""),
        ", ".join(entry.get("reasons", [])),
    )
    texts = "".join(f"<td>{escape('' if cell is None else str(cell))}</td>" for cell in cells)
    picture = f'<a href="{crop}"><img src="{crop}" alt="" loading="lazy"></a>' if crop else ""
    return f'<tr class="{"caught" if outcome.caught else "silent"}">{texts}<td>{picture}</td></tr>'
