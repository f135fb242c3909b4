"""What is put into a column comes back as it was, and what would not is refused rather than bent."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from extractor.errors import NotInStore, UsageError
from extractor.service.conditions import fields_where
from extractor.store.blobs import FolderBlobs
from extractor.store.columns import ExactDecimalField, exact, pack, storable, unpack
from extractor.store.database import database_of
from extractor.store.grams import grams, searchable

TREE = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inside: some.lists(inside) | some.dictionaries(some.text(), inside),
    max_leaves=20,
)


@given(some.decimals(min_value=-(10**10), max_value=10**10, places=8))
def test_an_exact_decimal_comes_back(value: Decimal) -> None:
    column: ExactDecimalField = ExactDecimalField()
    stored = column.get_prep_value(value)
    assert column.from_db_value(stored, None, None) == value


@pytest.mark.parametrize("text", ["0.123456789", "1e30", "NaN", "Infinity", "优", "", None])
def test_what_does_not_fit_is_no_number(text: str | None) -> None:
    assert exact(text) is None


def test_a_number_that_does_not_fit_is_never_rounded() -> None:
    with pytest.raises(ValueError, match="8 decimals"):
        ExactDecimalField().get_prep_value(Decimal("0.123456789"))


@given(TREE)
def test_packed_json_comes_back(tree: object) -> None:
    assert unpack(pack(tree)) == tree


def test_what_no_database_holds_is_marked() -> None:
    assert storable("a\x00b\ud800c") == "a�b�c"


@given(some.text(alphabet="就业补贴12a （%", min_size=2), some.data())
def test_every_part_of_a_text_is_among_its_candidates(text: str, data: some.DataObject) -> None:
    whole = searchable(text)
    start = data.draw(some.integers(0, len(whole)))
    part = whole[start : data.draw(some.integers(start, len(whole)))]
    assert set(grams(part)) <= set(grams(whole))


@pytest.mark.parametrize("key", ["../x", "/etc/passwd", "a/../b", "a//b", "", ".hidden", "a b", "a\\b"])
def test_no_key_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        FolderBlobs(tmp_path).put(key, b"x")


def test_blobs_are_whole_and_read_only(tmp_path: Path) -> None:
    kept = FolderBlobs(tmp_path / "blobs")
    (tmp_path / "source").write_bytes(b"from a file")
    kept.put("a/1.bin", tmp_path / "source")
    kept.put("a/0.bin", b"bytes")
    kept.put("a/0.bin", b"later bytes")
    (tmp_path / "blobs" / "a" / ".draft-x").write_bytes(b"half")
    assert (kept.get("a/1.bin"), kept.get("a/0.bin")) == (b"from a file", b"later bytes")
    assert list(kept.keys("a/")) == ["a/0.bin", "a/1.bin"]
    with kept.local("a/1.bin") as path:
        assert path.stat().st_mode & 0o222 == 0
    kept.drop("a/1.bin")
    kept.drop("a/1.bin")
    assert not kept.has("a/1.bin")
    with pytest.raises(NotInStore):
        kept.get("a/1.bin")


def test_addresses_of_databases() -> None:
    there = database_of("postgresql://anna:p%40ss@db:5433/papers?sslmode=require")
    assert {key: there[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "papers", "USER": "anna", "PASSWORD": "p@ss", "HOST": "db", "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }  # fmt: skip
    assert database_of("sqlite:////var/papers.sqlite3")["NAME"] == Path("/var/papers.sqlite3")


@pytest.mark.parametrize("condition", ["total_score", "score~5", "nothing=5", "=5", "score<", "budget<many"])
def test_a_condition_that_makes_no_sense_is_refused(condition: str) -> None:
    with pytest.raises(UsageError):
        fields_where(condition)
