"""A Redis and workers of the tests' own, over the store of the test; real servers, killed at will."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from extractor.settings import Settings

ROOT = Path(__file__).parents[2]
ANSWERS_WITHIN = 30
"""Seconds."""


class RedisServer:
    """A Redis on a socket that forgets everything when it ends."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.socket = folder / "redis.sock"
        self.address = f"redis+socket://{self.socket}"
        self.start()

    def start(self) -> None:
        """Starts it and waits until it answers."""
        options = ["--port", "0", "--unixsocket", self.socket, "--save", "", "--dir", self._folder]
        self.process = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        end = time.monotonic() + ANSWERS_WITHIN
        while True:
            try:
                self.client().ping()
            except redis.ConnectionError:
                assert time.monotonic() < end, "Redis does not answer"
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Ends it at once."""
        self.process.kill()
        self.process.wait()

    def client(self) -> redis.Redis:
        """A connection to it."""
        return redis.Redis(unix_socket_path=str(self.socket))


class Crew:
    """Worker programs over the store that is open; they read tiny papers, or what another app reads."""

    def __init__(self, log: Path, app: str = "tests.workers.tiny_app") -> None:
        self._log, self._app = log.open("w"), app
        self.workers: list[subprocess.Popen[bytes]] = []

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """Starts one more."""
        celery = [sys.executable, "-m", "celery", "--app", self._app, "--quiet", "worker"]
        quiet = ["--loglevel", "warning", "--without-gossip", "--without-mingle", "--hostname", f"w{time.time_ns()}"]
        worker = subprocess.Popen(
            [*celery, *quiet, *options], cwd=ROOT, stdout=self._log, stderr=self._log, start_new_session=True
        )
        self.workers.append(worker)
        return worker

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """Ends a worker and all its processes at once."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        self.workers.remove(worker)

    def close(self) -> None:
        """Ends them all."""
        for worker in list(self.workers):
            self.kill(worker)
        self._log.close()


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    """A Redis of the test's own."""
    if shutil.which("redis-server") is None:
        pytest.skip("Redis is not installed (Debian: apt install redis-server)")
    folder = Path(tempfile.mkdtemp(prefix="extractor-redis-"))
    server = RedisServer(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def office(
    redis_server: RedisServer,
    postgres_store: str,
    opened: Callable[[str], Settings],
    monkeypatch: pytest.MonkeyPatch,
) -> Settings:
    """An empty store on PostgreSQL with a Redis beside it, both in the environment."""
    monkeypatch.setenv("EXTRACTOR_BROKER", redis_server.address)
    monkeypatch.setenv("EXTRACTOR_PAGE_LEASE", "10")
    return opened(postgres_store)


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    """Workers, ended with the test."""
    crew = Crew(tmp_path / "workers.log")
    try:
        yield crew
    finally:
        crew.close()
