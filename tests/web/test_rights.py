"""Roles, objects and actions; the door and its lock; what the headers say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

import httpx
import pytest

from extractor.errors import UsageError
from extractor.record.envelope import Envelope
from extractor.web.settings import read_web_settings
from tests.papers import envelope, evaluation
from tests.web.conftest import PASSWORD, Service, logged_in, send

BUDGET = "/records/0/funds/0/budget"
SCORE = "/records/0/total_score"
OWN, FOREIGN = "甲县教育局", "乙县卫生局"
_numbers = count(1)
# What each request is, and which roles may do it at all. {d}: a document, {f}: a value of it, {n}: a finding of it.
READ = frozenset({"uploader", "reviewer", "auditor", "administrator"})
DECIDE = frozenset({"reviewer", "administrator"})
ABOUT_DOCUMENTS: list[tuple[str, str, object, frozenset[str]]] = [
    ("GET", "/documents/{d}", None, READ),
    ("GET", "/documents/{d}/status", None, READ),
    ("GET", "/documents/{d}/envelope", None, READ),
    ("GET", "/documents/{d}/records/0", None, READ),
    ("GET", "/documents/{d}/fields", None, READ),
    ("GET", "/documents/{d}/findings", None, READ),
    ("GET", "/documents/{d}/decisions", None, READ),
    ("GET", "/documents/{d}/pages/1/picture", None, READ),
    ("GET", "/documents/{d}/original", None, READ),
    ("GET", "/documents/{d}/export.json", None, READ),
    ("GET", "/documents/{d}/export.xlsx", None, READ),
    ("GET", "/fields/{f}", None, READ),
    ("POST", "/fields/{f}/decisions", {"verdict": "accepted"}, DECIDE),
    ("POST", "/findings/{n}/answers", {"answer": "printed-so"}, DECIDE),
    ("POST", "/documents/{d}/values", {"page": 1, "values": {"/records/0/grade": "优"}}, DECIDE),
    ("POST", "/documents/{d}/retry", None, DECIDE),
]
ABOUT_THE_SERVICE: list[tuple[str, str, object, frozenset[str]]] = [
    ("GET", "/documents", None, READ),
    ("GET", "/overview", None, READ),
    ("GET", "/names", None, READ),
    ("GET", "/exports/json", None, READ),
    ("GET", "/review/next", None, DECIDE),
    ("POST", "/review/renew", None, DECIDE),
    ("POST", "/review/leave", None, DECIDE),
    ("GET", "/audit", None, frozenset({"auditor", "administrator"})),
    ("GET", "/people", None, frozenset({"administrator"})),
    ("PATCH", "/people/nobody-here", {}, frozenset({"administrator"})),
    ("GET", "/webhooks", None, frozenset({"administrator"})),
    ("POST", "/webhooks", {"address": "https://127.0.0.1/"}, frozenset({"administrator"})),
    ("DELETE", "/webhooks/999999", None, frozenset({"administrator"})),
    ("GET", "/webhooks/999999/deliveries", None, frozenset({"administrator"})),
    ("POST", "/deliveries/999999/again", None, frozenset({"administrator"})),
    ("POST", "/documents/999999/removal", {"why": "?"}, frozenset({"administrator"})),
    ("POST", "/uploads", {"name": "a.pdf", "size": 5}, READ - {"auditor"}),
    ("POST", "/uploads/known", {"sha256": ["0" * 64]}, READ - {"auditor"}),
]
GRANTED = (200, 201, 409)
"""Done, or done already by the role before."""
PAGES = {"/upload": READ - {"auditor"}, "/documents": READ, "/review": DECIDE, "/dashboard": READ, "/ledger": READ,
         "/people": frozenset({"administrator"}), "/upkeep": frozenset({"administrator"}),
         "/audit": frozenset({"auditor", "administrator"})}  # fmt: skip


@dataclass
class Two:
    """Two documents, of one's own unit and of another; a person of each role who sees the first unit only."""

    own: dict[str, int]
    foreign: dict[str, int]
    people: dict[str, str]


@pytest.fixture(scope="module")
def two(service: Service, put: Callable[..., int]) -> Two:
    """See ``Two``."""

    def ids(unit: str) -> dict[str, int]:
        whole = envelope(evaluation(reporting_unit=unit), doubtful=(BUDGET, SCORE)).to_plain()
        whole["findings"] = [{"rule": "execution-rate", "severity": "error", "paths": [BUDGET], "message": "?"}]
        document = put(Envelope.model_validate(whole))
        with service.api("admin") as admin:
            fields = admin.get(f"/documents/{document}/fields").json()["items"]
            finding = admin.get(f"/documents/{document}/findings").json()[0]["id"]
        return {"d": document, "f": next(one["id"] for one in fields if one["path"] == BUDGET), "n": finding}

    own, foreign = ids(OWN), ids(FOREIGN)
    with service.api("admin") as admin:
        unit = admin.get("/names", params={"part": OWN}).json()
    units = [one["id"] for one in unit if one["kind"] == "unit"]
    return Two(own, foreign, {role: service.person(f"one-{role}", role, units) for role in sorted(READ)})


def ask(client: httpx.Client, method: str, path: str, body: object, ids: dict[str, int]) -> int:
    """The status of an answer."""
    return client.request(method, path.format(**ids), json=body).status_code


