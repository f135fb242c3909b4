"""What Prometheus is told of the store: pages that wait and how long, failures, documents, review load."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import DatabaseError, close_old_connections
from django.db.models import Count, Min, Sum
from django.utils.timezone import now
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from extractor.store.models import Document, Page, Submission

_GOOD_FOR = 15.0
"""Seconds what was counted is told again: several servers may ask, and counting millions takes a moment."""


class StoreMetrics(Collector):
    """Counts the store when asked; register it once. The store must be open."""

    def __init__(self) -> None:
        self._counted: list[Metric] = []
        self._at = -_GOOD_FOR

    def describe(self) -> list[Metric]:
        """Nothing is counted for being registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The figures; ``extractor_store_up`` alone where the database does not answer."""
        if time.monotonic() - self._at >= _GOOD_FOR:
            try:
                close_old_connections()
                self._counted = [GaugeMetricFamily("extractor_store_up", "The database answers", 1), *_count()]
            except DatabaseError:
                self._counted = [GaugeMetricFamily("extractor_store_up", "The database answers", 0)]
            self._at = time.monotonic()
        yield from self._counted


def _count() -> Iterator[Metric]:
    pages = GaugeMetricFamily(
        "extractor_pages", "Pages of the queue by state and priority", labels=("state", "priority")
    )
    for state in (Page.State.WAITING, Page.State.READING):
        counts = Page.objects.filter(state=state).values_list("priority").annotate(Count("id"))
        for priority, count in counts:
            pages.add_metric((state, Submission.Priority(priority).name.lower()), count)
    yield pages
    oldest = Page.objects.filter(state=Page.State.WAITING).aggregate(at=Min("submission__at"))["at"]
    waited = (now() - oldest).total_seconds() if oldest else 0.0
    yield GaugeMetricFamily("extractor_oldest_page_seconds", "How long the page that waits longest has waited", waited)
    failures = GaugeMetricFamily("extractor_failed_pages", "Pages set aside, by error", labels=("error",))
    for kind, count in Page.objects.filter(state=Page.State.UNREAD).values_list("error_kind").annotate(Count("id")):
        failures.add_metric((kind,), count)
    yield failures
    submissions = GaugeMetricFamily("extractor_submissions", "Submissions by state", labels=("state",))
    for state, count in Submission.objects.values_list("state").annotate(Count("id")):
        submissions.add_metric((state,), count)
    yield submissions
    review = Document.objects.aggregate(values=Sum("waiting"), findings=Sum("open_findings"))
    yield GaugeMetricFamily("extractor_review_values", "Values that wait for a person", review["values"] or 0)
    yield GaugeMetricFamily("extractor_review_findings", "Findings that are open", review["findings"] or 0)
