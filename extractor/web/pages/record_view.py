"""A record in force and the rows of its values in, the blocks a page shows it in out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from extractor.record import pointer
from extractor.record.kinds import Model
from extractor.record.report_kind import KINDS
from extractor.service.in_force import current_record
from extractor.service.plain_words import SOURCES, Words, name_words
from extractor.store.models import Document, FieldRow, RecordRow

_LEFT_OUT = frozenset({"kind", "pages"})
_NOT_TYPED = frozenset({"score_rows"})
"""Of a row that is added: what the program itself counts."""
_MOST_ROWS = 500


@dataclass(frozen=True)
class Cell:
    """A value and its row in the store, none where nothing was read; its ``path``, and the ``name`` of its place."""

    value: str | None
    row: FieldRow | None
    path: str
    name: Words

    @property
    def choices(self) -> tuple[tuple[str, Words], ...]:
        """What may stand there, where that is one of a few."""
        return tuple(SOURCES.items()) if self.path.endswith("/source") else ()


@dataclass(frozen=True)
class Scalars:
    """Single values by name."""

    name: Words
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Rows:
    """A list: its columns and rows; ``more`` rows are not shown. ``missing`` is a row to add, if one may be."""

    name: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int
    missing: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class RecordView:
    """Everything of a record, block by block."""

    scalars: tuple[Scalars, ...]
    lists: tuple[Rows, ...]


def record_view(document: Document, record: RecordRow, fields: Sequence[FieldRow], who: str) -> RecordView:
    """See the module; ``fields`` and all else as ``who`` may see it (see ``veil``)."""
    plain = current_record(document.pk, record.position, who)
    return _View({row.path: row for row in fields}).of(plain, f"/records/{record.position}")


class _View:
    def __init__(self, rows: dict[str, FieldRow]) -> None:
        self._rows = rows

    def of(self, plain: dict[str, Any], at: str) -> RecordView:
        groups = [Scalars(("", ""), tuple(self._scalars(plain, at)))]
        for key, value in plain.items():
            model = _inside(KINDS[plain["kind"]], key, dict)
            if isinstance(value, dict) or model is not None:
                whole = {**_blank(model), **(value or {})}
                groups.append(Scalars(name_words(f"/{key}"), tuple(self._scalars(whole, at + pointer.join(key)))))
        lists = [*self._lists(plain, at, ("", "")), *self._empty_lists(plain, at)]
        return RecordView(tuple(group for group in groups if group.cells), tuple(lists))

    def _scalars(self, plain: dict[str, Any], at: str) -> Iterator[Cell]:
        for key, value in plain.items():
            if key not in _LEFT_OUT and not isinstance(value, dict | list):
                yield self._cell(value, at, key)

    def _lists(self, plain: dict[str, Any], at: str, within: Words) -> Iterator[Rows]:
        """The lists, and those inside their rows after them."""
        for key, items in plain.items():
            if not isinstance(items, list) or key in _LEFT_OUT or not items or not isinstance(items[0], dict):
                continue
            below, name = at + pointer.join(key), name_words(f"/{key}")
            model = _inside(KINDS[plain["kind"]], key, list) if "kind" in plain else None
            whole = Rows((within[0] + name[0], within[1] + name[1]), (), (), len(items) - len(items[:_MOST_ROWS]))
            yield self._rows_of(whole, items[:_MOST_ROWS], below, self._missing(model, below, len(items)))
            for number, item in enumerate(items[:_MOST_ROWS]):
                inside = (f"{name[0]} {number + 1} · ", f"{name[1]} {number + 1} · ")
                yield from self._lists(item, below + pointer.join(number), inside)

    def _empty_lists(self, plain: dict[str, Any], at: str) -> Iterator[Rows]:
        """Lists of which nothing was read, but that this kind of form has."""
        for key in KINDS[plain["kind"]].model_fields:
            model = _inside(KINDS[plain["kind"]], key, list)
            if not plain.get(key) and model is not None:
                yield Rows(name_words(f"/{key}"), (), (), 0, self._missing(model, at + pointer.join(key), 0))

    def _rows_of(self, whole: Rows, items: Sequence[dict[str, Any]], at: str, missing: tuple[Cell, ...]) -> Rows:
        """Only columns that hold something in some row."""
        keys = dict.fromkeys(
            key
            for item in items
            for key, value in item.items()
            if value is not None and not isinstance(value, dict | list)
        )
        keys.pop("score_rows", None)
        rows = tuple(
            tuple(self._cell(item.get(key), at + pointer.join(number), key) for key in keys)
            for number, item in enumerate(items)
        )
        return Rows(whole.name, tuple(name_words(f"/{key}") for key in keys), rows, whole.more, missing)

    def _missing(self, model: type[Model] | None, at: str, number: int) -> tuple[Cell, ...]:
        """The cells of a row that the list lacks."""
        blank = {key: None for key in _blank(model) if key not in _NOT_TYPED}
        return tuple(self._cell(value, at + pointer.join(number), key) for key, value in blank.items())

    def _cell(self, value: Any, at: str, key: str) -> Cell:
        path = at + pointer.join(key)
        return Cell(None if value is None else str(value), self._rows.get(path), path, name_words(f"/{key}"))


def _inside(kind: type[Model], key: str, container: type) -> type[Model] | None:
    """The model of a kind's group (``dict``) or of a list's rows (``list``); None for anything else.

    Lists whose rows need more than a person can type (a place in a grid) do not grow.
    """
    field = kind.model_fields.get(key)
    annotation = field.annotation if field is not None else None
    options = (annotation,) if get_origin(annotation) is list else (annotation, *get_args(annotation))
    for option in options:
        is_list = get_origin(option) is list
        wanted = get_args(option)[0] if is_list else option
        fits = is_list == (container is list) and isinstance(wanted, type) and issubclass(wanted, Model)
        if fits and not any(one.is_required() for one in _typed_in(wanted)):
            return wanted  # type: ignore[no-any-return]
    return None


def _typed_in(model: type[Model]) -> list[FieldInfo]:
    return [one for name, one in model.model_fields.items() if name != "source"]


def _blank(model: type[Model] | None) -> dict[str, None]:
    """The single values of a row or group, in order."""
    fields = model.model_fields.items() if model is not None else ()
    return {name: None for name, one in fields if get_origin(one.annotation) is not list}
