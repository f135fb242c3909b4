"""How alike two engines read is counted in characters and in cells."""

from __future__ import annotations

from extractor.service.costs import Costs, agreement, costs_to_plain


def test_agreement_counts_cells_and_characters() -> None:
    one = Costs(
        "one", pages=1, texts={"a/1": "预算数17.14", "a/1/0/0,0": "预算数", "a/1/0/0,1": "17.14", "a/1/0/0,2": ""}
    )
    other = Costs(
        "other", pages=1, texts={"a/1": "预算数1714", "a/1/0/0,0": "预算数", "a/1/0/0,1": "1714", "a/1/0/0,2": ""}
    )
    found = agreement(one, other)
    assert found.cells == 0.5
    assert 0.9 < found.characters < 1.0
    assert agreement(one, one).characters == agreement(one, one).cells == 1.0


def test_costs_are_shared_among_the_pages() -> None:
    costs = Costs("one", pages=4)
    for page in range(4):
        costs.saw("words", page, None, 0.5)
    costs.saw("forms", None, None, 2.0)
    assert costs.per_page == {"words": 0.5, "forms": 0.5, "all": 1.0}
    assert costs_to_plain([costs])[0]["seconds_per_page"] == {"words": 0.5, "forms": 0.5, "all": 1.0}
