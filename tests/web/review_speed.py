"""How quick the review queue is in a real browser: from the key to the next item drawn, with many values waiting.

    python -m tests.web.review_speed --fields 100000 --steps 200

It fills a store of its own, starts the service and Chromium, accepts value after value, and prints percentiles: of all
steps, and of those that lead to another page. An item is drawn when its page's picture is there and the frame is done.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from extractor.record.envelope import Envelope
from tests.web.load import SAMPLE

EACH = 50
"""Values that wait on each page."""
PAUSE = 300
"""Milliseconds a person looks at a value, at the least."""
WATCH = """() => {
  window.steps = [];
  const at = () => document.querySelector('#where a')?.getAttribute('href');
  const picture = document.getElementById('picture');
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const before = at(), page = picture.src;
    const look = () => {
      if (at() === before || !picture.complete || !picture.naturalWidth) return requestAnimationFrame(look);
      const painted = new MessageChannel();
      painted.port1.onmessage = () =>
        window.steps.push([performance.now() - event.timeStamp, picture.src !== page]);
      requestAnimationFrame(() => painted.port2.postMessage(0));
    };
    requestAnimationFrame(look);
  }, true);
}"""


def fill(fields: int) -> int:
    """Pages that wait, in the open store; how many values on them."""
    from extractor.service.bootstrap import blobs, opener
    from extractor.service.ingest import Incoming, submit
    from extractor.service.made_up import made_up
    from extractor.service.saving import ToSave, save_envelope
    from extractor.settings import read_settings
    from extractor.store.models import FieldRow

    settings, sample = read_settings(), SAMPLE.read_bytes()
    for number in range(-(-fields // EACH)):
        plain = made_up(number).to_plain()
        for at, entry in enumerate(plain["fields"]):
            entry |= {"needs_review": at < EACH, "reasons": ["low-ocr-confidence"] if at < EACH else []}
        incoming = Incoming(sample + b"\n%% %d\n" % number, f"{number}.pdf", "speed")
        done = submit(incoming, blobs(settings), opener(settings))
        save_envelope(done.submission, ToSave(Envelope.model_validate(plain)))
    return FieldRow.objects.filter(state="waiting").count()


def walk(page: Any, steps: int) -> list[tuple[float, bool]]:
    """Accepts so many values one by one; milliseconds of each, and whether it led to another page."""
    page.wait_for_selector("#where a")
    page.wait_for_function("() => document.getElementById('picture').naturalWidth > 500")
    page.evaluate(WATCH)
    for done in range(steps):
        page.wait_for_timeout(PAUSE)
        page.keyboard.press("Enter")
        page.wait_for_function("(count) => window.steps.length > count", arg=done)
    return [(float(taken), bool(turned)) for taken, turned in page.evaluate("() => window.steps")]


def told(name: str, taken: list[float]) -> str:
    """A line of percentiles."""
    ordered = sorted(taken)
    p50, p95, most = (ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95, 1))
    return f"{name:14} {len(ordered):5} steps, ms: p50 {p50:5.0f}  p95 {p95:5.0f}  max {most:5.0f}\n"


def main() -> None:
    """See the module."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fields", type=int, default=100_000)
    parser.add_argument("--steps", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"EXTRACTOR_DATA": folder, "DJANGO_SETTINGS_MODULE": "extractor.web.django_settings"}
        from extractor.web.application import prepare

        prepare(migrate=True)
        sys.stdout.write(f"{fill(asked.fields)} values wait\n")
        from tests.web.conftest import PASSWORD, start, stop

        process, service = start(Path(folder), 0, 2)
        try:
            service.person("reviewer", "reviewer")
            with sync_playwright() as running:
                browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.goto(f"{service.address}/login?next=/review")
                page.fill("[name=username]", "reviewer")
                page.fill("[name=password]", PASSWORD)
                page.keyboard.press("Enter")
                walked = walk(page, asked.steps)
                browser.close()
        finally:
            stop(process)
    sys.stdout.write(told("all", [taken for taken, _ in walked]))
    sys.stdout.write(told("another page", [taken for taken, turned in walked if turned]))


if __name__ == "__main__":
    main()
