"""A 项目(支出)绩效自评表 in, the draft of its record out, whichever office printed it."""

from __future__ import annotations

from extractor.paper.form import Form
from extractor.record.draft import Draft, Node
from extractor.stages.forms_to_records.closing import read_closing, read_grade
from extractor.stages.forms_to_records.goal_blocks import further_goals
from extractor.stages.forms_to_records.goals import read_goals
from extractor.stages.forms_to_records.head_fields import as_nodes, split_code, table_fields, use_side_labels
from extractor.stages.forms_to_records.heading import foot_lines, head_lines, inline_fields, title_of, year_in, year_of
from extractor.stages.forms_to_records.indicator_header import find_header
from extractor.stages.forms_to_records.indicator_table import lines_of
from extractor.stages.forms_to_records.indicators import rows_to_nodes
from extractor.stages.forms_to_records.joint_results import joint_results
from extractor.stages.forms_to_records.money import guess_money, read_money
from extractor.stages.forms_to_records.project_columns import read_project_columns
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.results_above import grade_around, score_above
from extractor.stages.forms_to_records.slashes import without_row_slashes
from extractor.stages.forms_to_records.totals import totals

_HEAD = ("project_name", "project_code", "supervising_department", "implementing_unit")
_INDICATOR = ("description", "target", "actual", "weight", "score", "note")


def read_project_evaluation(form: Form) -> Draft:
    """Reads one form; what no field takes is named in the draft's doubts."""
    reading = Reading(form)
    above = head_lines(reading)
    title = title_of(above, reading.trust, dated=True)
    fields = inline_fields(above, reading.trust)
    header = find_header(reading)
    top = header.first if header is not None else reading.sheet.rows
    money = read_money(reading, top)
    goals = read_goals(reading, top)
    fields = {**table_fields(reading, range(top)), **fields}
    lines, end = lines_of(reading, header) if header is not None else ([], top)
    indicators = rows_to_nodes(reading, header, lines, _INDICATOR) if header is not None else []
    joint = joint_results(reading)
    weight, score = totals(reading, header, end)
    without_row_slashes(indicators, "weight", weight)
    without_row_slashes(indicators, "score", score)
    money = money or read_money(reading, reading.sheet.rows, end) or guess_money(reading, top)
    beside = read_project_columns(reading, header)
    closing = read_closing(reading, end)
    fields = {
        **beside.fields,
        **inline_fields(foot_lines(reading), reading.trust),
        **table_fields(reading, range(end, reading.sheet.rows)),
        **fields,
    }
    fields = split_code(fields)
    use_side_labels(reading)
    tree: dict[str, Node] = {
        "title": title,
        "year": year_of(above, title, reading.trust) or year_in(fields.get("year"), fields.get("period")),
        "reporting_unit": fields.get("reporting_unit"),
        **as_nodes(fields, _HEAD),
        "funds": money.funds if money is not None else beside.evaluated_funds(),
        "execution_rate": money.execution_rate if money is not None else None,
        "goals": [
            *(goals.goals if goals is not None else beside.evaluated_goals(reading.trust)),
            *further_goals(reading, header, end),
        ],
        "indicators": indicators,
        "total_weight": weight,
        "total_score": joint.score or beside.results.get("total") or score or score_above(reading.lines, reading.trust),
        "grade": joint.grade
        or beside.results.get("grade")
        or closing.grade
        or read_grade(reading, 0)
        or grade_around(reading.lines, reading.trust),
        "problems": closing.first("problems"),
        "preparer": fields.get("preparer") or fields.get("contact"),
        "phone": fields.get("phone"),
    }
    missing = () if header is not None else ("no-indicator-table",)
    return Draft("project_evaluation", form.pages, tree, (*reading.doubts(), *missing))
