"""``python -m models.nlp.speed``: characters per second of the text pipeline on one core, whole and by part.

Set ``OMP_NUM_THREADS=1``. What a page costs in all is told by ``extractor bench``; a page of running text has some 600
characters.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpora.text.generate import report
from extractor.nlp.linking.links import link
from extractor.nlp.patterns.rules import find_by_rule
from extractor.nlp.tagger import PipelineTagger
from models.nlp.evaluate import whole

HERE = Path(__file__).parent


def speed(read: Callable[[str], object], texts: Sequence[str]) -> int:
    """Characters per second of processor time."""
    begin = time.process_time()
    for text in texts:
        read(text)
    return round(sum(map(len, texts)) / (time.process_time() - begin))


def main() -> None:
    """Prints the speeds as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=HERE / "reports-zh.pipeline")
    parser.add_argument("--count", type=int, default=20)
    arguments = parser.parse_args()
    told = [whole(report("train", 2_000_000 + number)) for number in range(arguments.count)]
    texts, mentions = [text for text, _ in told], dict(told)
    speeds = {
        "rules": speed(find_by_rule, texts),
        "links": speed(lambda text: link(text, mentions[text]), texts),
        "pipeline": speed(PipelineTagger(arguments.model).tag, texts),
    }
    print(json.dumps(speeds, indent=1))


if __name__ == "__main__":
    main()
