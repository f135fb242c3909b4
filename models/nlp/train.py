"""``python -m models.nlp.train``: trains the name recogniser and packs the whole text pipeline into one file.

A pipeline that finds fewer of the names in the dev reports, or more wrong ones, than the one it would replace is not
installed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.cli.train import train

from extractor.export.whole import write_whole
from extractor.nlp.network import NAMES
from extractor.nlp.pipeline import pack, with_links
from extractor.nlp.tagger import PipelineTagger
from models.nlp.evaluate import score
from models.nlp.training_data import reports

HERE = Path(__file__).parent
READERS = (reports,)
"""Importing them registers what ``config.cfg`` reads."""
_CHECKED = range(2_000_000, 2_000_040)
"""Seeds of the dev reports that decide; training itself looks at others."""


def mean_f1(pipeline: Path, seeds: range = _CHECKED) -> float:
    """The mean F1 of the kinds of names in dev reports."""
    entities = score(PipelineTagger(pipeline).tag, "dev", seeds)["entities"]
    return sum(float(entities.get(label, {"f1": 0.0})["f1"]) for label in NAMES) / len(NAMES)


def install(made: Path, goal: Path, *, anyway: bool = False, seeds: range = _CHECKED) -> bool:
    """Puts a pipeline in the place of another unless it does worse; whether it did.

    Args:
        made: the new pipeline.
        goal: the present one; may be missing.
        anyway: install it even where it does worse.
        seeds: the dev reports that decide.
    """
    new = mean_f1(made, seeds)
    before = mean_f1(goal, seeds) if goal.exists() else 0.0
    print(f"names found in dev reports, F1: {new:.4f}; the present pipeline: {before:.4f}")
    if new < before and not anyway:
        return False
    write_whole(goal, made.read_bytes())
    return True


def main() -> None:
    """Trains by ``config.cfg`` and writes ``reports-zh.pipeline``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "reports-zh.pipeline")
    parser.add_argument("--anyway", action="store_true", help="install it even where it does worse")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        train(HERE / "config.cfg", Path(folder))
        made = Path(folder) / "made.pipeline"
        pack(with_links(spacy.load(Path(folder) / "model-best")), made)
        if not install(made, arguments.out, anyway=arguments.anyway):
            sys.exit("It does worse than the present pipeline and was not installed.")


if __name__ == "__main__":
    main()
