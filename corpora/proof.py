"""Proof-reading: a typeset PDF and its gold in, the values whose text is not found inside their boxes out.

``python -m corpora.proof DIR`` reads every PDF of a folder that has a gold file beside it.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2

_SLACK = 0.004


def proofread(pdf: Path, gold: dict[str, Any]) -> list[str]:
    """Return a line for each printed value that the PDF's own text does not hold inside the value's boxes."""
    faults = []
    with pypdfium2.PdfDocument(str(pdf)) as document:
        pages = [_characters(page) for page in document]
    for pointer, printed in gold["_printed"].items():
        inside = "".join(_inside(pages[place["page"] - 1], place["box"]) for place in gold["_boxes"][pointer])
        if any(_bare(text) not in inside for text in printed) and not _scattered(printed, inside):
            faults.append(f"{pdf.name} {pointer}: {printed} not in {inside!r}")
    return faults


def _scattered(printed: list[str], inside: str) -> bool:
    """Tell whether lines of a neighbouring text lie between the value's own (a value that begins in mid-line)."""
    return all(_subsequence(_bare(text), inside) for text in printed)


def _subsequence(text: str, within: str) -> bool:
    rest = iter(within)
    return all(character in rest for character in text)


def _characters(page: pypdfium2.PdfPage) -> list[tuple[float, float, str]]:
    width, height = page.get_size()
    text = page.get_textpage()
    found = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index, loose=True)
        character = text.get_text_range(index, 1)
        found.append(((left + right) / 2 / width, 1 - (top + bottom) / 2 / height, character))
    return found


def _inside(characters: list[tuple[float, float, str]], box: list[float]) -> str:
    left, top, right, bottom = box
    within = (
        character
        for x, y, character in characters
        if left - _SLACK <= x <= right + _SLACK and top - _SLACK <= y <= bottom + _SLACK
    )
    return _bare("".join(within))


def _bare(text: str) -> str:
    return re.sub(r"\s|\ufffe|\x00", "", unicodedata.normalize("NFKC", text))


def main(folders: list[str]) -> int:
    """Proof-read folders; return 1 where a fault was found."""
    faults, count = [], 0
    for folder in folders:
        for pdf in sorted(Path(folder).glob("*.pdf")):
            gold = json.loads(pdf.with_suffix(".gold.json").read_text(encoding="utf-8"))
            count += len(gold["_printed"])
            faults += proofread(pdf, gold)
    print(f"{count} values, {len(faults)} faults", *faults[:40], sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
