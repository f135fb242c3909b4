"""项目绩效目标表 and 绩效目标申报表: a form in, the draft of a ``project_target`` out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.paper.block import Cell
from extractor.paper.form import Form
from extractor.record.draft import Draft, Leaf, Node
from extractor.record.labels import label_key, plain
from extractor.record.values.names import is_counter_only, is_hint, read_code
from extractor.record.values.text import is_blank
from extractor.record.wording import GOAL_COLUMNS, HEAD, MONEY_COLUMNS, SECTIONS
from extractor.stages.forms_to_records.head_fields import table_fields
from extractor.stages.forms_to_records.heading import head_lines, inline_fields, title_of, year_in, year_of
from extractor.stages.forms_to_records.indicator_header import Header, find_header
from extractor.stages.forms_to_records.indicator_table import Line, lines_of
from extractor.stages.forms_to_records.indicators import rows_to_nodes
from extractor.stages.forms_to_records.itemised import use_items
from extractor.stages.forms_to_records.leaf import Part, part_of_cell, text_leaf
from extractor.stages.forms_to_records.numbered_goals import split_goals
from extractor.stages.forms_to_records.project_columns import read_project_columns
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.spending_plan import read_plan
from extractor.stages.forms_to_records.target_money import funds_of, funds_told
from extractor.stages.forms_to_records.two_terms import is_of_other_block
from extractor.stages.forms_to_records.unit_line import split_unit, unit_line
from extractor.stages.forms_to_records.works_schedule import use_schedule

_PURPOSE = re.compile(r"用途")
_GOALS = re.compile(r"^(?:项目|年度|总体|绩效|预期|实施期|中期|整体|长期)*目标$")
_GOAL_HEAD = re.compile(r"(?:绩效|年度)?目标(?:内容|名称|描述|情况)|内容|目标任务")
_LATER_GOALS = re.compile(r"(?:中期|中长期|实施期|长期|项目期|规划期)(?:绩效)?(?:总体?)?目标")


def read_project_target(form: Form) -> Draft:
    """Reads a target form by its labels; what no field takes becomes a doubt of the record."""
    reading = Reading(form)
    header = find_header(reading)
    rows = range(header.first if header else reading.sheet.rows)
    lines = head_lines(reading)
    title = title_of(lines, reading.trust)
    fields = {**inline_fields(lines, reading.trust)}
    beside = read_project_columns(reading, header)
    use_schedule(reading, rows)
    use_items(reading, rows)
    plan = read_plan(reading, rows)
    funds = funds_of(reading, rows) or beside.budgets() or funds_told(reading, lines)
    goals = _goals(reading, rows)
    if "expected" in beside.goals:
        cell = part_of_cell(beside.goals["expected"])
        goals += [{"expected": goal} for goal in split_goals(cell, reading.trust)]
    purpose = _purpose(reading, rows)
    for meaning, leaf in {**beside.fields, **table_fields(reading, rows)}.items():
        fields.setdefault(meaning, leaf)
    code, unit = _unit(reading, fields, lines, title)
    tree: dict[str, Node] = {
        "title": title,
        "year": _year(lines, title, fields.get("project_name"), fields.get("year"), reading),
        "reporting_unit": unit,
        "reporting_unit_code": code,
        "project_name": fields.get("project_name"),
        "project_code": _code(fields.get("project_code")),
        "funds": funds,
        "purpose": purpose,
        "spending_plan": plan,
        "goals": goals,
        "indicators": [],
    }
    doubts = [] if header else ["no-indicator-table"]
    if header:
        header = _with_basis(header)
        printed = _of_the_year(reading, header, lines_of(reading, header)[0])
        tree["indicators"] = [
            _without_score(node) for node in rows_to_nodes(reading, header, printed, ("description", "target", "basis"))
        ]
    for meaning in SECTIONS.meanings:
        reading.use(*(label.cell for label in reading.sheet.find(SECTIONS, meaning)))
    return Draft("project_target", form.pages, tree, (*doubts, *reading.doubts()))


def _of_the_year(reading: Reading, header: Header, lines: Sequence[Line]) -> list[Line]:
    """The rows without those of a block of several years, where another block has the year's that is filled in."""
    level = header.columns.get("level1") or header.columns.get("level2")
    if level is None:
        return list(lines)
    others = [line for line in lines if is_of_other_block(reading.sheet, line.row, level.place.first)]
    kept = [line for line in lines if line not in others]
    if not others or not _has_targets(kept):
        if others and _has_targets(others):
            reading.doubt("column-guessed")
        return list(lines)
    reading.use(*(cell for line in others for cell in reading.sheet.row(line.row)))
    return kept


def _has_targets(lines: Sequence[Line]) -> bool:
    cells = (line.cells.get("target") for line in lines)
    return any(cell is not None and plain(cell.text) for cell in cells)


def _with_basis(header: Header) -> Header:
    """A target form has no deviations to explain: its column of remarks says where the targets come from."""
    if "basis" in header.columns or "note" not in header.columns:
        return header
    return replace(header, columns={**header.columns, "basis": header.columns["note"]})


def _without_score(node: Node) -> Node:
    return {key: value for key, value in node.items() if key != "score_rows"} if isinstance(node, dict) else node


