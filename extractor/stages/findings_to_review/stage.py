"""Checked records and the pages they stand on in, the finished envelope out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extractor.paper.box import Box, hull
from extractor.paper.page import Page
from extractor.record import pointer
from extractor.record.checked import UNKNOWN_TABLE, CheckedRecords, Outcome
from extractor.record.draft import Leaf
from extractor.record.envelope import Document, Envelope, Field, FileFacts, Finding, PageInfo, SealFound, parse_record
from extractor.record.settle import Settled
from extractor.stages.findings_to_review.confidence import Judge
from extractor.stages.findings_to_review.left_signs import signs_to_doubted
from extractor.stages.findings_to_review.places import leaves_to_misplaced
from extractor.stages.findings_to_review.reasons import (
    EXACT,
    SURE_PLACE,
    UNSURE,
    Charges,
    leaf_to_reasons,
    of_doubts,
)
from extractor.stages.findings_to_review.signals import Signals, checked_to_signals
from extractor.stages.findings_to_review.strange_forms import settled_to_whole_doubts

_WHOLE = 1e6
UNIT_UNDER_SEAL = "unit-under-seal"
UNREAD_INK = "unread-ink"
"""The readers' doubt of a place with ink and no words: a row may be lost, and a score that covers it count one less."""
_DERIVED = {"source": ("label", "budget", "executed"), "score_rows": ("score", "level3")}
"""The leaves of its row that a fact of the layout derives from, the first that is there: it is doubted with it."""
KEY_FIELDS = ("/project_name", "/reporting_unit", "/title")
"""Where a doubt about a whole record is shown: at the first of these that it has."""


@dataclass(frozen=True)
class _Context:
    judge: Judge
    pages: dict[int, Page]
    signals: dict[str, Signals]
    proven: frozenset[str]
    broken: dict[str, list[Outcome]] = field(default_factory=lambda: defaultdict(list))


def findings_to_review(checked: CheckedRecords, pages: Sequence[Page], file: FileFacts, judge: Judge) -> Envelope:
    """Weighs every value and puts the envelope together.

    Args:
        checked: settled records with the outcomes of the rules.
        pages: the upright pages of the document that could be read; boxes become fractions of them.
        file: what is known of the file.
        judge: knows how sure a value is, and from when on nobody is asked.
    """
    numbered = {page.number: page for page in pages}
    proven = (o.paths for o in checked.outcomes if o.verdict == "holds" and o.rule in EXACT)
    context = _Context(judge, numbered, checked_to_signals(checked, numbered), frozenset().union(*proven))
    for outcome in checked.outcomes:
        for path in outcome.paths if outcome.verdict != "holds" else ():
            context.broken[path].append(outcome)
    return Envelope(
        document=Document(
            filename=file.name,
            sha256=file.sha256,
            page_count=file.page_count,
            pages=[_page_info(page) for page in pages],
        ),
        records=[parse_record(one.record.model_dump(mode="json")) for one in checked.settled],
        fields=[entry for at, one in enumerate(checked.settled) for entry in _record_fields(at, one, context)],
        findings=[_finding(outcome) for outcome in checked.outcomes if outcome.verdict in ("error", "warning")],
    )


def _finding(outcome: Outcome) -> Finding:
    return Finding(
        rule=outcome.rule,
        severity="error" if outcome.verdict == "error" else "warning",
        paths=list(outcome.paths),
        message=outcome.message,
        message_en=outcome.english or None,
        suspects=list(outcome.suspects) or None,
    )


def _page_info(page: Page) -> PageInfo:
    seals = [
        SealFound(text=seal.text, box=to_fractions(seal.box, page), confidence=round(seal.confidence, 4))
        for seal in page.seals
    ]
    turn: Any = page.rotation
    return PageInfo(number=page.number, source=page.source, rotation=turn, skew=round(page.skew, 2), seals=seals)


def to_fractions(box: Box, page: Page | None) -> list[float]:
    """Left, top, right, bottom as fractions of the upright page; the whole page where it is unknown."""
    if page is None:
        return [0.0, 0.0, 1.0, 1.0]
    edges = (box.left / page.width, box.top / page.height, box.right / page.width, box.bottom / page.height)
    return [round(min(max(edge, 0.0), 1.0), 5) for edge in edges]


