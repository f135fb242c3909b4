"""A worker that reads tiny papers: ``celery --app tests.workers.tiny_app worker``; all but the reading is real."""

from __future__ import annotations

from extractor.settings import read_settings
from tests.workers.tiny import tiny_bench
from workers.making import make_app

app = make_app(read_settings(), tiny_bench, look_every=1.0)  # type: ignore[arg-type]
