"""The press: HTML in, a PDF of vector text out, through one headless Chromium kept open for many documents."""

from __future__ import annotations

import os
import shutil
from types import TracebackType

from playwright.sync_api import sync_playwright

from corpora.layouts.style import SCALE

_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


def find_browser() -> str | None:
    """Return the Chromium to print with: CORPORA_CHROMIUM, else the one on the path, else None."""
    return os.environ.get("CORPORA_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


class Press:
    """A context manager around the browser.

    Raises:
        FileNotFoundError: no Chromium is installed.
    """

    def __enter__(self) -> Press:
        browser = find_browser()
        if browser is None:
            raise FileNotFoundError("no Chromium found: install one, or name it in CORPORA_CHROMIUM")
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=browser, args=_ARGS)
        self._page = self._browser.new_page()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def print(self, css: str, body: str) -> bytes:
        """Return the PDF of a page with this style sheet and body."""
        self._page.set_content(
            f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>{css}</style>{body}</html>'
        )
        return self._page.pdf(scale=SCALE, prefer_css_page_size=True, print_background=True)
