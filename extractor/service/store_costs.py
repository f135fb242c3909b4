"""What the store costs at size: made-up envelopes in, seconds, bytes, percentiles out. Goes on where it stopped."""

from __future__ import annotations

import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from extractor.errors import UsageError
from extractor.export.whole import write_whole
from extractor.ports import BlobStore
from extractor.service.bootstrap import blobs
from extractor.service.export import Goals, export
from extractor.service.ingest import Incoming, submit
from extractor.service.ledger import ledger_of_project, ledger_of_unit
from extractor.service.lookup import Wanted, search
from extractor.service.made_up import made_up, words
from extractor.service.review import Decision, Verdict, decide, next_review_items
from extractor.service.saving import ToSave, save_envelope
from extractor.settings import Settings
from extractor.store.models import Document, FieldRow, Project, Unit

_BLOCK = 1000
_OFTEN, _SELDOM = 200, 40
"""How often a question is put: those that take long less often."""
_PAGE = 20
_NOTES = "store-costs.json"


@dataclass
class StoreCosts:
    """What was measured. Seconds of every thousand documents taken in; milliseconds of questions, as percentiles.

    ``cpu`` are the seconds of the same thousands that this process and, where it runs here, the database's process for
    it spent: what others do on the machine does not show in them.
    """

    database: str = ""
    documents: int = 0
    fields: int = 0
    bytes: int = 0
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    p95: dict[str, float] = field(default_factory=dict)
    p50: dict[str, float] = field(default_factory=dict)

    @property
    def drift(self) -> float | None:
        """How much dearer (``cpu``) the last thousand was than the first, as a share; None below two thousand."""
        return round(self.cpu[-1] / self.cpu[0] - 1, 3) if len(self.cpu) > 1 else None


class _Paper:
    """A paper of one page, made up."""

    page_count = 1
    notes = ()

    def __init__(self, path: Path) -> None:
        self.path = path


def measure_store(settings: Settings, documents: int, tell: Callable[[str], None]) -> StoreCosts:
    """Fills the open store up to so many made-up documents, then asks it.

    Raises:
        UsageError: the store holds documents of another origin.
    """
    notes = settings.data / _NOTES
    costs = StoreCosts(**json.loads(notes.read_text())) if notes.exists() else StoreCosts()
    if Document.objects.exists() and not notes.exists():
        raise UsageError("The store is not empty; set EXTRACTOR_DATA and EXTRACTOR_DATABASE to a new one.")
    costs.database, kept = connection.vendor, blobs(settings)
    write_whole(notes, json.dumps(vars(costs)).encode())
    while (done := Document.objects.count()) < documents:
        start, used = time.perf_counter(), _cpu()
        for at in range(done, done + _BLOCK - done % _BLOCK):
            _take_in(at, kept)
        if done % _BLOCK == 0:  # a block that was interrupted is not measured
            costs.seconds.append(round(time.perf_counter() - start, 2))
            costs.cpu.append(round(_cpu() - used, 2))
        tell(f"{done // _BLOCK + 1}000 documents, {time.perf_counter() - start:.1f} s")
        write_whole(notes, json.dumps(vars(costs)).encode())
    if costs.documents != done:
        costs.p50, costs.p95 = {}, {}
    costs.documents, costs.fields, costs.bytes = done, FieldRow.objects.count(), _size(settings)
    for name, (times, question) in _questions().items():
        if name not in costs.p95:
            costs.p50[name], costs.p95[name] = _percentiles(times, question)
            tell(f"{name}: p50 {costs.p50[name]} ms, p95 {costs.p95[name]} ms")
            write_whole(notes, json.dumps(vars(costs)).encode())
    return costs


def _cpu() -> float:
    """Seconds of CPU so far; those of a PostgreSQL count only behind a socket, where its process can be seen."""
    seconds = time.process_time()
    if connection.vendor == "postgresql" and connection.settings_dict["HOST"].startswith("/"):
        connection.ensure_connection()
        told = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rsplit(")", 1)[1].split()
        seconds += sum(map(int, told[11:13])) / os.sysconf("SC_CLK_TCK")
    return seconds


def _take_in(at: int, kept: BlobStore) -> None:
    incoming = Incoming(f"%PDF- made-up {at}".encode(), f"{at}.pdf", "bench")
    submitted = submit(incoming, kept, _Paper)  # type: ignore[arg-type]  # only its page count is asked for
    save_envelope(submitted.submission, ToSave(made_up(at)))


def _questions() -> dict[str, tuple[int, Callable[[random.Random], object]]]:
    """What people ask, by name, and how often; each time in other words."""
    units, projects = list(Unit.objects.order_by("id")), list(Project.objects.order_by("id"))

    def a_unit(luck: random.Random) -> str:
        return luck.choice(units).name

    def by_value(luck: random.Random) -> object:
        return search(Wanted(fields=(f"total_score<{luck.randrange(60, 70)}",), year=2019), _PAGE)

    return {
        "search words": (_OFTEN, lambda luck: search(Wanted(words=words(luck, 2)), _PAGE)),
        "search project name": (_OFTEN, lambda luck: search(Wanted(words=luck.choice(projects).name), _PAGE)),
        "search value and year": (_OFTEN, by_value),
        "search unit and year": (_OFTEN, lambda luck: search(Wanted(unit=a_unit(luck), year=2020), _PAGE)),
        "ledger of a project": (_OFTEN, lambda luck: ledger_of_project(luck.choice(projects)).money()),
        "ledger of a unit": (_SELDOM, lambda luck: ledger_of_unit(luck.choice(units), brief=True).projects()),
        "every figure of a unit": (_SELDOM, lambda luck: ledger_of_unit(luck.choice(units)).indicators()),
        "next review items": (_OFTEN, lambda luck: next_review_items(f"reviewer {luck.randrange(50)}", _PAGE, 60)),
        "next review item and decide": (_OFTEN, _decide),
        "export of a unit's year, JSON": (_SELDOM, lambda luck: _export(a_unit(luck), "json")),
        "export of a unit's year, XLSX": (_SELDOM, lambda luck: _export(a_unit(luck), "xlsx")),
    }


def _decide(luck: random.Random) -> None:
    """One step of a reviewer: the next value that waits is confirmed."""
    who = f"reviewer {luck.randrange(50)}"
    for row in next_review_items(who, 1, 60):
        decide(Decision(row.pk, Verdict.ACCEPTED, who))


def _export(unit: str, kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        goal = Path(folder) / "out"
        export(Wanted(unit=unit, year=2021), Goals(json=goal) if kind == "json" else Goals(xlsx=goal))


def _size(settings: Settings) -> int:
    """Bytes the database takes, without the originals."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    return sum(path.stat().st_size for path in settings.data.glob("store.sqlite3*"))


def _percentiles(times: int, question: Callable[[random.Random], object]) -> tuple[float, float]:
    """Milliseconds: the middle one and the one that 95 of 100 stay below."""
    luck, taken = random.Random(1), []
    for _ in range(times):
        start = time.perf_counter()
        question(luck)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return round(taken[len(taken) // 2], 1), round(taken[len(taken) * 95 // 100], 1)
