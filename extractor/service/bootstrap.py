"""Settings in, ready adapters out. The only place that knows concrete classes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

from extractor.artefacts import find
from extractor.engines.pdfium import Limits, open_document
from extractor.engines.ppocr.folders import EngineOptions
from extractor.errors import ModelError, UsageError
from extractor.export.dump import FolderDump
from extractor.pipeline import Desk, LookAway, Tools
from extractor.ports import BlobStore, JobQueue, MentionTagger, OcrEngine, PageSource, TableFinder, Witness
from extractor.record.narrative import Narrative
from extractor.service.digitize import Digitizer
from extractor.service.reading import Bench, InlineReader, LengthwiseReader, PooledReader, Reader
from extractor.settings import Settings
from extractor.stages.findings_to_review.policy import Calibration, parse_calibration, promise_to_judge

if TYPE_CHECKING:
    from extractor.service.inline import InlineWorker

WitnessFor: TypeAlias = Callable[[Path], Witness]
"""Gives the witness of a file's products; picklable where several processes read."""


def nobody(path: Path) -> Witness:
    """No file's products are looked at."""
    return LookAway()


def dump_to(folder: Path) -> WitnessFor:
    """Every product is written and drawn in ``folder``, a folder per file."""
    return partial(_dump_of, folder)


def digitizer(settings: Settings, witness_for: WitnessFor = nobody) -> Digitizer:
    """What digitizes files as the settings say.

    Raises:
        ModelError: a model is missing.
        UsageError: the settings contradict each other.
    """
    return Digitizer(_reader(settings, witness_for), opener(settings), witness_for, desk(settings))


def inline_worker(settings: Settings) -> InlineWorker:
    """What reads queued pages here; the store must be open.

    Raises:
        ModelError: a model is missing.
    """
    from extractor.service.inline import InlineWorker

    versions = {"engine": settings.engine, "detector": settings.detector, "recogniser": settings.recogniser}
    return InlineWorker(_reader(settings, nobody), blobs(settings), settings, store_desk(settings), versions)


def _reader(settings: Settings, witness_for: WitnessFor) -> Reader:
    """Reads in as many processes as the settings say, or as suits the document, and shares the cores among them."""
    cores = len(os.sched_getaffinity(0))
    workers = settings.workers or cores
    alone = _with_threads(settings, cores)
    shared = _with_threads(settings, max(1, cores // workers))
    if workers == 1:
        return InlineReader(bench(alone, witness_for))
    if settings.workers > 1:
        return PooledReader(workers, partial(bench, shared, witness_for))
    return LengthwiseReader(
        lambda: InlineReader(bench(alone, witness_for)),
        lambda: PooledReader(workers, partial(bench, shared, witness_for)),
    )


def _with_threads(settings: Settings, threads: int) -> Settings:
    return settings if settings.threads else settings.model_copy(update={"threads": threads})


def desk(settings: Settings) -> Desk:
    """What documents are assembled with.

    Raises:
        ModelError: the confidence model is missing or not what it should be.
    """
    judge = promise_to_judge(calibration(settings), settings.promise, settings.load)
    return Desk(judge, LateTagger(settings.model_dir))


def store_desk(settings: Settings) -> Desk:
    """The same with the names that people confirmed in the store, which must be open.

    Raises:
        ModelError: see ``desk``.
    """
    from extractor.service.lexicon import StoreLexicon

    return replace(desk(settings), lexicon=StoreLexicon(settings.known_after))


def calibration(settings: Settings) -> Calibration:
    """The confidence model, with the curve that tells what a promise costs.

    Raises:
        ModelError: it is missing or not what it should be.
    """
    path = find("confidence", settings.model_dir)
    try:
        return parse_calibration(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"The model confidence at {path} cannot be used: {error}.") from error


class LateTagger:
    """Loads the text pipeline when the first report is read: most documents have none."""

    def __init__(self, model_dir: Path | None) -> None:
        self._model_dir = model_dir
        self._tagger: MentionTagger | None = None

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """See MentionTagger.

        Raises:
            ModelError: the pipeline is missing.
        """
        if self._tagger is None:
            from extractor.nlp.tagger import PipelineTagger

            self._tagger = PipelineTagger(find("reports-zh", self._model_dir))
        return self._tagger.tag(text, printed)


def bench(settings: Settings, witness_for: WitnessFor = nobody) -> Bench:
    """What one process reads pages with; OpenCV, too, keeps to the threads it is given."""
    if settings.threads:
        import cv2

        cv2.setNumThreads(settings.threads)
    return Bench(Tools(engine(settings), finders(settings)), opener(settings), witness_for)


def engine(settings: Settings) -> OcrEngine:
    """The OCR engine the settings name. Heavy libraries are imported here, and only the chosen one's.

    Raises:
        ModelError, EngineError: it cannot be started.
        UsageError: it lacks a setting.
    """
    if settings.engine == "recorded":
        from extractor.engines.recorded import RecordedEngine

        if settings.recording is None:
            raise UsageError("The recorded engine needs EXTRACTOR_RECORDING.")
        return RecordedEngine(settings.recording)
    options = EngineOptions(
        cache=settings.cache_dir,
        detector=settings.detector,
        recogniser=settings.recogniser,
        threads=settings.threads,
        exact=settings.exact,
        gpu=settings.device == "gpu",
        online=settings.online,
        model_dir=settings.model_dir,
    )
    if settings.engine == "paddle":
        from extractor.engines.paddle import PaddleEngine

        return PaddleEngine(options)
    from extractor.engines.openvino import OpenVinoEngine

    return OpenVinoEngine(options)


def finders(settings: Settings) -> tuple[TableFinder, ...]:
    """Who is asked, besides the drawn lines, for the tables of a digital page."""
    if not settings.camelot:
        return ()
    from extractor.engines.camelot import CamelotFinder

    return (CamelotFinder(),)


def opener(settings: Settings) -> Callable[[Path], PageSource]:
    """What opens files within the settings' limits; picklable."""
    return partial(_open_source, settings)


def blobs(settings: Settings) -> BlobStore:
    """Where originals and page pictures are kept.

    Raises:
        UsageError: the address makes no sense.
    """
    if settings.blobs:
        return _bucket(settings.blobs, settings.cache_dir, os.getpid())
    from extractor.store.blobs import FolderBlobs

    return FolderBlobs(settings.data / "blobs")


@lru_cache(maxsize=2)
def _bucket(address: str, cache: Path, process: int) -> BlobStore:
    """One for each process: connections are not shared over a fork."""
    from extractor.store.s3_blobs import S3Blobs, bucket_of

    return S3Blobs(bucket_of(address), cache / "originals")


@lru_cache(maxsize=1)
def job_queue(settings: Settings) -> JobQueue | None:
    """What wakes the workers; None where pages are read by whoever asks for them.

    The product does not know its workers; it calls for the one adapter they bring along by its name.
    """
    if not settings.broker:
        return None
    return cast(JobQueue, import_module("workers.queue").CeleryQueue(settings))


def _open_source(settings: Settings, path: Path) -> PageSource:
    return open_document(path, Limits(max_pages=settings.max_pages, max_pixels=settings.max_pixels))


def _dump_of(folder: Path, path: Path) -> Witness:
    return FolderDump(folder / path.resolve().stem)
