"""Where everything is."""

from __future__ import annotations

from django.urls import path

from extractor.web.api.root import api
from extractor.web.pages import dashboard, documents, doors, ledger, people, review, upkeep, upload

urlpatterns = [
    path("", doors.home),
    path("login", doors.log_in),
    path("logout", doors.log_out),
    path("password", doors.password),
    path("language", doors.language),
    path("health", doors.health),
    path("upload", upload.page),
    path("upload/recent", upload.recent),
    path("documents", documents.index),
    path("documents/<int:document>", documents.one),
    path("review", review.page),
    path("ledger", ledger.page),
    path("ledger/compare", ledger.compare),
    path("dashboard", dashboard.page),
    path("people", people.people),
    path("tokens", people.tokens),
    path("audit", people.audit),
    path("upkeep", upkeep.page),
    path("api/v1/", api.urls),
]
handler404 = "extractor.web.mishaps.not_found"
