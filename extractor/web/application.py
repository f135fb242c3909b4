"""The WSGI application: the store open, Django set up. Any WSGI server can serve it."""

from __future__ import annotations

import os

from django.core.handlers.wsgi import WSGIHandler

from extractor.settings import read_settings
from extractor.store.opening import open_store
from extractor.web.settings import read_web_settings, secret_of

SETTINGS = "extractor.web.django_settings"


def prepare(*, migrate: bool) -> None:
    """Sets Django up with the whole service's settings and opens the store.

    Raises:
        UsageError: a setting makes no sense, or in production the secret is a default.
        StoreUnavailable: the database does not answer.
    """
    settings = read_settings()
    os.environ["EXTRACTOR_WEB_SECRET"] = secret_of(read_web_settings(), settings.data)  # for the processes to come
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    open_store(settings, migrate=migrate)


def application() -> WSGIHandler:
    """The application; the database must be at this program's version."""
    from django.core.wsgi import get_wsgi_application

    prepare(migrate=False)
    return get_wsgi_application()
