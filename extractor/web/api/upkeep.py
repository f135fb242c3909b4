"""For administrators: webhooks and what became of their messages; documents removed for good."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from extractor.errors import NotInStore
from extractor.web.api.documents import Id, Limit, Offset
from extractor.web.api.shapes_of_upkeep import DeliveryOut, RemovalIn, RemovedOut, WebhookIn, WebhookOut
from extractor.web.models import Delivery, Webhook
from extractor.web.permissions import Action, document_for, require
from extractor.web.retention import remove
from extractor.web.trail import address_of, note
from extractor.web.webhooks import end_webhook, new_webhook, send_again

router = Router(tags=["upkeep"])


@router.get("/webhooks", response=list[WebhookOut])
def hooks(request: HttpRequest) -> list[dict[str, Any]]:
    """All webhooks, newest first."""
    require(request, Action.ADMINISTER)
    return [webhook_out(one) for one in Webhook.objects.select_related("person").order_by("-id")]


@router.post("/webhooks", response={201: WebhookOut})
def create_hook(request: HttpRequest, wanted: WebhookIn) -> tuple[int, dict[str, Any]]:
    """A webhook: ``document.ready`` is posted to it as JSON for every document one may see, tried for a day and a half.

    ``X-Extractor-Signature: t=…,v1=…`` is HMAC-SHA256 with the secret over ``t``, a full stop and the body.
    """
    person = require(request, Action.ADMINISTER)
    hook = new_webhook(person, wanted.address)
    note(request, "webhook", hook.address)
    return 201, webhook_out(hook, hook.secret)


@router.delete("/webhooks/{hook}", response=WebhookOut)
def end_hook(request: HttpRequest, hook: Id) -> dict[str, Any]:
    """End a webhook; what waits for it is not sent."""
    require(request, Action.ADMINISTER)
    ended = end_webhook(hook)
    note(request, "webhook ended", ended.address)
    return webhook_out(ended)


@router.get("/webhooks/{hook}/deliveries", response=list[DeliveryOut])
def deliveries(request: HttpRequest, hook: Id, limit: Limit = 50, offset: Offset = 0) -> list[dict[str, Any]]:
    """Its messages, newest first, and why they failed."""
    require(request, Action.ADMINISTER)
    if not Webhook.objects.filter(pk=hook).exists():
        raise NotInStore(f"There is no webhook {hook}.")
    rows = Delivery.objects.filter(webhook=hook).select_related("reading").defer("reading__envelope").order_by("-id")
    return [_delivery_out(row) for row in rows[offset : offset + limit]]


@router.post("/deliveries/{delivery}/again", response=DeliveryOut)
def again(request: HttpRequest, delivery: Id) -> dict[str, Any]:
    """Send a message once more."""
    require(request, Action.ADMINISTER)
    return _delivery_out(send_again(delivery))


@router.post("/documents/{document}/removal", response=RemovedOut)
def remove_for_good(request: HttpRequest, document: Id, wanted: RemovalIn) -> dict[str, Any]:
    """Remove a document, all that was read and decided of it, and its original. There is no way back."""
    person = require(request, Action.ADMINISTER)
    row = document_for(person, document)
    remove(row, person.username, wanted.why, address_of(request))
    return {"document": document, "name": row.name}


def webhook_out(hook: Webhook, secret: str | None = None) -> dict[str, Any]:
    """See WebhookOut."""
    told = {"made": hook.made, "ended": hook.ended, "secret": secret}
    return {"id": hook.pk, "address": hook.address, "who": hook.person.username, **told}


def _delivery_out(row: Delivery) -> dict[str, Any]:
    told = {"state": row.state, "tries": row.tries, "status": row.status, "error": row.error}
    when = {"made": row.made, "due": row.due, "done": row.done}
    return {"id": row.pk, "webhook": row.webhook_id, "document": row.reading.document_id, **told, **when}
