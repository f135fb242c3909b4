"""Amounts ten thousand times too large or too small betray a mistaken unit."""

from __future__ import annotations

import pytest

from extractor.stages.records_to_findings.stage import check


def asked(*budgets: str) -> set[str]:
    record = {
        "kind": "project_target",
        "funds": [{"source": "total", "label": "资金", "budget": budget} for budget in budgets],
    }
    return {path for o in check(record) if o.rule == "odd-amount" for path in o.paths}


@pytest.mark.parametrize("odd", ["0.00189120", "13078512000", "12.1307851"])
def test_all_amounts_beside_one_that_is_no_sum_of_money_are_asked_about(odd: str) -> None:
    assert asked(odd, "38") == {"/funds/0/budget", "/funds/1/budget"}


def test_a_form_of_nothing_but_small_change_is_asked_about() -> None:
    assert asked("0.0432", "0.05") and not asked("0.0432", "0.5")


@pytest.mark.parametrize("usual", ["0", "130.785123", "1000000"])
def test_usual_amounts_are_not(usual: str) -> None:
    assert not asked(usual, "38")
