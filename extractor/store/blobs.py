"""Originals and page pictures in a local (or mounted) folder: key in, bytes out. See ``ports.BlobStore``."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import NotInStore, OutputError

_KEY = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*")
_DRAFT = ".draft-"
_PIECE = 1 << 20


class FolderBlobs:
    """Blobs as files of a folder; written beside their place, flushed, and moved."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, content: bytes | Path) -> None:
        """See BlobStore."""
        path = self._path(key)
        draft: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_DRAFT, dir=path.parent)
            draft = Path(name)
            with os.fdopen(handle, "wb") as goal:
                if isinstance(content, Path):
                    with content.open("rb") as source:
                        shutil.copyfileobj(source, goal, _PIECE)
                else:
                    goal.write(content)
                goal.flush()
                os.fsync(goal.fileno())
            draft.chmod(0o444)
            draft.replace(path)
            _flush_folder(path.parent)
        except OSError as error:
            if draft is not None:
                draft.unlink(missing_ok=True)
            raise OutputError(f"It cannot be stored ({error.strerror}).", file=key) from error

    def get(self, key: str) -> bytes:
        """See BlobStore."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise NotInStore("There are no such bytes.", file=key) from error

    def chunks(self, key: str) -> Iterator[bytes]:
        """See BlobStore."""
        with self.local(key) as path, path.open("rb") as source:
            while piece := source.read(_PIECE):
                yield piece

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        """See BlobStore."""
        path = self._path(key)
        if not path.is_file():
            raise NotInStore("There are no such bytes.", file=key)
        yield path

    def has(self, key: str) -> bool:
        """See BlobStore."""
        return self._path(key).is_file()

    def drop(self, key: str) -> None:
        """See BlobStore."""
        self._path(key).unlink(missing_ok=True)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """See BlobStore."""
        for folder, below, names in os.walk(self._folder):
            below.sort()
            for name in sorted(names):
                key = (Path(folder) / name).relative_to(self._folder).as_posix()
                if key.startswith(prefix) and not name.startswith(_DRAFT):
                    yield key

    def _path(self, key: str) -> Path:
        """The file of a key.

        Raises:
            ValueError: the key could lead out of the folder.
        """
        if not _KEY.fullmatch(key):
            raise ValueError(f"not a key: {key!r}")
        return self._folder / key


def _flush_folder(folder: Path) -> None:
    """A new name is on the disk only once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
