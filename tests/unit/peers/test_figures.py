"""The bench beside peers: what a page cost each reader becomes medians and ratios, and a lacking reader says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.record.compare.tally import Tally
from peers.figures import draw, remember, rows_of
from peers.pages import Shown
from peers.readers import OURS, READERS, readers_for
from peers.running import Cost, Measured
from peers.scoring import characters_found, values_alone


def measured(reader: str, number: int, cores: float, fields: Tally | None = None) -> Measured:
    page = Shown("paper", number, "dense form", 200, Path("001.png"), "预算数120", ("120",))
    return Measured(reader, page, Cost(2 * cores, cores, 700.0), 1.0, 0.5, fields)


def test_the_ratio_is_taken_page_by_page() -> None:
    both = [
        *(measured(OURS, 1, 1.0), measured("paddleocr", 1, 4.0)),
        *(measured(OURS, 2, 3.0, Tally(right=9, wrong=1, silent=1)), measured("paddleocr", 2, 6.0)),
        *(measured(OURS, 3, 2.0), measured("paddleocr", 3, 5.0)),
    ]
    ours, theirs = rows_of(both)
    assert (ours.reader, ours.pages, ours.cores, ours.ratio) == (OURS, 3, 2.0, None)
    assert (theirs.cores, theirs.ratio) == (5.0, 0.4)
    assert (ours.fields, ours.silent, theirs.fields) == (0.9, 0.1, None)


def test_a_run_is_drawn_and_enters_the_history(tmp_path: Path) -> None:
    rows = rows_of([measured(OURS, 1, 1.0), measured("paddleocr", 1, 4.0)])
    draw(rows, tmp_path / "peers.png")
    assert (tmp_path / "peers.png").stat().st_size > 1000
    for note in ("quiet", "loud"):
        remember(rows, tmp_path / "history.jsonl", {"note": note})
    runs = [json.loads(line) for line in (tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [run["note"] for run in runs] == ["quiet", "loud"]
    assert [row["cores"] for row in runs[0]["rows"]] == [1.0, 4.0]


def test_of_born_digital_pages_only_what_reads_them_is_asked() -> None:
    assert [entry.name for entry in readers_for(0, list(READERS))] == [OURS, "camelot"]
    assert "camelot" not in [entry.name for entry in readers_for(200, list(READERS))]


def test_a_reader_that_is_not_installed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "tesseract" in READERS["tesseract"].lacks()


@pytest.mark.parametrize(
    ("texts", "found"), [(["预算", "120"], 1.0), (["120预算"], 1.0), (["预算"], 2 * 2 / 7), ([], 0.0)]
)
def test_characters_are_found_in_whatever_order(texts: list[str], found: float) -> None:
    assert characters_found(texts, "预算120") == pytest.approx(found)


def test_a_value_within_a_longer_line_does_not_stand_alone() -> None:
    assert values_alone(["120", "120", "数量35个"], ["120", "35"]) == 0.5
    assert values_alone(["120"], []) is None
