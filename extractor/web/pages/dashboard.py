"""How the service does, on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extractor.service.overview import overview
from extractor.settings import read_settings
from extractor.web.permissions import Action, require, visible


def page(request: HttpRequest) -> HttpResponse:
    """The figures; only their piece where htmx asks for them anew."""
    figures = overview(visible(require(request, Action.SEE)), read_settings().promise)
    most = max((one["count"] for one in figures["top_reasons"]), default=1)
    template = "web/dashboard_figures.html" if request.headers.get("HX-Request") else "web/dashboard.html"
    return render(request, template, {"figures": figures, "most": most})
