"""A reviewer at the queue, with the keyboard alone; two reviewers at once; hostile names and texts on every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extractor.record.envelope import Envelope
from tests.papers import envelope, evaluation
from tests.web.conftest import Service

DOUBTFUL = ("/records/0/funds/0/budget", "/records/0/funds/0/executed", "/records/0/execution_rate",
            "/records/0/indicators/0/actual", "/records/0/total_score")  # fmt: skip
HOSTILE = '"><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{7*7}}{% debug %}\u202egpj.exe'


def paper(unit: str, **changes: object) -> Envelope:
    """Five values that wait, one of them with a finding; each unit's queue is its reviewer's own."""
    whole = envelope(evaluation(reporting_unit=unit, **changes), doubtful=DOUBTFUL).to_plain()
    message = "执行率 512/562=91.10%，与所填 91.12% 不符"
    english = "512/562 is 91.10 %, printed 91.12 %"
    whole["findings"] = [{"rule": "execution-rate", "severity": "error", "paths": [DOUBTFUL[2]], "message": message,
                          "message_en": english}]  # fmt: skip
    return Envelope.model_validate(whole)


def unit_of(service: Service, document: int) -> int:
    """The id of a document's unit."""
    with service.api("admin") as admin:
        name = admin.get(f"/documents/{document}").json()["unit"]
        return next(one["id"] for one in admin.get("/names", params={"part": name}).json() if one["kind"] == "unit")


def states(service: Service, document: int) -> dict[str, tuple[str, str | None]]:
    """State and value of the doubtful values."""
    with service.api("admin") as admin:
        fields = admin.get(f"/documents/{document}/fields").json()["items"]
    return {one["path"]: (one["state"], one["value"]) for one in fields if one["path"] in DOUBTFUL}


@pytest.fixture
def queue(service: Service, put: Callable[..., int], request: pytest.FixtureRequest) -> Iterator[tuple[int, str]]:
    """A document and the reviewer who sees nothing else."""
    name = request.node.name.replace("_", "-")[:80]
    document = put(paper(f"单位 {name}"))
    yield document, service.person(name, "reviewer", [unit_of(service, document)])


def at_item(page: Any, ending: str) -> None:
    """Waits until the item whose place ends so is drawn."""
    page.wait_for_function("(ending) => document.getElementById('place').textContent.endsWith(ending)", arg=ending)


def all_sent(page: Any) -> None:
    """Waits until every decision is with the service."""
    page.wait_for_function("() => document.getElementById('saving').textContent === ''")


def test_the_queue_is_worked_through_by_keys_alone(service: Service, queue: tuple[int, str], open_page: Any) -> None:
    document, name = queue
    page = open_page(name, "/review")
    at_item(page, "预算数(万元)")
    page.wait_for_function("() => document.getElementById('picture').naturalWidth > 500")
    page.keyboard.press("Enter")
    at_item(page, "执行数(万元)")
    page.keyboard.type("513")
    page.keyboard.press("Enter")
    at_item(page, "预算执行进度(%)")
    assert "512/562=91.10%" in page.inner_text("#findings")
    page.keyboard.press("Control+z")
    at_item(page, "执行数(万元)")
    assert page.input_value("#value") == "512"
    page.keyboard.type("514")
    page.keyboard.press("Enter")
    at_item(page, "预算执行进度(%)")
    page.keyboard.press("F8")
    at_item(page, "实际完成")
    page.keyboard.press("F2")
    at_item(page, "总得分")
    page.keyboard.press("F4")
    page.wait_for_selector("#empty:not([hidden])")
    all_sent(page)
    assert states(service, document) == {
        DOUBTFUL[0]: ("accepted", "562"),
        DOUBTFUL[1]: ("corrected", "514"),
        DOUBTFUL[2]: ("printed-so", "91.12"),
        DOUBTFUL[3]: ("waiting", "468"),
        DOUBTFUL[4]: ("unreadable", None),
    }


