"""Everything that can be set, from ``EXTRACTOR_…`` variables; read at the edge only and passed on as values."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractor.errors import UsageError


def _cache_home() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "extractor"


def _data_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "extractor"


class Settings(BaseSettings):
    """The settings; every one is also described in the README."""

    model_config = SettingsConfigDict(env_prefix="EXTRACTOR_", frozen=True, extra="forbid")

    engine: Literal["openvino", "paddle", "recorded"] = Field("openvino", description="Which OCR engine reads.")
    camelot: bool = Field(True, description="Let camelot look at digital pages whose drawn lines leave doubt.")
    detector: str = Field("PP-OCRv6_small_det", description="Text detection model: a packaged name or a model folder.")
    recogniser: str = Field("PP-OCRv6_small_rec", description="Text recognition model: a packaged name or a folder.")
    exact: bool = Field(False, description="Compute in float32 even where the CPU has a faster, coarser format.")
    device: Literal["cpu", "gpu"] = Field(
        "cpu",
        description="Where the networks run; gpu: Intel's with openvino, NVIDIA's with paddle.",
    )
    online: bool = Field(False, description="Allow the paddle engine to fetch a model it is given by name.")
    recording: Path | None = Field(None, description="The file the recorded engine replays.")
    promise: float = Field(
        1.0, gt=0, le=1000, description="Silent errors in 1,000 fields, at most; money and scores: half."
    )
    load: float = Field(80.0, gt=0, le=1000, description="Fields asked about in 1,000 of ordinary scans, at most.")
    blind: float = Field(
        5.0, ge=0, le=1000, description="Of 1,000 fields nobody is asked about, so many are reviewed blind, as proof."
    )
    blind_seed: int = Field(0, description="Which fields these are: another number draws others.")
    known_after: int = Field(3, ge=1, description="In how many papers people confirm a name until it counts as known.")
    threads: int = Field(0, ge=0, le=256, description="CPU threads of one reading process; 0: its share of the cores.")
    workers: int = Field(0, ge=0, le=256, description="Reading processes; 0: one a core for long documents, else one.")
    model_dir: Path | None = Field(None, description="A folder of models that is looked into first.")
    cache_dir: Path = Field(default_factory=_cache_home, description="Where prepared models are kept.")
    data: Path = Field(default_factory=_data_home, description="Where the store keeps originals and its SQLite file.")
    blobs: str = Field(
        "", description="Where originals are kept, as s3://BUCKET/FOLDER; empty: a folder in the data folder."
    )
    database: str = Field("", description="The store's database, as a URL; empty: a SQLite file in the data folder.")
    broker: str = Field(
        "", description="The Redis that wakes workers, as a URL; empty: pages are read where asked for."
    )
    metrics_port: int = Field(0, ge=0, le=65535, description="Where a worker answers Prometheus; 0: nowhere.")
    page_attempts: int = Field(3, ge=1, le=100, description="How often a page is tried before it is set aside.")
    page_lease: int = Field(600, ge=1, description="Seconds a worker may take over a page without being heard of.")
    page_memory: int = Field(4096, ge=0, description="MiB a worker's process may take for a page; 0: no limit.")
    review_lease: int = Field(900, ge=1, description="Seconds a page under review is kept for its reviewer.")
    max_pages: int = Field(2000, ge=1, description="A document with more pages is refused.")
    max_pixels: int = Field(100_000_000, ge=1, description="A page picture with more pixels is refused.")


def read_settings(**asked: str | int) -> Settings:
    """The settings as the environment has them now, overruled by what was ``asked`` for explicitly.

    Raises:
        UsageError: a setting has a value that makes no sense.
    """
    try:
        return Settings.model_validate({**Settings().model_dump(), **asked}) if asked else Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(step) for step in first["loc"])
        shown = f"--{name}" if name in asked else f"EXTRACTOR_{name.upper()}"
        raise UsageError(f"{shown}: {first['msg']}.") from error
