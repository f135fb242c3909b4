"""``extractor worker``: a Celery worker over the store; whatever options follow are Celery's own."""

from __future__ import annotations

from importlib import import_module

import typer

from extractor.errors import UsageError

ANY_OPTIONS = {"allow_extra_args": True, "ignore_unknown_options": True}


def worker_command(context: typer.Context) -> None:
    """Read what waits in the store, woken by EXTRACTOR_BROKER. Celery's own options may follow: --concurrency, -Q."""
    from extractor.settings import read_settings

    if not read_settings().broker:
        raise UsageError("A worker needs EXTRACTOR_BROKER, such as redis://localhost:6379/0.")
    app = import_module("workers.app").app  # the product does not know its workers; this command calls them by name
    app.worker_main(["worker", "--loglevel", "INFO", *context.args])
