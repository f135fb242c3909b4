"""Every page for people who hear it, use keys only, or see little: names, headings, landmarks, contrast, focus, sizes.

The rules are those of WCAG 2.2 AA that a program can check, asked of Chromium's own accessibility tree and of what it
painted; no outside checker is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.conftest import PASSWORD, Service
from tests.web.test_review_by_keyboard import paper

SEEN = (Path(__file__).parent / "accessible.js").read_text(encoding="utf-8")
MUST_BE_NAMED = {"button", "link", "textbox", "searchbox", "combobox", "listbox", "checkbox", "image", "img", "dialog",
                 "spinbutton", "navigation", "progressbar", "meter", "table", "option"}  # fmt: skip
UNNAMED_IS_FINE = {"table"}
WIDTHS = (1280, 390)
TABS = 400


def unnamed(page: Any) -> list[str]:
    """What a screen reader would announce without a name."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    wrong = []
    for node in tree:
        role = node.get("role", {}).get("value", "")
        named = str(node.get("name", {}).get("value", "")).strip()
        if role in MUST_BE_NAMED - UNNAMED_IS_FINE and not node.get("ignored") and not named:
            wrong.append(f"{role} without a name")
    return wrong


def lost_focus(page: Any) -> list[str]:
    """What goes wrong when one goes through the page by the tabulator: focus unseen, out of order, or caught."""
    page.evaluate("document.activeElement?.blur(); window.scrollTo(0, 0)")
    last, wrong = -1, []
    for _ in range(TABS):
        page.keyboard.press("Tab")
        here = page.evaluate("seenFocus()")
        if here is None or here["at"] == -1:
            return wrong
        if not here["visible"]:
            wrong.append(f"focus cannot be seen: {here['what']}")
        if here["at"] <= last:
            return wrong if here["first"] else [*wrong, f"focus jumps back: {here['what']}"]
        last = here["at"]
    return [*wrong, "the page holds the focus"]


def complaints(page: Any, language: str) -> list[str]:
    """All that is wrong on the page as it is shown."""
    page.evaluate(SEEN)
    return [*page.evaluate("(language) => seenPage(language)", language), *unnamed(page), *lost_focus(page)]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_can_be_heard_seen_and_used_by_keys(
    service: Service, put: Callable[..., int], open_page: Any, language: str
) -> None:
    with service.api("admin") as admin:
        hook = admin.post("/webhooks", json={"address": "http://127.0.0.1:9/"}).json()["id"]
    document = put(paper(f"无障碍单位 {language}"))
    paths = ["/documents", f"/documents/{document}", "/review", "/dashboard", "/upload", "/ledger", "/people",
             "/ledger?name=无障碍单位", "/ledger/compare?unit=1&unit=2", "/audit", "/upkeep", "/password", "/tokens",
             "/nothing-here"]  # fmt: skip
    wrong = {}
    page = open_page("admin", "/documents")
    if language == "en":
        page.click("button[name=language]")
        page.wait_for_selector("html[lang=en]")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for path in paths:
            page.goto(service.address + path)
            page.wait_for_load_state("networkidle")
            if found := complaints(page, language):
                wrong[width, path] = found
    with service.api("admin") as admin:
        admin.delete(f"/webhooks/{hook}")
    assert wrong == {}


def test_the_door_and_the_editors_too(service: Service, put: Callable[..., int], open_page: Any, chromium: Any) -> None:
    page = chromium.new_context().new_page()
    page.goto(f"{service.address}/login")
    assert complaints(page, "zh-CN") == []
    page.context.close()
    page = open_page("admin", f"/documents/{put(paper('无障碍编辑'))}")
    for opener in ("button.value.waiting", "button.blank", "button.add"):
        page.locator(opener).first.click()
        page.wait_for_selector("#editor[open]")
        page.evaluate(SEEN)
        assert [*page.evaluate("seenPage('zh-CN')"), *unnamed(page)] == [], opener
        assert page.evaluate("document.getElementById('editor').contains(document.activeElement)"), opener
        page.keyboard.press("Escape")
        page.wait_for_selector("#editor:not([open])", state="attached")
    assert PASSWORD not in page.content()


def test_what_is_wrong_is_noticed(service: Service, open_page: Any) -> None:
    page = open_page("admin", "/tokens")
    page.evaluate(
        """() => {
          document.getElementById("main").insertAdjacentHTML("beforeend",
            '<h4>x</h4><button></button><input><p id="main" class="faint">faint</p>'
            + '<table><tr><th>x</th></tr></table>');
          const faint = document.querySelector(".faint");
          faint.style.color = "#aaa";
          document.querySelector("#main a").style.outline = "none";
          document.querySelector("#main a").tabIndex = 5;
        }"""
    )
    told = " · ".join(complaints(page, "en"))
    for wrong in ("language", "level is left out", "button without a name", "textbox without a name", "id main twice",
                  "contrast 2.", "heading of nothing", "order of its own", "too small"):  # fmt: skip
        assert wrong in told, (wrong, told)
