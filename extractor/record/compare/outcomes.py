"""A gold and a predicted envelope in, one outcome per field out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from extractor.record import pointer
from extractor.record.compare.align import Pair, align_rows, pair_records
from extractor.record.compare.equal import same_value
from extractor.record.envelope import without_notes
from extractor.record.report_kind import KINDS

Verdict: TypeAlias = Literal["right", "wrong", "missing", "spurious"]
NOT_FIELDS = frozenset({"kind", "pages", "mentions"})
_OF_THE_LIST = ("-sum", "-total", "-missing", "beside-its-cell", "out-of-order", "out-of-row")
"""Reasons that send a person to look at the rows of a list, not only at one value."""
_UNREAD = frozenset({"unread-ink", "unreadable-value"})
_OF_THE_RECORD = "record:"


@dataclass(frozen=True)
class FieldOutcome:
    """What became of one field.

    ``field`` is its place with list positions left out (``/funds/budget``), ``gold_path`` and ``path`` its pointers
    (None where that side has no such place). ``caught`` tells whether a person is asked about it: about the
    field itself, or, where it is missing, about its row, list or record. ``hit`` is whether the middle of the
    predicted box lies in the true one; None where that cannot be told.
    """

    kind: str
    field: str
    verdict: Verdict
    caught: bool
    gold: object
    predicted: object
    gold_path: str | None
    path: str | None
    hit: bool | None = None


@dataclass(frozen=True)
class Evidence:
    """What the prediction says about its own fields, and where gold says that values stand."""

    entries: Mapping[str, Mapping[str, Any]]
    boxes: Mapping[str, list[Mapping[str, Any]]]

    def asked(self, path: str) -> bool:
        """Whether the field at ``path`` is in the review queue."""
        return bool(self.entries.get(path, {}).get("needs_review"))

    def asked_around(self, path: str) -> bool:
        """Whether the row, the list or the record that a missing field belongs to is in the review queue.

        So is a row of its list in which a person is asked to fill in what could not be read.
        """
        steps = pointer.split(path)
        row, record = pointer.join(*steps[:-1]), pointer.join(*steps[:2])
        listed = pointer.join(*steps[:3]) if len(steps) > 3 else None
        return any(
            entry.get("needs_review")
            and (
                self._covers(at, entry, row if len(steps) > 3 else None, listed, record)
                or (_UNREAD & set(entry.get("reasons") or ()) and _same_list(at, path))
            )
            for at, entry in self.entries.items()
        )

    @staticmethod
    def _covers(at: str, entry: Mapping[str, Any], row: str | None, listed: str | None, record: str) -> bool:
        if at in (record, listed):
            return True
        reasons = entry.get("reasons") or []
        if at.startswith(f"{record}/") and any(reason.startswith(_OF_THE_RECORD) for reason in reasons):
            return True
        if row and at.startswith(f"{row}/"):
            return True
        in_list = listed is not None and at.startswith(f"{listed}/")
        return in_list and any(reason.endswith(_OF_THE_LIST) for reason in reasons)

    def kept_whole(self, predicted: Mapping[str, Any], pages: list[int]) -> bool:
        """Whether a record that was not recognised is in the review queue whole, on one of its pages.

        As a table, or as a record of another kind of which every value is asked about.
        """
        return any(
            set(record["pages"]) & set(pages) and self._asked_whole(at, record["kind"])
            for at, record in enumerate(predicted["records"])
        )

    def _asked_whole(self, record: int, kind: str) -> bool:
        own = [entry for path, entry in self.entries.items() if path.startswith(f"/records/{record}/")]
        asked = [entry for entry in own if entry.get("needs_review")]
        return bool(asked) and (kind == "table" or len(asked) == len(own))

    def hit(self, gold_path: str, path: str) -> bool | None:
        """Whether the middle of the predicted box lies in one of the true boxes."""
        places, entry = self.boxes.get(gold_path), self.entries.get(path)
        if not places or entry is None:
            return None
        left, top, right, bottom = entry["box"]
        x, y = (left + right) / 2, (top + bottom) / 2
        return any(
            place["page"] == entry["page"]
            and place["box"][0] <= x <= place["box"][2]
            and place["box"][1] <= y <= place["box"][3]
            for place in places
        )


def _same_list(one: str, other: str) -> bool:
    """Whether two pointers lead to rows of the same list."""
    left, right = pointer.split(one), pointer.split(other)
    return len(left) == len(right) and left[:3] == right[:3]


def compare(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> list[FieldOutcome]:
    """Every field of two envelopes.

    Args:
        gold: canonical JSON with ``records``, and ``_boxes`` (pointer → places) where the true places are known.
        predicted: an envelope as canonical JSON.

    Returns:
        One outcome for each field that either side fills.
    """
    evidence = Evidence({entry["path"]: entry for entry in predicted.get("fields", [])}, gold.get("_boxes", {}))
    outcomes: list[FieldOutcome] = []
    for kind in KINDS:
        for gold_at, at in paired(gold, predicted, kind):
            walk = _Walk(kind, evidence)
            left = None if gold_at is None else without_notes(gold["records"][gold_at])
            right = None if at is None else predicted["records"][at]
            sides = (_root(gold_at), _root(at))
            found = list(walk.visit("", left, right, sides))
            kept = left is not None and at is None and evidence.kept_whole(predicted, left["pages"])
            outcomes.extend(replace(one, caught=True) if kept else one for one in found)
    return outcomes


def paired(gold: Mapping[str, Any], predicted: Mapping[str, Any], kind: str) -> list[Pair]:
    """Which records of one kind belong together, by their positions in ``records``."""
    at_gold = [at for at, record in enumerate(gold["records"]) if record["kind"] == kind]
    at_predicted = [at for at, record in enumerate(predicted["records"]) if record["kind"] == kind]
    pairs = pair_records([gold["records"][at] for at in at_gold], [predicted["records"][at] for at in at_predicted])
    return [(None if i is None else at_gold[i], None if j is None else at_predicted[j]) for i, j in pairs]


def _root(at: int | None) -> str | None:
    return None if at is None else pointer.join("records", at)


Sides: TypeAlias = tuple[str | None, str | None]


@dataclass(frozen=True)
class _Walk:
    """Goes down both trees at once; a side that has ended stays None."""

    kind: str
    evidence: Evidence

    def visit(self, field: str, gold: Any, predicted: Any, at: Sides) -> Iterator[FieldOutcome]:
        if isinstance(gold, dict) or isinstance(predicted, dict):
            yield from self._objects(field, gold or {}, predicted or {}, at)
        elif isinstance(gold, list) or isinstance(predicted, list):
            for i, j in align_rows(gold or [], predicted or []):
                left, right = None if i is None else gold[i], None if j is None else predicted[j]
                yield from self.visit(field, left, right, (_down(at[0], i), _down(at[1], j)))
        elif gold is not None or predicted is not None:
            yield self._leaf(field, gold, predicted, at)

    def _objects(self, field: str, gold: Any, predicted: Any, at: Sides) -> Iterator[FieldOutcome]:
        for key in dict.fromkeys([*gold, *predicted]):
            if field or key not in NOT_FIELDS:
                below = (_down(at[0], key), _down(at[1], key))
                yield from self.visit(f"{field}/{key}", gold.get(key), predicted.get(key), below)

    def _leaf(self, field: str, gold: Any, predicted: Any, at: Sides) -> FieldOutcome:
        verdict = _verdict(field.rsplit("/", 1)[-1], gold, predicted)
        gold_path, path = at
        caught = path is not None and self.evidence.asked(path)
        if verdict == "missing" and not caught and path is not None:
            caught = self.evidence.asked_around(path)
        hit = self.evidence.hit(gold_path, path) if verdict == "right" and gold_path and path else None
        return FieldOutcome(self.kind, field, verdict, caught, gold, predicted, gold_path, path, hit)


def _down(at: str | None, step: str | int | None) -> str | None:
    """One step down a side; a row that is not there has the position ``-``, as RFC 6901 names it."""
    return None if at is None else at + pointer.join("-" if step is None else step)


def _verdict(name: str, gold: Any, predicted: Any) -> Verdict:
    if gold is None:
        return "spurious"
    if predicted is None:
        return "missing"
    return "right" if same_value(name, gold, predicted) else "wrong"
