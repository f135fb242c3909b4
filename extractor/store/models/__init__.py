"""The tables. What was handed in, what was read from it, what people decided, whom and what it concerns."""

from extractor.store.models.archive import ArchiveItem, ArchiveRun
from extractor.store.models.blind import BlindDraw
from extractor.store.models.decisions import Correction, FindingAnswer, ReviewLease
from extractor.store.models.entities import Alias, LedgerRow, Merge, Project, Unit
from extractor.store.models.papers import File, Page, PageProduct, Submission
from extractor.store.models.readings import Document, FieldRow, FindingRow, PageText, Reading, RecordRow
from extractor.store.models.second_looks import LookLent, SecondLook

__all__ = [
    "Alias",
    "ArchiveItem",
    "ArchiveRun",
    "BlindDraw",
    "Correction",
    "Document",
    "FieldRow",
    "File",
    "FindingAnswer",
    "FindingRow",
    "LedgerRow",
    "LookLent",
    "Merge",
    "Page",
    "PageProduct",
    "PageText",
    "Project",
    "Reading",
    "RecordRow",
    "ReviewLease",
    "SecondLook",
    "Submission",
    "Unit",
]
