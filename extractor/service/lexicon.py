"""The store's lexicon: spellings of projects, units and indicators that people confirmed in several papers."""

from __future__ import annotations

from collections import defaultdict
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from extractor.record.identity.known import KnownNames, NameKind, known_names, name_places, path_to_name_kind
from extractor.record.values.comparable import comparable
from extractor.store.models import Correction, FieldRow

_CONFIRMED = (FieldRow.State.ACCEPTED, FieldRow.State.CORRECTED)
"""What is *printed so* is a slip of the paper and teaches no spelling."""


class StoreLexicon:
    """See ``ports.Lexicon``. A name is known once it is in force in so many papers, by a person's decision in each.

    It learns at once, and forgets what was taken back: it asks the store again after every decision.
    """

    def __init__(self, papers: int) -> None:
        self._papers = papers
        self._event = -1
        self._known = KnownNames()

    def known(self) -> KnownNames:
        """The names known now."""
        latest: int = Correction.objects.aggregate(latest=Max("id"))["latest"] or 0
        if latest != self._event:
            self._known, self._event = known_names(_names(self._papers)), latest
        return self._known


def _names(papers: int) -> list[tuple[NameKind, str]]:
    """Names confirmed in so many papers; another scan of a paper is no further evidence."""
    places = reduce(or_, (Q(name__endswith=f"/{place}") for place in name_places()))
    rows = FieldRow.objects.filter(places, state__in=_CONFIRMED, value__isnull=False)
    rows = rows.exclude(document__same_paper_state__in=("proposed", "confirmed"))
    seen: dict[tuple[NameKind, str], set[int]] = defaultdict(set)
    for name, value, document in rows.values_list("name", "value", "document_id").distinct():
        kind = path_to_name_kind(name)
        if kind is not None and value is not None:
            seen[kind, comparable(value)].add(document)
    return [key for key, documents in seen.items() if len(documents) >= papers]
