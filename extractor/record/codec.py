"""Any product of the road to JSON and back: frozen dataclasses in, plain Python out, and the other way round.

A dataclass becomes an object whose ``is`` names its class, a record one that says ``record``; a tuple becomes an
array, a list an object ``{"is": "list", "items": […]}``. Pictures are left out: they are no part of a page's JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from extractor.paper.block import Cell, PageBlocks, Paragraph, Table
from extractor.paper.box import Box
from extractor.paper.form import Form
from extractor.paper.grid import Grid, GridCell, PageGrids, PageWords
from extractor.paper.page import Origin, Page, Picture, Ruling, Seal
from extractor.paper.word import Alternative, Char, Reading, Word
from extractor.record.checked import CheckedRecords, Outcome
from extractor.record.draft import Draft, Leaf
from extractor.record.envelope import parse_record
from extractor.record.kinds import Model
from extractor.record.settle import Settled

_KNOWN: Mapping[str, type] = {
    cls.__name__: cls
    for cls in (
        Alternative, Box, Cell, Char, CheckedRecords, Draft, Form, Grid, GridCell, Leaf, Origin, Outcome, Page,
        PageBlocks, PageGrids, PageWords, Paragraph, Reading, Ruling, Seal, Settled, Table, Word,
    )
}  # fmt: skip


def to_plain(product: object) -> Any:
    """The product as JSON-ready Python objects.

    Raises:
        TypeError: it holds something that has no JSON form.
    """
    if product is None or isinstance(product, str | int | float | bool):
        return product
    if isinstance(product, tuple):
        return [to_plain(item) for item in product]
    if isinstance(product, list):
        return {"is": "list", "items": [to_plain(item) for item in product]}
    if isinstance(product, dict):
        return {"is": "dict", "items": {key: to_plain(value) for key, value in product.items()}}
    if isinstance(product, Model):
        return {"is": "record", "record": product.model_dump(mode="json")}
    if isinstance(product, Path):
        return {"is": "Path", "path": str(product)}
    if is_dataclass(product) and type(product).__name__ in _KNOWN:
        return {"is": type(product).__name__, **_own(product)}
    raise TypeError(f"{type(product).__name__} has no JSON form")


def from_plain(plain: Any) -> Any:
    """The product that ``to_plain`` made ``plain`` from, without its pictures.

    Raises:
        TypeError, KeyError: ``plain`` was not made by ``to_plain``, or by another version of it.
    """
    if isinstance(plain, list):
        return tuple(from_plain(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    match plain["is"]:
        case "list":
            return [from_plain(item) for item in plain["items"]]
        case "dict":
            return {key: from_plain(value) for key, value in plain["items"].items()}
        case "record":
            return parse_record(plain["record"])
        case "Path":
            return Path(plain["path"])
        case name:
            return _KNOWN[name](**{key: from_plain(value) for key, value in plain.items() if key != "is"})


def _own(product: Any) -> dict[str, Any]:
    named = ((field.name, getattr(product, field.name)) for field in fields(product))
    return {name: to_plain(value) for name, value in named if not isinstance(value, Picture)}
