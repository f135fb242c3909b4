"""What people found wrong on real papers: the rules find it, and call nothing else a contradiction."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpora.contradictions import RECORDS, found_in, measure, tallied

GOLD = Path(__file__).parents[3].parent / "shared" / "gold"


def test_the_rules_find_what_is_wrong_in_the_given_records() -> None:
    tallies = tallied(RECORDS, None).values()
    assert sum(len(tally.missed) for tally in tallies) <= 0.05 * sum(tally.known for tally in tallies)
    assert [one for tally in tallies for one in tally.false] == []


def test_a_finding_counts_once_and_at_its_own_field_only() -> None:
    known = [{"rule": "funds-sum", "severity": "error", "paths": ["/records/0/funds/0/budget"]}] * 2
    found = [{"rule": "funds-sum", "severity": "error", "paths": ["/records/0/funds/1/budget"]}]
    other = [{"rule": "funds-sum", "severity": "error", "paths": ["/records/0/funds/0/executed"]}]
    assert measure(found, known, 2).recall == 0.5
    assert (measure(other, known, 2).recall, measure(other, known, 2).false_errors) == (0.0, 0.5)


@pytest.mark.skipif(not GOLD.exists(), reason="the real records are not here")
def test_the_rules_find_what_people_listed() -> None:
    missed, known = [], 0
    for file in sorted(GOLD.glob("*.anomalies.json")):
        records = json.loads((GOLD / file.name.replace(".anomalies", "")).read_text(encoding="utf-8"))["records"]
        found = found_in(records)
        for one in json.loads(file.read_text(encoding="utf-8")):
            wanted = [re.compile(pattern) for pattern in places(one["where"])]
            if not wanted:
                continue
            known += 1
            if not any(sought.match(path) for sought in wanted for finding in found for path in finding["paths"]):
                missed.append((file.name, one["rule"]))
    assert len(missed) <= 0.05 * known, missed


def places(where: list[Any]) -> Iterator[str]:
    """Patterns of the pointers a listed place means; none for the running text, which no record holds."""
    numbers = where[0] if isinstance(where[0], list) else [where[0]]
    fields = where[1] if isinstance(where[1], list) else re.split(r" <> |,", where[1])
    for at, field in enumerate(fields):
        pointer = re.sub(r"\[(\d+)\]", r"/\1", field).replace(".", "/").strip("/")
        if not pointer.startswith("_text"):
            number = numbers[min(at, len(numbers) - 1)]
            yield re.escape(f"/records/{number}/{pointer}".rstrip("/")).replace(r"\*", r"\d+")
