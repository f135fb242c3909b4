"""``python -m models.nlp.evaluate``: entity F1, links and totals of the packed pipeline on the held-out reports.

Beside it, in the same run: the pipeline without our lexicon, and the rules alone. ``--misread 1`` has the text as it is
read from scans of the level at which ``corpora/text/misreadings.tsv`` was counted.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from corpora.text.generate import report
from corpora.text.noise import misread
from extractor.nlp.linking.links import link
from extractor.nlp.patterns.named import names_by_rule
from extractor.nlp.patterns.rules import find_by_rule, without_overlaps
from extractor.nlp.pipeline import unpack
from extractor.nlp.tagger import PipelineTagger
from extractor.nlp.tokenizer import JiebaTokenizer
from extractor.record.narrative import Narrative, Span

HERE = Path(__file__).parent
Counts = dict[str, Counter[str]]


def whole(written: dict[str, Any]) -> tuple[str, list[Span]]:
    """A generated report as one text (a paragraph a line) and its gold mentions."""
    text, marks = "", []
    for paragraph in written["paragraphs"]:
        marks += [Span(len(text) + a, len(text) + b, label, value) for a, b, label, value in paragraph["marks"]]
        text += paragraph["text"] + "\n"
    return text, marks


def as_read(text: str, marks: list[Span], rng: random.Random, boost: float) -> tuple[str, list[Span]]:
    """The text misread, with its mentions where they stand now; a mention of which nothing was read is gone."""
    pieces = misread(text, rng, boost)
    ends = [0, *accumulate(map(len, pieces))]
    moved = [replace(mark, start=ends[mark.start], end=ends[mark.end]) for mark in marks]
    return "".join(pieces), [mark for mark in moved if mark.start < mark.end]


def score(tag: Callable[[str], Narrative], split: str, seeds: range, boost: float = 0.0) -> dict[str, Any]:
    """Over the reports of ``seeds``: precision, recall, F1 per label; share of projects and totals right together.

    ``boost`` times as badly read as real scans were; 0 is as written.
    """
    counts: Counts = defaultdict(Counter)
    whole_facts: Counter[str] = Counter()
    for seed in seeds:
        written = report(split, seed)
        text, gold = as_read(*whole(written), random.Random(seed), boost)
        told = tag(text)
        count_mentions(counts, {mention_key(span) for span in gold}, {mention_key(span) for span in told.mentions})
        _count_facts(whole_facts, written, told, text)
    return {"entities": rates(counts), **{k: _share(whole_facts, k) for k in ("projects", "totals", "overall")}}


def mention_key(span: Span) -> tuple[int, int, str, str | None]:
    """What must agree for a mention to be right: its place, label and value."""
    return span.start, span.end, span.label, span.value


def count_mentions(counts: Counts, gold: set[Any], told: set[Any]) -> None:
    """Adds right, spurious and missing mentions to ``counts``, by label and in all."""
    for name, spans in (("right", gold & told), ("spurious", told - gold), ("missing", gold - told)):
        for span in spans:
            counts[span[2]][name] += 1
            counts["all"][name] += 1


def _count_facts(facts: Counter[str], written: dict[str, Any], told: Narrative, text: str) -> None:
    def value(span: Span | None) -> str | None:
        return span.value if span else None

    by_name = {text[p.names[0].start : p.names[0].end]: p for p in told.projects}
    for project in written["projects"]:
        found = by_name.get(project["name"])
        stated = (project["amount"], project["score"], project["grade"])
        if any(stated):
            facts["projects"] += 1
            facts["projects right"] += bool(found) and stated == (
                value(found.amount), value(found.score), value(found.grade))  # fmt: skip
    overall = written["overall"]
    for group, pairs in {
        "totals": (("projects", told.total_projects), ("budget", told.total_budget)),
        "overall": (("score", told.score), ("grade", told.grade)),
    }.items():
        for name, span in pairs:
            facts[group] += 1
            facts[f"{group} right"] += overall[name] == value(span)


def _share(facts: Counter[str], name: str) -> dict[str, float]:
    return {"count": facts[name], "right": round(facts[f"{name} right"] / max(1, facts[name]), 4)}


def rates(counts: Counts) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each label."""
    table = {}
    for label, count in sorted(counts.items()):
        told, gold = count["right"] + count["spurious"], count["right"] + count["missing"]
        precision, recall = count["right"] / max(1, told), count["right"] / max(1, gold)
        f1 = 2 * count["right"] / max(1, told + gold)
        table[label] = {"gold": gold, "precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
    return table


def main() -> None:
    """Prints the measures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=HERE / "reports-zh.pipeline")
    parser.add_argument("--split", choices=("train", "dev", "heldout"), default="heldout")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--misread", type=float, default=0.0)
    arguments = parser.parse_args()
    seeds = range(2_000_000, 2_000_000 + arguments.count)

    def rules_alone(text: str) -> Narrative:
        figures = find_by_rule(text)
        names = names_by_rule(text, figures)
        return link(text, sorted([*names, *without_overlaps(figures, names)], key=lambda span: span.start))

    bare = unpack(arguments.model)
    bare.tokenizer = JiebaTokenizer(bare.vocab)
    taggers: dict[str, Callable[[str], Narrative]] = {
        "pipeline": PipelineTagger(arguments.model).tag,
        "without our lexicon": lambda text: bare(text)._.narrative,
        "rules alone": rules_alone,
    }
    for name, tag in taggers.items():
        told = score(tag, arguments.split, seeds, arguments.misread)
        print(json.dumps({name: told}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
