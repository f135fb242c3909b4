"""Web server and readers started together and stopped together: gunicorn here, each reader in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.checks.urls import check_url_config
from django.db import connections
from gunicorn.app.base import BaseApplication

from extractor.web.application import application

_READER = (sys.executable, "-m", "extractor.web.reader")
_STOPS_WITHIN = 20
_CHECK_EVERY = 5.0
_THREADS = 8
_IDLE = 75
"""Seconds an idle connection is kept: longer than people pause, for one that is closed under a request loses it."""
_SLOWEST = 300
"""Seconds an answer may take: a large export."""


@dataclass(frozen=True)
class Served:
    """Where the service listens, and how many processes answer and read."""

    host: str
    port: int
    servers: int
    readers: int


def serve(served: Served, ready: Callable[[], None]) -> None:
    """Serves until it is told to stop (SIGTERM, SIGINT). ``ready`` is called when the port is open."""
    connections.close_all()  # no connection may be shared by the processes to come
    readers = _Readers(served.readers)
    readers.start()
    try:
        _Server(served, ready).run()
    finally:
        readers.stop()


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with settings of ours instead of its own files and options."""

    def __init__(self, served: Served, ready: Callable[[], None]) -> None:
        self._served, self._ready = served, ready
        super().__init__()

    def load_config(self) -> None:
        host = f"[{self._served.host}]" if ":" in self._served.host else self._served.host
        told: dict[str, Any] = {
            "bind": f"{host}:{self._served.port}",
            "workers": self._served.servers,
            "worker_class": "extractor.web.refusals.Worker",
            "preload_app": True,
            "threads": _THREADS,
            "timeout": _SLOWEST,
            "keepalive": _IDLE,
            "graceful_timeout": _STOPS_WITHIN,
            "max_requests": 20_000,
            "max_requests_jitter": 2_000,
            "limit_request_line": 8190,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": lambda _: self._ready(),
            "post_worker_init": lambda _: _start_rounds(),
        }
        for key, value in told.items():
            if key in self.cfg.settings:
                self.cfg.set(key, value)

    def load(self) -> Any:
        """The application whole, so that no first visitor waits for its parts; the processes to come share them."""
        made = application()
        check_url_config(None)  # imports all pages and the API
        connections.close_all()
        return made


def _start_rounds() -> None:
    from extractor.web import rounds  # needs the application's settings

    rounds.start()


class _Readers:
    """Processes that read; one that dies is started anew."""

    def __init__(self, count: int) -> None:
        self._owner = os.getpid()
        self._stop = threading.Event()
        self._running: list[subprocess.Popen[bytes] | None] = [None] * count

    def start(self) -> None:
        """Starts them, and the watch over them."""
        self._revive()
        threading.Thread(target=self._keep_alive, daemon=True).start()

    def stop(self) -> None:
        """Stops them; a page at hand is given up and read after the next start."""
        if os.getpid() != self._owner:  # a server process that ends, not the service
            return
        self._stop.set()
        for process in filter(None, self._running):
            process.terminate()
            process.wait(_STOPS_WITHIN)

    def _keep_alive(self) -> None:
        while not self._stop.wait(_CHECK_EVERY):
            self._revive()

    def _revive(self) -> None:
        for at, process in enumerate(self._running):
            if process is None or process.poll() is not None:
                self._running[at] = subprocess.Popen(_READER, stdin=subprocess.PIPE)
