"""Mentions in, a narrative out: read from top to bottom as a person would, topic by topic."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.nlp.linking.aliases import names_project
from extractor.nlp.linking.indicators import stated_indicators
from extractor.nlp.linking.ledger import Entry, Ledger
from extractor.nlp.linking.loose_ends import loose_ends
from extractor.nlp.linking.money import Owner, give_beside, give_to_topic
from extractor.nlp.linking.passages import Passage, paragraphs, runs_on, sentences
from extractor.nlp.linking.project_counts import counts_all
from extractor.nlp.linking.series import give_in_turn
from extractor.nlp.linking.topics import Topics, this_project
from extractor.nlp.linking.totals import Totals
from extractor.record.narrative import Narrative, Span


def link(text: str, mentions: Sequence[Span]) -> Narrative:
    """What belongs to what in a report.

    Args:
        text: the report, a paragraph a line.
        mentions: its mentions in order, without overlaps.
    """
    ledger = Ledger(text)

    def named_in(paragraph: Passage, topic: Entry) -> bool:
        return any(ledger.entry(name) is topic for name in paragraph.of("PROJECT"))

    linked = [span for span in mentions if span.label != "PROJECT" or names_project(text[span.start : span.end])]
    topics, totals = Topics(text, ledger), Totals()
    for paragraph in paragraphs(text, linked):
        topic = topics.of(paragraph)
        if topic is not None and not named_in(paragraph, topic) and counts_all(text, paragraph):
            topic = None
        if not runs_on(text, paragraph):
            totals.open(text, paragraph)
        for sentence in sentences(text, paragraph):
            meant = this_project(text, paragraph, sentence)
            give_in_turn(text, sentence, ledger)
            give_beside(text, sentence, ledger)
            give_to_topic(text, sentence, Owner(ledger.entry(meant), meant) if meant else Owner(topic), ledger)
            if topic is None and meant is None:
                totals.read(text, sentence, ledger)
        if topic is not None:
            topic.indicators += stated_indicators(text, paragraph)
    projects, whole = ledger.settled(), (totals.projects, totals.budget, totals.score, totals.grade)
    return Narrative(tuple(mentions), projects, *whole, doubts=loose_ends(text, linked, ledger, totals))
