"""What broker and store cost beside the reading: ``python -m tests.workers.measure [PAGES] [SECONDS] [WORKERS]``.

Pages that take so many seconds and no CPU are read by Celery processes (1, 2 and 8 unless numbers follow), over a Redis
and a PostgreSQL of their own; what they take longer than the pages alone is the overhead. The workers' CPU seconds are
told as well: what others do on the machine does not show in them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, connections

from extractor.settings import read_settings
from extractor.store.opening import open_store
from tests.conftest import PostgresServer, postgres_programs
from tests.workers.conftest import Crew, RedisServer
from tests.workers.tiny import open_tiny, tiny_pdf

EACH = 20
"""Pages a document."""


def main(pages: int, seconds: float, workers: list[int]) -> None:
    """Measures and prints."""
    os.environ["TINY_SECONDS"] = str(seconds)
    for count in workers:
        with own_office("tests.workers.tiny_app") as crew:
            print(told(count, pages, seconds, crew), flush=True)  # noqa: T201


@contextmanager
def own_office(app: str) -> Iterator[Crew]:
    """An empty store with a PostgreSQL and a Redis of its own, all in the environment; workers of this app."""
    folder = Path(tempfile.mkdtemp(prefix="extractor-measure-"))
    folder.chmod(0o755)
    programs = postgres_programs()
    assert programs is not None, "PostgreSQL is not installed"
    (folder / "pg").mkdir()
    database, broker, crew = PostgresServer(programs, folder / "pg"), RedisServer(folder), Crew(folder / "log", app)
    subprocess.run(["createdb", "-h", folder / "pg", "-U", "tester", "measure"], check=True)
    os.environ |= {
        "EXTRACTOR_BROKER": broker.address,
        "EXTRACTOR_DATA": str(folder / "data"),
        "EXTRACTOR_DATABASE": f"postgresql://tester@/measure{database.address}",
    }
    try:
        yield crew
    finally:
        connections.close_all()
        crew.close()
        broker.stop()
        database.stop()
        shutil.rmtree(folder, ignore_errors=True)


def told(count: int, pages: int, seconds: float, crew: Crew) -> str:
    """A line for so many processes."""
    settings = read_settings()
    open_store(settings)
    from extractor.service.bootstrap import blobs
    from extractor.service.ingest import Incoming, submit
    from extractor.store.models import Page, Submission

    for at in range(0, pages, EACH):
        submit(Incoming(tiny_pdf(str(at), min(EACH, pages - at)), f"{at}.pdf", "m"), blobs(settings), open_tiny)  # type: ignore[arg-type]
    worker = crew.start("--concurrency", str(count))
    while not Page.objects.filter(state="read").exists():
        time.sleep(0.05)
    first, before = Page.objects.filter(state="read").count(), cpu_seconds(worker.pid)
    while Submission.objects.exclude(state="done").exists():
        time.sleep(0.2)
    cpu = (cpu_seconds(worker.pid) - before) / (pages - first)
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM max(done) - min(done)), count(*) FROM store_page")
        taken, done = cursor.fetchone()
    crew.kill(worker)
    each = float(taken) * count / (done - count) if done > count else 0.0
    return (
        f"{count} processes, {done} pages: {float(taken):.1f} s, {done / float(taken):.1f} pages/s, "
        f"{each * 1000:.0f} ms a page and process, of which {(each - seconds) * 1000:.0f} ms are overhead; "
        f"{cpu * 1000:.0f} ms of CPU a page"
    )


def cpu_seconds(parent: int) -> float:
    """What a worker and its processes have used of the CPU."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    ticks = 0
    for process in (str(parent), *children):
        ticks += sum(int(one) for one in Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[11:13])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 200,
        float(sys.argv[2]) if len(sys.argv) > 2 else 0.5,
        [int(one) for one in sys.argv[3:]] or [1, 2, 8],
    )
