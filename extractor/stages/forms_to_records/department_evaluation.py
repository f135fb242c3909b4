"""A 部门(单位)整体绩效自评表 in, the draft of its record out, whichever office printed it."""

from __future__ import annotations

from extractor.paper.block import Cell
from extractor.paper.form import Form
from extractor.record.draft import Draft, Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.dates import read_period
from extractor.record.values.text import is_blank, read_text
from extractor.record.wording import HEAD, INDICATOR_ROWS, SECTIONS
from extractor.stages.forms_to_records.banded_header import banded_header, named_by_bands
from extractor.stages.forms_to_records.budget_sides import Side, read_sides, total_node
from extractor.stages.forms_to_records.closing import holds_several_labels, read_grade
from extractor.stages.forms_to_records.goal_blocks import further_goals
from extractor.stages.forms_to_records.goals import read_goals
from extractor.stages.forms_to_records.head_fields import table_fields, use_side_labels
from extractor.stages.forms_to_records.heading import foot_lines, head_lines, inline_fields, title_of, year_in, year_of
from extractor.stages.forms_to_records.indicator_header import find_header
from extractor.stages.forms_to_records.indicator_table import lines_of
from extractor.stages.forms_to_records.indicators import rows_to_nodes
from extractor.stages.forms_to_records.joint_results import joint_results
from extractor.stages.forms_to_records.leaf import make, part_of_cell, text_leaf
from extractor.stages.forms_to_records.money import guess_money, read_money
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.results_above import score_above
from extractor.stages.forms_to_records.sections_above import sections_above
from extractor.stages.forms_to_records.sections_below import sections_below
from extractor.stages.forms_to_records.slashes import without_row_slashes
from extractor.stages.forms_to_records.tasks import read_tasks
from extractor.stages.forms_to_records.totals import totals
from extractor.stages.forms_to_records.totals_of_sides import read_totals_of_sides
from extractor.stages.forms_to_records.without_field import is_reviewers, use_what_has_no_field

_INDICATOR = ("target", "actual", "weight", "description", "rule", "score")


def read_department_evaluation(form: Form) -> Draft:
    """Reads one form; what no field takes is named in the draft's doubts."""
    reading = Reading(form)
    above = head_lines(reading)
    title = title_of(above, reading.trust, dated=True)
    header, bands = find_header(reading), None
    if header is None and (banded := banded_header(reading)) is not None:
        header, bands = banded
    top = header.first if header is not None else reading.sheet.rows
    sides = read_totals_of_sides(reading, top) or read_sides(reading, top)
    tasks = read_tasks(reading, top)
    money = read_money(reading, top) if sides is None else None
    goals = read_goals(reading, top)
    lines, end = lines_of(reading, header) if header is not None else ([], top)
    lines = named_by_bands(lines, bands) if bands else lines
    indicators = rows_to_nodes(reading, header, lines, _INDICATOR) if header is not None else []
    joint = joint_results(reading)
    weight, score = totals(reading, header, end)
    without_row_slashes(indicators, "weight", weight)
    without_row_slashes(indicators, "score", score)
    if sides is None and money is None:
        money = read_money(reading, reading.sheet.rows, end) or guess_money(reading, top)
    fields = {
        **inline_fields(foot_lines(reading), reading.trust),
        **table_fields(reading, range(end, reading.sheet.rows)),
        **table_fields(reading, range(top)),
        **inline_fields(above, reading.trust),
    }
    period = _period(fields.get("period"))
    tree: dict[str, Node] = {
        "title": title,
        "year": year_of(above, title, reading.trust) or _year_of_period(period) or year_in(fields.get("year")),
        "reporting_unit": fields.get("reporting_unit") or fields.get("implementing_unit"),
        "contact": fields.get("contact") or fields.get("preparer"),
        "phone": fields.get("phone"),
        "period": period,
        "income": sides.income.rows if sides else [],
        "expenditure": sides.expenditure.rows if sides else [],
        "income_total": total_node(sides.income if sides else Side()),
        "expenditure_total": total_node(sides.expenditure if sides else Side()),
        "tasks": tasks.tasks if tasks else [],
        "tasks_total": tasks.total if tasks else None,
        "indicators": indicators,
        "total_weight": weight,
        "total_score": joint.score or score or score_above(above, reading.trust),
        "grade": joint.grade or read_grade(reading, end) or read_grade(reading, 0),
        "sections": [*sections_above(reading, top), *_sections(reading, end), *sections_below(reading)],
    }
    if money is not None:
        tree["funds"] = money.funds
    if found_goals := [*(goals.goals if goals is not None else []), *further_goals(reading, header, end)]:
        tree["goals"] = found_goals
    use_side_labels(reading)
    use_what_has_no_field(reading)
    missing = () if header is not None else ("no-indicator-table",)
    return Draft("department_evaluation", form.pages, tree, (*reading.doubts(), *missing))


