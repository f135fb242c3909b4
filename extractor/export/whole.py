"""Bytes in, a file that is there whole or not at all out."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from extractor.errors import OutputError


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the goal, flushes to the disk, and moves into place; makes missing folders.

    Raises:
        OutputError: the disk is full or the folder cannot be written; what stood there before stands there still.
    """
    draft: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        draft = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise OutputError(f"It cannot be written ({error.strerror}).", file=str(path)) from error


def _umask() -> int:
    """The process's umask; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
