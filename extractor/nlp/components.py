"""The pipeline's own components: names by the model and figures by rule become one list of mentions, then links.

Order: ``name_recogniser`` (trained: PROJECT, INDICATOR, ORG) → ``written_mentions`` (rules) → ``project_links``. Each
declares what it needs and gives, so that a pipeline in the wrong order is refused when it is built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from extractor.nlp.clues import seen_by_rule
from extractor.nlp.consistency import consistent_names, whole_items
from extractor.nlp.doubtful_edges import is_doubtful, noted_behind
from extractor.nlp.linking.links import link
from extractor.nlp.list_mates import with_list_mates
from extractor.nlp.names import tidy_names
from extractor.nlp.network import NAMES
from extractor.nlp.patterns.rules import without_overlaps
from extractor.nlp.printed_names import is_printed, with_printed_names
from extractor.nlp.recogniser import GIVES
from extractor.nlp.signature import with_signatures
from extractor.record.narrative import NAMED_BY_MODEL, Narrative, Span
from extractor.record.report_kind import MentionLabel

_SURE = 0.95
"""From here on a name needs no review, if its edges are no doubt: on dev 99 of 100 such names are right."""

Doc.set_extension("mentions", default=(), force=True)
Doc.set_extension("narrative", default=None, force=True)
Doc.set_extension("printed_names", default=(), force=True)


@Language.component("written_mentions", requires=list(GIVES), assigns=["doc._.mentions"])
def written_mentions(doc: Doc) -> Doc:
    """Joins the model's names, made one over the document, with the rules' figures, of which a name may hold some."""
    figures, by_rule = seen_by_rule(doc)
    names = whole_items(doc.text, tidy_names(doc.text, _recognised(doc)), by_rule)
    names = with_signatures(doc.text, names, figures)
    names = with_list_mates(doc.text, consistent_names(doc.text, names), figures)
    names = with_printed_names(doc.text, names, doc._.printed_names)
    mentions = sorted([*names, *without_overlaps(figures, names)], key=lambda span: span.start)
    doc._.mentions = tuple(_weighed(doc, span, mentions) if span.label in NAMES else span for span in mentions)
    return doc


def _recognised(doc: Doc) -> list[Span]:
    labels: dict[str, MentionLabel] = {label: label for label in NAMES}
    return [
        Span(ent.start_char, ent.end_char, labels[ent.label_], confidence=doc._.likelihoods[ent.start, ent.end])
        for ent in doc.ents
    ]


def _weighed(doc: Doc, name: Span, mentions: Sequence[Span]) -> Span:
    """The name as sure as the judge who doubts it most, or the form that prints it; what is not sure has its doubt."""
    printed = is_printed(doc.text[name.start : name.end], doc._.printed_names)
    if printed and name.confidence >= _SURE and not noted_behind(doc.text, name, mentions):
        return name
    tokens = doc.char_span(name.start, name.end)
    least = doc._.verdicts.least(tokens.start, tokens.end, name.label) if tokens is not None else 0.0
    unsure = least < _SURE or (name.label == "PROJECT" and is_doubtful(doc.text, name, mentions))
    return replace(name, confidence=least, doubts=(NAMED_BY_MODEL,) if unsure and name.label != "ORG" else ())


@Language.component("project_links", requires=["doc._.mentions"], assigns=["doc._.narrative"])
def project_links(doc: Doc) -> Doc:
    """Says which amount, score, grade and indicators belong to which project, and what the unit's own totals are."""
    doc._.narrative = link(doc.text, doc._.mentions) if doc._.mentions else Narrative(())
    return doc
