"""A name that people confirmed speaks for itself; one glyph away from it is asked about; nothing is ever changed."""

from __future__ import annotations

import pytest

from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.paper.word import Char, Word
from extractor.record.draft import Draft, Leaf
from extractor.record.envelope import Field
from extractor.record.identity.known import KnownNames, known_names
from extractor.stages.findings_to_review.known_names import weigh_names
from extractor.stages.findings_to_review.stage import findings_to_review
from extractor.stages.records_to_findings.stage import records_to_findings
from tests.judging import FILE, JUDGE

BOX = Box(60, 80, 120, 100)
KNOWN = known_names([("project", "城乡居民医疗保险补助经费"), ("unit", "某县卫生健康局")])


def leaf(value: str) -> Leaf:
    """A leaf that was read surely enough to be asked about by nobody."""
    return Leaf(value, value, 1, BOX, (Word(1, BOX, tuple(Char(char, BOX, 0.995) for char in value), 0.995),))


def project(value: str, known: KnownNames) -> tuple[str, Field]:
    """The project's name in the envelope, and its evidence."""
    checked = records_to_findings([Draft("project_evaluation", (1,), {"project_name": leaf(value)})])
    envelope = findings_to_review(weigh_names(checked, known), [Page(1, "scan", 600, 800)], FILE, JUDGE)
    return envelope.to_plain()["records"][0]["project_name"], envelope.fields[0]


def test_a_known_name_is_surer() -> None:
    name = "城乡居民医疗保险补助经费"
    assert project(name, KNOWN)[1].confidence > project(name, KnownNames())[1].confidence


@pytest.mark.parametrize("misread", ["城乡居民医疔保险补助经费", "城乡居民医疗保险补肋经费"])
def test_a_near_miss_is_asked_about_and_stays_as_read(misread: str) -> None:
    value, entry = project(misread, KNOWN)
    assert (value, entry.needs_review) == (misread, True)
    assert entry.reasons[0] == "near-known-name"
    assert "near-known-name" not in project(misread, KnownNames())[1].reasons


@pytest.mark.parametrize("other", ["城乡居民养老保险补助经费", "城乡居民医疗保险补助金", "某县卫生健康局"])
def test_other_names_are_left_alone(other: str) -> None:
    assert project(other, KNOWN) == project(other, KnownNames())


def test_two_known_names_that_look_alike_do_not_doubt_each_other() -> None:
    both = known_names([("project", "甲镇土地经费"), ("project", "甲镇士地经费")])
    assert "near-known-name" not in project("甲镇士地经费", both)[1].reasons


def test_a_name_is_known_however_it_is_spaced_and_bracketed() -> None:
    assert known_names([("project", "补助经费（二期）")]).knows("project", "补助 经费(二期)")