def _period(leaf: Leaf | None) -> dict[str, Node] | None:
    """Start and end, both read from the one printed period."""
    if leaf is None or leaf.value is None:
        return None
    try:
        both = read_period(leaf.raw)
    except ValueError:
        both = None
        leaf = Leaf(None, leaf.raw, leaf.page, leaf.box, leaf.words, 0.2, (*leaf.doubts, "not-a-period"))
    values = both or (None, None)
    return {
        key: Leaf(value, leaf.raw, leaf.page, leaf.box, leaf.words, leaf.certainty, leaf.doubts)
        for key, value in zip(("start", "end"), values, strict=True)
    }


def _year_of_period(period: dict[str, Node] | None) -> Leaf | None:
    """The year the period lies in, where it lies in one."""
    if period is None:
        return None
    start, end = period["start"], period["end"]
    if not isinstance(start, Leaf) or not isinstance(end, Leaf) or start.value is None or end.value is None:
        return None
    first, last = str(start.value)[:4], str(end.value)[:4]
    if first != last:
        return None
    return Leaf(int(first), start.raw, start.page, start.box, start.words, start.certainty, start.doubts)


def _sections(reading: Reading, first: int) -> list[Node]:
    """Under the indicators: each heading with the text beside it; the heading is the innermost label."""
    sections: list[Node] = []
    for row in range(first, reading.sheet.rows):
        fresh = [cell for cell in reading.sheet.starting(row) if not reading.used(cell)]
        texts = [cell for cell in fresh if not is_blank(cell.text)]
        if len(texts) < 2 or _is_signature(texts[0]):
            _use_blank_section(reading, row, fresh)
            continue
        label, value = texts[-2], texts[-1]
        if reading.sheet.right_of(label) is not value or holds_several_labels(label) or is_reviewers(label):
            continue
        text = text_leaf(value, reading.trust)
        reading.use(*texts)
        if text is not None and not _says_no_more(label, value):
            heading = make(part_of_cell(label), read_text, reading.trust)
            sections.append({"heading": heading, "text": text})
    return sections


def _says_no_more(label: Cell, value: Cell) -> bool:
    """Whether a place for remarks says that there are none (其他需要说明事项 | 无)."""
    return SECTIONS.meaning(label.text) == "remark" and plain(value.text).strip("。") == "无"


def _use_blank_section(reading: Reading, row: int, fresh: list[Cell]) -> None:
    """A heading with nothing beside it is no section."""
    filled = [cell for cell in fresh if not is_blank(cell.text)]
    first = next(iter(reading.sheet.starting(row)), None)
    if len(filled) == 1 and filled[0] is first:
        beside = reading.sheet.right_of(filled[0])
        if beside is not None and is_blank(beside.text) and not beside.ink:
            reading.use(filled[0], beside)


def _is_signature(cell: Cell) -> bool:
    text = plain(cell.text)
    return HEAD.match(text) is not None or INDICATOR_ROWS.meaning(text) in ("total", "grade")