def _record_fields(at: int, settled: Settled, context: _Context) -> Iterator[Field]:
    """Entries of one record in document order: its leaves, then the facts its layout states."""
    doubts = (*settled.doubts, *(outcome.rule for outcome in context.broken[f"/records/{at}"]))
    doubts += _lost_under_seal(settled, context)
    key = _key_field(settled)
    kind = settled.record.model_dump(include={"kind"})["kind"]
    whole = _of_every_value(kind, settled, doubts)
    intact = kind not in ("table", "report") and not doubts
    misplaced = leaves_to_misplaced(settled.leaves)
    unsigned = signs_to_doubted(settled)
    asked: dict[str, tuple[str, ...]] = {}
    for path, found in settled.leaves.items():
        leaf = replace(found, doubts=(*found.doubts, *misplaced.get(path, ()), *unsigned.get(path, ())))
        pointed = f"/records/{at}{path}"
        doubted = (*(doubts if path == key else ()), *whole)
        charges = Charges(context.broken[pointed], doubted, pointed in context.proven, intact)
        entry = _leaf_field(pointed, leaf, context, charges)
        asked[path] = tuple(entry.reasons)
        yield entry
    lost = any(UNREAD_INK in leaf.doubts for leaf in settled.leaves.values()) or UNREAD_INK in doubts
    plain = settled.record.model_dump() if lost else {}
    for path in settled.facts:
        spans = lost and path.endswith("/score_rows") and pointer.resolve(plain, path) > 1
        beside = _beside(path, at, settled, context)
        shared = _shared(path, asked)
        lost_ink = (f"record:{UNREAD_INK}",) if spans else ()
        yield _fact_field(
            f"/records/{at}{path}", beside, context, (*map("record:{}".format, whole), *lost_ink, *shared)
        )


def _of_every_value(kind: str, settled: Settled, doubts: Sequence[str]) -> tuple[str, ...]:
    """Doubts of the record that are asked with every value of it; what a report states stands by itself."""
    if kind == "table":
        return (UNKNOWN_TABLE,)
    return settled_to_whole_doubts(settled, doubts) if kind != "report" else ()


def _shared(path: str, asked: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The reasons against the leaf that a fact derives from, not how surely its glyphs were read, nor the record's."""
    *row, key = pointer.split(path)
    origins = (pointer.join(*row, name) for name in _DERIVED.get(key, ()))
    origin = next((place for place in origins if place in asked), None)
    own = asked[origin] if origin is not None else ()
    return tuple(reason for reason in own if reason != UNSURE and not reason.startswith("record:"))


def _lost_under_seal(settled: Settled, context: _Context) -> tuple[str, ...]:
    """A unit's seal stands over its name: where a stamped form seems to name no unit, the name may be under it."""
    record = settled.record.model_dump(include={"pages", "reporting_unit"})
    first = context.pages.get(min(record["pages"], default=0))
    return (UNIT_UNDER_SEAL,) if first is not None and first.seals and record["reporting_unit"] is None else ()


def _key_field(settled: Settled) -> str | None:
    return next((path for path in (*KEY_FIELDS, *settled.leaves) if path in settled.leaves), None)


def _leaf_field(path: str, leaf: Leaf, context: _Context, charges: Charges) -> Field:
    signals = context.signals[path]
    judge = context.judge
    as_read = judge.confidence(replace(signals, broken=0)) if leaf.value is not None else 0.0
    reasons = leaf_to_reasons(path, leaf, signals, charges)
    weighed = replace(signals, doubted=True) if reasons else replace(signals, broken=0)
    confidence = judge.confidence(weighed) if leaf.value is not None else 0.0
    reasons += (UNSURE,) if as_read < judge.floor(signals) and UNSURE not in reasons else ()
    return Field(
        path=path,
        raw=leaf.raw,
        page=leaf.page,
        box=to_fractions(_printed_box(leaf), context.pages.get(leaf.page)),
        confidence=round(confidence, 4),
        needs_review=bool(reasons),
        reasons=list(reasons),
    )


def _printed_box(leaf: Leaf) -> Box:
    """Around the printed words on the leaf's page; its cell where there is no word."""
    return hull([word.box for word in leaf.words if word.page == leaf.page] or [leaf.box])


def _beside(path: str, at: int, settled: Settled, context: _Context) -> Leaf:
    """What a fact of the layout stands by: around the leaves of its row, else of the whole record, on their first page.

    It is as certain as these; how many rows a score covers, as the score. A record without any leaf (an empty table)
    has only its first page.
    """
    *row, key = pointer.split(path)
    own = {place: leaf for place, leaf in settled.leaves.items() if place.startswith(pointer.join(*row) + "/")}
    score = pointer.join(*row, "score")
    if key == "score_rows" and score in own:
        own = {score: own[score]}
    near = own or settled.leaves
    if not near:
        page = settled.record.model_dump(include={"pages"})["pages"][0]
        return Leaf(None, "", page, Box(0, 0, _WHOLE, _WHOLE))
    page = next(iter(near.values())).page
    here = {place: leaf for place, leaf in near.items() if leaf.page == page}
    certainty = min(context.signals[f"/records/{at}{place}"].certainty for place in here)
    return Leaf(None, "", page, hull(leaf.box for leaf in here.values()), (), certainty)


def _fact_field(path: str, beside: Leaf, context: _Context, charged: tuple[str, ...]) -> Field:
    """A value that follows from the layout: as sure as the place of what stands beside it."""
    unsure = ("uncertain-place",) if beside.certainty < SURE_PLACE else ()
    reasons = tuple(dict.fromkeys((*charged, *of_doubts(context.broken[path]), *unsure)))
    return Field(
        path=path,
        raw="",
        page=beside.page,
        box=to_fractions(beside.box, context.pages.get(beside.page)),
        confidence=round(0.995 * beside.certainty, 4),
        needs_review=bool(reasons),
        reasons=list(reasons),
    )
