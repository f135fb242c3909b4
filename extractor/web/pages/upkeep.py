"""For administrators: who is told when a document is ready and what failed, how long documents are kept."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from extractor.errors import ExtractorError, UsageError
from extractor.service.plain_words import Words
from extractor.web.mishaps import shape
from extractor.web.models import Delivery, Webhook
from extractor.web.permissions import Action, document_for, require
from extractor.web.retention import past_their_time, remove
from extractor.web.trail import address_of, note
from extractor.web.webhooks import end_webhook, new_webhook, send_again

_SHOWN = 50
_AHEAD = timedelta(days=30)
STATES: dict[str, Words] = {
    Delivery.State.WAITING: ("等待发送", "waiting"),
    Delivery.State.DELIVERED: ("已送达", "delivered"),
    Delivery.State.FAILED: ("失败", "failed"),
}
_SHADES = {Delivery.State.WAITING: "review", Delivery.State.DELIVERED: "done", Delivery.State.FAILED: "failed"}


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Webhooks and their messages; what is past its time; a document removed for good."""
    person = require(request, Action.ADMINISTER)
    told, secret = "", ""
    if request.method == "POST":
        try:
            secret = _change(request)
        except ExtractorError as error:
            said = shape(error, request)[1]["error"]
            told = f"{said['message']} {said['advice']}"
        if not told and not secret:
            return HttpResponseRedirect("/upkeep")
    rows = Delivery.objects.select_related("webhook", "reading__document").defer("reading__envelope").order_by("-id")
    context = {
        "hooks": Webhook.objects.select_related("person").filter(ended__isnull=True).order_by("-id"),
        "deliveries": [(row, STATES[row.state], _SHADES[Delivery.State(row.state)]) for row in rows[:_SHOWN]],
        "days": settings.RETENTION_DAYS,
        "soon": past_their_time(now() + _AHEAD)[:_SHOWN],
        "soon_count": past_their_time(now() + _AHEAD).count(),
        "told": told,
        "secret": secret,
        "person": person,
    }
    return render(request, "web/upkeep.html", context, status=409 if told else 200)


def _change(request: HttpRequest) -> str:
    """Does what the form says; a new webhook's secret, to be shown once, or nothing."""
    person, said = require(request, Action.ADMINISTER), request.POST
    number = int(said["number"]) if said.get("number", "").isdecimal() and len(said["number"]) < 19 else -1
    match said.get("do"):
        case "hook":
            hook = new_webhook(person, said.get("address", "").strip()[:500])
            note(request, "webhook", hook.address)
            return hook.secret
        case "end":
            note(request, "webhook ended", end_webhook(number).address)
        case "again":
            send_again(number)
        case "remove":
            if not (why := said.get("why", "").strip()[:400]):
                raise UsageError("Say why it is removed.")
            remove(document_for(person, number), person.username, why, address_of(request))
    return ""
