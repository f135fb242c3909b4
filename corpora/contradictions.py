"""How well the rules find what is wrong on paper: found and known contradictions in, recall and false errors out.

``python -m corpora.contradictions`` looks at the given records themselves; with ``--read DIR`` at what was read from
their scans (DIR/NAME.json as `extractor extract --json` writes it, against the file of that name in `corpora/records`,
or ``--records DIR``). Where a file lists no anomalies, such as the gold of generated scans, what the rules find in its
own records counts as known: what then is false comes from reading alone.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.record.compare.align import pair_records
from extractor.record.envelope import without_notes
from extractor.stages.records_to_findings.rule import Packet
from extractor.stages.records_to_findings.stage import check_packet

RECORDS = Path(__file__).with_name("records")
_POSITION = re.compile(r"/\d+(?=/|$)")
_RECORD = re.compile(r"^/records/(\d+)")


@dataclass(frozen=True)
class Tally:
    """What was found of what is known.

    ``missed`` are known contradictions without a finding, ``false`` findings of severity error that are not known;
    ``forms`` counts records other than reports and unknown tables.
    """

    known: int
    missed: tuple[Mapping[str, Any], ...]
    false: tuple[Mapping[str, Any], ...]
    forms: int

    @property
    def recall(self) -> float:
        """Share of the known contradictions that were found."""
        return 1 - len(self.missed) / self.known if self.known else 1.0

    @property
    def false_errors(self) -> float:
        """False findings of severity error for each form."""
        return len(self.false) / self.forms if self.forms else 0.0


def measure(findings: Sequence[Mapping[str, Any]], known: Sequence[Mapping[str, Any]], forms: int) -> Tally:
    """Findings against known contradictions: the same rule at the same field of the same record.

    Rows are not told apart, as a lost row moves all below it; each known contradiction takes one finding.
    """
    missed, free = [], list(findings)
    for one in known:
        partner = next((found for found in free if found["rule"] == one["rule"] and _meet(found, one)), None)
        if partner is None:
            missed.append(one)
        else:
            free.remove(partner)
    false = [found for found in free if found["severity"] == "error"]
    return Tally(len(known), tuple(missed), tuple(false), forms)


def _meet(found: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    return bool(_fields(found["paths"]) & _fields(one["paths"]))


def _fields(paths: Iterable[str]) -> set[str]:
    """Record and field of each path, without the row's position."""
    fields = set()
    for path in paths:
        head = _RECORD.match(path)
        if head:
            fields.add(f"{head.group()}{_POSITION.sub('', path[head.end() :])}")
    return fields


def found_in(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The findings of all rules on records as they are."""
    plain = tuple(without_notes(dict(record)) for record in records)
    return [
        {"rule": outcome.rule, "severity": outcome.verdict, "paths": outcome.paths, "message": outcome.message}
        for outcome in check_packet(Packet(plain))
        if outcome.verdict in ("error", "warning")
    ]


def in_places_of(gold: Sequence[Mapping[str, Any]], envelope: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The findings of an envelope at the positions of the gold's records; records that the gold lacks keep a name."""
    place: dict[int, int] = {}
    for kind in {record["kind"] for record in gold}:
        sides = [[at for at, one in enumerate(side) if one["kind"] == kind] for side in (gold, envelope["records"])]
        pairs = pair_records([gold[at] for at in sides[0]], [envelope["records"][at] for at in sides[1]])
        place |= {sides[1][there]: sides[0][here] for here, there in pairs if here is not None and there is not None}

    def moved(path: str) -> str:
        head = _RECORD.match(path)
        own = place.get(int(head[1]), f"own-{head[1]}") if head else None
        return f"/records/{own}{path[head.end() :]}" if head else path

    return [dict(found) | {"paths": [moved(path) for path in found["paths"]]} for found in envelope["findings"]]


def tallied(records: Path, read: Path | None) -> dict[str, Tally]:
    """The tally of every file of records, on the records themselves or on what was read from their scans."""
    tallies = {}
    for file in sorted(records.glob("*.json")):
        name = file.name.removesuffix(".json").removesuffix(".gold")
        if read is not None and not (read / f"{name}.json").exists():
            continue
        given = json.loads(file.read_text(encoding="utf-8"))
        gold = given["records"]
        forms = sum(record["kind"] not in ("report", "table") for record in gold)
        if read is None:
            findings = found_in(gold)
        else:
            findings = in_places_of(gold, json.loads((read / f"{name}.json").read_text(encoding="utf-8")))
        known = given["anomalies"] if "anomalies" in given else found_in(gold)
        tallies[name] = measure(findings, known, forms)
    return tallies


def main(arguments: list[str] | None = None) -> None:
    """Prints what was missed, what was false, and both measures."""
    parser = argparse.ArgumentParser(description="Measure the rules on records with known contradictions.")
    parser.add_argument("--records", type=Path, default=RECORDS)
    parser.add_argument("--read", type=Path)
    options = parser.parse_args(arguments)
    tallies = tallied(options.records, options.read)
    for name, tally in tallies.items():
        for label, listed in (("missed", tally.missed), ("false", tally.false)):
            for one in listed:
                print(f"{name} {label}: {one['rule']} {', '.join(one['paths'][:2])} {one['message']}")
    known = sum(tally.known for tally in tallies.values())
    missed = sum(len(tally.missed) for tally in tallies.values())
    false, forms = (sum(part) for part in zip(*((len(t.false), t.forms) for t in tallies.values()), strict=True))
    print(f"recall {1 - missed / known:.3f} ({known - missed}/{known})")
    print(f"{false / forms:.2f} false errors a form ({false}/{forms})")


if __name__ == "__main__":
    main()
