"""Review: a value nobody can be sure of is asked about, a sure one is not, and boxes are fractions of the page."""

from dataclasses import replace

import pytest

from extractor.paper.box import Box
from extractor.paper.page import Page, Seal
from extractor.paper.word import Alternative, Char, Reading, Word
from extractor.record.draft import Draft, Leaf
from extractor.record.envelope import Field
from extractor.stages.findings_to_review.stage import findings_to_review
from extractor.stages.records_to_findings.stage import records_to_findings
from tests.judging import FILE, JUDGE

PAGE = Page(1, "scan", 600, 800)
BOX = Box(60, 80, 120, 100)


def word(text: str, confidence: float = 0.999, readings: tuple[Reading, ...] = ()) -> Word:
    return Word(1, BOX, tuple(Char(char, BOX, confidence) for char in text), confidence, readings)


def leaf(value: str | None, confidence: float = 0.999, readings: tuple[Reading, ...] = ()) -> Leaf:
    return Leaf(value, value or "", 1, BOX, (word(value or "", confidence, readings),))


def whole(tree: dict[str, object]) -> dict[str, object]:
    """A form that has, besides its own, what a known form has: its blocks, and a first level over its indicators."""
    rows: object = tree.get("indicators", [{"level3": leaf("某指标"), "target": leaf("某值")}])
    assert isinstance(rows, list)
    levelled = [{"level1": leaf("产出指标"), **row} for row in rows]
    blocks = {
        "title": leaf("某表"),
        "goals": [{"expected": leaf("某目标")}],
        "funds": [{"source": "total", "budget": leaf("8500")}],
    }
    return {**blocks, **tree, "indicators": levelled}


def fields(tree: dict[str, object], doubts: tuple[str, ...] = (), page: Page = PAGE) -> dict[str, Field]:
    known = {"project_name": leaf("某项目"), **whole(tree)}
    return fields_as_read(known, doubts, page)


def fields_as_read(tree: dict[str, object], doubts: tuple[str, ...] = (), page: Page = PAGE) -> dict[str, Field]:
    draft = Draft("project_evaluation", (1,), tree, doubts)  # type: ignore[arg-type]
    envelope = findings_to_review(records_to_findings([draft]), [page], FILE, JUDGE)
    return {entry.path.removeprefix("/records/0"): entry for entry in envelope.fields}


def one(value: Leaf, page: Page = PAGE) -> Field:
    return fields({"project_name": leaf("某项目"), "problems": value}, page=page)["/problems"]


def test_a_sure_value_is_not_asked_about_and_stands_at_its_fraction_of_the_page() -> None:
    entry = one(leaf("再就业经费"))
    assert (entry.needs_review, entry.reasons, entry.box) == (False, [], [0.1, 0.1, 0.2, 0.125])
    assert entry.confidence > 0.97


def test_a_weak_character_is_asked_about_and_lowers_the_confidence() -> None:
    weak, strong = one(leaf("8500", 0.6)), one(leaf("8500"))
    assert weak.reasons == ["low-ocr-confidence"] and weak.confidence < strong.confidence


def test_a_second_reading_speaks_for_or_against() -> None:
    agreed = one(leaf("8500", 0.9, (Reading("as-is", "8500", 0.9),)))
    differing = one(leaf("8500", 0.99, (Reading("as-is", "6500", 0.95),)))
    assert agreed.confidence >= one(leaf("8500", 0.9)).confidence
    assert "readings-differ" in differing.reasons


def test_an_alternative_as_likely_as_what_was_read_is_another_reading() -> None:
    read = leaf("772603")
    first, *rest = read.words[0].chars
    rivalled = replace(read.words[0], chars=(replace(first, alternatives=(Alternative(".7", 0.99),)), *rest))
    assert "readings-differ" in one(replace(read, words=(rivalled,))).reasons


@pytest.mark.parametrize("colour", ["red", "grey"])
def test_a_seal_lowers_what_it_covers(colour: str) -> None:
    stamped = replace(PAGE, seals=(Seal(Box(50, 70, 130, 110), None, 0.9, colour),))  # type: ignore[arg-type]
    assert one(leaf("某局"), stamped).confidence < one(leaf("某局")).confidence
    assert "under-seal" in one(leaf("某局", 0.985), stamped).reasons
    assert not one(leaf("某局", 0.985)).needs_review


