"""A form no reader knows in, the draft of a ``table`` out: every cell where it stands, nothing dropped."""

from __future__ import annotations

from extractor.paper.block import Cell
from extractor.paper.form import Form
from extractor.record.draft import Draft, Node
from extractor.stages.forms_to_records.heading import head_lines, inline_fields, title_of, year_of
from extractor.stages.forms_to_records.leaf import text_leaf
from extractor.stages.forms_to_records.reading import Reading


def read_unknown_table(form: Form) -> Draft:
    """Keeps the table whole; rows of several tables of one form count through."""
    reading = Reading(form)
    lines = head_lines(reading)
    title = title_of(lines, reading.trust)
    tree: dict[str, Node] = {
        "title": title,
        "year": year_of(lines, title, reading.trust),
        "reporting_unit": inline_fields(lines, reading.trust).get("reporting_unit"),
        "cells": [_cell(cell, reading) for cell in reading.sheet.table.cells],
    }
    return Draft("table", form.pages, tree)


def _cell(cell: Cell, reading: Reading) -> dict[str, Node]:
    return {
        "row": cell.row,
        "column": cell.column,
        "row_span": cell.row_span,
        "column_span": cell.column_span,
        "text": text_leaf(cell, reading.trust),
    }
