"""A condition on values, such as ``grade=优`` or ``total_score<60``, in; the rows of the values that meet it out."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Left

from extractor.errors import UsageError
from extractor.record.report_kind import KINDS
from extractor.store.columns import exact
from extractor.store.models import FieldRow
from extractor.store.models.readings import VALUE_HEAD

_PARTS = re.compile(r"([\w/]+)(<=|>=|=|<|>|:)(.+)", re.DOTALL)
_COMPARED = {"<": "number__lt", ">": "number__gt", "<=": "number__lte", ">=": "number__gte"}


def fields_where(condition: str) -> QuerySet[FieldRow]:
    """The values that meet a condition.

    Args:
        condition: a value's name, a sign and a value. The name is the last step of its path (``total_score``) or the
            whole of it without positions (``/funds/budget``); the sign is ``=``, ``<``, ``>``, ``<=``, ``>=``, or
            ``:`` for *contains*.

    Raises:
        UsageError: it is none, or no value has that name.
    """
    parts = _PARTS.fullmatch(condition)
    if parts is None:
        raise UsageError(f"{condition!r} is no condition; write NAME=VALUE, NAME<VALUE, NAME>VALUE or NAME:TEXT.")
    name, sign, value = parts.groups()
    rows, number = FieldRow.objects.filter(name__in=_names(name)), exact(value)
    if sign == ":":
        return rows.filter(value__contains=value)
    if sign == "=":
        same = Q(head=value[:VALUE_HEAD], value=value)
        return rows.alias(head=Left("value", VALUE_HEAD)).filter(same if number is None else same | Q(number=number))
    if number is None:
        raise UsageError(f"{value!r} in {condition!r} is no number.")
    return rows.filter(**{_COMPARED[sign]: number})


def _names(name: str) -> list[str]:
    """All names a value can have that end in ``name``.

    Raises:
        UsageError: there is none.
    """
    ending = name if name.startswith("/") else f"/{name}"
    found = [known for known in _all_names() if known == name or (known.endswith(ending) and ending != name)]
    if not found:
        raise UsageError(f"No value is called {name!r}.")
    return found


@cache
def _all_names() -> tuple[str, ...]:
    """The names of all values of all kinds, from their schemas."""
    names: dict[str, None] = {}
    for kind in KINDS.values():
        schema = kind.model_json_schema()
        _walk(schema, schema.get("$defs", {}), "", names)
    return tuple(names)


def _walk(schema: dict[str, Any], parts: dict[str, Any], at: str, names: dict[str, None]) -> None:
    if "$ref" in schema:
        schema = parts[schema["$ref"].rsplit("/", 1)[1]]
    for option in schema.get("anyOf", [schema]):
        if "$ref" in option:
            option = parts[option["$ref"].rsplit("/", 1)[1]]
        if "properties" in option:
            for key, inside in option["properties"].items():
                _walk(inside, parts, f"{at}/{key}", names)
        elif option.get("type") == "array":
            _walk(option["items"], parts, at, names)
        elif option.get("type") != "null":
            names[at] = None
