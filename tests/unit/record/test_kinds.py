"""Kinds: canonical JSON goes through unchanged, anything else is refused, and a draft settles into it."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from extractor.paper.box import Box
from extractor.record.draft import Draft, Leaf
from extractor.record.envelope import Document, Envelope, parse_record, without_notes
from extractor.record.pointer import leaves, resolve
from extractor.record.settle import settle

GOLD = sorted((Path(__file__).parents[3].parent / "shared" / "gold").glob("seed?.json"))
BOX = Box(10, 10, 20, 20)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_real_records_pass_unchanged_with_their_keys_in_order(path: Path) -> None:
    for record in json.loads(path.read_text(encoding="utf-8"))["records"]:
        plain = parse_record(record).model_dump(mode="json")
        assert json.dumps(plain, ensure_ascii=False) == json.dumps(without_notes(record), ensure_ascii=False)


@pytest.mark.parametrize("amount", ["8,500", "8500.0", "8500万", "", "-0", "08", "1e3", ".5", 8500])
def test_an_amount_out_of_canonical_form_is_refused(amount: object) -> None:
    with pytest.raises(ValidationError):
        parse_record({"kind": "project_target", "pages": [1], "funds": [{"source": "total", "budget": amount}]})


def test_unknown_keys_are_refused() -> None:
    with pytest.raises(ValidationError):
        parse_record({"kind": "table", "pages": [1], "rows": []})


def test_a_department_form_shows_funds_only_where_it_prints_them() -> None:
    bare = {"kind": "department_evaluation", "pages": [1]}
    assert "funds" not in parse_record(bare).model_dump(mode="json")
    assert parse_record({**bare, "funds": [{"source": "total", "budget": "1"}]}).model_dump(mode="json")["funds"]


def test_settling_keeps_evidence_by_pointer() -> None:
    draft = Draft(
        "project_target",
        (1,),
        {"title": Leaf("某表", "某 表", 1, BOX), "funds": [{"source": "total", "budget": Leaf("1.2", "1.20", 1, BOX)}]},
        doubts=("table-cut",),
    )
    settled = settle(draft)
    assert resolve(settled.record.model_dump(mode="json"), "/funds/0/budget") == "1.2"
    assert settled.leaves["/funds/0/budget"].raw == "1.20"
    assert settled.facts == ("/funds/0/source",)
    assert settled.doubts == ("table-cut",)


def test_a_value_the_kind_refuses_becomes_null_and_doubtful() -> None:
    settled = settle(
        Draft("project_target", (1,), {"funds": [{"source": "total", "budget": Leaf("1,2", "1,2", 1, BOX)}]})
    )
    assert resolve(settled.record.model_dump(mode="json"), "/funds/0/budget") is None
    assert settled.leaves["/funds/0/budget"].doubts == ("unreadable-value",)
    assert settled.leaves["/funds/0/budget"].raw == "1,2"


def test_a_tree_of_another_shape_is_the_readers_fault() -> None:
    with pytest.raises(ValueError, match="project_target"):
        settle(Draft("project_target", (1,), {"amounts": "3"}))


def test_the_envelope_dumps_canonically() -> None:
    record = parse_record({"kind": "table", "pages": [1]})
    plain = Envelope(document=Document(filename="a.pdf", sha256="0", page_count=1), records=[record]).to_plain()
    assert list(plain) == ["schema_version", "document", "records", "fields", "findings"]
    assert plain["schema_version"] == "1" and plain["records"][0]["kind"] == "table"
    assert dict(leaves(plain))["/document/filename"] == "a.pdf"