def test_each_role_may_do_what_it_is_for_and_sees_its_units_only(service: Service, two: Two) -> None:
    wrong = []
    for role, name in two.people.items():
        with service.api(name) as client:
            for method, path, body, roles in ABOUT_DOCUMENTS:
                own, foreign = (ask(client, method, path, body, ids) for ids in (two.own, two.foreign))
                expected = (200, 404) if role in roles else (403, 403)
                if (200 if own in GRANTED else own, foreign) != expected:
                    wrong.append((role, method, path, own, foreign))
            for method, path, body, roles in ABOUT_THE_SERVICE:
                if (ask(client, method, path, body, {}) != 403) != (role in roles):
                    wrong.append((role, method, path))
    assert wrong == []


def test_strangers_get_nothing(service: Service, two: Two) -> None:
    with service.api("stranger") as client:
        asked = [*ABOUT_DOCUMENTS, *ABOUT_THE_SERVICE]
        statuses = {ask(client, method, path, body, two.own) for method, path, body, _ in asked}
        assert statuses == {401}
        assert client.get("/documents", headers={"Authorization": "Bearer pex_wrong"}).status_code == 401


def test_each_role_sees_its_pages(service: Service, two: Two) -> None:
    wrong = []
    for role, name in two.people.items():
        with logged_in(service.address, name, PASSWORD) as client:
            shown = {path for path in PAGES if client.get(path).status_code == 200}
            wrong += [(role, path) for path, roles in PAGES.items() if (path in shown) != (role in roles)]
            assert client.get(f"/documents/{two.foreign['d']}").status_code == 404
            assert client.get(f"/documents/{two.own['d']}").status_code == 200
    assert wrong == []


def test_lists_searches_and_exports_keep_to_one_s_units(service: Service, two: Two) -> None:
    with service.api(two.people["reviewer"]) as client:
        found = client.get("/documents", params={"limit": 500}).json()["items"]
        listed = {one["unit"] for one in found}
        queue = client.get("/review/next", params={"count": 200}).json()["items"]
        exported = {one["envelope"]["records"][0]["reporting_unit"] for one in client.get("/exports/json").json()}
        named = {one["name"] for one in client.get("/names", params={"part": FOREIGN}).json()}
        assert client.get("/ledger", params={"name": FOREIGN}).status_code == 404
        compared = client.get("/comparison", params={"unit": list(range(1, 50))}).json()["units"].values()
        assert set(compared) == {OWN}
        client.post("/review/leave")
    assert (listed, exported, named) == ({OWN}, {OWN}, set())
    assert {item["document"] for item in queue} <= {one["id"] for one in found}
    assert two.own["d"] in {item["document"] for item in queue}


def test_reviewers_do_not_see_the_figures_that_tell_of_blind_samples(service: Service, two: Two) -> None:
    told = {}
    for role in ("reviewer", "auditor"):
        with service.api(two.people[role]) as client:
            told[role] = client.get("/overview").json()["silent_errors"] is not None
    assert told == {"reviewer": False, "auditor": True}


def test_a_form_from_elsewhere_changes_nothing(service: Service, two: Two) -> None:
    with logged_in(service.address, two.people["reviewer"], PASSWORD) as client:
        answer = client.post(f"/api/v1/fields/{two.own['f']}/decisions", json={"verdict": "accepted"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "NotAllowed")
        assert client.post("/logout").status_code == 403


def test_too_many_wrong_passwords_lock_the_door(service: Service) -> None:
    name = service.person(f"forgetful-{next(_numbers)}", "uploader")
    with httpx.Client(base_url=service.address, timeout=30) as client:
        statuses = [send(client, "/login", username=name, password="wrong").status_code for _ in range(6)]
        assert statuses == [401] * 5 + [429]
        assert send(client, "/login", username=name, password=PASSWORD).status_code == 429


def test_a_closed_account_is_out_at_once(service: Service) -> None:
    name = service.person(f"leaving-{next(_numbers)}", "uploader")
    with logged_in(service.address, name, PASSWORD) as session, service.api(name) as program:
        assert program.get("/documents").status_code == 200
        with service.api("admin") as admin:
            assert admin.patch(f"/people/{name}", json={"active": False}).status_code == 200
        assert program.get("/documents").status_code == 401
        assert session.get("/documents").url.path == "/login"


def test_the_last_administrator_stays(service: Service) -> None:
    with service.api("admin") as admin:
        others = [one["username"] for one in admin.get("/people").json() if one["role"] == "administrator"]
        for name in others[1:]:
            admin.patch(f"/people/{name}", json={"role": "auditor"})
        assert admin.patch("/people/admin", json={"role": "auditor"}).status_code == 409
        for name in others[1:]:
            admin.patch(f"/people/{name}", json={"role": "administrator"})


def test_every_answer_carries_its_protection(service: Service, two: Two) -> None:
    with logged_in(service.address, two.people["auditor"], PASSWORD) as client:
        picture = f"/api/v1/documents/{two.own['d']}/pages/1/picture"
        for path in ("/documents", "/nothing-here", "/api/v1/documents", picture):
            headers = client.get(path).headers
            assert "script-src 'self'" in headers["Content-Security-Policy"]
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
        original = client.get(f"/api/v1/documents/{two.own['d']}/original")
        assert original.headers["Content-Disposition"].startswith("attachment")
        assert original.headers["Content-Type"] == "application/octet-stream"
        assert "sandbox" in original.headers["Content-Security-Policy"]


@pytest.mark.parametrize("secret", ["", "short", "change-me-please-this-is-the-default-one", "a" * 40])
def test_production_refuses_a_default_secret(secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_WEB_PRODUCTION", "true")
    monkeypatch.setenv("EXTRACTOR_WEB_HOSTS", "records.example")
    monkeypatch.setenv("EXTRACTOR_WEB_SECRET", secret)
    with pytest.raises(UsageError, match="SECRET"):
        read_web_settings()
