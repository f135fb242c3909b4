"""The pipeline's own components: names by the model and figures by rule become one list of mentions, then links.

Order: ``ner`` (trained: PROJECT, INDICATOR, ORG) → ``written_mentions`` (rules) → ``project_links``. Each declares
what it needs and gives, so that a pipeline in the wrong order is refused when it is built.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from extractor.nlp.linking.links import link
from extractor.nlp.names import tidy_names
from extractor.nlp.patterns.named import completed_names
from extractor.nlp.patterns.rules import find_by_rule, without_overlaps
from extractor.record.narrative import Narrative, Span
from extractor.record.report_kind import MentionLabel

NAMES: dict[str, MentionLabel] = {"PROJECT": "PROJECT", "INDICATOR": "INDICATOR", "ORG": "ORG"}
"""What the model marks."""

Doc.set_extension("mentions", default=(), force=True)
Doc.set_extension("narrative", default=None, force=True)


@Language.component("written_mentions", requires=["doc.ents"], assigns=["doc._.mentions"])
def written_mentions(doc: Doc) -> Doc:
    """Joins the model's names, completed by rule, with the rules' figures; a figure inside a name belongs to it."""
    named = [Span(ent.start_char, ent.end_char, NAMES[ent.label_]) for ent in doc.ents]
    figures = find_by_rule(doc.text)
    names = completed_names(doc.text, tidy_names(doc.text, named), figures)
    figures = without_overlaps(figures, names)
    doc._.mentions = tuple(sorted([*names, *figures], key=lambda span: span.start))
    return doc


@Language.component("project_links", requires=["doc._.mentions"], assigns=["doc._.narrative"])
def project_links(doc: Doc) -> Doc:
    """Says which amount, score, grade and indicators belong to which project, and what the unit's own totals are."""
    doc._.narrative = link(doc.text, doc._.mentions) if doc._.mentions else Narrative(())
    return doc
