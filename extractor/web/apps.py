"""What Django needs to know of the service."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The service as a Django app, labelled ``web``."""

    name = "extractor.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
