"""Originals are kept alike in a folder and in a bucket: whole or not at all, and as they were handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from extractor.errors import NotInStore, OutputError, StoreUnavailable, UsageError
from extractor.ports import BlobStore
from extractor.service.bootstrap import blobs
from extractor.service.doctor import examine
from extractor.service.ingest import Incoming, original, submit
from extractor.service.soundness import look_over
from extractor.settings import Settings
from extractor.store.models import File
from tests.papers import Opened
from tests.s3_server import S3Server, s3_server

KEY = "originals/ab/abc.pdf"


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Server]:
    """An empty bucket, and who may use it."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "tester")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    with s3_server() as server:
        yield server


@pytest.fixture(params=["folder", "bucket"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Where blobs are kept: in a folder, and in a bucket."""
    address = request.getfixturevalue("bucket").address if request.param == "bucket" else ""
    return Settings(data=tmp_path / "data", cache_dir=tmp_path / "cache", blobs=address)


@pytest.fixture
def kept(settings: Settings) -> BlobStore:
    """An empty blob store."""
    return blobs(settings)


def test_what_is_put_is_there_as_it_was(kept: BlobStore, tmp_path: Path) -> None:
    content = bytes(range(256)) * 9000
    (tmp_path / "paper.pdf").write_bytes(content)
    kept.put(KEY, tmp_path / "paper.pdf")
    assert kept.has(KEY)
    assert kept.get(KEY) == b"".join(kept.chunks(KEY)) == content
    with kept.local(KEY) as path:
        assert (path.read_bytes(), path.suffix) == (content, ".pdf")


def test_what_is_put_again_is_what_is_found_then(kept: BlobStore) -> None:
    for content in (b"first", b"second"):
        kept.put(KEY, content)
        with kept.local(KEY) as path:
            assert path.read_bytes() == content


def test_what_is_not_there_is_told(kept: BlobStore) -> None:
    kept.put(KEY, b"x")
    kept.drop(KEY)
    kept.drop(KEY)
    assert not kept.has(KEY)
    with pytest.raises(NotInStore):
        kept.get(KEY)
    with pytest.raises(NotInStore):
        list(kept.chunks(KEY))
    with pytest.raises(NotInStore), kept.local(KEY):
        pass


def test_every_key_below_a_prefix_is_listed_in_order(kept: BlobStore) -> None:
    keys = [f"originals/{at:02}/{at}.pdf" for at in range(5)]
    for key in [*reversed(keys), "pages/1.png"]:
        kept.put(key, b"x")
    assert list(kept.keys("originals/")) == keys
    assert list(kept.keys()) == [*keys, "pages/1.png"]


def test_a_file_that_is_gone_before_it_is_kept_is_told(kept: BlobStore, tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        kept.put(KEY, tmp_path / "gone.pdf")
    assert not kept.has(KEY)


def test_papers_are_kept_and_found_sound(
    settings: Settings, sqlite_store: str, opened: Callable[[str], Settings], tmp_path: Path
) -> None:
    opened(sqlite_store)
    (tmp_path / "pages").mkdir()
    for name in ("1.png", "2.png"):
        (tmp_path / "pages" / name).write_bytes(b"\x89PNG" + name.encode())
    for content, name in ((b"P\x02", "a.pdf"), (tmp_path / "pages", "pages")):
        submit(Incoming(content, name, "clerk"), blobs(settings), Opened)  # type: ignore[arg-type]
    with original(File.objects.get(sha256=File.objects.first().sha256), blobs(settings)) as path:  # type: ignore[union-attr]
        assert path.read_bytes() == b"P\x02"
    with original(File.objects.latest("id"), blobs(settings)) as folder:
        assert sorted(part.read_bytes() for part in folder.iterdir()) == [b"\x89PNG1.png", b"\x89PNG2.png"]
    assert look_over(blobs(settings)).sound
    blobs(settings).put(next(iter(blobs(settings).keys())), b"altered")
    assert len(look_over(blobs(settings)).damaged) == 1


def test_many_pages_fetch_their_original_once(bucket: S3Server, tmp_path: Path) -> None:
    kept = blobs(Settings(cache_dir=tmp_path, blobs=bucket.address))
    kept.put(KEY, b"x")
    for _ in range(3):
        with kept.local(KEY) as path:
            assert path.read_bytes() == b"x"
    assert bucket.reads == 1
    assert list(bucket.objects) == [f"a folder/{KEY}"]


def test_a_bucket_that_is_full_or_away_is_told_and_keeps_what_it_had(bucket: S3Server, tmp_path: Path) -> None:
    kept = blobs(Settings(cache_dir=tmp_path, blobs=bucket.address))
    kept.put(KEY, b"x")
    bucket.full = True
    with pytest.raises(StoreUnavailable, match="StorageFull"):
        kept.put(KEY, b"y")
    assert kept.get(KEY) == b"x"
    other = blobs(Settings(cache_dir=tmp_path, blobs=bucket.address.replace("papers", "nowhere")))
    with pytest.raises(StoreUnavailable, match="NoSuchBucket"):
        other.put(KEY, b"y")


def test_the_doctor_tries_the_bucket(bucket: S3Server, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, cache_dir=tmp_path, blobs=bucket.address)
    asked = settings.model_copy(update={"engine": "recorded", "recording": tmp_path / "none.json"})

    def told() -> str:
        return next(one for one in examine(asked) if one.what == "originals").health

    assert told() == "well"
    assert bucket.objects == {}
    bucket.full = True
    assert told() == "ill"


@pytest.mark.parametrize("address", ["s3://", "http://host/papers", "/mnt/papers", "s3://papers?secret=1"])
def test_an_address_that_makes_no_sense_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="EXTRACTOR_BLOBS"):
        blobs(Settings(blobs=address))
