"""Builds what the manifest lists: the sets of scans (`make corpora`) and the committed samples.

``python -m corpora.make --out DIR`` makes DIR/SPLIT/LEVEL/NAME.pdf with NAME.gold.json for every set of
``corpora/manifest.json``; ``--only heldout/office`` makes one of them, ``--samples`` the samples.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from corpora.build import build_scan, typeset_digital

MANIFEST = Path(__file__).with_name("manifest.json")
SAMPLES = Path(__file__).with_name("samples")


def read_manifest() -> dict[str, Any]:
    """The manifest: `sets` and `samples`, each a list of recipes."""
    manifest: dict[str, Any] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return manifest


def build_set(recipe: dict[str, Any], out: Path) -> list[Path]:
    """Typesets and damages the documents of one recipe into a folder.

    Args:
        recipe: `split`, `level`, `seed`, and either `count` (how many documents to draw) or `records` (a folder of
            given records beside this file); optionally `damage_seed`, `layout`, `shape`, `format` and `name` (of a
            recipe for one document: the file's name without suffix).
        out: the folder; made if need be.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with tempfile.TemporaryDirectory() as scratch:
        digital = _typeset(recipe, Path(scratch))
        for number, pdf in enumerate(digital):
            if "name" in recipe:
                gold = pdf.with_suffix(".gold.json").rename(Path(scratch) / f"{recipe['name']}.gold.json")
                pdf = pdf.rename(gold.with_name(f"{recipe['name']}.pdf"))
            seed = recipe.get("damage_seed", recipe["seed"]) + number
            written.append(build_scan(pdf, out, recipe["level"], seed, recipe.get("format", "pdf")))
    return written


def _typeset(recipe: dict[str, Any], out: Path) -> list[Path]:
    """The recipe's born-digital PDFs, each with its gold beside it."""
    if "records" in recipe:
        return typeset_given(MANIFEST.parent / recipe["records"], recipe["split"], recipe["seed"], out)
    choice = {"layout": recipe.get("layout"), "shape": recipe.get("shape", "form")}
    return typeset_digital(recipe["split"], recipe.get("count", 1), recipe["seed"], out, **choice)


def typeset_given(folder: Path, split: str, seed: int, out: Path) -> list[Path]:
    """Typesets the given records of a folder (one PDF for each JSON file) as their `_layout` says."""
    from corpora.from_gold import gold_packet, load_records
    from corpora.press import Press
    from corpora.typeset import typeset

    paths = []
    with Press() as press:
        for file in sorted(folder.glob("*.json")):
            packet, style = gold_packet(file.stem, load_records(file), seed)
            packet = replace(packet, info=packet.info | {"split": split})
            done = typeset(packet, style, out / f"{file.stem}.pdf", press, strict=False)
            done.save_gold()
            paths.append(done.pdf)
    return paths


def build_samples(out: Path | None = None) -> None:
    """Builds the committed samples into `out`, or into corpora/samples."""
    for recipe in read_manifest()["samples"]:
        print(*build_set(recipe, out or SAMPLES), sep="\n")


def main(arguments: list[str] | None = None) -> None:
    """Reads the command line and builds."""
    parser = argparse.ArgumentParser(prog="corpora.make", description="Build the sets the manifest lists.")
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--only", default=None, help="one set, such as heldout/office")
    parser.add_argument("--samples", action="store_true", help="the committed samples instead of the sets")
    options = parser.parse_args(arguments)
    if options.samples:
        build_samples(options.out)
        return
    if options.out is None:
        parser.error("--out is needed")
    for recipe in read_manifest()["sets"]:
        if options.only in (None, recipe["set"]):
            print(*build_set(recipe, options.out / recipe["set"]), sep="\n")


if __name__ == "__main__":
    main()
