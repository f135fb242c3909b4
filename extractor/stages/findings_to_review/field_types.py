"""Pointers in, the type of field they lead to out: what confidence is calibrated and promised by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

FieldType: TypeAlias = Literal["money", "score", "code", "name", "level", "value", "text"]
"""Amounts · scores, weights and rates · codes, years, telephones and counters · names of projects, units, people and
indicators · names of the first two levels and sources · targets and results · sentences."""

FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)

_KEYS: Mapping[FieldType, str] = {
    "money": "budget budget_initial received executed budget_fiscal budget_other executed_fiscal executed_other amount",
    "score": "score weight level1_weight total_weight total_score rate execution_rate percent score_rows",
    "code": "project_code reporting_unit_code department_code year seq phone start end date projects",
    "name": (
        "title project_name reporting_unit implementing_unit supervising_department department project name "
        "level3 preparer contact label subject heading"
    ),
    "level": "level1 level2 level source grade by",
    "value": "target actual value completion project_status",
    "text": "description expected purpose note problems rule basis text",
}
_BY_KEY: Mapping[str, FieldType] = {key: kind for kind, keys in _KEYS.items() for key in keys.split()}


def path_to_type(path: str) -> FieldType:
    """The type of the field at a pointer; what is not listed counts as text."""
    return _BY_KEY.get(path.rsplit("/", 1)[-1], "text")
