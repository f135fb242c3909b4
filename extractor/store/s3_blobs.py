"""Originals and page pictures in a bucket that speaks S3: Amazon's, MinIO, Ceph, Garage, ... See ``ports.BlobStore``.

What is read from there lies in a folder of this machine for a while: every page of a long paper asks for its original.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import parse_qsl, unquote, urlsplit

from extractor.errors import NotInStore, OutputError, StoreUnavailable, UsageError

if TYPE_CHECKING:
    from botocore.client import BaseClient

_MISSING = frozenset({"404", "NoSuchKey", "NotFound"})
_PIECE = 1 << 20
_KEPT_SECONDS, _KEPT_BYTES = 3600.0, 4 << 30
"""Copies nobody asked for in so many seconds are removed once all together are larger than so many bytes."""
_CONNECT_SECONDS, _READ_SECONDS, _TRIES = 10, 60, 5
"""An answer is waited for so long, and a request is sent so often before the bucket counts as away."""
_ADDRESS = "EXTRACTOR_BLOBS must be s3://BUCKET/FOLDER, with ?endpoint=https://HOST:PORT and &region=NAME as needed."


@dataclass(frozen=True)
class Bucket:
    """Where blobs are kept: bucket, the prefix of all keys in it, and where it is served (empty: at Amazon's)."""

    name: str
    prefix: str
    endpoint: str = ""
    region: str = ""


def bucket_of(address: str) -> Bucket:
    """The bucket at ``s3://BUCKET/FOLDER?endpoint=URL&region=NAME``; folder and parameters may be left out.

    Raises:
        UsageError: it is no such address.
    """
    parts, asked = urlsplit(address), dict(parse_qsl(urlsplit(address).query))
    if parts.scheme != "s3" or not parts.netloc or set(asked) - {"endpoint", "region"}:
        raise UsageError(_ADDRESS)
    folder = unquote(parts.path).strip("/")
    return Bucket(parts.netloc, f"{folder}/" if folder else "", asked.get("endpoint", ""), asked.get("region", ""))


class S3Blobs:
    """Blobs as objects of a bucket; each is put by one request with its checksum, so the bucket takes it whole or not.

    Keys and passwords are found where Amazon's own programs look for them: ``AWS_ACCESS_KEY_ID``, a profile, a role.
    """

    def __init__(self, bucket: Bucket, copies: Path) -> None:
        """``copies`` is the folder for what was read from the bucket."""
        self._bucket, self._copies = bucket, copies
        self._client = _client(bucket)

    def put(self, key: str, content: bytes | Path) -> None:
        """See BlobStore."""
        try:
            with _opened(content) as (body, checksum):
                self._client.put_object(**self._at(key), Body=body, ContentMD5=checksum)
        except OSError as error:
            raise OutputError(f"It cannot be read ({error.strerror}).", file=key) from error
        except Exception as error:  # noqa: BLE001 - told apart there
            self._told(error, key)

    def get(self, key: str) -> bytes:
        """See BlobStore."""
        return b"".join(self.chunks(key))

    def chunks(self, key: str) -> Iterator[bytes]:
        """See BlobStore."""
        try:
            yield from self._client.get_object(**self._at(key))["Body"].iter_chunks(_PIECE)
        except Exception as error:  # noqa: BLE001 - told apart there
            self._told(error, key)

    @contextmanager
    def local(self, key: str) -> Iterator[Path]:
        """See BlobStore."""
        version = self._version(key)
        if version is None:
            raise NotInStore("There are no such bytes.", file=key)
        told = f"{self._bucket}\n{key}\n{version}".encode()
        copy = self._copies / hashlib.sha256(told).hexdigest() / PurePosixPath(key).name
        if not copy.exists():
            self._fetch(key, copy)
        os.utime(copy)
        yield copy

    def has(self, key: str) -> bool:
        """See BlobStore."""
        return self._version(key) is not None

    def drop(self, key: str) -> None:
        """See BlobStore."""
        try:
            self._client.delete_object(**self._at(key))
        except Exception as error:  # noqa: BLE001 - told apart there
            self._told(error, key)

    def keys(self, prefix: str = "") -> Iterator[str]:
        """See BlobStore."""
        try:
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self._bucket.name, Prefix=self._bucket.prefix + prefix):
                for entry in page.get("Contents", ()):
                    yield entry["Key"].removeprefix(self._bucket.prefix)
        except Exception as error:  # noqa: BLE001 - told apart there
            self._told(error, prefix)

    def _at(self, key: str) -> dict[str, str]:
        return {"Bucket": self._bucket.name, "Key": self._bucket.prefix + key}

    def _version(self, key: str) -> str | None:
        """What tells the bytes under a key from others that stood there; None where there are none."""
        try:
            return str(self._client.head_object(**self._at(key))["ETag"])
        except Exception as error:  # noqa: BLE001 - told apart there
            if _code(error) in _MISSING:
                return None
            self._told(error, key)

    def _fetch(self, key: str, copy: Path) -> None:
        """Makes a copy here: beside its place, and moved there whole."""
        try:
            _make_room(self._copies)
            copy.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=copy.parent, prefix=".draft-", delete=False) as goal:
                for piece in self.chunks(key):
                    goal.write(piece)
            Path(goal.name).replace(copy)
        except OSError as error:
            shutil.rmtree(copy.parent, ignore_errors=True)
            raise OutputError(f"It cannot be copied to {self._copies} ({error.strerror}).", file=key) from error

    def _told(self, error: Exception, key: str) -> NoReturn:
        """Raises what an error of the library means."""
        from botocore.exceptions import BotoCoreError, ClientError

        if _code(error) in _MISSING:
            raise NotInStore("There are no such bytes.", file=key) from error
        if isinstance(error, BotoCoreError | ClientError):
            raise StoreUnavailable(f"The bucket {self._bucket.name} refuses ({error}).", file=key) from error
        raise error


