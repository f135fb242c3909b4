"""Rules meet whatever was read: no value, however odd, makes one fail."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from corpora.contradictions import RECORDS
from extractor.record.envelope import without_notes
from extractor.record.pointer import leaves, split
from extractor.stages.records_to_findings.rule import Packet
from extractor.stages.records_to_findings.stage import check_packet

ODD = (
    None,
    "0",
    "-3",
    "1" * 40,
    "0.000000001",
    "优",
    "≥",
    "100%",
    "≤3.9万元",
    "=0",
    "第一中学",
    "()",
    "2020-02-30",
    "指标1",
)
FIXED = ("kind", "source", "label", "text", "date", "start", "end")
"""Of these the record format itself allows only a few forms."""


def put(tree: Any, pointer: str, value: Any) -> None:
    *way, last = split(pointer)
    for step in way:
        tree = tree[int(step)] if isinstance(tree, list) else tree[step]
    tree[int(last) if isinstance(tree, list) else last] = value


@pytest.mark.parametrize("file", sorted(RECORDS.glob("*.json")), ids=lambda file: file.stem)
def test_no_odd_value_makes_a_rule_fail(file: Path) -> None:
    text = json.dumps([without_notes(one) for one in json.loads(file.read_text(encoding="utf-8"))["records"]])
    for seed in range(6):
        rng, records = random.Random(seed), json.loads(text)
        for record in records:
            for path in [path for path, value in leaves(record) if value is None or isinstance(value, str)]:
                if rng.random() < 0.2 and path.rsplit("/", 1)[-1] not in FIXED:
                    put(record, path, rng.choice(ODD))
        assert all(outcome.rule for outcome in check_packet(Packet(tuple(records))))
