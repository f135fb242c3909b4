"""The committed records of real packets print completely."""

from __future__ import annotations

from pathlib import Path

import pytest

import corpora
from corpora.from_gold import gold_packet, load_records
from corpora.gold import leaves
from corpora.layouts.pen import Ink, Pen

FILES = sorted((Path(corpora.__file__).parent / "records").glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_value_of_a_given_record_is_printed(file: Path) -> None:
    packet, _ = gold_packet(file.stem, load_records(file), 1)
    for part in packet.parts:
        marked: dict[int, set[str]] = {}
        for form, record in part.pieces:
            ink = Ink()
            form.html(Pen(record, 0, part.style, ink))
            marked.setdefault(id(record), set()).update(p for mark in ink.marks for p in mark.pointers)
        for _, record in part.pieces:
            unprinted = {pointer for pointer, _ in leaves(record, "/records/0")} - marked[id(record)]
            assert unprinted <= ({"/records/0/year", "/records/0/reporting_unit"} if record["title"] is None else set())


def test_all_kinds_are_among_them() -> None:
    kinds = {record["kind"] for file in FILES for record in load_records(file)}
    assert kinds == {"report", "project_evaluation", "project_target", "department_evaluation", "project_list"}