def test_doubts_and_uncertain_places_are_reasons() -> None:
    assert one(replace(leaf("某局"), doubts=("two-labels",))).reasons == ["two-labels"]
    assert "uncertain-place" in one(replace(leaf("某局"), certainty=0.5)).reasons


def test_a_place_that_is_filled_but_unreadable_is_asked_about() -> None:
    entry = fields({"total_score": replace(leaf(None), raw="l00", doubts=("unreadable-value",))})["/total_score"]
    assert entry.needs_review and entry.confidence == 0 and entry.raw == "l00"


def test_arithmetic_lifts_what_holds_and_asks_about_what_does_not() -> None:
    def funds(executed: str) -> dict[str, object]:
        rows = {"source": "total", "budget": leaf("8500", 0.99), "executed": leaf(executed, 0.99)}
        return {"funds": [rows], "execution_rate": leaf("50", 0.99)}

    held, off = fields(funds("4250")), fields(funds("4750"))
    assert not held["/funds/0/executed"].needs_review
    assert all(off[path].reasons[0] == "execution-rate" for path in ("/execution_rate", "/funds/0/executed"))
    assert off["/execution_rate"].confidence < held["/execution_rate"].confidence


def test_a_doubt_about_the_record_is_shown_at_its_key_fields() -> None:
    marked = fields({"project_name": leaf("某项目"), "phone": leaf("0335-0000000")}, ("page-unread",))
    assert "record:page-unread" in marked["/project_name"].reasons and not marked["/phone"].needs_review


def test_a_form_without_what_every_form_has_is_asked_about() -> None:
    assert "record:no-indicators" in fields_as_read({"project_name": leaf("某项目")})["/project_name"].reasons


def test_every_value_is_asked_about_where_a_form_lacks_more_than_a_known_one_does() -> None:
    known = whole({"title": leaf("某表"), "project_name": leaf("某项目"), "total_score": leaf("10")})
    assert not fields_as_read(known)["/indicators/0/target"].needs_review
    halved = {key: value for key, value in known.items() if key not in ("funds", "goals")}
    marked = fields_as_read(halved)
    assert all("record:lacks-blocks" in entry.reasons for entry in marked.values())


def test_every_value_is_asked_about_where_many_figures_belong_to_no_field() -> None:
    left = tuple(f"unclaimed:{amount}" for amount in ("12.5", "8", "100%", "3.0", "1,250"))
    assert all("record:figures-left" in entry.reasons for entry in fields({"total_score": leaf("10")}, left).values())
    few = fields({"total_score": leaf("10"), "title": leaf("某表")}, left[:2])
    assert "record:figures-left" not in few["/total_score"].reasons


def test_every_value_is_asked_about_where_indicators_may_have_lost_their_levels() -> None:
    row: dict[str, object] = {"level3": leaf("某指标"), "target": leaf("某值"), "score": leaf("5"), "score_rows": 1}
    under = row | {"level1": leaf("产出指标")}
    form = whole({"title": leaf("某表"), "project_name": leaf("某项目")})
    for rows, doubts in (([row], ("levels-not-found",)), ([row, under], ())):
        marked = fields_as_read(form | {"indicators": rows}, doubts)
        assert all("record:lacks-levels" in entry.reasons for entry in marked.values())
    assert "no-level" in marked["/indicators/0/score_rows"].reasons


def test_a_form_that_prints_no_levels_and_leaves_nothing_over_is_as_it_is_printed() -> None:
    rows = [{"level3": leaf("某指标"), "target": leaf("某值"), "score": leaf("5"), "score_rows": 1}]
    head = {
        "title": leaf("某表"),
        "project_name": leaf("某项目"),
        "year": replace(leaf("2021"), value=2021),
        "total_score": leaf("5"),
    }
    marked = fields_as_read(whole(head) | {"indicators": rows})
    reasons = {reason for entry in marked.values() for reason in entry.reasons}
    assert not reasons & {"record:lacks-levels", "no-level"}


