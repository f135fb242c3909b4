"""Programs elsewhere are told when a document is ready: signed, tried again, and every failure to be seen.

What is ready is found in the store (``queue_ready``), not announced by who read it: whatever dies meanwhile, the next
look finds it. A message is claimed by compare-and-set, so that each server process may look for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from datetime import timedelta
from typing import Any

import httpx
from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.utils.timezone import now

from extractor.errors import NotInStore, UsageError
from extractor.store.models import Document, Reading
from extractor.web.api.spoken import document_out
from extractor.web.models import Delivery, Person, Webhook
from extractor.web.outside import goal_of, post
from extractor.web.permissions import visible

READY = "document.ready"
State = Delivery.State
_PAUSES = (60, 300, 1800, 7200, 21_600, 86_400)
"""Seconds before each further try; then it has failed."""
_CLAIM = timedelta(minutes=2)
_OVERLAP = timedelta(minutes=10)
"""How far behind the latest reading seen one looks again: transactions do not end in the order of their times."""
_AT_ONCE = 200


def new_webhook(person: Person, address: str) -> Webhook:
    """An address to be told; its secret is to be shown once.

    Raises:
        UsageError: it cannot be sent to.
    """
    goal_of(address, settings.HOSTS_INSIDE)
    return Webhook.objects.create(person=person, address=address, secret=secrets.token_urlsafe(32))


def end_webhook(ident: int) -> Webhook:
    """Ends a webhook; what waits for it is not sent.

    Raises:
        NotInStore: there is none.
    """
    hook = Webhook.objects.filter(pk=ident).first()
    if hook is None:
        raise NotInStore(f"There is no webhook {ident}.")
    if hook.ended is None:
        hook.ended = now()
        hook.save(update_fields=["ended"])
        hook.deliveries.filter(state=State.WAITING).update(state=State.FAILED, error="The webhook was ended.")
    return hook


def send_again(ident: int) -> Delivery:
    """Queues a message once more.

    Raises:
        NotInStore: there is none, or its webhook was ended.
    """
    rows = Delivery.objects.filter(pk=ident, webhook__ended__isnull=True)
    if not rows.update(state=State.WAITING, due=now(), tries=0, error="", status=None, done=None):
        raise NotInStore(f"There is no message {ident}.")
    return rows.select_related("reading").get()


def queue_ready() -> int:
    """Queues a message for every reading that came into force since the last look; how many."""
    count = 0
    for hook in Webhook.objects.filter(ended__isnull=True, person__is_active=True).select_related("person"):
        sent = Delivery.objects.filter(webhook=hook, reading=OuterRef("pk"))
        ready = Reading.objects.filter(
            ~Exists(sent), created__gte=max(hook.made, hook.seen - _OVERLAP),
            current_of__in=Document.objects.filter(visible(hook.person)),
        )  # fmt: skip
        rows = [
            Delivery(webhook=hook, reading=reading) for reading in ready.defer("envelope").order_by("id")[:_AT_ONCE]
        ]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        count += len(rows)
        latest = max((row.reading.created for row in rows), default=None)
        if latest is not None:
            Webhook.objects.filter(pk=hook.pk, seen__lt=latest).update(seen=latest)
    return count


def deliver_due(limit: int = _AT_ONCE) -> int:
    """Sends what is due; how many messages were tried."""
    due = Delivery.objects.filter(state=State.WAITING, due__lte=now()).order_by("due")
    count = 0
    for row in due.select_related("webhook__person", "reading__document")[:limit]:
        mine = Delivery.objects.filter(pk=row.pk, state=State.WAITING, tries=row.tries)
        if mine.update(tries=F("tries") + 1, due=now() + _CLAIM):
            row.tries += 1
            _deliver(row)
            count += 1
    return count


def message(row: Delivery) -> bytes:
    """What is sent: the event and the document in short; the records are to be fetched, with a token."""
    document = Document.objects.select_related("unit", "file", "latest").get(pk=row.reading.document_id)
    told: dict[str, Any] = {"event": READY, "delivery": row.pk, "reading": row.reading.version}
    told["document"] = document_out(document)
    return json.dumps(told, ensure_ascii=False, default=str).encode("utf-8", "replace")


def signature(secret: str, at: int, body: bytes) -> str:
    """``t=…,v1=…``: HMAC-SHA256 over the seconds since 1970, a full stop and the body."""
    signed = hmac.new(secret.encode(), b"%d." % at + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def _deliver(row: Delivery) -> None:
    hook, at = row.webhook, now()
    row.status, row.error = None, ""
    try:
        if not Document.objects.filter(visible(hook.person), pk=row.reading.document_id).exists():
            raise UsageError("Its person may not see the document any more.")
        body = message(row)
        headers = {"X-Extractor-Event": READY, "X-Extractor-Delivery": str(row.pk)}
        headers["X-Extractor-Signature"] = signature(hook.secret, int(at.timestamp()), body)
        row.status = post(goal_of(hook.address, settings.HOSTS_INSIDE), body, headers)
        row.error = "" if 200 <= row.status < 300 else f"It answered {row.status}."
    except UsageError as error:
        row.error = error.message
    except httpx.HTTPError as error:
        row.error = f"{type(error).__name__}: {error}"[:500]
    if not row.error:
        row.state, row.done = State.DELIVERED, now()
    elif row.tries > len(_PAUSES):
        row.state, row.done = State.FAILED, now()
    else:
        row.due = now() + timedelta(seconds=_PAUSES[row.tries - 1])
    row.save(update_fields=["state", "status", "error", "done", "due"])
