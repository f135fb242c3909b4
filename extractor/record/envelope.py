"""The envelope: one digitized document with its records, the evidence of each value, and what the rules noticed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field as Described
from pydantic import TypeAdapter

from extractor.record.kinds import Model
from extractor.record.report_kind import Record

Fraction: TypeAlias = Annotated[float, Described(ge=0, le=1)]
FractionBox: TypeAlias = Annotated[
    list[float], Described(min_length=4, max_length=4, description="left, top, right, bottom of the upright page")
]


@dataclass(frozen=True)
class FileFacts:
    """What the envelope says about the file itself: its own name, the checksum of its bytes, how many pages it has."""

    name: str
    sha256: str
    page_count: int


class SealFound(Model):
    """A seal on a page and the text on its rim."""

    text: str | None = None
    box: FractionBox
    confidence: Fraction


class PageInfo(Model):
    """How a page came and how it was brought upright."""

    number: int
    source: Literal["scan", "digital"]
    rotation: Literal[0, 90, 180, 270] = 0
    skew: float = Described(0.0, description="Degrees, corrected after the rotation")
    seals: list[SealFound] = Described(default_factory=list)


class Document(Model):
    """The file."""

    filename: str
    sha256: str
    page_count: int
    pages: list[PageInfo] = Described(default_factory=list)


class Field(Model):
    """Where a value stands on the paper and how sure it is."""

    path: str = Described(description="JSON Pointer into the envelope")
    raw: str
    page: int
    box: FractionBox
    confidence: Fraction
    needs_review: bool = False
    reasons: list[str] = Described(default_factory=list)


class Finding(Model):
    """Something the rules noticed: ``error`` where two printed facts cannot both be true, ``warning`` if unusual."""

    omitted_when_null = frozenset({"message_en", "suspects"})

    rule: str
    severity: Literal["error", "warning"]
    paths: list[str]
    message: str = Described(description="In Chinese, with the arithmetic in it")
    message_en: str | None = Described(None, description="The same in English")
    suspects: list[str] | None = Described(None, description="Those of the paths most likely misread or misprinted")


class Envelope(Model):
    """Everything one document became."""

    schema_version: Literal["1"] = "1"
    document: Document
    records: list[Record] = Described(default_factory=list)
    fields: list[Field] = Described(default_factory=list)
    findings: list[Finding] = Described(default_factory=list)

    def to_plain(self) -> dict[str, Any]:
        """The canonical JSON as Python objects."""
        return self.model_dump(mode="json")

    def to_json(self) -> str:
        """The canonical JSON text, indented, Chinese as it is, one newline at the end."""
        return json.dumps(self.to_plain(), ensure_ascii=False, indent=2) + "\n"


def parse_record(plain: dict[str, Any]) -> Record:
    """A record from canonical JSON; keys that start with ``_`` (annotations) are left aside.

    Raises:
        pydantic.ValidationError: it is not canonical.
    """
    adapter: TypeAdapter[Record] = TypeAdapter(Record)
    return adapter.validate_python(without_notes(plain))


def without_notes(tree: Any) -> Any:
    """The tree without the keys that start with ``_``, at any depth."""
    if isinstance(tree, dict):
        return {key: without_notes(value) for key, value in tree.items() if not key.startswith("_")}
    return [without_notes(value) for value in tree] if isinstance(tree, list) else tree
