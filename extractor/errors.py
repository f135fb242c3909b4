"""The error tree. Every class knows its exit code, its HTTP status, whether trying again may help, and what to do.

::

    ExtractorError                      1
    ├── UsageError                      2
    ├── InputError                      (something about the file)
    │   ├── UnreadableFile             10   missing, no permission, a folder without pictures
    │   ├── EmptyFile                  11
    │   ├── UnknownFormat              12   neither PDF nor a picture we read, or the extension lies
    │   ├── DamagedFile                13   truncated, cyclic page tree, broken streams
    │   ├── EncryptedFile              14
    │   ├── NoPages                    15
    │   ├── TooManyPages               16
    │   ├── PageTooLarge               17   page box or picture beyond the limits
    │   └── DecompressionBomb          18
    ├── PageError                      20   one page could not be read; the others were
    ├── OutputError                    30   disk full, folder not writable
    ├── ModelError                     40   a model is missing or its checksum is wrong
    ├── EngineError                    41   an engine failed
    └── StoreError                      (something about the store)
        ├── NotInStore                 50   no such document, page or value
        ├── Conflict                   51   somebody else was first
        └── StoreUnavailable           52   the database or the store of originals does not answer, or its disk is full
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all our errors.

    Args:
        message: what went wrong, in one sentence.
        file: the file concerned, as the user named it.
        page: the 1-based page concerned.
    """

    exit_code = 1
    http_status = 500
    retryable = False
    advice = "Report this with the file, if you may share it."

    def __init__(self, message: str, *, file: str | None = None, page: int | None = None) -> None:
        self.message = message
        self.file = file
        self.page = page
        super().__init__(str(self))

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, f"page {self.page}" if self.page is not None else None) if part)
        return f"{where}: {self.message} {self.advice}" if where else f"{self.message} {self.advice}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.file, self.page)


def _rebuild(cls: type[ExtractorError], message: str, file: str | None, page: int | None) -> ExtractorError:
    return cls(message, file=file, page=page)


class UsageError(ExtractorError):
    """The command or setting makes no sense."""

    exit_code = 2
    http_status = 400
    advice = "See --help."


class InputError(ExtractorError):
    """Something about the file itself."""

    http_status = 422


class UnreadableFile(InputError):
    """The file is missing or may not be read."""

    exit_code = 10
    advice = "Check the path and its permissions."


class EmptyFile(InputError):
    """The file has no bytes."""

    exit_code = 11
    advice = "Scan or copy it again."


class UnknownFormat(InputError):
    """Neither a PDF nor a picture that we read."""

    exit_code = 12
    http_status = 415
    advice = "Give a PDF, PNG, JPEG or TIFF file."


class DamagedFile(InputError):
    """The file is truncated or broken."""

    exit_code = 13
    advice = "Open it in a viewer and save it again, or scan it again."


class EncryptedFile(InputError):
    """The file needs a password."""

    exit_code = 14
    advice = "Remove the password first."


class NoPages(InputError):
    """The document has no page."""

    exit_code = 15
    advice = "Check that the right file was exported."


class TooManyPages(InputError):
    """The document has more pages than the limit allows."""

    exit_code = 16
    http_status = 413
    advice = "Split it, or raise EXTRACTOR_MAX_PAGES."


class PageTooLarge(InputError):
    """A page box or a picture is beyond the limits."""

    exit_code = 17
    http_status = 413
    advice = "Scan at 600 dpi or less, at most A3, or raise EXTRACTOR_MAX_PIXELS."


class DecompressionBomb(InputError):
    """A small file that unfolds to an unreasonable size."""

    exit_code = 18
    http_status = 413
    advice = "Do not trust this file; ask the sender for a plain scan."


class PageError(ExtractorError):
    """One page could not be read; the rest of the document was."""

    exit_code = 20
    advice = "The page is kept for review; re-scan it if its picture is bad."


class OutputError(ExtractorError):
    """A result could not be written; nothing half-written was left."""

    exit_code = 30
    http_status = 507
    retryable = True
    advice = "Free some space or choose another folder, then run again."


class ModelError(ExtractorError):
    """A model is missing or not the one expected."""

    exit_code = 40
    advice = "Run `make install`, or set the model folder in EXTRACTOR_MODEL_DIR."


class EngineError(ExtractorError):
    """An engine failed inside."""

    exit_code = 41
    retryable = True
    advice = "Try the other engine with --engine."


class StoreError(ExtractorError):
    """Something about the store."""

    advice = "Look at it again and repeat what you did."


class NotInStore(StoreError):
    """The store has no such thing, or not any more."""

    exit_code = 50
    http_status = 404
    advice = "List what there is with `extractor search`."


class Conflict(StoreError):
    """Somebody else holds it or has changed it since it was looked at."""

    exit_code = 51
    http_status = 409
    advice = "Load it again and decide anew."


class StoreUnavailable(StoreError):
    """The database or the store of originals does not answer, or has no room."""

    exit_code = 52
    http_status = 503
    retryable = True
    advice = (
        "See that the database (EXTRACTOR_DATABASE) and the originals (EXTRACTOR_BLOBS) can be reached, then try again."
    )
