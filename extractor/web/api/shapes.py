"""The shapes of what the API takes and gives; OpenAPI shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

LARGEST_ID = 2**63 - 1
Verdict = Literal["accepted", "corrected", "printed-so", "unreadable"]


class Asked(Schema):
    """What a caller sends: nothing unknown, nothing of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Said(Schema):
    """What went wrong."""

    code: str
    message: str
    advice: str
    file: str | None = None
    page: int | None = None


class Mishap(Schema):
    """The one shape of every error."""

    error: Said


class DocumentOut(Schema):
    """A document in short. ``state`` is reading, review, done or failed."""

    id: int
    name: str
    title: str
    year: int | None
    unit: str | None
    pages: int
    state: str
    waiting: int
    open_findings: int
    added: datetime
    who: str
    found_on_page: int | None = None
    snippet: str = ""


class DocumentsOut(Schema):
    """A page of documents; ``count`` is how many there are in all."""

    count: int
    items: list[DocumentOut]


class UploadOut(Schema):
    """What became of one uploaded file."""

    name: str
    document: int | None = None
    submission: int | None = None
    pages: int | None = None
    duplicate: bool = False
    error: Said | None = None


class PartsIn(Asked):
    """A file that will come in pieces."""

    name: str = Field(min_length=1, max_length=500)
    size: int = Field(ge=1, le=LARGEST_ID, description="Bytes")


class PartsOut(Schema):
    """How much of a file is here; ``result`` once it is whole."""

    id: UUID
    name: str
    size: int
    received: int
    piece: int = Field(description="Bytes a piece may have")
    result: UploadOut | None = None


class ManifestIn(Asked):
    """The checksums of a folder's files."""

    sha256: list[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]] = Field(min_length=1, max_length=1000)


class KnownFile(Schema):
    """A file, and the document it is already; null: send it."""

    sha256: str
    document: int | None


class PageStatus(Schema):
    """How far a page is: waiting, reading, read or unread (with the reason)."""

    number: int
    state: str
    error: str


class StatusOut(Schema):
    """How far a document is; ``submission`` is its latest one's state."""

    document: int
    state: str
    submission: str | None
    pages_left: int
    error: str
    pages: list[PageStatus]


class FieldOut(Schema):
    """A value in force, with its place on the paper and in words."""

    id: int
    document: int
    path: str
    place: str
    value: str | None
    raw: str
    page: int
    box: list[float]
    confidence: float
    state: str
    reasons: list[str]


class FieldsOut(Schema):
    """A page of values."""

    count: int
    items: list[FieldOut]


class ReasonOut(Schema):
    """Why a value is asked about."""

    code: str
    text: str


class FindingOut(Schema):
    """What a rule noticed; ``message`` has its arithmetic."""

    id: int
    rule: str
    about: str
    severity: str
    message: str
    state: str
    paths: list[str] = Field([])


class ReviewItemOut(FieldOut):
    """A value to decide about, with all that helps. ``seen`` goes back with the decision."""

    document_name: str
    kind: str
    record: str
    why: list[ReasonOut]
    findings: list[FindingOut]
    alternatives: list[str]
    seen: int
    picture: str


class QueueOut(Schema):
    """The next values of the queue, lent until ``until``; ``waiting`` counts all one may review."""

    items: list[ReviewItemOut]
    waiting: int
    held: list[str] = Field(description="Who else reviews pages now")
    until: datetime


class DecisionIn(Asked):
    """A decision. ``value`` only for ``corrected``: the right one in canonical form, null where the place is blank."""

    verdict: Verdict
    value: str | None = Field(None, max_length=20_000)
    why: str = Field("", max_length=2000)
    seen: int | None = Field(None, ge=0, le=LARGEST_ID)


class EventOut(Schema):
    """A decision about a value, as it is kept for good."""

    id: int
    document: int
    path: str
    page: int
    verdict: str
    before: str | None
    after: str | None
    who: str
    at: datetime
    why: str
    undoes: int | None = None


class DecidedOut(Schema):
    """A decision, and the value after it.

    No ``event`` where it was a second word on somebody else's decision; no ``field`` where the value is gone with the
    decision that gave it.
    """

    event: EventOut | None
    field: ReviewItemOut | None


class FillingIn(Asked):
    """What stands on a page and was not read: values by their paths; a path behind a list's last row adds a row.

    ``box`` is where they stand: left, top, right, bottom as fractions of the page; null: somewhere on it.
    """

    values: dict[str, Annotated[str, StringConstraints(max_length=20_000)]] = Field(min_length=1, max_length=40)
    page: int = Field(ge=1, le=100_000)
    box: list[float] | None = Field(None, min_length=4, max_length=4)
    why: str = Field("", max_length=2000)


class AnswerIn(Asked):
    """What a person says about a finding."""

    answer: Literal["open", "printed-so", "misread"]
    why: str = Field("", max_length=2000)


class RereadIn(Asked):
    """With what a document is to be read anew; empty: as the service is set."""

    engine: Literal["", "openvino", "paddle"] = ""


class SubmissionOut(Schema):
    """A document queued to be read."""

    document: int
    submission: int


class CountOut(Schema):
    """How many."""

    count: int


class LedgerOut(Schema):
    """A project or unit over the years: money (万元) by year and measure, scores, every figure with its place."""

    kind: str
    id: int
    name: str
    money: dict[int, dict[str, str]]
    scores: dict[int, str]
    entries: list[dict[str, Any]]


class ComparisonOut(Schema):
    """A measure of several units: by year and the unit's id; what their papers do not say is left out."""

    measure: str
    units: dict[int, str]
    by_year: dict[int, dict[int, str]]


class NamedOut(Schema):
    """A project or unit by name."""

    kind: str
    id: int
    name: str
