"""The page that shows what was found in a report's text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from extractor.export.annotated_text import annotated_page
from extractor.nlp.linking.links import link
from extractor.nlp.patterns.rules import find_by_rule
from extractor.record.narrative import Narrative, Span


def told(text: str, name: str) -> Narrative:
    names = [Span(text.index(name), text.index(name) + len(name), "PROJECT")]
    return link(text, sorted([*names, *find_by_rule(text)], key=lambda span: span.start))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        named = dict(attrs)
        self.ids |= {named["id"] or ""} if "id" in named else set()
        self.links |= {named["href"] or ""} if "href" in named else set()

    def handle_data(self, data: str) -> None:
        self.words += data


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_every_link_leads_to_a_mention() -> None:
    text = "我局共有项目1个，资金30万元。\n1.道路养护经费，预算30万元，自评得分95分，等级为优。"
    page = read(annotated_page("a.pdf", [(text, told(text, "道路养护经费"))]))
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= page.ids


def test_nothing_in_a_file_becomes_part_of_the_page() -> None:
    name = "<script>alert(1)</script>经费"
    text = f'{name}，预算30万元。"><img src=x onerror=alert(1)>&amp;'
    page = annotated_page("<b onload=x>.pdf", [(text, told(text, name))])
    assert not read(page).tags & {"script", "img"}
    assert "onload=x>" not in re.sub("&lt;.*?&gt;", "", page)
    assert "<img src=x onerror=alert(1)>&amp;" in read(page).words


def test_a_file_without_reports_says_so() -> None:
    assert "没有" in read(annotated_page("a.pdf", [])).words


def test_doubts_are_said_in_words_and_a_doubtful_projects_money_shares_its_doubt() -> None:
    text = "1.道路养护经费，预算30万元。"
    name = Span(2, 8, "PROJECT", doubts=("named-by-model",))
    narrative = link(text, sorted([name, *find_by_rule(text)], key=lambda span: span.start))
    page = annotated_page("a.pdf", [(text, narrative)], {"named-by-model": "名称要核对"}.__getitem__)
    assert "named-by-model" not in page
    assert page.count('title="名称要核对"') == 2