def test_targets_may_lack_a_sign_or_a_unit_that_no_field_took() -> None:
    rows = {"indicators": [{"level3": leaf("某指标"), "target": leaf("90%"), "score": leaf("10")}]}
    lacking = fields(rows, doubts=("unclaimed:≥",))
    assert "signs-left" in lacking["/indicators/0/target"].reasons
    assert "signs-left" not in lacking["/indicators/0/score"].reasons
    assert "signs-left" not in fields(rows, doubts=("unclaimed:备注",))["/indicators/0/target"].reasons


def test_a_record_beside_a_table_nobody_knows_may_be_its_part() -> None:
    known = Draft("project_target", (1,), {"title": leaf("某表")})
    lost = Draft(
        "table", (2,), {"cells": [{"row": 0, "column": 0, "row_span": 1, "column_span": 1, "text": leaf("某")}]}
    )
    envelope = findings_to_review(records_to_findings([known, lost]), [PAGE], FILE, JUDGE)
    assert "record:unknown-table" in envelope.fields[0].reasons


def test_facts_of_the_layout_get_the_place_of_their_row() -> None:
    entry = fields({"funds": [{"source": "total", "budget": leaf("8500")}]})["/funds/0/source"]
    assert entry.box == [0.1, 0.1, 0.2, 0.125] and not entry.needs_review


def test_an_unknown_table_goes_to_review_whole() -> None:
    cells = [{"row": 0, "column": at, "row_span": 1, "column_span": 1, "text": leaf("某")} for at in range(2)]
    envelope = findings_to_review(records_to_findings([Draft("table", (1,), {"cells": cells})]), [PAGE], FILE, JUDGE)
    assert len(envelope.fields) == 10 and all(entry.needs_review for entry in envelope.fields)


def test_a_sum_that_does_not_hold_asks_about_itself_and_its_less_sure_parts() -> None:
    rows = [{"level3": leaf("某指标"), "score": leaf(score, sure)} for score, sure in (("50", 0.9995), ("40", 0.998))]
    marked = fields({"indicators": rows, "total_score": leaf("99", 0.9999)})
    assert marked["/total_score"].reasons == ["score-sum"]
    assert not marked["/indicators/0/score"].needs_review
    assert marked["/indicators/1/score"].reasons == ["score-sum"]


def test_a_stamped_form_without_a_unit_may_hide_it_under_the_seal() -> None:
    stamped = replace(PAGE, seals=(Seal(Box(300, 700, 400, 800), None, 0.9),))
    nameless = fields({"project_name": leaf("某项目")}, page=stamped)["/project_name"]
    named = fields({"project_name": leaf("某项目"), "reporting_unit": leaf("某局")}, page=stamped)["/project_name"]
    assert "record:unit-under-seal" in nameless.reasons and "record:unit-under-seal" not in named.reasons


def budget(*amounts: tuple[str, str, str], rate: str = "50") -> dict[str, object]:
    """A form that lacks nothing, with these rows of money (source, budget, executed)."""
    rows = [{"source": source, "budget": leaf(had), "executed": leaf(spent)} for source, had, spent in amounts]
    whole = {"title": leaf("某表"), "year": replace(leaf("2020"), value=2020), "project_name": leaf("某项目")}
    indicators = [{"level3": leaf("某指标"), "score": leaf("10")}]
    goals = [{"expected": leaf("某目标")}]
    rest = {"goals": goals, "indicators": indicators, "total_score": leaf("10"), "execution_rate": leaf(rate)}
    return {**whole, "funds": rows, **rest}


def test_what_a_text_layer_contradicts_is_the_papers_own_unless_something_was_left_over() -> None:
    digital = replace(PAGE, source="digital")
    wrong = budget(("total", "8500", "4750"))
    on_paper, scanned = fields(wrong, page=digital), fields(wrong)
    torn = fields(wrong, ("unclaimed:某",), page=digital)
    assert not on_paper["/execution_rate"].needs_review
    assert (
        "execution-rate" in scanned["/execution_rate"].reasons and "execution-rate" in torn["/execution_rate"].reasons
    )