def _client(bucket: Bucket) -> BaseClient:
    try:
        import boto3
        from botocore.config import Config
    except ImportError as error:
        raise UsageError("EXTRACTOR_BLOBS at S3 needs boto3: pip install 'performance-extractor[archive]'.") from error
    config = Config(
        connect_timeout=_CONNECT_SECONDS,
        read_timeout=_READ_SECONDS,
        retries={"max_attempts": _TRIES, "mode": "standard"},
        s3={"addressing_style": "path" if bucket.endpoint else "auto"},
        request_checksum_calculation="when_required",  # what else it would send, not every bucket of others understands
        response_checksum_validation="when_required",
    )
    asked: dict[str, Any] = {"endpoint_url": bucket.endpoint or None, "region_name": bucket.region or None}
    return boto3.client("s3", config=config, **{key: value for key, value in asked.items() if value})


def _code(error: Exception) -> str:
    told: Any = getattr(error, "response", {})
    return str(told.get("Error", {}).get("Code", ""))


@contextmanager
def _opened(content: bytes | Path) -> Iterator[tuple[Any, str]]:
    """What is to be sent, and its checksum as the protocol has it."""
    digest = hashlib.md5(usedforsecurity=False)
    if isinstance(content, bytes):
        digest.update(content)
        yield content, base64.b64encode(digest.digest()).decode()
        return
    with content.open("rb") as body:
        while piece := body.read(_PIECE):
            digest.update(piece)
        body.seek(0)
        yield body, base64.b64encode(digest.digest()).decode()


def _make_room(folder: Path) -> None:
    """Removes the copies that were not used for long, the oldest first, while all are larger than they should be."""
    copies = [(copy.stat().st_mtime, copy.stat().st_size, copy) for copy in folder.glob("*/*") if copy.is_file()]
    too_much = sum(size for _, size, _ in copies) - _KEPT_BYTES
    for used, size, copy in sorted(copies):
        if too_much <= 0 or time.time() - used < _KEPT_SECONDS:
            return
        shutil.rmtree(copy.parent, ignore_errors=True)
        too_much -= size
