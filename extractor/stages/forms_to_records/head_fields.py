"""Head fields printed inside the table: a label's cell in, the value beside it out."""

from __future__ import annotations

import re

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.names import read_code
from extractor.record.values.text import read_text
from extractor.record.wording import HEAD, SECTIONS
from extractor.stages.forms_to_records.heading import inline_fields, is_head_text
from extractor.stages.forms_to_records.label_inside import label_inside, may_hold_label
from extractor.stages.forms_to_records.labels_over import values_under
from extractor.stages.forms_to_records.leaf import Part, Trust, cut, joined, make, part_of_cell, text_leaf
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Label

_ALONE = 4  # characters of a label that is known without a wall or colon around it
_WALLED = 0.9  # certainty of a cell's walls above which two cells are never one
_CODE_AND_NAME = re.compile(r"([^\dA-Z一-鿿]{0,3})((?=[^-]*\d)[0-9A-Z]{12,32})[-—_]+(?=\S)")
_NAME_AND_CODE = re.compile(r"(?<=[^-—_(])[-—_(]((?=[^-]*\d)[0-9A-Z]{12,32})\)?$")


def table_fields(reading: Reading, rows: range) -> dict[str, Leaf]:
    """Head fields printed in the table as a label cell with its value right of it, within ``rows``."""
    found: dict[str, Leaf] = {}
    for row in rows:
        under = values_under(reading.sheet, row)
        for label in reading.sheet.labels(HEAD, row):
            if reading.used(label.cell):
                continue
            reading.use(label.cell)
            if (below := under.get(id(label.cell))) is not None:
                reading.use(below)
                if (leaf := text_leaf(below, reading.trust)) is not None:
                    found.setdefault(label.match.meaning, leaf)
                continue
            value = reading.sheet.right_of(label.cell)
            if value is not None and _is_rest_of_label(label, value):
                reading.use(value)
                value = reading.sheet.right_of(value)
            if value is None or reading.used(value) or _is_next_label(reading, value):
                continue
            doubt = None if label.match.certainty > 0.8 else "label-guessed"
            _take_behind(reading, value, found)
            leaf = _value_leaf(reading, value, reading.trust.less(label.match.certainty, doubt))
            if leaf is not None:
                found.setdefault(label.match.meaning, leaf)
        _take_inline(reading, row, found)
    return found


def _is_rest_of_label(label: Label, cell: Cell) -> bool:
    """Whether a label was parted by a wall that is none (项目 | 名称): both together are a listed one."""
    if len(plain(cell.text)) > _ALONE or HEAD.match(cell.text) is not None:
        return False
    whole = HEAD.match(plain(label.cell.text) + plain(cell.text))
    return whole is not None and whole.certainty > _WALLED and whole.meaning == label.match.meaning


def _take_behind(reading: Reading, value: Cell, found: dict[str, Leaf]) -> None:
    """The field whose label runs together with the value before it; its own stands behind it or in the next cell."""
    inside, after = label_inside(value), reading.sheet.right_of(value)
    if inside is None:
        return
    place: Cell | Part | None = inside.rest
    if place is None and after is not None and not reading.used(after) and HEAD.match(after.text) is None:
        reading.use(after)
        place = after
    leaf = text_leaf(place, reading.trust.less(0.6, "label-run-together"))
    if leaf is not None:
        found.setdefault(inside.match.meaning, leaf)