def _code(leaf: Leaf | None) -> Leaf | None:
    if leaf is None or not leaf.raw:
        return leaf
    return Leaf(read_code(leaf.raw), leaf.raw, leaf.page, leaf.box, leaf.words, leaf.certainty, leaf.doubts)


def _unit(
    reading: Reading, fields: dict[str, Leaf], lines: list[Part], title: Leaf | None
) -> tuple[Leaf | None, Leaf | None]:
    """The unit's code and name, from its own cell or label, else from a line above the table.

    Who is named there as the project's unit (项目单位) hands the form in.
    """
    labelled, coded = fields.get("reporting_unit"), _code(fields.get("unit_code"))
    if labelled is not None and labelled.value is not None:
        code, name = split_unit(labelled)
        return coded or code, name
    if (submits := inline_fields(lines, reading.trust).get("implementing_unit")) is not None:
        return split_unit(submits)
    above = unit_line(reading, lines, title)
    return above if above != (None, None) else _only_unit(reading, fields)


def _only_unit(reading: Reading, fields: dict[str, Leaf]) -> tuple[Leaf | None, Leaf | None]:
    """The unit of the project (项目单位) in the table, where no other hands the form in; sure where it stands alone."""
    leaf, beside = fields.get("implementing_unit"), fields.get("supervising_department")
    labels = {label.match.label for label in reading.sheet.find(HEAD, "implementing_unit")}
    named = "项目单位" in labels
    if leaf is None or leaf.value is None or (beside is not None and not named):
        return None, None
    doubts = leaf.doubts if named and beside is None else (*leaf.doubts, "label-guessed")
    return split_unit(replace(leaf, doubts=doubts))


def _year(
    lines: list[Part], title: Leaf | None, name: Leaf | None, stated: Leaf | None, reading: Reading
) -> Leaf | None:
    """The heading's year; the one a project's own name begins with is part of the title, not a year of the form."""
    year = year_of(lines, title, reading.trust) or year_in(stated)
    said, called = (str(leaf.value or "") if leaf else "" for leaf in (title, name))
    own = year is not None and plain(year.raw).strip("()（）") in called and called[:6] in said
    return None if own else year


def _purpose(reading: Reading, rows: range) -> Leaf | None:
    """What the money is for: right of its own label, or in the wide row of the money block named after it."""
    sheet = reading.sheet
    for cell in _starting(reading, rows):
        key = label_key(cell.text)
        if MONEY_COLUMNS.meaning(cell.text) == "purpose" and (value := sheet.right_of(cell)):
            reading.use(cell, value)
            return text_leaf(value, reading.trust)
        if _PURPOSE.search(key) and len(key) <= 16:
            reading.use(cell)
            for row in range(cell.row, cell.row + cell.row_span):
                for value in sheet.starting(row):
                    if value is not cell and not reading.used(value) and not is_blank(value.text):
                        reading.use(value)
                        return text_leaf(value, reading.trust)
    return None


def _goals(reading: Reading, rows: range) -> list[Node]:
    """Goals of the block called 绩效目标 (or 总体目标, 年度目标): a row each, or numbered inside one cell."""
    goals: list[Node] = []
    for label in _starting(reading, rows):
        if reading.used(label) or not _is_goal_label(label):
            continue
        block = list(_block_right_of(reading, label))
        for cell in block:
            if reading.used(cell) or _is_of_later_years(cell, block):
                continue
            reading.use(cell)
            if is_counter_only(cell.text) or is_hint(cell.text) or _is_goal_label(cell) or _is_head_or_number(cell):
                continue
            goals.extend({"expected": goal} for goal in split_goals(part_of_cell(cell), reading.trust))
        reading.use(label)
    return goals


def _is_goal_label(cell: Cell) -> bool:
    key = label_key(cell.text)
    known = SECTIONS.meaning(cell.text) == "goal_block" or GOAL_COLUMNS.meaning(cell.text) == "expected"
    return bool(key) and len(key) <= 12 and (known or _GOALS.match(key) is not None)


def _is_head_or_number(cell: Cell) -> bool:
    """Whether a cell beside the goals only counts them or heads them (序号 | 目标内容)."""
    text = label_key(cell.text)
    return text.isdigit() or GOAL_COLUMNS.meaning(cell.text) is not None or _GOAL_HEAD.fullmatch(text) is not None


def _is_of_later_years(cell: Cell, block: Sequence[Cell]) -> bool:
    """Whether a cell is or stands under 中期目标 while the year's goals have a column of their own."""
    heads = {at.column: plain(at.text) for at in block if _is_goal_label(at) or _LATER_GOALS.match(plain(at.text))}
    yearly = any(not _LATER_GOALS.match(text) for text in heads.values())
    return yearly and _LATER_GOALS.match(heads.get(cell.column, "")) is not None


def _block_right_of(reading: Reading, label: Cell) -> Iterator[Cell]:
    """The cells right of a side label, row by row; below it where it is a column header over the whole width."""
    sheet = reading.sheet
    found = False
    for row in range(label.row, label.row + label.row_span):
        for cell in sheet.starting(row):
            if cell.column >= label.column + label.column_span:
                found = True
                yield cell
    if not found and (below := sheet.below(label)) is not None:
        yield below


def _starting(reading: Reading, rows: range) -> Iterator[Cell]:
    for row in rows:
        yield from reading.sheet.starting(row)
