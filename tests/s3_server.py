"""A small bucket of the tests' own: the calls a blob store makes, as S3 answers them, in memory."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "papers"
PAGE = 2
"""Keys in one answer of a listing: few, so that tests turn pages."""


class S3Server(ThreadingHTTPServer):
    """Serves one bucket at ``address``. ``full``: it takes nothing more; ``reads``: how often bytes were fetched."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.full, self.reads = False, 0
        self.address = f"s3://{BUCKET}/a folder?endpoint=http://127.0.0.1:{self.server_port}&region=here"


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """A server that answers until the context ends."""
    server = S3Server()
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """The calls. Whoever shows no signature, or names another bucket, is refused."""

    server: S3Server
    protocol_version = "HTTP/1.1"

    def _key(self) -> str | None:
        """The key asked for; None where the request was refused."""
        _, bucket, *rest = unquote(urlsplit(self.path).path).split("/", 2)
        if not self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 "):
            self._refuse(403, "AccessDenied")
        elif bucket != BUCKET:
            self._refuse(404, "NoSuchBucket")
        else:
            return rest[0] if rest else ""
        return None

    def do_PUT(self) -> None:
        """An object comes whole and with its checksum, or is refused."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if (key := self._key()) is None:
            return
        if self.server.full:
            self._refuse(507, "XMinioStorageFull")
        elif base64.b64encode(hashlib.md5(content).digest()).decode() != self.headers["Content-MD5"]:
            self._refuse(400, "BadDigest")
        else:
            self.server.objects[key] = content
            self._answer(200, b"", ETag=_etag(content))

    def do_GET(self) -> None:
        """An object, or the list of keys."""
        if (key := self._key()) is None:
            return
        if not key:
            self._list()
        elif key not in self.server.objects:
            self._refuse(404, "NoSuchKey")
        else:
            self.server.reads += 1
            self._answer(200, self.server.objects[key], ETag=_etag(self.server.objects[key]))

    def do_HEAD(self) -> None:
        """Whether an object is there, and which."""
        if (key := self._key()) is None:
            return
        if key in self.server.objects:
            self._answer(200, b"", ETag=_etag(self.server.objects[key]))
        else:
            self._answer(404, b"")

    def do_DELETE(self) -> None:
        """An object goes."""
        if (key := self._key()) is not None:
            self.server.objects.pop(key, None)
            self._answer(204, b"")

    def _list(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        after, prefix = asked.get("continuation-token", ""), asked.get("prefix", "")
        found = [key for key in sorted(self.server.objects) if key.startswith(prefix) and key > after]
        shown, more = found[:PAGE], len(found) > PAGE
        entries = "".join(f"<Contents><Key>{escape(key)}</Key><Size>1</Size></Contents>" for key in shown)
        rest = f"<NextContinuationToken>{escape(shown[-1])}</NextContinuationToken>" if more else ""
        told = f"<IsTruncated>{str(more).lower()}</IsTruncated>{rest}{entries}"
        self._answer(200, f"<ListBucketResult>{told}</ListBucketResult>".encode())

    def _refuse(self, status: int, code: str) -> None:
        told = f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
        self._answer(status, b"" if self.command == "HEAD" else told)

    def _answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told."""


def _etag(content: bytes) -> str:
    return f'"{hashlib.md5(content).hexdigest()}"'
