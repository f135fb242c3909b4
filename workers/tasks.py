"""The tasks: ids in, ids out. A message only wakes: what is read is what the store says is most urgent then.

So a person who waits goes before an archive however many messages lie in the queue, and a message that is lost, late
or delivered twice does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from celery import Celery

from extractor.service.reading import Bench
from extractor.settings import Settings
from workers.configuration import DOCUMENTS, PAGES
from workers.queue import ASSEMBLE, READ, CeleryQueue

if TYPE_CHECKING:
    from workers.station import Station


def add_tasks(app: Celery, settings: Settings, bench_for: Callable[[Settings], Bench]) -> None:
    """Gives an app its two tasks. What they need is loaded by the first of them in each process."""
    stations: list[Station] = []

    def station() -> Station:
        if not stations:
            from workers.station import Station

            stations.append(Station(settings, bench_for, CeleryQueue(settings, app)))
        return stations[0]

    @app.task(name=READ, queue=PAGES)
    def read_page(page: int) -> int | None:
        """Page ``page`` waits; reads the most urgent one, be it that or another, and gives its id."""
        return station().read_page()

    @app.task(name=ASSEMBLE, queue=DOCUMENTS)
    def assemble_document(submission: int) -> int | None:
        """Submission ``submission`` has its pages; gives the id of the document it became."""
        return station().assemble(submission)
