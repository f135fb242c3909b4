"""How the service does: pages an hour, what waits and since when, what is flagged and why, what failed."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, Min, Q, Sum
from django.utils.timezone import now

from extractor.service.plain_words import reason_words
from extractor.service.silent_errors import SilentErrors, silent_errors
from extractor.store.models import BlindDraw, Correction, Document, FieldRow, Page, Reading, Submission

_DAY = timedelta(hours=24)
_SAMPLE = 5000
"""Waiting values whose reasons are counted; the newest."""
_MOST = 8


def overview(visible: Q, promise: float) -> dict[str, Any]:
    """The figures, over the documents that ``visible`` lets one see.

    ``silent_errors`` says what the blind sample found, beside the ``promise`` (silent errors in 1,000 fields): ``rate``
    (null while nothing was checked), the interval ``low`` to ``high``, ``promise`` as a share, how many values were
    ``checked`` and ``wait``, the ``state`` and the types of field with an ``alarm``.
    """
    seen = Document.objects.filter(visible)
    return {
        "documents": seen.count(),
        **_pages(seen.values("file")),
        **_queue(seen),
        **_flagged(seen),
        "top_reasons": _reasons(seen),
        "decided_today": _decided_today(seen),
        "failures": _failures(seen),
        "silent_errors": _silent_errors(silent_errors(promise, visible)),
    }


def _silent_errors(found: SilentErrors) -> dict[str, Any]:
    overall = found.overall
    low, high = overall.interval
    return {
        "rate": overall.rate,
        "low": low,
        "high": high,
        "promise": overall.promise,
        "checked": overall.checked,
        "wait": overall.waiting,
        "state": overall.state.value,
        "alarm": list(found.alarm),
    }


def _pages(files: Any) -> dict[str, Any]:
    """Speed of the last hour and day, and what is to be read still."""
    pages = Page.objects.filter(submission__file__in=files)
    read = pages.filter(state=Page.State.READ)
    waiting = pages.filter(state__in=(Page.State.WAITING, Page.State.READING))
    oldest: datetime | None = waiting.aggregate(oldest=Min("submission__at"))["oldest"]
    return {
        "pages_last_hour": read.filter(done__gt=now() - timedelta(hours=1)).count(),
        "pages_last_day": read.filter(done__gt=now() - _DAY).count(),
        "seconds_a_page": read.filter(done__gt=now() - _DAY).aggregate(mean=Avg("seconds"))["mean"],
        "pages_waiting": waiting.count(),
        "oldest_waiting_seconds": None if oldest is None else (now() - oldest).total_seconds(),
    }


def _queue(seen: Any) -> dict[str, Any]:
    waiting = seen.filter(waiting__gt=0)
    oldest: datetime | None = waiting.aggregate(oldest=Min("current__created"))["oldest"]
    return {
        "fields_waiting": waiting.aggregate(sum=Sum("waiting"))["sum"] or 0,
        "documents_waiting": waiting.count(),
        "oldest_review_seconds": None if oldest is None else (now() - oldest).total_seconds(),
        "open_findings": seen.aggregate(sum=Sum("open_findings"))["sum"] or 0,
    }


def _flagged(seen: Any) -> dict[str, Any]:
    """The share that was put before a person, blind samples among them: else the difference would tell of those."""
    totals = Reading.objects.filter(current_of__in=seen).aggregate(fields=Sum("fields"), flagged=Sum("flagged"))
    drawn = BlindDraw.objects.filter(reading__current_of__in=seen).count()
    fields, flagged = totals["fields"] or 0, (totals["flagged"] or 0) + drawn
    return {"fields": fields, "flagged": flagged, "share_flagged": flagged / fields if fields else None}


def _reasons(seen: Any) -> list[dict[str, Any]]:
    rows = FieldRow.objects.filter(document__in=seen, state=FieldRow.State.WAITING).order_by("-id")
    counted = Counter(reason for reasons in rows.values_list("reasons", flat=True)[:_SAMPLE] for reason in reasons[:1])
    return [
        {"code": code, "zh": reason_words(code)[0], "en": reason_words(code)[1], "count": count}
        for code, count in counted.most_common(_MOST)
    ]


def _decided_today(seen: Any) -> list[dict[str, Any]]:
    events = Correction.objects.filter(document__in=seen, at__gt=now() - _DAY, carried_from__isnull=True)
    events = events.exclude(verdict=Correction.Verdict.UNDONE)
    changed = Count("id", filter=Q(verdict=Correction.Verdict.CORRECTED))
    counted = events.values("who").annotate(count=Count("id"), changed=changed).order_by("-count")[:20]
    return [dict(one) for one in counted]


def _failures(seen: Any) -> list[dict[str, Any]]:
    """Documents that failed whole or lack pages, newest first."""
    failed = Q(latest__state=Submission.State.FAILED)
    lacking = Q(
        pk__in=Page.objects.filter(state=Page.State.UNREAD, submission__latest_of__isnull=False).values(
            "submission__latest_of"
        )
    )
    rows = seen.filter(failed | lacking).select_related("latest").order_by("-id")[:20]
    found = []
    for row in rows:
        pages = Page.objects.filter(submission=row.latest, state=Page.State.UNREAD).order_by("number")
        first = pages.first()
        why = (row.latest.error if row.latest else "") or (first.error if first else "")
        numbers = list(pages.values_list("number", flat=True)[:50])
        found.append({"document": row.pk, "name": row.name, "pages": numbers, "error": why})
    return found
