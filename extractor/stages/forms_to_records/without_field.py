"""What departments' forms print and no field of a record holds, noted as read: staff counts, boxes nobody filled."""

from __future__ import annotations

import re

from extractor.paper.block import Cell
from extractor.record.labels import label_key, plain
from extractor.record.values.text import is_blank
from extractor.stages.forms_to_records.reading import Reading

_STAFF = re.compile(
    r"(?:其中|行政|事业|核定|实有|财政供养|年末)*(?:编制|在编|在职|在岗|实有|离休|退休|离退休|聘用|临聘|编外|供养|遗属)+"
    r"(?:人员|职工)?(?:人?数|总数)"
)
_COUNT = re.compile(r"\d{1,6}人?")
_OF_REVIEWERS = re.compile(r"(?:财政|主管部门)?(?:复核|审核|复评|评审)(?:得?分|等[级次]|结论|结果)")


def use_what_has_no_field(reading: Reading) -> None:
    """Notes each count of staff with its label, and each label of a reviewer whose own box is blank."""
    for row in range(reading.sheet.rows):
        for label in reading.sheet.starting(row):
            value = reading.sheet.right_of(label)
            if value is None or reading.used(label) or reading.used(value):
                continue
            staff = _STAFF.fullmatch(label_key(label.text)) is not None
            counted = staff and _COUNT.fullmatch(plain(value.text)) is not None
            if counted or (is_reviewers(label) and is_blank(value.text) and not value.ink):
                reading.use(label, value)


def is_reviewers(label: Cell) -> bool:
    """Whether a label names what somebody else makes of the form (复核等级): no section of it."""
    return _OF_REVIEWERS.fullmatch(label_key(label.text)) is not None
