"""A document read anew: what people decided is found again in the new reading, and what changed is shown.

A place is found again by its record, its row and its name (as ``record.compare`` pairs two readings), and must be
confirmed by its spot on the paper or by its value. What cannot be found again is not dropped: it becomes a finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from extractor.errors import NotInStore
from extractor.record import pointer
from extractor.record.compare.equal import same_value
from extractor.record.compare.outcomes import compare, paired
from extractor.record.report_kind import KINDS
from extractor.service.in_force import put_value
from extractor.service.spread import as_text, value_at
from extractor.store.models import Correction, Document, FieldRow, FindingRow, Reading

LOST = "lost-decision"
"""The rule of a finding that says: a person's decision has no place in the new reading."""
_NEAR = 0.05
"""How far, as a fraction of the page, the middle of a value's box may move between two readings."""
_RIGHT = "right"


@dataclass(frozen=True)
class Carried:
    """A decision and the place it has in the new reading."""

    event: Correction
    path: str


@dataclass(frozen=True)
class Carryover:
    """What becomes of earlier decisions: ``carried`` to their places, ``lost`` without one.

    ``asked_again`` are places that a person could not read and the new reading can: they are asked about anew.
    """

    carried: tuple[Carried, ...] = ()
    asked_again: frozenset[str] = frozenset()
    lost: tuple[Correction, ...] = ()

    @property
    def states(self) -> dict[str, str]:
        """The state of every place concerned."""
        again = dict.fromkeys(self.asked_again, FieldRow.State.WAITING.value)
        return {**again, **{one.path: one.event.verdict for one in self.carried}}


@dataclass(frozen=True)
class Change:
    """A value that differs between two readings; a path is None where that reading has no such row or record.

    ``decided`` tells that a person had decided about the earlier one: that decision stays in force.
    """

    name: str
    before_path: str | None
    after_path: str | None
    before: str | None
    after: str | None
    decided: bool


def carried_decisions(document: Document, plain: Mapping[str, Any]) -> Carryover:
    """Finds the standing decisions on earlier readings again in a new one (``plain``)."""
    standing = Correction.objects.filter(document=document, undone_by__isnull=True, carried_to__isnull=True)
    latest: dict[tuple[int, str], Correction] = {}
    for event in standing.exclude(verdict=Correction.Verdict.UNDONE).order_by("id"):
        latest[event.reading_id, event.path] = event
    by_reading: dict[int, list[Correction]] = defaultdict(list)
    for event in latest.values():
        by_reading[event.reading_id].append(event)
    found: dict[str, Carried] = {}
    lost: list[Correction] = []
    for reading in Reading.objects.filter(pk__in=by_reading).order_by("version"):
        ways = _ways(reading.envelope, by_reading[reading.pk], plain)
        for event in by_reading[reading.pk]:
            path = ways.get(event.path)
            if path is not None and _confirmed(event, path, plain):
                found[path] = Carried(event, path)
            else:
                lost.append(event)
    again = frozenset(path for path, one in found.items() if _now_readable(one, plain))
    carried = tuple(one for path, one in found.items() if path not in again)
    return Carryover(carried, again, tuple(lost))


def with_decisions(plain: Mapping[str, Any], carried: Iterable[Carried]) -> dict[str, Any]:
    """A new reading with earlier decisions in force; a value only a person gave gets an entry of its own."""
    carried = list(carried)
    if not carried:
        return dict(plain)
    decided = deepcopy(dict(plain))
    entries = {entry["path"]: entry for entry in decided["fields"]}
    for one in carried:
        event = one.event
        if event.after != as_text(value_at(decided, one.path)):
            put_value(decided, one.path, event.after)
        if one.path not in entries:
            decided["fields"].append(entry_of(one.path, event))
    return decided


def entry_of(path: str, event: Correction) -> dict[str, Any]:
    """The evidence of a value that only a person saw."""
    place = {"path": path, "raw": "", "page": event.page, "box": event.box}
    return {**place, "confidence": 1.0, "needs_review": False, "reasons": []}


def carry(reading: Reading, carried: Iterable[Carried], read: Mapping[str, Any], fields: Iterable[FieldRow]) -> None:
    """Repeats decisions for a new reading (``read``: as it was read; ``fields``: its rows) as events of their own."""
    rows = {row.path: row for row in fields}
    Correction.objects.bulk_create(
        Correction(
            document_id=reading.document_id,
            reading=reading,
            path=one.path,
            page=rows[one.path].page,
            box=rows[one.path].box,
            verdict=one.event.verdict,
            before=as_text(value_at(read, one.path)),
            after=one.event.after,
            who=one.event.who,
            why=one.event.why,
            carried_from=one.event,
        )
        for one in carried
    )


