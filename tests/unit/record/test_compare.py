"""Comparison: what is right counts, what is lost costs only itself, and an error nobody is asked about is silent."""

import json
from typing import Any

import pytest

from extractor.record.compare.align import align_rows
from extractor.record.compare.calibration import calibration
from extractor.record.compare.equal import same_value
from extractor.record.compare.mentions import compare_mentions
from extractor.record.compare.outcomes import compare
from extractor.record.compare.rows import compare_rows
from extractor.record.compare.tally import Tally, tally_by
from extractor.record.pointer import leaves


def record(**changes: Any) -> dict[str, Any]:
    indicators = [
        {"level1": "产出指标", "level2": "数量指标", "level3": f"第{at}项指标", "target": f"{at}00人", "score": str(at)}
        for at in range(1, 7)
    ]
    base = {"kind": "project_evaluation", "pages": [1], "title": "自评表", "project_name": "再就业经费"}
    return {**base, "indicators": indicators, "total_score": "21", **changes}


def envelope(*records: dict[str, Any], flagged: tuple[str, ...] = (), reason: str = "low") -> dict[str, Any]:
    entries = [
        {"path": path, "page": 1, "box": [0.1, 0.1, 0.2, 0.2], "needs_review": path in flagged, "reasons": [reason]}
        for path, value in leaves({"records": list(records)})
        if value is not None
    ]
    return {"records": list(records), "fields": entries}


def tally(gold: dict[str, Any], predicted: dict[str, Any]) -> Tally:
    return tally_by(compare(gold, predicted), lambda _: "all").get("all", Tally())


def without_row(at: int) -> list[dict[str, Any]]:
    rows = record()["indicators"]
    return [*rows[:at], *rows[at + 1 :]]


def test_the_same_is_all_right() -> None:
    counted = tally(envelope(record()), envelope(record()))
    assert (counted.accuracy, counted.silent, counted.right) == (1.0, 0, 33)


@pytest.mark.parametrize("at", range(6))
def test_one_lost_row_costs_its_own_fields_only(at: int) -> None:
    counted = tally(envelope(record()), envelope(record(indicators=without_row(at))))
    assert (counted.right, counted.missing, counted.wrong, counted.spurious) == (28, 5, 0, 0)


def test_one_invented_row_costs_its_own_fields_only() -> None:
    counted = tally(envelope(record(indicators=without_row(2))), envelope(record()))
    assert (counted.right, counted.spurious, counted.wrong, counted.missing) == (28, 5, 0, 0)


def test_a_wrong_value_is_silent_unless_it_is_asked_about() -> None:
    wrong = record(total_score="12")
    asked = envelope(wrong, flagged=("/records/0/total_score",))
    assert tally(envelope(record()), envelope(wrong)).silent == 1
    counted = tally(envelope(record()), asked)
    assert (counted.silent, counted.wrong, counted.flagged) == (0, 1, 1)


def test_a_missing_value_is_caught_by_its_row_or_by_a_doubt_about_the_record() -> None:
    blank = record()
    blank["indicators"][3]["target"] = None
    assert tally(envelope(record()), envelope(blank)).silent == 1
    same_row = envelope(blank, flagged=("/records/0/indicators/3/score",))
    other_row = envelope(blank, flagged=("/records/0/indicators/4/score",))
    whole = envelope(blank, flagged=("/records/0/title",), reason="record:page-unread")
    assert [tally(envelope(record()), each).silent for each in (same_row, other_row, whole)] == [0, 1, 0]


def test_a_lost_row_is_caught_where_the_sum_of_its_list_is_asked_about() -> None:
    lost = record(indicators=without_row(2))
    summed = envelope(lost, flagged=("/records/0/indicators/0/score",), reason="score-sum")
    assert tally(envelope(record()), envelope(lost)).silent == 5
    assert tally(envelope(record()), summed).silent == 0


