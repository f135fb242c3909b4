"""A file handed in, its submission out: the original kept, its pages queued. The same bytes are taken in once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import IntegrityError, transaction

from extractor.errors import NotInStore
from extractor.ports import BlobStore, PageSource
from extractor.service.digitize import sha256_of
from extractor.store.columns import storable
from extractor.store.models import ArchiveRun, Document, File, Page, Submission

_MEDIA = {
    b"\x89PNG": ("image/png", "png"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"II": ("image/tiff", "tif"),
    b"MM": ("image/tiff", "tif"),
}
_PDF = ("application/pdf", "pdf")
_FOLDER = "inode/directory"
_ENDINGS = dict([_PDF, *_MEDIA.values()])


@dataclass(frozen=True)
class Incoming:
    """What is handed in: a file, a folder of page pictures, or bytes; its name, and by whom.

    ``options`` are the settings asked for (``engine``, ``recogniser``, …), ``run`` the archive run's id.
    """

    content: Path | bytes
    name: str
    who: str
    priority: Submission.Priority = Submission.Priority.ORDINARY
    options: Mapping[str, str] = field(default_factory=dict)
    run: int | None = None


@dataclass(frozen=True)
class Submitted:
    """What became of it (ids). ``duplicate``: the same bytes were there, ``document`` and ``submission`` are theirs."""

    document: int
    submission: int
    sha256: str
    pages: int
    duplicate: bool


def submit(
    incoming: Incoming,
    blobs: BlobStore,
    open_source: Callable[[Path], PageSource],
    noted: Callable[[int], None] = lambda document: None,
) -> Submitted:
    """Takes a file in and queues its pages. Nothing is stored of a file that cannot be opened.

    A crash leaves at most an original without rows, which the next try finds in place. ``noted`` writes what belongs
    to a new document (its id) in the same transaction; it is not called for bytes that were there.

    Raises:
        InputError: the file cannot be taken in.
        OutputError, StoreUnavailable: there is no room.
    """
    with _as_path(incoming.content) as path:
        sha256 = sha256_of(path)
        if (known := _known(sha256, incoming.name)) is not None:
            return known
        count = open_source(path).page_count
        file = File(sha256=sha256, names=[storable(incoming.name)], page_count=count)
        _keep(path, file, blobs)
    try:
        with transaction.atomic():
            file.save()
            document = Document.objects.create(file=file, name=storable(incoming.name), who=incoming.who)
            submission = queue_reading(document, incoming)
            noted(document.pk)
    except IntegrityError:  # somebody handed in the same bytes at the same moment
        if (known := _known(sha256, incoming.name)) is None:
            raise
        return known
    return Submitted(document.pk, submission.pk, sha256, count, duplicate=False)


def submit_again(document: int, incoming: Incoming) -> Submitted:
    """Queues a document's original to be read once more, say with another engine or model (``incoming.options``).

    ``incoming.content`` is not looked at. Decisions people made stay; see ``rereading``.

    Raises:
        NotInStore: there is no such document.
    """
    with transaction.atomic():
        known = Document.objects.select_related("file").filter(pk=document).first()
        if known is None:
            raise NotInStore(f"There is no document {document}.")
        submission = queue_reading(known, incoming)
    return Submitted(known.pk, submission.pk, known.file.sha256, known.file.page_count, duplicate=False)


def queue_reading(document: Document, incoming: Incoming) -> Submission:
    """The submission and its pages as rows, inside the caller's transaction."""
    file = document.file
    submission = Submission.objects.create(
        file=file,
        name=storable(incoming.name),
        who=incoming.who,
        priority=incoming.priority,
        options=dict(incoming.options),
        run=ArchiveRun.objects.filter(pk=incoming.run).first() if incoming.run is not None else None,
        pages_left=file.page_count,
    )
    pages = (
        Page(submission=submission, number=number, priority=incoming.priority)
        for number in range(1, file.page_count + 1)
    )
    Page.objects.bulk_create(pages, batch_size=500)
    document.latest = submission
    document.save(update_fields=["latest"])
    return submission


@contextmanager
def original(file: File, blobs: BlobStore) -> Iterator[Path]:
    """The original as it was handed in, as a path to be read: a file, or a folder of page pictures.

    Raises:
        NotInStore: its bytes are gone.
    """
    if file.parts is None:
        with blobs.local(original_key(file.sha256, file.media_type)) as path:
            yield path
        return
    with ExitStack() as held, tempfile.TemporaryDirectory() as folder:
        for name, sha256, media_type in file.parts:
            (Path(folder) / name).symlink_to(held.enter_context(blobs.local(original_key(sha256, media_type))))
        yield Path(folder)


def original_key(sha256: str, media_type: str) -> str:
    """Where in the blob store an original's bytes lie."""
    return f"originals/{sha256[:2]}/{sha256}.{_ENDINGS[media_type]}"


def _known(sha256: str, name: str) -> Submitted | None:
    """The first submission of the same bytes; the new name is remembered."""
    file = File.objects.filter(sha256=sha256).first()
    if file is None:
        return None
    if storable(name) not in file.names:
        with transaction.atomic():
            file = File.objects.select_for_update().get(pk=file.pk)
            file.names = [*dict.fromkeys([*file.names, storable(name)])]
            file.save(update_fields=["names"])
    submission = file.submissions.order_by("id")[:1].get()
    return Submitted(file.document.pk, submission.pk, sha256, file.page_count, duplicate=True)


@contextmanager
def _as_path(content: Path | bytes) -> Iterator[Path]:
    if isinstance(content, Path):
        yield content
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incoming"
        path.write_bytes(content)
        yield path


def _keep(path: Path, file: File, blobs: BlobStore) -> None:
    """Puts the original's bytes into the blob store, those of a folder one by one."""
    if not path.is_dir():
        file.media_type, file.size = _media_type(path), path.stat().st_size
        blobs.put(original_key(file.sha256, file.media_type), path)
        return
    parts = [(part.name, sha256_of(part), _media_type(part), part) for part in sorted(path.iterdir()) if part.is_file()]
    for _, sha256, media_type, part in parts:
        blobs.put(original_key(sha256, media_type), part)
    file.media_type, file.parts = _FOLDER, [part[:3] for part in parts]
    file.size = sum(part[3].stat().st_size for part in parts)


def _media_type(path: Path) -> str:
    with path.open("rb") as source:
        head = source.read(8)
    return next((media for start, (media, _) in _MEDIA.items() if head.startswith(start)), _PDF[0])