def test_keys_belong_to_the_input_method_while_it_composes(queue: tuple[int, str], open_page: Any) -> None:
    page = open_page(queue[1], "/review")
    at_item(page, "预算数(万元)")
    composing = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, isComposing: true})"
    page.evaluate(f"document.getElementById('value').dispatchEvent({composing})")
    page.wait_for_timeout(150)
    assert page.inner_text("#place").endswith("预算数(万元)")
    page.keyboard.press("Shift+?")
    assert page.is_visible("#keys") and "撤销" in page.inner_text("#keys")


def test_what_does_not_fit_comes_back_with_its_reason(service: Service, queue: tuple[int, str], open_page: Any) -> None:
    page = open_page(queue[1], "/review")
    at_item(page, "预算数(万元)")
    page.keyboard.type("about 5")
    page.keyboard.press("Enter")
    page.wait_for_selector("#mishap:not([hidden])")
    assert "“about 5”不能填在这里" in page.inner_text("#mishap")
    assert (page.input_value("#value"), page.inner_text("#place").endswith("预算数(万元)")) == ("about 5", True)
    assert states(service, queue[0])[DOUBTFUL[0]] == ("waiting", "562")


def test_two_reviewers_never_get_the_same_item(service: Service, queue: tuple[int, str]) -> None:
    document, first = queue
    second = service.person(f"{first}-2", "reviewer", [unit_of(service, document)])
    with service.api(first) as one, service.api(second) as other:
        item = one.get("/review/next").json()["items"][0]
        told = other.get("/review/next").json()
        assert (told["items"], told["held"]) == ([], [first])
        answer = other.post(f"/fields/{item['id']}/decisions", json={"verdict": "accepted"})
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "Conflict")
        one.post("/review/leave")
        assert len(other.get("/review/next").json()["items"]) == len(DOUBTFUL)


def test_it_works_on_a_telephone_in_english(queue: tuple[int, str], open_page: Any, service: Service) -> None:
    page = open_page(queue[1], "/review", width=390)
    page.click("button[name=language]")
    page.wait_for_selector("html[lang=en]")
    for path in ("/review", "/documents", f"/documents/{queue[0]}", "/dashboard", "/upload", "/ledger"):
        page.goto(service.address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        if path == f"/documents/{queue[0]}":
            assert "512/562 is 91.10 %" in page.inner_text(".findings")
    page.goto(f"{service.address}/review")
    at_item(page, "budget")
    page.click("#accept")
    at_item(page, "executed")


def test_hostile_names_and_texts_are_only_shown(service: Service, put: Callable[..., int], open_page: Any) -> None:
    whole = paper(f"单位{HOSTILE}", project_name=HOSTILE, problems=HOSTILE).to_plain()
    whole["findings"][0] |= {"message": HOSTILE, "message_en": HOSTILE}
    document = put(Envelope.model_validate(whole), name=f"{HOSTILE}.pdf")
    name = service.person("careful", "reviewer", [unit_of(service, document)])
    page = open_page(name, "/documents")
    paths = ("/documents", f"/documents/{document}", "/review", "/ledger", "/dashboard", "/documents?words=script")
    for path in paths:
        page.goto(service.address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None, path
        assert page.locator("main script, main img[src=x]").count() == 0, path
    page.goto(f"{service.address}/documents/{document}")
    assert "{{7*7}}" in page.inner_text(".records") and "49{%" not in page.inner_text(".records")


def test_names_that_climb_reach_no_disk(service: Service, tmp_path: Path) -> None:
    with service.api("admin") as admin:
        files = [("files", (name, b"%PDF-1.4 nothing")) for name in ("../../../etc/passwd.pdf", "..\\..\\boot.pdf")]
        told = admin.post("/documents", files=files)
    assert told.status_code == 422
    assert [one["name"] for one in told.json()] == ["passwd.pdf", "boot.pdf"]
    assert {one["error"]["code"] for one in told.json()} == {"DamagedFile"}
    assert not [path for path in service.data.rglob("*passwd*")]
