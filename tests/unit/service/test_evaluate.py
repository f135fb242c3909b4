"""Evaluation of a folder: what was read before is used, the rest is read, and the measures come out per level."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractor.errors import DamagedFile, UnreadableFile
from extractor.paper.page import Picture
from extractor.service.evaluate import evaluate
from extractor.service.failures import write_failures

RECORD: dict[str, Any] = {
    "kind": "project_target",
    "pages": [1],
    "project_name": "取暖费",
    "indicators": [{"level1": "产出指标", "level2": "数量指标", "level3": "户数", "target": "≥30户"}],
}
WRONG = {**RECORD, "project_name": "取暖"}


def write(folder: Path, name: str, level: str, predicted: dict[str, Any] | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.pdf").write_bytes(b"%PDF-")
    gold = {"records": [RECORD], "_render": {"level": level}}
    (folder / f"{name}.gold.json").write_text(json.dumps(gold), encoding="utf-8")
    if predicted is not None:
        (folder / f"{name}.json").write_text(json.dumps(envelope(predicted)), encoding="utf-8")


def envelope(record: dict[str, Any]) -> dict[str, Any]:
    return {"records": [record], "fields": []}


def test_measures_per_level_kind_and_field(tmp_path: Path) -> None:
    write(tmp_path / "a", "one", "office", RECORD)
    write(tmp_path / "b", "two", "fax", WRONG)
    plain = evaluate(tmp_path).to_plain()
    assert plain["office"]["all"]["accuracy"] == 1.0
    fax = plain["fax"]
    assert (fax["all"]["wrong"], fax["all"]["silent"], fax["kinds"]["project_target"]["right"]) == (1, 1, 4)
    assert fax["fields"]["project_target/project_name"]["accuracy"] == 0
    assert fax["indicator_rows"]["project_target"] == {"gold": 1, "right": 1, "extra": 0}


def test_a_document_without_a_prediction_is_read(tmp_path: Path) -> None:
    write(tmp_path, "one", "office")
    assert evaluate(tmp_path, lambda path: envelope(RECORD)).to_plain()["office"]["all"]["accuracy"] == 1.0


def test_a_document_that_cannot_be_read_costs_all_its_fields(tmp_path: Path) -> None:
    write(tmp_path, "one", "office")

    def broken(path: Path) -> dict[str, Any]:
        raise DamagedFile("It is cut.", file=str(path))

    counted = evaluate(tmp_path, broken).to_plain()["office"]["all"]
    assert (counted["missing"], counted["silent"], counted["accuracy"]) == (5, 5, 0)


def test_an_empty_folder_or_an_unread_document_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        evaluate(tmp_path)
    write(tmp_path, "one", "office")
    with pytest.raises(UnreadableFile):
        evaluate(tmp_path)


def test_failing_fields_are_shown_with_their_piece_of_paper(tmp_path: Path) -> None:
    write(tmp_path / "in", "one", "office", WRONG)
    predicted = envelope({**WRONG, "title": "<b>"})
    predicted["fields"] = [
        {"path": "/records/0/project_name", "page": 1, "box": [0.1, 0.1, 0.4, 0.2], "reasons": ["x"]}
    ]
    (tmp_path / "in" / "one.json").write_text(json.dumps(predicted), encoding="utf-8")
    picture = Picture(np.full((200, 100, 3), 255, np.uint8), 1.0)
    index = write_failures(evaluate(tmp_path / "in"), tmp_path / "out", lambda _, page: picture if page == 1 else None)
    html = index.read_text(encoding="utf-8")
    assert "取暖费" in html and "(silent)" in html and "<b>" not in html
    assert [path.name for path in index.parent.glob("*.png") if f'src="{path.name}"' in html]
