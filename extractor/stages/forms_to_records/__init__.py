"""Forms in, drafts of records out: each form goes to the reader of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.paper.form import Form, FormKind
from extractor.ports import MentionTagger
from extractor.record.draft import Draft
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from extractor.stages.forms_to_records.leaf import UNREAD_INK
from extractor.stages.forms_to_records.lost_ink import has_lost_ink
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from extractor.stages.forms_to_records.project_list import lists_in_reports, read_project_list
from extractor.stages.forms_to_records.project_target import read_project_target
from extractor.stages.forms_to_records.report import printed_names, read_report
from extractor.stages.forms_to_records.sections_below import BELOW, is_untitled_below, with_text_below
from extractor.stages.forms_to_records.unknown_table import read_unknown_table

__all__ = ["forms_to_records"]

_READERS: Mapping[FormKind, Callable[[Form], Draft]] = {
    "project_evaluation": read_project_evaluation,
    "project_target": read_project_target,
    "department_evaluation": read_department_evaluation,
    "project_list": read_project_list,
    "table": read_unknown_table,
}


def forms_to_records(forms: Sequence[Form], tagger: MentionTagger | None = None) -> tuple[Draft, ...]:
    """A draft for each form, in the same order; untitled text below a unit's form is part of that form.

    A list inside a report takes its year and unit from there. Reports are read last: what they call projects is known
    better once the forms have said how the projects are called.

    Args:
        forms: a document's forms.
        tagger: reads what reports state in their sentences; without one only their frame is read.
    """
    whole = with_text_below(forms)
    read = {at: _READERS[form.kind](form) for at, form in enumerate(whole) if form.kind != "report"}
    printed = printed_names(read.values())
    read |= {at: read_report(form, tagger, printed) for at, form in enumerate(whole) if at not in read}
    drafts = [(form, read[at]) for at, form in enumerate(whole)]
    asked = [replace(draft, doubts=_doubts(form, draft)) for form, draft in drafts]
    below = [at for at, (one, two) in enumerate(pairwise(drafts)) if one[0].tables and is_untitled_below(*two, one[0])]
    for at in below:
        asked[at] = replace(asked[at], doubts=(*asked[at].doubts, BELOW))
    return lists_in_reports(asked)


def _doubts(form: Form, draft: Draft) -> tuple[str, ...]:
    return (*draft.doubts, *form.doubts, *((UNREAD_INK,) if has_lost_ink(form, draft) else ()))
