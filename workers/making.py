"""Settings in, a Celery app out, ready to be a worker's or to wake one."""

from __future__ import annotations

import logging
import resource
import time
from collections.abc import Callable

from celery import Celery
from celery.signals import worker_init, worker_process_init

from extractor.errors import StoreUnavailable
from extractor.service.bootstrap import bench
from extractor.service.reading import Bench
from extractor.settings import Settings
from workers.configuration import configuration
from workers.tasks import add_tasks
from workers.watching import watching

_log = logging.getLogger(__name__)
_LOOK_EVERY = 15.0
_KNOCK_EVERY = 2.0
"""Seconds: between a worker's looks into the store, and between tries to open it at the start."""
_MIB = 1 << 20


def make_app(
    settings: Settings, bench_for: Callable[[Settings], Bench] = bench, look_every: float = _LOOK_EVERY
) -> Celery:
    """An app over the store the settings name, which only a worker opens, and that as soon as its database answers.

    Args:
        settings: as the environment has them.
        bench_for: what pages are read with.
        look_every: seconds between a worker's looks into the store.
    """
    app = Celery("extractor")
    app.conf.update(configuration(settings))
    add_tasks(app, settings, bench_for)
    app.steps["consumer"].add(watching(settings, look_every))
    worker_init.connect(lambda **_: _open_patiently(settings), weak=False)
    worker_process_init.connect(lambda **_: _limit_memory(settings), weak=False)
    return app


def _open_patiently(settings: Settings) -> None:
    """Opens the store, and closes the connection: processes are forked from this one."""
    from django.db import connections

    from extractor.store.opening import open_store

    while True:
        try:
            open_store(settings)
        except StoreUnavailable as error:
            _log.warning("%s", error)
            time.sleep(_KNOCK_EVERY)
        else:
            connections.close_all()
            return


def _limit_memory(settings: Settings) -> None:
    """A page that needs more fails for want of memory, instead of taking the machine's from everybody else."""
    if settings.page_memory:
        most = settings.page_memory * _MIB
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
