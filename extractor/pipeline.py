"""The road on one screen: a page of a file in, its blocks out; a document's blocks in, its envelope out.

::

    pdf_to_pages → pages_to_grids → grids_to_words → words_to_blocks                    page by page: read_page
    blocks_to_forms → forms_to_records → records_to_findings → findings_to_review       a document: assemble
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from extractor.errors import EngineError, ExtractorError, PageError
from extractor.paper.block import PageBlocks
from extractor.paper.form import Form, FormKind
from extractor.paper.grid import PageGrids
from extractor.paper.page import Page
from extractor.ports import Lexicon, MentionTagger, OcrEngine, PageSource, TableFinder, Witness
from extractor.record.checked import CheckedRecords, Outcome
from extractor.record.draft import Draft
from extractor.record.envelope import Envelope, FileFacts
from extractor.record.identity.known import KnownNames
from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.findings_to_review.confidence import Judge
from extractor.stages.findings_to_review.known_names import weigh_names
from extractor.stages.findings_to_review.stage import findings_to_review
from extractor.stages.forms_to_records import forms_to_records
from extractor.stages.grids_to_words import grids_to_words
from extractor.stages.pages_to_grids.stage import pages_to_grids
from extractor.stages.pdf_to_pages import page_of
from extractor.stages.records_to_findings.stage import records_to_findings
from extractor.stages.words_to_blocks.stage import words_to_blocks

UNREAD_PAGE = "unread-page"
"""The rule, and the doubt of a record beside such a page."""

FAILED_READER = "failed-reader"
"""The doubt of a form whose reader failed on it."""

_log = logging.getLogger(__name__)
_Product = TypeVar("_Product")


@dataclass(frozen=True)
class UnreadPage:
    """A page that could not be read, and why."""

    number: int
    error: ExtractorError


class LookAway:
    """The witness that sees nothing."""

    wants_pictures = False

    def saw(self, product: str, page: int | None, value: object, seconds: float) -> None:
        """See Witness."""


@dataclass(frozen=True)
class Tools:
    """What a page is read with; ``finders`` are second opinions on the tables of digital pages."""

    engine: OcrEngine
    finders: tuple[TableFinder, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What a document is assembled with: who weighs its values, and who reads the sentences of its reports.

    Without a tagger only the frame of a report is read; without a lexicon no name is known.
    """

    judge: Judge
    tagger: MentionTagger | None = None
    lexicon: Lexicon | None = None


def read_page(source: PageSource, number: int, tools: Tools, witness: Witness) -> PageBlocks | UnreadPage:
    """The page half of the road. Its pictures are let go at the end; a failure becomes data, not an end."""
    engine = tools.engine
    saw = _Watch(witness, number)
    try:
        page = saw("pages", lambda: page_of(source, number, engine, with_picture=witness.wants_pictures))
        grids = saw("grids", lambda: _grids(page, tools.finders))
        words = saw("words", lambda: grids_to_words(grids, engine))
        blocks = saw("blocks", lambda: words_to_blocks(words))
    except ExtractorError as error:
        return UnreadPage(number, error)
    except Exception as error:  # noqa: BLE001 - a defect on one page must not sink a packet of three hundred
        _log.exception("page %d of %s", number, source.path)
        message = f"Reading it failed inside ({type(error).__name__}: {error})."
        return UnreadPage(number, PageError(message, file=str(source.path), page=number))
    return replace(blocks, page=replace(blocks.page, picture=None, clean=None))


def _grids(page: Page, finders: Sequence[TableFinder]) -> PageGrids:
    """A second opinion that cannot be had costs no page."""
    try:
        return pages_to_grids(page, finders)
    except EngineError as error:
        _log.warning("page %d: %s", page.number, error.message)
        return pages_to_grids(page)


def assemble(
    file: FileFacts,
    read: Sequence[PageBlocks],
    unread: Sequence[UnreadPage],
    witness: Witness,
    desk: Desk,
) -> Envelope:
    """The document half of the road.

    Args:
        file: what is known of the file.
        read: the pages that could be read, in order.
        unread: the others; each becomes a finding, and records beside it are sent to review.
        witness: sees the products.
        desk: what it is assembled with.
    """
    saw = _Watch(witness, None)
    forms = saw("forms", lambda: blocks_to_forms(read))
    drafts = saw("drafts", lambda: _doubting_gaps(_drafts(forms, desk.tagger), unread))
    pages = [blocks.page for blocks in read]
    seals = {page.number: tuple(seal.text for seal in page.seals if seal.text) for page in pages}
    checked = saw("findings", lambda: _with_unread(records_to_findings(drafts, seals), unread))
    known = desk.lexicon.known() if desk.lexicon is not None else KnownNames()
    weighed = weigh_names(checked, known)
    return saw("review", lambda: findings_to_review(weighed, pages, file, desk.judge))


def _drafts(forms: Sequence[Form], tagger: MentionTagger | None) -> tuple[Draft, ...]:
    """A form whose reader fails on it is kept whole as a table or bare report and sent to review."""
    try:
        return forms_to_records(forms, tagger)
    except ExtractorError:
        raise
    except Exception:  # noqa: BLE001 - a defect that one form brings out must not cost the others
        _log.exception("a reader failed; every form is now read by itself")
        return tuple(draft for form in forms for draft in _draft_alone(form, tagger))


def _draft_alone(form: Form, tagger: MentionTagger | None) -> tuple[Draft, ...]:
    try:
        return forms_to_records([form], tagger)
    except Exception:  # noqa: BLE001 - see _drafts
        _log.exception("pages %s: the reader of %s failed", form.pages, form.kind)
        kind: FormKind = "table" if form.tables else "report"
        plain = forms_to_records([replace(form, kind=kind)], None)
        return tuple(replace(draft, doubts=(*draft.doubts, FAILED_READER)) for draft in plain)


def _doubting_gaps(drafts: Sequence[Draft], unread: Sequence[UnreadPage]) -> tuple[Draft, ...]:
    """A record that may go on, or may have begun, on an unread page is not known to be whole."""
    gaps = {page.number for page in unread}
    return tuple(
        replace(draft, doubts=(*draft.doubts, UNREAD_PAGE))
        if gaps & set(range(min(draft.pages) - 1, max(draft.pages) + 2))
        else draft
        for draft in drafts
    )


def _with_unread(checked: CheckedRecords, unread: Sequence[UnreadPage]) -> CheckedRecords:
    outcomes = [
        Outcome(UNREAD_PAGE, "error", ("/document",), f"Page {page.number}: {page.error.message}") for page in unread
    ]
    return replace(checked, outcomes=(*checked.outcomes, *outcomes))


class _Watch:
    """Runs a stage, takes its time, and shows its product to the witness."""

    def __init__(self, witness: Witness, page: int | None) -> None:
        self._witness = witness
        self._page = page

    def __call__(self, product: str, stage: Callable[[], _Product]) -> _Product:
        start = time.perf_counter()
        value = stage()
        self._witness.saw(product, self._page, value, time.perf_counter() - start)
        return value
