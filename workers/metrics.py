"""What a worker tells Prometheus: pages by outcome, seconds by stage, over all its processes; and the store's figures.

Where the figures of several processes are gathered is fixed when this is imported, so that is done late.
"""

from __future__ import annotations

from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

_BUCKETS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
PAGES = Counter("extractor_pages_done", "Pages read or set aside", ("outcome",))
STAGES = Histogram("extractor_stage_seconds", "Seconds of each stage, by what it makes", ("stage",), buckets=_BUCKETS)


class StageTimes:
    """The witness that takes times and looks at nothing else."""

    wants_pictures = False

    def saw(self, product: str, page: int | None, value: object, seconds: float) -> None:
        """See Witness."""
        STAGES.labels(product).observe(seconds)


def stage_times(path: Path) -> StageTimes:
    """The witness of a file's pages."""
    return StageTimes()


def serve(port: int) -> None:
    """Answers Prometheus on a port, in a thread of the worker's first process."""
    from extractor.service.metrics import StoreMetrics

    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    registry.register(StoreMetrics())
    start_http_server(port, registry=registry)
