"""The API does what its own description says, whatever is sent to it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import httpx
import pytest

from tests.papers import envelope
from tests.web.conftest import Service

CHECKS = "not_a_server_error,status_code_conformance,response_schema_conformance"
EACH = "4"
"""Requests made up for each operation: enough to notice a description that lies, few enough to be quick."""


def test_it_keeps_to_its_description(service: Service, put: Callable[..., int]) -> None:
    pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    put(envelope(doubtful=("/records/0/total_score",)))
    address = f"{service.address}/api/v1/openapi.json"
    program = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]
    how = ["--phases", "fuzzing", "--max-examples", EACH, "--checks", CHECKS, "--seed", "1", "--no-color"]
    token = ["-H", f"Authorization: Bearer {service.tokens['admin']}"]
    kept = ["--exclude-path-regex", "/people|/tokens|/readings"]
    done = subprocess.run([*program, "run", address, *how, *token, *kept], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-6000:]


def test_every_error_has_one_shape(service: Service) -> None:
    keys = {"code", "message", "advice", "file", "page"}
    with service.api("admin") as admin:
        answers = [
            admin.get("/documents/999999"),
            admin.get("/documents", params={"state": "x"}),
            admin.get("/documents", params={"limit": "many"}),
            admin.get("/nothing"),
            admin.delete("/overview"),
            admin.post("/tokens", content=b"{", headers={"Content-Type": "application/json"}),
            admin.post("/documents", content=b"", headers={"Content-Type": "multipart/form-data"}),
            httpx.get(f"{service.address}/api/v1/documents"),
            admin.get("/documents", params={"words": "x" * 9000}),
            admin.get("/documents", headers={"X-Much": "x" * 9000}),
        ]
    assert [answer.status_code for answer in answers] == [404, 400, 422, 404, 405, 400, 400, 401, 414, 431]
    assert [set(answer.json()["error"]) for answer in answers] == [keys] * len(answers)