def test_a_lost_record_costs_all_its_fields_and_is_silent() -> None:
    other = record(project_name="取暖费", pages=[2])
    counted = tally(envelope(record(), other), envelope(other))
    assert (counted.right, counted.missing, counted.silent) == (33, 33, 33)


def test_a_record_kept_whole_as_a_table_in_the_queue_is_caught() -> None:
    table = {"kind": "table", "pages": [1], "cells": [{"row": 0, "column": 0, "text": "某"}]}
    asked = envelope(table, flagged=("/records/0/cells/0/text",))
    assert sum(one.verdict == "missing" and not one.caught for one in compare(envelope(record()), asked)) == 0
    assert (
        sum(one.verdict == "missing" and not one.caught for one in compare(envelope(record()), envelope(table))) == 33
    )


def test_records_are_paired_by_what_they_say_not_by_where_they_stand() -> None:
    first, second = record(), record(project_name="取暖费", pages=[2])
    assert tally(envelope(first, second), envelope(second, first)).accuracy == 1.0


@pytest.mark.parametrize(
    ("name", "gold", "predicted", "same"),
    [
        ("budget", "8500", "8500.0", True),
        ("budget", "8500", "850", False),
        ("phone", "0335", "335", False),
        ("target", "≥95%", ">=95％", True),
        ("target", "≥95%", "295%", False),
        ("title", "“三公”经费(专项)", "'三公'经费（专项）", True),
        ("problems", "某" * 60, "某" * 59 + "其", True),
        ("problems", "某" * 20, "某" * 19 + "其", False),
        ("completion", "≥95%", "≥95%", True),
        ("year", 2018, 2018, True),
    ],
)
def test_values_compare_by_what_they_mean(name: str, gold: object, predicted: object, same: bool) -> None:
    assert same_value(name, gold, predicted) is same


def test_rows_of_equal_names_keep_their_order() -> None:
    rows = [{"level3": "贷款额度", "target": "30"}, {"level3": "贷款额度", "target": "400"}]
    assert align_rows(rows, rows) == [(0, 0), (1, 1)]
    assert align_rows(rows, rows[1:]) == [(0, None), (1, 0)]


def test_a_row_counts_only_under_the_right_names() -> None:
    moved = json.loads(json.dumps(record()))
    moved["indicators"][2]["level2"] = "质量指标"
    count = compare_rows(envelope(record()), envelope(moved), "project_evaluation")
    assert (count.gold, count.right, count.extra) == (6, 5, 0)
    doubled = record(indicators=[*record()["indicators"], record()["indicators"][0]])
    assert compare_rows(envelope(record()), envelope(doubled), "project_evaluation").extra == 1


def test_evidence_is_the_middle_of_the_box() -> None:
    gold = {**envelope(record()), "_boxes": {"/records/0/title": [{"page": 1, "box": [0.1, 0.1, 0.2, 0.2]}]}}
    away = {**gold, "_boxes": {"/records/0/title": [{"page": 2, "box": [0.1, 0.1, 0.2, 0.2]}]}}
    assert tally(gold, envelope(record())).evidence == 1.0
    assert tally(away, envelope(record())).evidence == 0.0


def test_mentions_are_counted_by_label_and_text() -> None:
    def report(*texts: str) -> dict[str, Any]:
        mentions = [{"label": "AMOUNT", "text": text, "value": None, "page": 1} for text in texts]
        return {"records": [{"kind": "report", "pages": [1], "mentions": mentions}]}

    found = compare_mentions(report("5万元", "5万元", "3元"), report("5万元", "3 元", "9元"))["AMOUNT"]
    assert (found.right, found.gold, found.predicted) == (2, 3, 3)


def test_calibration_sets_what_was_said_beside_what_is_true() -> None:
    bins = calibration([(0.9995, True)] * 9 + [(0.9999, False)] + [(0.2, False)])
    assert [(one.values, one.are) for one in bins] == [(1, 0.0), (10, 0.9)]
