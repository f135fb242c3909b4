"""The review queue's page; its items come from the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extractor.settings import read_settings
from extractor.web.permissions import Action, require


def page(request: HttpRequest) -> HttpResponse:
    """The page."""
    require(request, Action.DECIDE)
    return render(request, "web/review.html", {"lease": read_settings().review_lease})
