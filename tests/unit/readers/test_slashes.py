"""Slashes: a lone 1 below the total is one, unless the total needs it or it was read for certain."""

from typing import Any

from extractor.paper.box import Box
from extractor.paper.word import Alternative, Char, Word
from extractor.record.draft import Leaf
from extractor.stages.forms_to_records.slashes import without_row_slashes, without_slashes, without_task_slashes

BOX = Box(0, 0, 5, 10)


def leaf(text: str, confidence: float = 0.95) -> Leaf:
    word = Word(1, BOX, tuple(Char(char, BOX, confidence, (Alternative("/", 0.04),)) for char in text), confidence)
    return Leaf(text, text, 1, BOX, (word,))


def values(rows: list[Any]) -> list[dict[str, Any]]:
    return [{key: node.value if isinstance(node, Leaf) else node for key, node in row.items()} for row in rows]


def test_ones_that_cannot_be_figures_are_blank_and_rows_of_slashes_go() -> None:
    rows: list[Any] = [
        {"source": "total", "budget": leaf("12"), "weight": leaf("10"), "score": leaf("10")},
        {"source": "fiscal", "budget": leaf("12"), "weight": leaf("1"), "score": leaf("1")},
        {"source": "other", "budget": leaf("1"), "weight": leaf("1"), "score": leaf("1")},
    ]
    assert values(without_slashes(rows))[1:] == [{"source": "fiscal", "budget": "12", "weight": None, "score": None}]


def test_a_one_that_the_total_needs_stays() -> None:
    rows: list[Any] = [
        {"source": "total", "budget": leaf("12")},
        {"source": "fiscal", "budget": leaf("11")},
        {"source": "other", "budget": leaf("1")},
    ]
    assert values(without_slashes(rows))[2]["budget"] == "1"


def test_a_one_read_for_certain_stays() -> None:
    sure = Leaf("1", "1", 1, BOX, (Word(1, BOX, (Char("1", BOX, 0.9999),), 0.9999),))
    rows: list[Any] = [{"source": "total", "budget": leaf("12")}, {"source": "other", "budget": sure}]
    assert values(without_slashes(rows))[1]["budget"] == "1"


def test_a_task_does_without_the_ones_its_totals_do_without() -> None:
    amounts = {"budget": leaf("40"), "budget_fiscal": leaf("40"), "budget_other": leaf("1"), "executed": None}
    assert without_task_slashes(amounts)["budget_other"] is None
    needed = {"budget": leaf("41"), "budget_fiscal": leaf("40"), "budget_other": leaf("1")}
    assert without_task_slashes(needed)["budget_other"] is not None


def test_ones_among_weights_are_slashes_where_the_total_is_too_small_by_as_many() -> None:
    rows: list[Any] = [{"weight": leaf("50")}, {"weight": leaf("49")}, {"weight": leaf("1")}, {"weight": leaf("1")}]
    without_row_slashes(rows, "weight", leaf("100"))
    assert [node["weight"] for node in values(rows)] == ["50", "49", "1", "1"]
    without_row_slashes(rows, "weight", leaf("99"))
    assert [node["weight"] for node in values(rows)] == ["50", "49", None, None]