def lost_findings(document: Document, lost: Iterable[Correction], answers: Mapping[str, str]) -> list[FindingRow]:
    """A warning for each decision without a place, so that nobody's work vanishes unseen."""
    return [
        FindingRow(
            document=document,
            key=(key := f"{LOST}:{event.pk}"),
            state=answers.get(key, FindingRow.State.OPEN),
            rule=LOST,
            severity="warning",
            message=f"{event.who}: {event.path} {event.before!r} → {event.after!r} ({event.verdict}); "
            f"第{event.page}页，新读数中找不到该处 / no such place in the new reading",
            paths=["/document"],
        )
        for event in lost
    ]


def changes(document: int, before: int, after: int) -> list[Change]:
    """What differs between two readings of a document (their versions), in document order.

    Raises:
        NotInStore: one of them does not exist.
    """
    readings = {row.version: row for row in Reading.objects.filter(document_id=document, version__in=(before, after))}
    if len(readings) < len({before, after}):
        raise NotInStore(f"Document {document} has no readings {before} and {after}.")
    old, new = readings[before], readings[after]
    decided = Correction.objects.filter(reading=old, undone_by__isnull=True).values_list("path", flat=True)
    return changes_between(old.envelope, new.envelope, frozenset(decided))


def latest_changes(document: int) -> list[Change]:
    """What the latest reading of a document changed; nothing where it was read once.

    Raises:
        NotInStore: there is no such document, or it was not read.
    """
    versions = list(Reading.objects.filter(document_id=document).order_by("-version").values_list("version", flat=True))
    if not versions:
        raise NotInStore(f"Document {document} has not been read.")
    return changes(document, versions[1], versions[0]) if len(versions) > 1 else []


def changes_between(old: Mapping[str, Any], new: Mapping[str, Any], decided: frozenset[str]) -> list[Change]:
    """What differs between two envelopes; ``decided`` are the places of the old one that people decided about."""
    return [
        Change(
            one.field,
            one.gold_path,
            one.path,
            as_text(one.gold),
            as_text(one.predicted),
            decided=one.gold_path in decided,
        )
        for one in compare(old, new)
        if one.verdict != _RIGHT
    ]


def _ways(old: Mapping[str, Any], events: Iterable[Correction], new: Mapping[str, Any]) -> dict[str, str]:
    """From places of an old reading to those of a new one: of leaves by their rows, of lists by their records."""
    decided = deepcopy(dict(old))
    for event in events:
        if event.after is not None and event.after != as_text(value_at(decided, event.path)):
            put_value(decided, event.path, event.after)
    ways: dict[str, str] = {}
    for left in (old, decided):  # as decided it is likelier to look like the better reading
        ways |= {
            one.gold_path: one.path
            for one in compare(left, new)
            if one.gold_path is not None and one.path is not None and "-" not in pointer.split(one.path)
        }
    for kind in KINDS:
        for i, j in paired(decided, new, kind):
            if i is not None and j is not None:
                was, now = pointer.join("records", i), pointer.join("records", j)
                same = [event.path for event in events if event.path == was or event.path.startswith(f"{was}/")]
                ways |= {path: now + path[len(was) :] for path in same if path not in ways and _is_whole(decided, path)}
    return ways


def _now_readable(one: Carried, plain: Mapping[str, Any]) -> bool:
    return one.event.verdict == Correction.Verdict.UNREADABLE and value_at(plain, one.path) is not None


def _is_whole(plain: Mapping[str, Any], path: str) -> bool:
    """Whether a place is a record or a list, or a single value of the record itself (which has no row to lose)."""
    return isinstance(value_at(plain, path), dict | list) or len(pointer.split(path)) == 3


def _confirmed(event: Correction, path: str, plain: Mapping[str, Any]) -> bool:
    """Whether the new place holds a value the person knew, or stands where the old one stood."""
    value, name = value_at(plain, path), pointer.split(path)[-1]
    if isinstance(value, dict | list) or value is None:
        return True
    if any(known is not None and same_value(name, known, value) for known in (event.before, event.after)):
        return True
    entry = next((entry for entry in plain["fields"] if entry["path"] == path), None)
    return entry is not None and entry["page"] == event.page and _near(entry["box"], event.box)


def _near(one: list[float], other: list[float]) -> bool:
    return all(abs((one[at] + one[at + 2]) - (other[at] + other[at + 2])) / 2 <= _NEAR for at in (0, 1))
