"""Hangs the watch into Celery's consumer: it looks as long as the connection to the broker stands."""

from __future__ import annotations

from typing import Any

from celery import bootsteps

from extractor.settings import Settings
from workers.queue import CeleryQueue


def watching(settings: Settings, seconds: float) -> type[bootsteps.StartStopStep]:
    """The step of Celery's consumer that keeps watch, as often as every so many seconds."""

    class KeepWatch(bootsteps.StartStopStep):
        """Starts and stops with the connection to the broker."""

        requires = ("celery.worker.consumer.tasks:Tasks",)

        def __init__(self, consumer: Any, **options: Any) -> None:
            super().__init__(consumer, **options)
            self._timer: Any = None

        def start(self, consumer: Any) -> None:
            """The first look is taken at once."""
            from workers.watch import Watch

            watch = Watch(
                settings,
                CeleryQueue(settings, consumer.app),
                lambda: [queue.name for queue in consumer.task_consumer.queues],
            )
            consumer.timer.call_after(0.1, watch.look)
            self._timer = consumer.timer.call_repeatedly(seconds, watch.look)

        def stop(self, consumer: Any) -> None:
            """No more looks."""
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return KeepWatch
