"""Documents with gold in, what became of every value and the signals it was read with out, a JSON line for each.

``python -m models.confidence.cases FOLDER … --out CASES.jsonl`` reads the documents; everything else (fitting, curves,
leave-one-out) starts from such files, so that pages are read once.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from extractor.paper.block import PageBlocks
from extractor.pipeline import Desk, LookAway, assemble
from extractor.record.checked import CheckedRecords
from extractor.record.compare.outcomes import compare
from extractor.record.envelope import FileFacts
from extractor.record.identity.known import KnownNames
from extractor.service.bootstrap import digitizer
from extractor.service.evaluate import GOLD, source_beside
from extractor.settings import read_settings
from extractor.stages.findings_to_review.known_names import weigh_names
from extractor.stages.findings_to_review.reasons import UNSURE
from extractor.stages.findings_to_review.signals import Signals, checked_to_signals


@dataclass(frozen=True)
class Case:
    """What became of one field.

    ``signals`` are None where the field was not read at all, or follows from the layout alone. ``ruled`` tells whether
    a person is asked about it for any other reason than the confidence, ``source`` the layout of its form.
    """

    document: str
    level: str
    source: str
    path: str
    right: bool
    ruled: bool
    signals: Signals | None


class _Catch(LookAway):
    """The witness that keeps the records as the rules left them."""

    checked = CheckedRecords((), ())

    def saw(self, product: str, page: int | None, value: object, seconds: float) -> None:
        """See Witness."""
        if product == "findings" and isinstance(value, CheckedRecords):
            self.checked = value


def documents_to_cases(folders: Iterable[Path]) -> Iterator[Case]:
    """Every field of every document below the folders that has gold beside it."""
    settings = read_settings()
    with digitizer(settings) as reader:
        for gold_path in sorted(path for folder in folders for path in folder.rglob(f"*{GOLD}")):
            source = source_beside(gold_path.parent, gold_path.name.removesuffix(GOLD))
            gold = json.loads(gold_path.read_text(encoding="utf-8"))
            yield from pages_to_cases(source, gold, reader.digitize(source).pages, reader.desk)


def pages_to_cases(source: Path, gold: dict[str, Any], pages: Sequence[PageBlocks], minds: Desk) -> Iterator[Case]:
    """The cases of one document whose pages have been read.

    Of gold that people made while reviewing (``extractor lessons``) only the values they decided about count: the
    others are what the machine itself had read.
    """
    catch = _Catch()
    envelope = assemble(FileFacts(source.name, "0" * 64, len(pages)), pages, [], catch, minds).to_plain()
    known = minds.lexicon.known() if minds.lexicon is not None else KnownNames()
    signals = checked_to_signals(weigh_names(catch.checked, known), {read.page.number: read.page for read in pages})
    reasons = {entry["path"]: entry["reasons"] for entry in envelope["fields"]}
    render = gold.get("_render") or {}
    reviewed = frozenset(gold["_reviewed"]) if "_reviewed" in gold else None
    for outcome in compare(gold, envelope):
        unseen = reviewed is not None and (outcome.gold_path or outcome.path) not in reviewed
        if outcome.kind in ("table", "report") or unseen:
            continue
        own = [reason for reason in reasons.get(outcome.path or "", ()) if reason != UNSURE]
        ruled = bool(own) if outcome.path in reasons else outcome.caught
        read = signals.get(outcome.path or "")
        yield Case(
            document=source.stem,
            level=str(render.get("level") or source.parent.name),
            source=str((render.get("layouts") or ["?"])[0]),
            path=outcome.path or f"-{outcome.gold_path}",
            right=outcome.verdict == "right",
            ruled=ruled,
            signals=replace(read, doubted=ruled, broken=read.broken if ruled else 0) if read else None,
        )


def write_cases(cases: Iterable[Case], out: Path) -> int:
    """One JSON line a case; returns how many."""
    lines = [json.dumps(asdict(case), ensure_ascii=False) for case in cases]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """The cases of such files."""
    plain = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [Case(**one | {"signals": Signals(**one["signals"]) if one["signals"] else None}) for one in plain]


def main() -> None:
    """Reads the command line and writes the cases."""
    parser = argparse.ArgumentParser(prog="models.confidence.cases", description="Signals and outcomes of documents.")
    parser.add_argument("folders", type=Path, nargs="+", help="documents with their gold")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    options = parser.parse_args()
    print(f"{write_cases(documents_to_cases(options.folders), options.out)} cases")


if __name__ == "__main__":
    main()