def _value_leaf(reading: Reading, value: Cell, trust: Trust) -> Leaf | None:
    """A head value; where a wall is seen through it (a seal's rim, a fold), its parts are put together and doubted."""
    parts = [value]
    after = reading.sheet.right_of(value)
    while after is not None and not reading.used(after) and plain(after.text) and after.row == value.row:
        if max(parts[-1].certainty, after.certainty) > _WALLED or not plain(value.text):
            break
        if HEAD.match(part_of_cell(after).text) or is_head_text(after) or _begins_with_label(after):
            break
        parts.append(after)
        after = reading.sheet.right_of(after)
    reading.use(*parts)
    inside = label_inside(value) if len(parts) == 1 else None
    after = reading.sheet.right_of(value)
    if inside is not None and (inside.rest is not None or (after is not None and HEAD.match(after.text) is None)):
        return text_leaf(inside.before, trust.less(0.6, "label-run-together"))
    if len(parts) == 1 and may_hold_label(value):
        return text_leaf(value, trust.less(0.6, "label-run-together"))
    if len(parts) == 1:
        return text_leaf(value, trust)
    return text_leaf(joined(part_of_cell(part) for part in parts), trust.less(0.6, "cells-joined"))


def _begins_with_label(cell: Cell) -> bool:
    """Whether a cell holds the next label together with its value, the wall between them unseen."""
    return any(hit.start == 0 for hit in HEAD.inline(plain(cell.text)))


def use_side_labels(reading: Reading) -> None:
    """Labels beside a block (二、预算执行情况) and captions over one name no value."""
    for cell in reading.sheet.table.cells:
        if not reading.used(cell) and SECTIONS.match(part_of_cell(cell).text):
            reading.use(cell)


def _take_inline(reading: Reading, row: int, found: dict[str, Leaf]) -> None:
    """Cells that hold label and value together (填报人:某)."""
    for cell in reading.sheet.starting(row):
        if reading.used(cell):
            continue
        part = part_of_cell(cell)
        fields = inline_fields([part], reading.trust) if is_head_text(cell) else _label_and_value(reading, cell)
        if fields:
            reading.use(cell)
        for meaning, leaf in fields.items():
            found.setdefault(meaning, leaf)


def _label_and_value(reading: Reading, cell: Cell) -> dict[str, Leaf]:
    """A label run together with its value in one cell, as where the wall between them went unseen."""
    text = plain(cell.text)
    hit = next((hit for hit in HEAD.inline(text) if hit.start == 0), None)
    beside = reading.sheet.right_of(cell)
    if hit is None or HEAD.match(text) is not None or (beside is not None and not HEAD.match(beside.text)):
        return {}
    rest = cut(part_of_cell(cell), hit.end)
    leaf = text_leaf(rest, reading.trust.less(0.5, "label-and-value-in-one-cell")) if rest.words else None
    return {hit.match.meaning: leaf} if leaf is not None else {}


def split_code(fields: dict[str, Leaf]) -> dict[str, Leaf]:
    """The fields with a project's code taken off its name, where no code is printed elsewhere; specks before it go."""
    name = fields.get("project_name")
    text = plain(name.raw) if name is not None else ""
    before, behind = _CODE_AND_NAME.match(text), _NAME_AND_CODE.search(text)
    match, group = (before, 2) if before else (behind, 1)
    if name is None or match is None or "project_code" in fields:
        return fields
    whole = joined([Part(name.page, name.box, (name.words,))])
    if whole is None:
        return fields
    trust = Trust(name.certainty, name.doubts)
    trust = trust.less(0.6, "label-run-together") if before and before.group(1) else trust
    code = make(cut(whole, match.start(group), match.end(group)), read_code, trust)
    rest = make(cut(whole, match.end()) if before else cut(whole, 0, match.start()), read_text, trust)
    return {**fields, **({"project_code": code} if code else {}), **({"project_name": rest} if rest else {})}


def as_nodes(fields: dict[str, Leaf], keys: tuple[str, ...]) -> dict[str, Node]:
    """The fields a record has, None for those not printed."""
    return {key: fields.get(key) for key in keys}


def _is_next_label(reading: Reading, cell: Cell) -> bool:
    """Whether the cell behind a label is the next label, its own value blank; 联系人 | 经办人 | 电话 is a value."""
    if HEAD.match(part_of_cell(cell).text) is None:
        return any(hit.start == 0 for hit in HEAD.inline(plain(cell.text)))
    after = reading.sheet.right_of(cell)
    return after is not None and HEAD.match(part_of_cell(after).text) is None
