"""Papers for the tests of the store: files that open, pages that were read, envelopes with a bit of everything."""

from __future__ import annotations

from pathlib import Path

from extractor.paper.block import PageBlocks, Paragraph
from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.paper.word import Char, Word
from extractor.record import pointer
from extractor.record.envelope import Envelope
from extractor.service.ingest import Incoming, Submitted, submit
from extractor.service.saving import ToSave, save_envelope
from extractor.store.blobs import FolderBlobs
from extractor.store.models import Reading

ASKED = 0.9
"""Values below this confidence are asked about."""


class Opened:
    """An opened file with as many pages as its second byte says."""

    notes = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        self.page_count = path.read_bytes()[1] if path.is_file() else len(list(path.iterdir()))


def blobs(folder: Path) -> FolderBlobs:
    """A blob store of the test's own."""
    return FolderBlobs(folder / "blobs")


def hand_in(folder: Path, content: bytes = b"P\x02", name: str = "a.pdf", who: str = "clerk") -> Submitted:
    """Hands in a file."""
    return submit(Incoming(content, name, who), blobs(folder), Opened)  # type: ignore[arg-type]


def read_page(number: int, text: str = "再就业经费") -> PageBlocks:
    """A page with one line of text."""
    box = Box(100, 100, 100 + 12 * len(text), 112)
    chars = tuple(Char(char, Box(100 + 12 * i, 100, 112 + 12 * i, 112)) for i, char in enumerate(text))
    line = Paragraph(number, box, ((Word(number, box, chars, 0.99),),))
    return PageBlocks(Page(number, "scan", 595, 842), (line,))


def evaluation(**changes: object) -> dict[str, object]:
    """A project's evaluation form."""
    fund = {"source": "total", "label": "预算数", "budget": "562", "received": "562", "executed": "512"}
    indicator = {
        "level1": "产出指标",
        "level3": "享受社会保险补贴人员数量",
        "target": "400",
        "actual": "468",
        "score": "50",
    }
    return {
        "kind": "project_evaluation", "pages": [1], "title": "项目绩效自评表", "year": 2018,
        "reporting_unit": "某市就业服务中心", "project_name": "再就业经费", "funds": [fund], "execution_rate": "91.12",
        "indicators": [indicator], "total_score": "99", **changes,
    }  # fmt: skip


def envelope(
    *records: dict[str, object], sure: float = 0.99, doubtful: tuple[str, ...] = (), sha256: str = "0" * 64
) -> Envelope:
    """An envelope of these records; the paths in ``doubtful`` await review."""
    plain = list(records) or [evaluation()]
    fields = []
    for at, (path, value) in enumerate(pointer.leaves(plain, "/records")):
        name = pointer.split(path)[-1]
        if value is None or name in ("kind", "source") or "/pages/" in path:
            continue
        page = plain[int(pointer.split(path)[1])]["pages"][0]  # type: ignore[index]
        top = at % 50 / 50
        asked = path in doubtful
        fields.append(
            {
                "path": path, "raw": str(value), "page": page, "box": [0.1, top, 0.3, top + 0.015],
                "confidence": 0.5 if asked else sure, "needs_review": asked,
                "reasons": ["low-ocr-confidence"] if asked else [],
            }
        )  # fmt: skip
    document = {"filename": "a.pdf", "sha256": sha256, "page_count": 2}
    return Envelope.model_validate({"document": document, "records": plain, "fields": fields})


def saved(folder: Path, whole: Envelope, content: bytes = b"P\x02") -> Reading:
    """Hands a file in and saves its envelope, as if it had been read."""
    return save_envelope(hand_in(folder, content).submission, ToSave(whole))
