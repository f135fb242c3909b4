"""``python -m models.nlp.train``: trains the name recogniser and packs the whole text pipeline into one file."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import spacy
from spacy.cli.train import train

from extractor.nlp.pipeline import pack, with_links
from models.nlp.training_data import reports

HERE = Path(__file__).parent
READERS = (reports,)
"""Importing them registers what ``config.cfg`` reads."""


def main() -> None:
    """Trains by ``config.cfg`` and writes ``reports-zh.pipeline``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "reports-zh.pipeline")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        train(HERE / "config.cfg", Path(folder))
        nlp = with_links(spacy.load(Path(folder) / "model-best"))
    pack(nlp, arguments.out)


if __name__ == "__main__":
    main()
