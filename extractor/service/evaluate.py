"""A folder of documents with their gold in, how well they are read out: per level, kind and field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from extractor.errors import ExtractorError, UnreadableFile
from extractor.record.compare.calibration import Bin, calibration
from extractor.record.compare.mentions import Found, compare_mentions
from extractor.record.compare.outcomes import FieldOutcome, compare
from extractor.record.compare.rows import RowCount, compare_rows
from extractor.record.compare.tally import Tally, tally_by
from extractor.record.report_kind import KINDS

Digitize: TypeAlias = Callable[[Path], Mapping[str, Any]]
"""A file in, its envelope as canonical JSON out."""
GOLD = ".gold.json"
SOURCES = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")


@dataclass(frozen=True)
class Case:
    """One document: its file, what it should say, what was read, and the damage level it is at."""

    source: Path
    level: str
    gold: Mapping[str, Any]
    predicted: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.source.stem


@dataclass
class Evaluation:
    """Every field of every document, with the document it stands in."""

    cases: list[Case] = field(default_factory=list)
    outcomes: list[tuple[Case, FieldOutcome]] = field(default_factory=list)

    def add(self, case: Case) -> None:
        """Compares one document."""
        self.cases.append(case)
        self.outcomes.extend((case, outcome) for outcome in compare(case.gold, case.predicted))

    def levels(self) -> list[str]:
        """The damage levels met, in order."""
        return list(dict.fromkeys(case.level for case in self.cases))

    def of_level(self, level: str) -> list[FieldOutcome]:
        """Outcomes of one level."""
        return [outcome for case, outcome in self.outcomes if case.level == level]

    def failing(self) -> list[tuple[Case, FieldOutcome]]:
        """Every field that is not right, silent ones first."""
        wrong = [(case, outcome) for case, outcome in self.outcomes if outcome.verdict != "right"]
        return sorted(wrong, key=lambda pair: pair[1].caught)

    def rows(self, level: str) -> dict[str, RowCount]:
        """Alignment of the indicator rows of one level, by kind."""
        cases = [case for case in self.cases if case.level == level]
        counts = {kind: sum_rows(compare_rows(c.gold, c.predicted, kind) for c in cases) for kind in KINDS}
        return {kind: count for kind, count in counts.items() if count.gold or count.extra}

    def mentions(self, level: str) -> dict[str, Found]:
        """Mentions found in reports of one level, by label."""
        found: dict[str, Found] = {}
        for case in self.cases:
            if case.level == level:
                for label, count in compare_mentions(case.gold, case.predicted).items():
                    found[label] = found.get(label, Found()) + count
        return found

    def calibration(self, level: str) -> list[Bin]:
        """How honest the confidences of one level are."""
        judged = [
            (entries[outcome.path]["confidence"], outcome.verdict == "right")
            for case, entries in ((case, _entries(case)) for case in self.cases if case.level == level)
            for other, outcome in self.outcomes
            if other is case and outcome.path in entries and outcome.kind != "table"
        ]
        return calibration(judged)

    def to_plain(self) -> dict[str, Any]:
        """All measures as JSON."""
        return {level: self._level(level) for level in self.levels()}

    def _level(self, level: str) -> dict[str, Any]:
        outcomes = self.of_level(level)
        kinds = tally_by(outcomes, lambda outcome: outcome.kind)
        fields = tally_by(outcomes, lambda outcome: outcome.kind + outcome.field)
        return {
            "documents": sum(case.level == level for case in self.cases),
            "all": tally_to_plain(tally_by(outcomes, lambda _: "all").get("all", Tally())),
            "kinds": {kind: tally_to_plain(tally) for kind, tally in kinds.items()},
            "fields": {name: tally_to_plain(tally) for name, tally in sorted(fields.items())},
            "indicator_rows": {kind: vars(count) for kind, count in self.rows(level).items()},
            "calibration": [vars(one) for one in self.calibration(level)],
            "mentions": {label: vars(found) | {"f1": found.f1} for label, found in self.mentions(level).items()},
        }


def sum_rows(counts: Iterable[RowCount]) -> RowCount:
    """The counts added up."""
    return sum(counts, RowCount())


def tally_to_plain(tally: Tally) -> dict[str, Any]:
    """Counts and measures of a tally."""
    measures = {
        "accuracy": tally.accuracy,
        "silent_rate": tally.silent_rate,
        "review_load": tally.review_load,
        "evidence": tally.evidence,
    }
    return vars(tally) | measures


def evaluate(
    folder: Path, digitize: Digitize | None = None, heard: Callable[[str], None] = lambda _: None
) -> Evaluation:
    """Compares every document of a folder (at any depth) that has gold beside it.

    Args:
        folder: holds NAME.pdf (or a picture), NAME.gold.json and, where it was read before, NAME.json.
        digitize: reads a document; without it only documents with NAME.json are looked at.
        heard: is told the name of each document as it is begun.

    Raises:
        UnreadableFile: the folder holds no gold, or a document has neither a prediction nor a reader.
    """
    evaluation = Evaluation()
    for gold_path in sorted(folder.rglob(f"*{GOLD}")):
        name = gold_path.name.removesuffix(GOLD)
        heard(str(gold_path.relative_to(folder).parent / name))
        gold = json.loads(gold_path.read_text(encoding="utf-8"))
        source = source_beside(gold_path.parent, name)
        predicted = _predicted(gold_path.with_name(f"{name}.json"), source, digitize)
        evaluation.add(Case(source, _level(gold, gold_path), gold, predicted))
    if not evaluation.cases:
        raise UnreadableFile(f"No *{GOLD} in this folder.", file=str(folder))
    return evaluation


def _entries(case: Case) -> dict[str, Mapping[str, Any]]:
    return {entry["path"]: entry for entry in case.predicted.get("fields", []) if "confidence" in entry}


def source_beside(folder: Path, name: str) -> Path:
    """The document whose gold is called ``name``: a file of any ending that can be read, or a folder of pictures."""
    candidates = [folder / f"{name}{ending}" for ending in SOURCES]
    return next((path for path in candidates if path.exists()), folder / name)


def _predicted(path: Path, source: Path, digitize: Digitize | None) -> Mapping[str, Any]:
    if path.exists():
        done: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return done
    if digitize is None or not source.exists():
        raise UnreadableFile("Gold without a prediction, and nothing to read it with.", file=str(source))
    try:
        return digitize(source)
    except ExtractorError as error:
        return {"records": [], "fields": [], "findings": [], "error": str(error)}


def _level(gold: Mapping[str, Any], path: Path) -> str:
    return str((gold.get("_render") or {}).get("level") or path.parent.name)
