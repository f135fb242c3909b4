"""The Celery app: ``celery --app workers.app worker``, with whatever options an operator is used to."""

from __future__ import annotations

from extractor.settings import read_settings
from workers.making import make_app

app = make_app(read_settings())
