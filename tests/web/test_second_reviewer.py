"""A second reviewer in the browser: the value as the first one saw it, and the figures on the dashboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractor.service.second_look import draw_second_look
from extractor.store.models import Correction
from tests.papers import envelope, evaluation
from tests.web.conftest import Service
from tests.web.test_review_by_keyboard import unit_of

BUDGET = "/records/0/funds/0/budget"


def draw(document: int) -> None:
    """Puts the document's latest decision before a second person."""
    draw_second_look(Correction.objects.filter(document=document).latest("id"), 1000)


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
