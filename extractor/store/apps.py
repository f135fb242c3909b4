"""What Django needs to know of the store."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The store as a Django app, labelled ``store``."""

    name = "extractor.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
