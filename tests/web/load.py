"""People at work all at once: so many review, so many upload, for so long; what it took, and whether all is well.

    python -m tests.web.load --reviewers 50 --uploaders 20 --minutes 10

It starts a service of its own (``--database`` for one over PostgreSQL, already empty) with documents that wait for
review, and ends with 1 where anything failed or a value was reviewed twice.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

SAMPLE = Path(__file__).parents[2] / "corpora" / "samples" / "evaluation-national-digital.pdf"
OF_A_DOCUMENT = 5
"""Values that wait in each."""


@dataclass
class Tally:
    """What was done: seconds by kind of request, refusals and failures by what they were."""

    end: float
    pace: float
    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, kind: str, does: Callable[[], httpx.Response]) -> httpx.Response | None:
        """Makes a request and notes how it went; None where it failed."""
        start = time.perf_counter()
        try:
            answer = does()
        except httpx.HTTPError as error:
            with self.lock:
                self.wrong[f"{kind}: {type(error).__name__}"] += 1
            return None
        with self.lock:
            self.seconds[kind].append(time.perf_counter() - start)
            if answer.status_code == 409:
                self.refused[kind] += 1
            elif answer.is_error:
                self.wrong[f"{kind}: {answer.status_code} {answer.text[:120]}"] += 1
        return None if answer.is_error else answer

    def pause(self) -> bool:
        """Waits as a person would; False when the time is over."""
        time.sleep(self.pace * random.uniform(0.5, 1.5))
        return time.monotonic() < self.end


def review(tally: Tally, client: httpx.Client, done: list[int]) -> None:
    """A reviewer: takes some items, decides about each, looks at the page now and then."""
    while time.monotonic() < tally.end:
        told = tally.ask("next", lambda: client.get("/review/next", params={"count": 10}))
        items = told.json()["items"] if told is not None else []
        for item in items:
            tally.ask("picture", lambda item=item: client.get(item["picture"].removeprefix("/api/v1")))  # type: ignore[misc]
            said = {"verdict": "accepted", "seen": item["seen"]}
            path = f"/fields/{item['id']}/decisions"
            if tally.ask("decide", lambda path=path, said=said: client.post(path, json=said)) is not None:  # type: ignore[misc]
                done.append(item["id"])
            if not tally.pause():
                return
        if not items and not tally.pause():
            return


def upload(tally: Tally, client: httpx.Client, name: str) -> None:
    """An uploader: hands a file in and looks how far it is."""
    content, count = SAMPLE.read_bytes(), 0
    while True:
        count += 1
        files = {"files": (f"{name}-{count}.pdf", content + f"\n%% {name} {count}\n".encode())}
        told = tally.ask("upload", lambda files=files: client.post("/documents", files=files))  # type: ignore[misc]
        if told is not None:
            document = told.json()[0]["document"]
            tally.ask("status", lambda document=document: client.get(f"/documents/{document}/status"))  # type: ignore[misc]
            tally.ask("list", lambda: client.get("/documents", params={"limit": 25}))
        if not tally.pause():
            return


def prepare_store(documents: int, reviewers: int, uploaders: int) -> dict[str, str]:
    """Documents that wait, and people with their tokens; the names begin with what they do."""
    from extractor.web.application import prepare

    prepare(migrate=True)
    from extractor.service.bootstrap import blobs, opener
    from extractor.service.ingest import Incoming, submit
    from extractor.service.saving import ToSave, save_envelope
    from extractor.settings import read_settings
    from extractor.web.api.keys import new_token
    from extractor.web.models import Person
    from tests.papers import envelope, evaluation
    from tests.web.test_review_by_keyboard import DOUBTFUL

    settings, sample = read_settings(), SAMPLE.read_bytes()
    for number in range(documents):
        done = submit(
            Incoming(sample + b"\n%% %d\n" % number, f"{number}.pdf", "load"), blobs(settings), opener(settings)
        )
        whole = envelope(evaluation(project_name=f"项目{number % 50}"), doubtful=DOUBTFUL[:OF_A_DOCUMENT])
        save_envelope(done.submission, ToSave(whole))
    tokens = {}
    for role, count in (("reviewer", reviewers), ("uploader", uploaders)):
        for number in range(count):
            person = Person(username=f"{role}-{number}", role=role, all_units=True)
            person.set_unusable_password()
            person.save()
            tokens[person.username] = new_token(person, "load")[1]
    return tokens


def run(address: str, tokens: dict[str, str], tally: Tally) -> list[int]:
    """Everybody works until the time is over; the ids of all values decided about."""
    done: list[int] = []
    threads = []
    for name, token in tokens.items():
        client = httpx.Client(base_url=f"{address}/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=60)
        work, what = (review, done) if name.startswith("reviewer") else (upload, name)
        threads.append(threading.Thread(target=work, args=(tally, client, what), daemon=True))
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    return done


def told(tally: Tally, done: list[int]) -> bool:
    """Prints the figures; whether all is well."""
    from extractor.store.models import Correction

    for kind, seconds in sorted(tally.seconds.items()):
        ordered = sorted(seconds)
        p50, p95, most = (1000 * ordered[min(int(len(ordered) * share), len(ordered) - 1)] for share in (0.5, 0.95, 1))
        sys.stdout.write(f"{kind:8} {len(ordered):6} requests, ms: p50 {p50:6.0f}  p95 {p95:6.0f}  max {most:6.0f}\n")
    places = Counter(Correction.objects.values_list("document", "path"))
    twice = sum(count > 1 for count in places.values()) + sum(count > 1 for count in Counter(done).values())
    sys.stdout.write(f"decided {len(done)}, in the store {places.total()}, twice {twice}\n")
    sys.stdout.write(f"refused (409) {dict(tally.refused)}, failed {dict(tally.wrong)}\n")
    return not tally.wrong and not twice and places.total() == len(done)


def main() -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("reviewers", 50), ("uploaders", 20), ("documents", 2000), ("servers", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pace", type=float, default=2.0, help="Seconds between two acts of a person")
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"EXTRACTOR_DATA": folder, "EXTRACTOR_DATABASE": asked.database, "EXTRACTOR_WEB_SECOND_LOOK": "0"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "extractor.web.django_settings"
        tokens = prepare_store(asked.documents, asked.reviewers, asked.uploaders)
        from tests.web.conftest import start, stop

        more = {"EXTRACTOR_DATABASE": asked.database} if asked.database else {}
        process, service = start(Path(folder), 0, asked.servers, **more)
        try:
            tally = Tally(time.monotonic() + asked.minutes * 60, asked.pace)
            return 0 if told(tally, run(service.address, tokens, tally)) else 1
        finally:
            stop(process)


if __name__ == "__main__":
    sys.exit(main())
