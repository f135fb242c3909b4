"""The number most likely wrong: the one glyph that would put several rules right is pointed at."""

from __future__ import annotations

from typing import Any

from extractor.record.checked import Outcome
from extractor.stages.records_to_findings.rule import Packet
from extractor.stages.records_to_findings.stage import check_packet


def found(record: dict[str, Any], rule: str) -> Outcome:
    outcomes = check_packet(Packet(({"kind": "project_evaluation", "pages": [1], "indicators": [], **record},)))
    return next(outcome for outcome in outcomes if outcome.rule == rule and outcome.verdict != "holds")


def money(total: str, fiscal: str, other: str, executed: str = "80") -> list[dict[str, Any]]:
    return [
        {"source": "total", "budget": total, "executed": executed},
        {"source": "fiscal", "budget": fiscal},
        {"source": "other", "budget": other},
    ]


def test_a_lost_point_is_suspected_before_the_sound_parts() -> None:
    outcome = found({"funds": money("100", "6025", "39.75")}, "funds-sum")
    assert outcome.suspects == ("/records/0/funds/1/budget",)
    assert ("/records/0/funds/1/budget", "60.25") in outcome.mends


def test_what_a_rate_confirms_is_not_suspected() -> None:
    record = {"funds": money("100", "50", "40"), "execution_rate": "80"}
    assert "/records/0/funds/0/budget" not in found(record, "funds-sum").suspects


def test_a_misread_digit_of_the_spending_is_told_from_the_rate() -> None:
    record = {"funds": [{"source": "total", "budget": "562", "executed": "572"}], "execution_rate": "91.1"}
    assert found(record, "execution-rate").suspects == ("/records/0/funds/0/executed",)


def test_nobody_is_suspected_where_nothing_speaks_for_it() -> None:
    assert found({"funds": money("100", "17", "29")}, "funds-sum").suspects == ()
