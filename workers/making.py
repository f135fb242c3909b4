"""Settings in, a Celery app out, ready to be a worker's or to wake one."""

from __future__ import annotations

import logging
import os
import resource
import tempfile
import time
from collections.abc import Callable

from celery import Celery
from celery.signals import worker_init, worker_process_init, worker_ready

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
    settings: Settings, bench_for: Callable[[Settings], Bench] | None = None, look_every: float = _LOOK_EVERY
) -> Celery:
    """An app over the store the settings name, which only a worker opens, and that as soon as its database answers.

    Args:
        settings: as the environment has them.
        bench_for: what pages are read with; the product's own bench, with a core for each process.
        look_every: seconds between a worker's looks into the store.
    """
    settings = settings.model_copy(update={"threads": settings.threads or 1})
    _share_metrics(settings)
    app = Celery("extractor")
    app.conf.update(configuration(settings))
    add_tasks(app, settings, bench_for or _timed_bench)
    app.steps["consumer"].add(watching(settings, look_every))
    worker_init.connect(lambda **_: _open_patiently(settings), weak=False)
    worker_ready.connect(lambda **_: _serve_metrics(settings), weak=False)
    worker_process_init.connect(lambda **_: _limit_memory(settings), weak=False)
    return app


def _timed_bench(settings: Settings) -> Bench:
    from workers.metrics import stage_times

    return bench(settings, stage_times)


def _share_metrics(settings: Settings) -> None:
    """Names the folder where the worker's processes gather their figures, before anything is counted."""
    if settings.metrics_port:
        os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="extractor-metrics-"))


def _serve_metrics(settings: Settings) -> None:
    if settings.metrics_port:
        from workers.metrics import serve

        serve(settings.metrics_port)


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