def test_a_figure_that_a_sum_proves_is_not_asked_about_for_being_unusual() -> None:
    proven = fields(budget(("total", "80", "85"), ("fiscal", "80", "85"), rate="106.25"))
    alone = fields(budget(("total", "80", "85"), rate="106.25"))
    assert "executed-over-budget" not in proven["/funds/0/executed"].reasons
    assert "executed-over-budget" in alone["/funds/0/executed"].reasons


def test_a_doubt_about_the_record_is_asked_once() -> None:
    tree: dict[str, object] = {"title": leaf("某表"), "project_name": leaf("某项目"), "reporting_unit": leaf("某局")}
    asked = [path for path, entry in fields(tree, ("page-unread",)).items() if "record:page-unread" in entry.reasons]
    assert asked == ["/project_name"]


def test_a_blank_is_a_blank_where_the_characters_come_from_a_text_layer() -> None:
    tree = budget(("total", "8500", "4250")) | {"project_name": replace(leaf("某项目"), doubts=("row-incomplete",))}
    assert not fields(tree, page=replace(PAGE, source="digital"))["/project_name"].needs_review
    assert fields(tree)["/project_name"].reasons == ["row-incomplete"]


def test_a_figure_at_the_edge_of_a_text_layers_text_was_left_there_by_nothing() -> None:
    tree = budget(("total", "8500", "4250")) | {"goals": [{"expected": leaf("1至4季度完成某项工作。"), "actual": None}]}
    assert "stray-edge" not in fields(tree, page=replace(PAGE, source="digital"))["/goals/0/expected"].reasons
    assert "stray-edge" in fields(tree)["/goals/0/expected"].reasons


@pytest.mark.parametrize(
    ("confidence", "agrees", "asked"), [(0.9995, True, False), (0.97, True, True), (1, False, True)]
)
def test_a_bare_comparator_is_believed_where_it_was_read_surely_twice(
    confidence: float, agrees: bool, asked: bool
) -> None:
    target = leaf(">7处", confidence, (Reading("as-is", ">7处", 0.99),) if agrees else ())
    reasons = fields({"indicators": [{"target": target}]})["/indicators/0/target"].reasons
    assert ("bare-comparator" in reasons) == asked


def test_how_many_rows_a_score_covers_is_as_certain_as_the_score() -> None:
    def row(score: float, level: float) -> bool:
        leaves = {"level1": replace(leaf("产出指标"), certainty=level), "score": replace(leaf("5"), certainty=score)}
        row = {**leaves, "level3": leaf("某指标"), "score_rows": 1}
        return fields({"indicators": [row]})["/indicators/0/score_rows"].needs_review

    assert not row(score=1.0, level=0.5) and row(score=0.5, level=1.0)


def test_where_no_total_is_printed_every_part_of_a_wrong_sum_is_asked_about() -> None:
    rows = [{"level3": leaf("某指标"), "weight": leaf(weight, 0.9999)} for weight in ("50", "40", "20")]
    marked = fields({"indicators": rows})
    assert all("weight-sum" in marked[f"/indicators/{at}/weight"].reasons for at in range(3))


def test_a_score_over_several_rows_is_doubted_where_a_row_may_be_lost() -> None:
    def asked(note: Leaf) -> bool:
        row = {"level3": leaf("某指标"), "score": leaf("5"), "score_rows": 3, "note": note}
        return fields({"indicators": [row]})["/indicators/0/score_rows"].needs_review

    assert asked(replace(leaf("某"), doubts=("unread-ink",))) and not asked(leaf("某"))


def test_what_the_layout_says_is_doubted_with_the_value_it_derives_from() -> None:
    odd = replace(leaf("某指标"), doubts=("no-words",))
    row = fields({"indicators": [{"level3": odd, "score_rows": 1}]})["/indicators/0/score_rows"]
    assert "no-words" in row.reasons
    label = replace(leaf("其他资金"), doubts=("label-guessed",))
    fund = {"source": "other", "label": label, "budget": leaf("5")}
    marked = fields({"execution_rate": None, "funds": [fund]})
    assert "label-guessed" in marked["/funds/0/source"].reasons
