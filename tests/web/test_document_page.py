"""A document beside its paper: what was not read is filled in, a row added, a place on the page leads to its value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.papers import envelope, evaluation
from tests.web.conftest import Service
from tests.web.test_review_by_keyboard import unit_of


def drag(page: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draws a box on the page's picture, from and to fractions of it."""
    leaf = page.locator("#leaf").bounding_box()
    where = [(leaf["x"] + x * leaf["width"], leaf["y"] + y * leaf["height"]) for x, y in (start, end)]
    page.mouse.move(*where[0])
    page.mouse.down()
    page.mouse.move(*where[1])
    page.mouse.up()


def test_what_was_not_read_is_filled_in_beside_its_place(
    service: Service, put: Callable[..., int], open_page: Any
) -> None:
    document = put(envelope(evaluation(reporting_unit="补填单位"), evaluation(reporting_unit="补填单位", pages=[1])))
    name = service.person("filler", "reviewer", [unit_of(service, document)])
    page = open_page(name, f"/documents/{document}")
    page.wait_for_function("() => document.getElementById('picture').naturalWidth > 500")
    page.click("button.blank[data-path='/records/0/grade']")
    drag(page, (0.2, 0.1), (0.4, 0.13))
    page.keyboard.type("良")
    page.keyboard.press("Enter")
    page.wait_for_selector("button.value.corrected[data-path='/records/0/grade']")
    with service.api(name) as client:
        fields = client.get(f"/documents/{document}/fields", params={"limit": 500}).json()["items"]
        (grade,) = [one for one in fields if one["path"] == "/records/0/grade"]
        assert (grade["value"], grade["page"]) == ("良", 1)
        assert [round(side, 1) for side in grade["box"]] == [0.2, 0.1, 0.4, 0.1]
    page.locator("button.add").first.click()
    page.locator("#editor textarea[data-path$='/funds/1/budget']").fill("77")
    page.locator("#editor textarea[data-path$='/funds/1/budget']").press("Enter")
    page.wait_for_selector("button.value.corrected[data-path='/records/0/funds/1/budget']")
    page.click("button.value[data-path='/records/0/funds/1/budget']")
    page.click("#editor >> text=撤销上一个决定")
    page.wait_for_selector("button.value[data-path='/records/0/funds/1/budget']", state="detached")


def test_a_place_on_the_page_leads_to_its_value_also_of_another_record(
    service: Service, put: Callable[..., int], open_page: Any
) -> None:
    document = put(envelope(evaluation(reporting_unit="两表单位"), evaluation(reporting_unit="两表单位", pages=[1])))
    name = service.person("pointing", "auditor", [unit_of(service, document)])
    with service.api(name) as client:
        fields = client.get(f"/documents/{document}/fields", params={"limit": 500}).json()["items"]
    page = open_page(name, f"/documents/{document}")
    page.wait_for_function("() => document.getElementById('picture').naturalWidth > 500")
    assert page.locator("button.blank, button.add").count() == 0
    for record in ("0", "1"):
        (wanted,) = [one for one in fields if one["path"] == f"/records/{record}/total_score"]
        left, top, right, bottom = wanted["box"]
        leaf = page.locator("#leaf").bounding_box()
        where = {"x": (left + right) / 2 * leaf["width"], "y": (top + bottom) / 2 * leaf["height"]}
        page.locator("#leaf").click(position=where)
        page.wait_for_selector(f"button.value.here[data-field='{wanted['id']}']")
