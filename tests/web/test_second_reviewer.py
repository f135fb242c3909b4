"""A second reviewer in the browser: the value as the first one saw it, and the figures on the dashboard."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import httpx
from openpyxl import load_workbook

from extractor.service.second_look import draw_second_look
from extractor.store.models import Correction
from tests.papers import envelope, evaluation
from tests.web.conftest import PASSWORD, Service, logged_in
from tests.web.test_review_by_keyboard import unit_of

BUDGET = "/records/0/funds/0/budget"
NAME, UNIT = "未揭晓的项目", "不提前揭晓单位"
FIRST = {BUDGET: "652917", "/records/0/project_name": "已揭晓的名称"}


def told_to(service: Service, who: str, document: int) -> dict[str, str]:
    """What the API and the pages tell somebody of a document, by address; workbooks and databases as text."""
    at = f"/documents/{document}"
    paths = ["", "/envelope", "/records/0", "/fields?limit=500", "/decisions", "/export.json", "/export.xlsx"]
    paths = [at + path for path in paths]
    paths += ["/exports/json", "/exports/xlsx", "/exports/sqlite", "/documents", "/audit", f"/ledger?name={UNIT}"]
    with service.api(who) as client:
        told = {path: text_of(client.get(path)) for path in paths}
    with logged_in(service.address, who, PASSWORD) as browser:
        pages = (at, "/documents", "/audit", f"/ledger?name={UNIT}")
        return told | {f"page {path}": text_of(browser.get(path)) for path in pages}


def text_of(answer: httpx.Response) -> str:
    """All that an answer says."""
    kind = answer.headers["content-type"]
    assert answer.status_code == 200, answer.text
    if "spreadsheet" in kind:
        sheets = load_workbook(io.BytesIO(answer.content)).worksheets
        return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    return json.dumps(answer.json(), ensure_ascii=False) if "json" in kind else answer.content.decode("utf-8", "ignore")


def draw(document: int) -> None:
    """Puts the document's latest decision before a second person."""
    draw_second_look(Correction.objects.filter(document=document).latest("id"), 1000)


def test_nothing_tells_the_second_one_the_first_answer_while_they_look(
    service: Service, put: Callable[..., int], inside: Callable[..., Any]
) -> None:
    document = put(
        envelope(
            evaluation(title=None, project_name=NAME, reporting_unit=UNIT), doubtful=(BUDGET, "/records/0/project_name")
        )
    )
    anna, ben = service.person("anna-veil", "administrator"), service.person("ben-veil", "administrator")
    with service.api(anna) as client:
        fields = client.get(f"/documents/{document}/fields", params={"state": "waiting"}).json()["items"]
        events = []
        for field in fields:
            given = {"verdict": "corrected", "value": FIRST[field["path"]]}
            events.append(client.post(f"/fields/{field['id']}/decisions", json=given).json()["event"]["id"])
            inside(draw, document)
        client.post("/review/leave")
    with service.api(ben) as client:
        lent = {item["path"] for item in client.get("/review/next?count=200").json()["items"]}
        assert lent >= set(FIRST)
        told = told_to(service, ben, document)
        assert [path for path, text in told.items() if any(value in text for value in FIRST.values())] == []
        assert NAME in told[f"/documents/{document}"]
        by_state = {state: client.get(f"/documents/{document}/fields", params={"state": state}).json()["count"]
                    for state in ("waiting", "corrected")}  # fmt: skip
        assert by_state == {"waiting": 2, "corrected": 0}
        entries = client.get(f"/documents/{document}/envelope").json()["fields"]
        assert all(entry["needs_review"] for entry in entries if entry["path"] in FIRST)
        assert client.get("/documents", params={"field": "budget=652917"}).json()["count"] == 0
        assert [client.post(f"/decisions/{event}/undo").status_code for event in events] == [404, 404]
    others = told_to(service, anna, document)
    assert [path for path, text in others.items() if not any(value in text for value in FIRST.values())] == []
    with service.api(ben) as client:
        for field in fields:
            client.post(f"/fields/{field['id']}/decisions", json={"verdict": "unreadable"})
        assert FIRST[BUDGET] in client.get(f"/documents/{document}/decisions").text


def test_the_second_one_does_not_see_the_first_answer_and_a_third_decides(
    service: Service, put: Callable[..., int], inside: Callable[..., Any], open_page: Any
) -> None:
    document = put(envelope(evaluation(reporting_unit="再看一遍单位"), doubtful=(BUDGET,)))
    units = [unit_of(service, document)]
    anna, ben, carl = (service.person(f"{name}-looks", "reviewer", units) for name in ("anna", "ben", "carl"))
    with service.api(anna) as client:
        item = client.get("/review/next").json()["items"][0]
        client.post(f"/fields/{item['id']}/decisions", json={"verdict": "corrected", "value": "652", "seen": 0})
        inside(draw, document)
        assert client.get("/review/next").json()["items"] == []
        client.post("/review/leave")
    page = open_page(ben, "/review")
    page.wait_for_function("() => document.getElementById('value').value === '562'")
    assert "652" not in page.inner_text("#panel")
    beside = open_page(ben, f"/documents/{document}")
    assert beside.inner_text("button.value.waiting[data-path$='/funds/0/budget']").startswith("562")
    assert "652" not in beside.inner_text("main")
    page.keyboard.press("Enter")
    page.wait_for_selector("#empty:not([hidden])")
    page.keyboard.press("Control+z")
    page.wait_for_selector("#item:not([hidden])")
    page.keyboard.press("F4")
    page.wait_for_selector("#empty:not([hidden])")
    page.wait_for_function("() => document.getElementById('saving').textContent === ''")
    with service.api(carl) as client:
        (item,) = client.get("/review/next").json()["items"]
        assert (item["why"][0]["code"], item["alternatives"]) == ("reviewers-differ", ["652"])
        client.post(f"/fields/{item['id']}/decisions", json={"verdict": "corrected", "value": "652"})
        told = client.get("/overview").json()["second_looks"]
        assert ([one["looks"] for one in told["by_type"]], told["by_person"]) == ([1], [])
    with service.api(anna) as client:
        (own,) = client.get("/overview").json()["second_looks"]["by_person"]
    assert (own["name"], own["agreed"], own["upheld"]) == (anna, 0, 1)
    with service.api("admin") as admin:
        (word,) = [one for one in admin.get("/audit", params={"who": ben}).json() if one["what"].startswith("second")]
    assert (word["what"], "unreadable" in word["about"]) == ("second look settled", True)
    page = open_page("admin", "/dashboard")
    assert anna in page.inner_text("#figures") and "第二人复核" in page.inner_text("#figures")
