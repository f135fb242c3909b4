"""The real service for the tests: ``extractor serve`` in a process and data folder of its own, papers put into it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import connections

from extractor.record.envelope import Envelope
from extractor.settings import Settings
from extractor.store.opening import open_store

SAMPLES = Path(__file__).parents[2] / "corpora" / "samples"
PASSWORD = "a-quiet-desk-7"
STARTS_WITHIN = 60
"""Seconds."""
_numbers = count(1)


@dataclass
class Service:
    """A running service: its address, its data folder, and who is known there (tokens by name)."""

    address: str
    data: Path
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def settings(self) -> Settings:
        """The store's settings."""
        return Settings(data=self.data, database="")

    def api(self, who: str) -> httpx.Client:
        """A client with somebody's token; unknown people send none."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who in self.tokens else {}
        return httpx.Client(base_url=f"{self.address}/api/v1", headers=headers, timeout=30)

    def person(self, name: str, role: str, units: list[int] | None = None) -> str:
        """Makes an account that has chosen its password; sees all units where none are named. Gives its name."""
        facts = {"role": role, "all_units": units is None, "units": units or []}
        with self.api("admin") as client:
            answer = client.post("/people", json={"username": name, "password": f"given-{PASSWORD}", **facts})
        assert answer.status_code == 201, answer.text
        self.tokens[name] = settle_in(self.address, name, f"given-{PASSWORD}")
        return name


@contextmanager
def logged_in(address: str, name: str, password: str) -> Iterator[httpx.Client]:
    """A client with a session, as a browser would have one."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        send(client, "/login", username=name, password=password)
        yield client


def send(client: httpx.Client, path: str, **form: str) -> httpx.Response:
    """Sends a form of a page, with its CSRF token."""
    client.get(path)
    token = client.cookies.get("csrftoken", "")
    return client.post(path, data={**form, "csrfmiddlewaretoken": token})


def settle_in(address: str, name: str, given: str) -> str:
    """Logs in, chooses a password, makes a token."""
    with logged_in(address, name, given) as client:
        answer = send(client, "/password", old=given, new=PASSWORD, again=PASSWORD)
        assert answer.url.path != "/password", answer.text
        csrf = {"X-CSRFToken": client.cookies.get("csrftoken", "")}
        made = client.post("/api/v1/tokens", json={"name": "test"}, headers=csrf)
        return str(made.json()["secret"])


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: Path, readers: int, servers: int = 1, **more: str) -> tuple[subprocess.Popen[str], Service]:
    """Starts the service, with ``more`` in its environment, and waits until it prints its address."""
    port = free_port()
    run = [sys.executable, "-c", "from extractor.cli.main import run; run()"]
    command = [*run, "serve", "--port", str(port), "--servers", str(servers), "--readers", str(readers)]
    known = {key: value for key, value in os.environ.items() if not key.startswith("EXTRACTOR_")}
    own = {"EXTRACTOR_DATA": str(data), "EXTRACTOR_WORKERS": "1", "EXTRACTOR_CAMELOT": "false",
           "EXTRACTOR_WEB_SECOND_LOOK": "0", **more}  # fmt: skip
    process = subprocess.Popen(command, env={**known, **own}, stdout=subprocess.PIPE, text=True)
    watch = threading.Timer(STARTS_WITHIN, process.kill)
    watch.start()
    said = ""
    for line in process.stdout or ():
        said += line
        if "Serving at" in line:
            break
    watch.cancel()
    given = re.search(r"one-time password (\S+)", said)
    assert given is not None, said
    service = Service(f"http://127.0.0.1:{port}", data)
    service.tokens["admin"] = settle_in(service.address, "admin", given[1])
    return process, service


def stop(process: subprocess.Popen[str]) -> None:
    """Stops it as a person would."""
    process.terminate()
    process.wait(STARTS_WITHIN)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service without readers: its papers are put into the store by the tests."""
    inside = {"EXTRACTOR_WEB_WEBHOOK_INSIDE": "127.0.0.1"}
    process, running = start(tmp_path_factory.mktemp("service"), readers=0, **inside)
    yield running
    stop(process)


@pytest.fixture(scope="session")
def inside(service: Service, django_db_blocker: Any) -> Callable[..., Any]:
    """Calls something in the service's own store."""

    def call(does: Callable[..., Any], *what: Any) -> Any:
        with django_db_blocker.unblock():
            open_store(service.settings)
            try:
                return does(*what)
            finally:
                connections.close_all()

    def apart(does: Callable[..., Any], *what: Any) -> Any:
        """In a thread of its own: a browser's event loop runs in this one, and Django keeps away from those."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(call, does, *what).result()

    return apart


@pytest.fixture(scope="session")
def put(service: Service, inside: Callable[..., Any]) -> Callable[..., int]:
    """Puts a paper into the service's store as if it had been read; gives the document's id."""
    return lambda whole, name="a.pdf", who="nobody": int(inside(_put, service, whole, name, who))


def _put(service: Service, whole: Envelope, name: str, who: str) -> int:
    from extractor.service.bootstrap import blobs, opener
    from extractor.service.ingest import Incoming, submit
    from extractor.service.saving import ToSave, save_envelope

    sample = (SAMPLES / "evaluation-national-digital.pdf").read_bytes()
    content = sample + b"\n%% %d\n" % next(_numbers)
    done = submit(Incoming(content, name, who), blobs(service.settings), opener(service.settings))
    return save_envelope(done.submission, ToSave(whole)).document_id


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A real Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with playwright.sync_playwright() as running:
        if path is None and not Path(running.chromium.executable_path).exists():
            pytest.skip("no Chromium is installed (Debian: apt install chromium)")
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Any, service: Service) -> Iterator[Callable[..., Any]]:
    """Opens a page of the service as somebody; what it complains about fails the test."""
    opened, complaints = [], []

    def go(who: str, path: str, width: int = 1280, at: Service | None = None, **more: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 800}, **more)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(12_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        address = (at or service).address
        page.goto(f"{address}/login?next={path}")
        page.fill("[name=username]", who)
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "/login" not in url)
        return page

    yield go
    for context in opened:
        context.close()
    assert complaints == []


def plain(answer: httpx.Response) -> Mapping[str, Any]:
    """An answer's JSON."""
    return dict(answer.json())
