"""The shapes of accounts, tokens and the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from extractor.web.api.shapes import Asked


class PersonOut(Schema):
    """An account."""

    username: str
    full_name: str
    role: str
    all_units: bool
    units: list[int]
    active: bool


class PersonIn(Asked):
    """A new account; its password must be changed at the first log-in."""

    username: str = Field(min_length=1, max_length=100, pattern=r"^[\w.@+-]+$")
    password: str = Field(min_length=10, max_length=200)
    full_name: str = Field("", max_length=100)
    role: Literal["uploader", "reviewer", "auditor", "administrator"] = "uploader"
    all_units: bool = False
    units: list[int] = Field([], max_length=1000)


class PersonChange(Asked):
    """What is to change of an account; what is left out stays."""

    full_name: str | None = Field(None, max_length=100)
    role: Literal["uploader", "reviewer", "auditor", "administrator"] | None = None
    all_units: bool | None = None
    units: list[int] | None = Field(None, max_length=1000)
    active: bool | None = None


class TokenIn(Asked):
    """What a new token is for."""

    name: str = Field(min_length=1, max_length=100)


class TokenOut(Schema):
    """A token; ``secret`` only in the answer that makes it."""

    id: int
    name: str
    made: datetime
    used: datetime | None
    revoked: datetime | None
    secret: str | None = None


class AuditOut(Schema):
    """An entry of the audit trail."""

    at: datetime
    who: str
    what: str
    about: str
    address: str
