"""``python -m models.nlp.evaluate``: entity F1, links and totals of the packed pipeline on the held-out reports.

Beside it, in the same run: the pipeline without our lexicon, and the rules alone. The hands of the split write in turn;
where there are several, the measures are also told hand by hand, with mean and spread. ``--misread 1`` has the text as
it is read from scans of the level at which ``corpora/text/misreadings.tsv`` was counted.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, cycle
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any, TypeAlias

from corpora.text.generate import HANDS, report
from corpora.text.noise import misread
from extractor.nlp.linking.links import link
from extractor.nlp.patterns.named import names_by_rule
from extractor.nlp.patterns.rules import find_by_rule, without_overlaps
from extractor.nlp.pipeline import unpack
from extractor.nlp.tagger import PipelineTagger
from extractor.nlp.tokenizer import JiebaTokenizer
from extractor.record.narrative import Narrative, Span

HERE = Path(__file__).parent
Counts: TypeAlias = dict[str, Counter[str]]
"""By label: how many mentions are right, spurious, missing."""
FACTS = ("projects", "totals", "overall")
"""What is counted of a report besides its mentions."""


@dataclass
class Tally:
    """What was counted in some reports."""

    mentions: Counts = field(default_factory=lambda: defaultdict(Counter))
    facts: Counter[str] = field(default_factory=Counter)

    @property
    def measures(self) -> dict[str, Any]:
        """F1 and the like by label, and the share of what belongs together that is right together."""
        shares = {name: _share(self.facts, name) for name in FACTS}
        return {"entities": rates(self.mentions), **shares}


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
    tally = Tally()
    for seed in seeds:
        _count(tally, tag, report(split, seed), boost)
    return tally.measures


def score_by_hand(tag: Callable[[str], Narrative], split: str, seeds: range, boost: float = 0.0) -> dict[str, Any]:
    """As :func:`score`, over reports that the hands of the split write in turn.

    Where there are several, ``hands`` holds each one's figures and ``over hands`` their mean and spread, over those in
    which there is something to measure.
    """
    tallies = {hand: Tally() for hand in HANDS[split]}
    for seed, hand in zip(seeds, cycle(tallies), strict=False):
        _count(tallies[hand], tag, report(split, seed, hand), boost)
    whole_split = Tally()
    for tally in tallies.values():
        whole_split.facts.update(tally.facts)
        for label, counted in tally.mentions.items():
            whole_split.mentions[label].update(counted)
    if len(tallies) == 1:
        return whole_split.measures
    by_hand = {hand: _short(tally) for hand, tally in tallies.items()}
    names = sorted({name for told in by_hand.values() for name in told})
    spread = {name: _spread([told[name] for told in by_hand.values() if name in told]) for name in names}
    return whole_split.measures | {"hands": by_hand, "over hands": spread}


def _count(tally: Tally, tag: Callable[[str], Narrative], written: dict[str, Any], boost: float) -> None:
    """Adds a report as it was told to the tally."""
    text, gold = as_read(*whole(written), random.Random(written["seed"]), boost)
    told = tag(text)
    count_mentions(tally.mentions, {mention_key(span) for span in gold}, {mention_key(span) for span in told.mentions})
    _count_facts(tally.facts, written, told, text)


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


def _short(tally: Tally) -> dict[str, float]:
    """One figure for each label that occurs and each fact that is stated."""
    told = tally.measures
    f1 = {label: rate["f1"] for label, rate in told["entities"].items() if rate["gold"]}
    return f1 | {name: told[name]["right"] for name in FACTS if told[name]["count"]}


def _spread(values: Sequence[float]) -> dict[str, float]:
    told = {"mean": fmean(values), "deviation": pstdev(values), "least": min(values), "most": max(values)}
    return {name: round(value, 4) for name, value in told.items()}


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
        told = score_by_hand(tag, arguments.split, seeds, arguments.misread)
        print(json.dumps({name: told}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
