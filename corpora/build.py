"""Builds scans with their gold: record → typeset → damage → file.

``python -m corpora.build --split dev --level office --count 10 --seed 7 --out DIR`` writes NAME.pdf, NAME.gold.json.
``--from DIR`` damages the born-digital PDFs of a folder (with NAME.gold.json beside them) instead of new ones.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpora.damage import LEVELS, Scan
from corpora.layouts.form import SPLITS
from corpora.packets import SHAPES, draw_packet
from corpora.rasterize import Document
from corpora.scan import ScannedPage, scan_pages
from corpora.scan_file import FORMATS, write_scan


def build_scan(pdf: Path, out: Path, level: str, seed: int, form: str = "pdf") -> Path:
    """Damages one born-digital PDF and writes the scan and its gold into the folder `out`.

    Args:
        pdf: the PDF; NAME.gold.json lies beside it.
        out: an existing folder.
        level: a damage level, or `digital` for a copy of the born-digital PDF.
        seed: the damage follows from it.
        form: one of `corpora.scan_file.FORMATS`.

    Returns:
        The scan's path.
    """
    gold = json.loads(pdf.with_suffix(".gold.json").read_text(encoding="utf-8"))
    if level == "digital":
        written = out / pdf.name
        written.write_bytes(pdf.read_bytes())
        damaged = gold | {"_seals": [], "_render": gold.get("_render", {}) | {"level": level}}
    else:
        pages: list[ScannedPage] = []
        with Document(pdf) as document:
            written = write_scan(_remember(scan_pages(document, gold, level, seed), pages), out / pdf.stem, form)
        damaged = _damaged_gold(gold, pages, level, seed)
    text = json.dumps(damaged, ensure_ascii=False, indent=1)
    (out / f"{pdf.stem}.gold.json").write_text(text + "\n", encoding="utf-8")
    return written


def _remember(scanned: Iterator[ScannedPage], pages: list[ScannedPage]) -> Iterator[Scan]:
    """Passes the scans on and keeps what the gold needs to know of them, without the pictures."""
    for page in scanned:
        yield page.scan
        small = page.scan.picture[:1, :1]
        pages.append(ScannedPage(Scan(small, **_conditions(page.scan)), page.seals))


def _conditions(scan: Scan) -> dict[str, Any]:
    return {key: value for key, value in vars(scan).items() if key != "picture"}


def _damaged_gold(gold: dict[str, Any], pages: list[ScannedPage], level: str, seed: int) -> dict[str, Any]:
    """The gold of the scan: records and boxes as they were, the pressed seals, and how each page was damaged."""
    conditions = [
        {key: round(value, 3) if isinstance(value, float) else value for key, value in _conditions(page.scan).items()}
        for page in pages
    ]
    render = gold.get("_render", {}) | {"level": level, "damage_seed": seed, "pages": conditions}
    return gold | {"_seals": [seal for page in pages for seal in page.seals], "_render": render}


def typeset_digital(split: str, count: int, seed: int, out: Path, **choice: Any) -> list[Path]:
    """Typesets `count` new documents of a split into a folder; needs a Chromium and CJK fonts.

    Args:
        split: one of `SPLITS`.
        count: how many documents.
        seed: the first document's seed; the others follow.
        out: an existing folder.
        choice: `layout` (only this one) and `shape`, as in `corpora.packets.draw_packet`.
    """
    from corpora.press import Press
    from corpora.typeset import typeset

    paths = []
    with Press() as press:
        for number in range(count):
            packet, style = draw_packet(split, seed + number, choice.get("layout"), choice.get("shape", "form"))
            done = typeset(packet, style, out / f"{packet.name}.pdf", press)
            done.save_gold()
            paths.append(done.pdf)
    return paths


def main(arguments: list[str] | None = None) -> None:
    """Reads the command line and builds."""
    options = _parse(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        if options.source is None:
            choice = {"layout": options.layout, "shape": options.shape}
            digital = typeset_digital(options.split, options.count or 1, options.seed, Path(scratch), **choice)
        else:
            digital = sorted(options.source.glob("*.pdf"))[: options.count]
        for number, pdf in enumerate(digital):
            print(build_scan(pdf, options.out, options.level, options.seed + number, options.format))


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="corpora.build", description="Build damaged scans with their gold.")
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--level", choices=("digital", *LEVELS), default="office")
    parser.add_argument("--count", type=int, default=None, help="default: 1, or all of --from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="source", type=Path, default=None, help="folder of born-digital PDFs with gold")
    parser.add_argument("--layout", default=None, help="only this layout")
    parser.add_argument("--shape", choices=SHAPES, default="form", help="one form, two on a page, or 20 pages and more")
    parser.add_argument("--format", choices=FORMATS, default="pdf")
    parser.add_argument("--out", type=Path, required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
