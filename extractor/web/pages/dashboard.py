"""How the service does, on one page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from extractor.service.plain_words import FIELD_TYPE_NAMES
from extractor.web.api.figures import figures_for
from extractor.web.permissions import Action, require


def page(request: HttpRequest) -> HttpResponse:
    """The figures; only their piece where htmx asks for them anew."""
    figures = figures_for(require(request, Action.SEE))
    most = max((one["count"] for one in figures["top_reasons"]), default=1)
    for one in figures["second_looks"]["by_type"]:
        one["words"] = FIELD_TYPE_NAMES[one["name"]]
    template = "web/dashboard_figures.html" if request.headers.get("HX-Request") else "web/dashboard.html"
    return render(request, template, {"figures": figures, "most": most})
