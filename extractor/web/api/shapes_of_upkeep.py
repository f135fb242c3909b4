"""The shapes of webhooks, their messages, and removals."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Schema

from extractor.web.api.shapes import Asked


class WebhookIn(Asked):
    """An address to be told when a document is ready."""

    address: str = Field(min_length=1, max_length=500)


class WebhookOut(Schema):
    """A webhook; ``secret`` (it signs the messages) only in the answer that makes it."""

    id: int
    address: str
    who: str
    made: datetime
    ended: datetime | None
    secret: str | None = None


class DeliveryOut(Schema):
    """A message: ``state`` is waiting (until ``due``), delivered or failed, ``status`` that of the latest answer."""

    id: int
    webhook: int
    document: int
    state: str
    tries: int
    status: int | None
    error: str
    made: datetime
    due: datetime
    done: datetime | None


class RemovalIn(Asked):
    """Why a document is removed for good."""

    why: str = Field(min_length=1, max_length=400)


class RemovedOut(Schema):
    """A document that is no more."""

    document: int
    name: str
