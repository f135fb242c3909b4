"""Workers of this program: one for each set of options that submissions ask for, made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType

from extractor.ports import Progress
from extractor.service.inline import InlineWorker
from extractor.settings import Settings
from extractor.store.models import Reading, Submission


class InlineCrew:
    """Reads submissions here, each as it asked to be read. Use as a context manager."""

    def __init__(self, settings: Settings, worker_for: Callable[[Settings], InlineWorker]) -> None:
        self.settings = settings
        self._worker_for = worker_for
        self._opened = ExitStack()
        self._workers: dict[tuple[tuple[str, str], ...], InlineWorker] = {}

    def __enter__(self) -> InlineCrew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def work(self, submission: int, progress: Progress | None = None) -> Reading | None:
        """Reads what waits of a submission (id) and assembles it; see InlineWorker.work."""
        options = Submission.objects.values_list("options", flat=True).get(pk=submission)
        key = tuple(sorted(options.items()))
        if key not in self._workers:
            asked = self.settings.model_copy(update=dict(options))
            self._workers[key] = self._opened.enter_context(self._worker_for(asked))
        return self._workers[key].work(submission, progress)
