"""Webhooks and their failures, uploads taken up again, documents past their time."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.utils.timezone import now

from extractor.remote import Remote
from extractor.store.models import Document
from tests.papers import envelope, evaluation
from tests.web.conftest import SAMPLES, Service

WITHIN = 60
"""Seconds."""
SAMPLE = (SAMPLES / "evaluation-national-digital.pdf").read_bytes()


class Ear:
    """A server that hears webhooks: ``heard`` are headers and bodies, ``answers`` what it says next (then 204)."""

    def __init__(self) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                ear.heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(ear.answers.pop(0) if ear.answers else 204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/ready"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def ear() -> Iterator[Ear]:
    """See ``Ear``."""
    one = Ear()
    yield one
    one.server.shutdown()


def until(true: Callable[[], Any]) -> Any:
    """Waits until something is so."""
    end = time.monotonic() + WITHIN
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def test_a_program_is_told_when_a_document_is_ready(service: Service, put: Callable[..., int], ear: Ear) -> None:
    ear.answers = [500]
    with service.api("admin") as admin:
        hook = admin.post("/webhooks", json={"address": ear.address}).json()
        document = put(envelope(evaluation(reporting_unit="通知单位")), name="通知.pdf")

        def message() -> dict[str, Any]:
            rows = admin.get(f"/webhooks/{hook['id']}/deliveries").json()
            return next((row for row in rows if row["document"] == document), {})

        assert until(lambda: message().get("error"))
        failed = message()
        assert (failed["state"], failed["status"], failed["error"]) == ("waiting", 500, "It answered 500.")
        assert admin.post(f"/deliveries/{failed['id']}/again").status_code == 200
        assert until(lambda: message()["state"] == "delivered")
        admin.delete(f"/webhooks/{hook['id']}")
        assert {one["secret"] for one in admin.get("/webhooks").json()} == {None}
    headers, body = ear.heard[-1]
    at, signed = (part.split("=")[1] for part in headers["X-Extractor-Signature"].split(","))
    assert signed == hmac.new(hook["secret"].encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    told = json.loads(body)
    assert (told["event"], told["document"]["id"], told["document"]["state"]) == ("document.ready", document, "done")


@pytest.mark.parametrize(
    "address",
    ["http://example.com/", "https://10.0.0.1/", "https://localhost/", "https://[::1]/", "https://169.254.169.254/",
     "https://2130706433/", "https://[::ffff:192.168.0.1]/", "https://a:b@127.0.0.1/", "ftp://127.0.0.1/", "nothing"],
)  # fmt: skip
def test_no_message_goes_inside(service: Service, address: str) -> None:
    with service.api("admin") as admin:
        answer = admin.post("/webhooks", json={"address": address})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "UsageError")


def test_an_upload_is_taken_up_where_it_broke(service: Service) -> None:
    clerk = service.person("piecemeal", "uploader")
    content = SAMPLE + b"\n%% in parts\n"
    half = len(content) // 2
    with service.api(clerk) as client, service.api("admin") as other:
        place = f"/uploads/{client.post('/uploads', json={'name': '../a.pdf', 'size': len(content)}).json()['id']}"
        assert client.put(place, params={"offset": 0}, content=content[:half]).json()["received"] == half
        assert client.put(place, params={"offset": 0}, content=content[:half]).status_code == 409
        assert client.put(place, params={"offset": half}, content=content).status_code == 400
        assert other.get(place).status_code == 404
        assert client.get(place).json()["received"] == half
        done = client.put(place, params={"offset": half}, content=content[half:]).json()["result"]
        assert (done["name"], done["duplicate"], done["error"]) == ("a.pdf", False, None)
        assert client.get(place).json()["result"] == done
        assert client.get(f"/documents/{done['document']}/original").content == content
        with Remote(service.address, service.tokens[clerk]) as remote:
            unknown = "0" * 64
            known = hashlib.sha256(content).hexdigest()
            assert remote.known([known, unknown]) == {known: done["document"], unknown: None}
    assert not list((service.data / "uploads").iterdir())


def test_a_large_file_goes_in_parts(service: Service, open_page: Any, tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with pikepdf.open(SAMPLES / "evaluation-national-digital.pdf") as paper:
        paper.Root.Ballast = paper.make_stream(random.Random(1).randbytes(9_000_000))
        paper.save(path)
    with Remote(service.address, service.tokens["admin"]) as remote:
        assert remote.upload(path)["duplicate"] is False
        assert remote.upload(path)["duplicate"] is True
    page = open_page("admin", "/upload")
    broken = []

    def once(route: Any) -> None:
        """The connection breaks at the second piece, once."""
        if "offset=8000000" in route.request.url and not broken:
            broken.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    page.route("**/api/v1/uploads/**", once)
    page.set_input_files("#files", path)
    page.wait_for_selector("#sent >> text=已有同一文件", timeout=WITHIN * 1000)
    assert len(broken) == 1


def make_old(document: int) -> None:
    """Has it that the document was handed in long ago."""
    Document.objects.filter(pk=document).update(added=now() - timedelta(days=5000))


def test_what_is_past_its_time_goes_and_is_noted(
    service: Service, put: Callable[..., int], inside: Callable[..., Any]
) -> None:
    old, young = put(envelope(), name="old.pdf"), put(envelope(), name="young.pdf")
    inside(make_old, old)
    program = "from extractor.web.application import prepare; prepare(migrate=False)\n"
    program += "from extractor.web.retention import remove_past_their_time as remove; print(remove())"
    own = {"EXTRACTOR_DATA": str(service.data), "EXTRACTOR_WEB_RETENTION_DAYS": "4000"}
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, **own}, capture_output=True, text=True)
    assert done.stdout.strip() == "1", done.stderr
    with service.api("admin") as admin:
        assert admin.get(f"/documents/{old}").status_code == 404
        assert admin.post(f"/documents/{young}/removal", json={"why": "handed in by mistake"}).status_code == 200
        assert admin.get(f"/documents/{young}").status_code == 404
        first, second = admin.get("/audit", params={"limit": 2}).json()
    assert (first["who"], first["what"]) == ("admin", "removed")
    assert (second["who"], second["what"]) == ("(retention)", "removed")
    assert "old.pdf" in second["about"] and "by mistake" in first["about"]
