"""What a worker's memory does over many pages: ``python -m tests.workers.memory PAGES FILE…``.

A real Celery worker with one reading process reads the files again and again, over a PostgreSQL and a Redis of its own,
until so many pages are read. Every fifty pages a line: the mean and the most MiB of the worker and all its processes
since the line before, looked at every second (what they share counts once), and how many reading processes there were.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from extractor.settings import read_settings
from extractor.store.opening import open_store
from tests.workers.conftest import Crew
from tests.workers.measure import own_office

EVERY = 50
_KIB = 1024


def main(pages: int, files: list[Path]) -> None:
    """Hands the files in, each time with other bytes at their end, and watches."""
    with own_office("workers.app") as crew:
        settings = read_settings()
        open_store(settings)
        from extractor.service.bootstrap import blobs, opener
        from extractor.service.ingest import Incoming, submit
        from extractor.store.models import Page

        while (there := Page.objects.count()) < pages:
            for path in files:
                content = path.read_bytes() + b"\n%% %d\n" % there
                submit(Incoming(content, path.name, "memory"), blobs(settings), opener(settings))
        watch(crew, pages)


def watch(crew: Crew, pages: int) -> None:
    """Prints the lines."""
    from extractor.store.models import Page

    worker, told, readers, sizes = crew.start("--concurrency", "1"), 0, set[int](), list[float]()
    while told < pages // EVERY:
        time.sleep(1)
        processes = children_of(worker.pid)
        readers |= set(processes)
        sizes.append(sum(map(proportional_size, [worker.pid, *processes])))
        read = Page.objects.exclude(state__in=("waiting", "reading")).count()
        if read // EVERY > told:
            told, mean = read // EVERY, sum(sizes) / len(sizes)
            print(  # noqa: T201
                f"{read} pages: mean {mean:.0f} MiB, most {max(sizes):.0f} MiB, {len(readers)} reading processes",
                flush=True,
            )
            sizes.clear()


def children_of(parent: int) -> list[int]:
    """The processes a process has started."""
    return [int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def proportional_size(process: int) -> float:
    """MiB of a process; what it shares with others is divided among them (``Pss``); 0 where it is gone."""
    try:
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return int(found[1]) / _KIB if found else 0.0


if __name__ == "__main__":
    main(int(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
