"""A value of a money block with its labels in, what they tell of it out: the kind of amount and whose money it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extractor.paper.block import Cell
from extractor.record.labels import LISTED, Match, label_key
from extractor.record.wording import MONEY_COLUMNS
from extractor.stages.forms_to_records.crossings import Crossing
from extractor.stages.forms_to_records.leaf import Part, Trust, part_of_cell
from extractor.stages.forms_to_records.money_stretch import Stretch
from extractor.stages.forms_to_records.money_words import Inside, Name, is_side_label

ROW_GUESSED = "row-guessed"
"""The doubt of an amount whose row is named by words that are no known source."""
_GUESSED = 0.8  # certainty at or below which a head's meaning is a guess
_NEUTRAL = re.compile(r"(?:金额|数额|资金|数|额|全年|本年|当年|年度|情况)")
"""Heads that say nothing of their own; the head over them tells what they are."""


@dataclass(frozen=True)
class Told:
    """What the words around a value tell.

    Attributes:
        key: the kind of amount.
        head: the cell that names it.
        source: whose money it is; None where nothing says so.
        label: what names the source, or else the amount itself; None where nothing does.
        name: the source's name by which values printed apart find each other; empty where the amounts are named.
        owner: the cell of ``label`` where it stands for the values of a whole row or column.
        labels: every cell that was needed to tell.
        trust: how far the telling can be trusted.
        flat: whether the form prints a label beside each amount although heads stand over them.
    """

    key: Match
    head: Cell
    source: str | None
    label: Part | None
    name: str
    owner: Cell | None
    labels: tuple[Cell, ...]
    trust: Trust
    flat: bool = False


@dataclass(frozen=True)
class _Heads:
    """What the heads over a value tell."""

    key: Name | None
    match: Match | None
    source: Name | None
    passed: tuple[Cell, ...]
    guessed: bool


def tell(
    stretch: Stretch, crossing: Crossing, inside: Inside | None, trust: Trust, assumed: Match | None = None
) -> Told | None:
    """What is told of a value; None where nothing says what kind of amount it is.

    Args:
        stretch: the rows it stands in.
        crossing: the value's cell with its labels.
        inside: the amount and its label where both share that cell.
        trust: how far anything of this form can be trusted.
        assumed: the kind of amount where only its source is named.
    """
    beside = ([inside.name] if inside else []) + _names(stretch, crossing.beside)
    heads = _of_heads(stretch, crossing.above)
    key = heads.key or _best_key(beside) or _further_key(stretch, crossing) or _key_of_pair_above(stretch, crossing)
    key = key or _key_of_head_before(stretch, crossing)
    if key is None and assumed is not None and (named := heads.source or _first_source(beside, None)) is not None:
        key = replace(named, key=assumed)
    if key is None or key.key is None:
        return None
    match = heads.match or key.key
    source = _source(stretch, crossing, beside, heads, key)
    label, owner, whose, doubt = _label(stretch, crossing, inside, source, heads, key)
    trust = trust if match.certainty > _GUESSED and not heads.guessed else trust.less(match.certainty, "column-guessed")
    if source is not None and source.source is not None and source.source.certainty <= _GUESSED:
        trust = trust.less(source.source.certainty)
    around = _names(stretch, (cell for cells in (crossing.above, *crossing.runs) for cell in cells))
    return Told(
        key=match,
        head=key.cell,
        source=whose,
        label=label,
        name=_common_name(source, label),
        owner=owner,
        labels=(*heads.passed, *((owner,) if owner is not None else ()), *(name.cell for name in around)),
        trust=trust.less(0.7, doubt) if doubt else trust,
        flat=heads.key is not None and any(_under(name.cell, heads.key.cell) for name in beside),
    )


def _names(stretch: Stretch, cells: Iterable[Cell]) -> list[Name]:
    return [name for cell in cells if (name := stretch.name(cell)) is not None]


def _best_key(names: Sequence[Name]) -> Name | None:
    """The nearest name that tells the kind of amount; one that only may, and names a source as well, comes last."""
    keys = [name for name in names if name.key is not None]
    return next((name for name in keys if name.source is None or name.listed), next(iter(keys), None))


def _of_heads(stretch: Stretch, above: Sequence[Cell]) -> _Heads:
    cells = [cell for cell in above if not is_side_label(cell)]
    names = _names(stretch, cells)
    key = _best_key(names)
    source = next(
        (n for n in names if n is not key and n.source is not None and (n.key is None or n.key.certainty < LISTED)),
        None,
    )
    if key is None or key.key is None:
        return _Heads(None, None, source, (), False)
    inner = [cell for cell in cells[: [id(cell) for cell in cells].index(id(key.cell))] if stretch.name(cell) is None]
    unknown = [cell for cell in inner if _NEUTRAL.fullmatch(label_key(cell.text)) is None]
    joined = [_joined(cell, key.cell) for cell in unknown]
    match = next((match for match in joined if match is not None), key.key)
    return _Heads(key, match, source, tuple(inner), bool(unknown) and not any(joined))


def _joined(inner: Cell, outer: Cell) -> Match | None:
    """The meaning of two heads read as one: 年初 under 预算数 is 年初预算数."""
    match = MONEY_COLUMNS.match(label_key(inner.text) + label_key(outer.text))
    return match if match is not None and match.listed else None


def _further_key(stretch: Stretch, crossing: Crossing) -> Name | None:
    """The kind of amount that an earlier label of the row names; a value with a kind of its own needs none.

    What names money of a year before names that alone.
    """
    for run in crossing.runs[1:]:
        if (key := _best_key(_names(stretch, run))) is not None and key.key and key.key.meaning != "previous":
            return key
    return None


def _key_of_pair_above(stretch: Stretch, crossing: Crossing) -> Name | None:
    """The kind of amount that a label right above a value's own label names beside its own value.

    预算数 | 562 over 其中:财政资金 | 500: a part of an amount stands under it, in pairs cut alike.
    """
    if not crossing.beside or crossing.above:
        return None
    label = crossing.beside[0]
    for row in range(label.row - 1, stretch.rows.start - 1, -1):
        over = stretch.sheet.at(row, label.column)
        value = stretch.sheet.right_of(over) if over is not None else None
        name = stretch.name(over) if over is not None else None
        if over is None or name is None or value is None or value.column != crossing.value.column:
            return None
        if name.key is not None:
            return name
    return None


def _key_of_head_before(stretch: Stretch, crossing: Crossing) -> Name | None:
    """The kind of amount named by the nearest head left of a source's own head (预算总额 | 其中:财政拨款 | 其他)."""
    head = next(iter(crossing.above), None)
    if head is None or (own := stretch.name(head)) is None or own.source is None:
        return None
    for cell in reversed([cell for cell in stretch.sheet.row(head.row) if cell.column < head.column]):
        name = stretch.name(cell)
        if name is None or name.key is not None:
            return name
    return None


def _total_among_sources(stretch: Stretch, crossing: Crossing, head: Cell) -> Name | None:
    """The head that names the total beside heads of its sources, where nothing beside the values names them."""
    if any(_names(stretch, run) for run in crossing.runs):
        return None
    names = _names(stretch, stretch.sheet.row(head.row))
    totals = [name for name in names if name.key is not None and name.source is not None and name.listed]
    parts = [name for name in names if name.key is None and name.source is not None and name.source.meaning != "total"]
    return totals[0] if parts and len(totals) == 1 and _names_total(totals[0]) else None


def _names_total(name: Name) -> bool:
    return name.source is not None and name.source.meaning == "total"


def _source(stretch: Stretch, crossing: Crossing, beside: Sequence[Name], heads: _Heads, key: Name) -> Name | None:
    """Whose money a value is: by the nearest label beside it, else by a head over it, else by the row's own name."""
    if (own := _first_source(beside, key)) is not None:
        return own
    if heads.source is not None:
        return heads.source
    if not crossing.beside:
        further = (name for run in crossing.runs[1:] if (name := _first_source(_names(stretch, run), key)) is not None)
        return next(further, None)
    lead = _names(stretch, crossing.lead)
    return _first_source(lead, key) if len(lead) > 1 else None


def _first_source(names: Sequence[Name], key: Name | None) -> Name | None:
    """The nearest name of a source; 预算数, the total of a flat form as well, only where there is no other."""
    sources = [name for name in names if name.source is not None and name is not key]
    return next((name for name in sources if name.key is None), next(iter(sources), None))


def _label(
    stretch: Stretch, crossing: Crossing, inside: Inside | None, source: Name | None, heads: _Heads, key: Name
) -> tuple[Part | None, Cell | None, str | None, str | None]:
    """What names a value's row of ``funds``: the name itself, its cell, its source, and the doubt it comes with."""
    run = crossing.beside or next(iter(crossing.runs[1:]), ())
    own = [cell for cell in run if cell.row == crossing.value.row and not is_side_label(cell)]
    unknown = own[0] if own and stretch.name(own[0]) is None and inside is None else None
    if heads.key is None and unknown is None and crossing.above and stretch.name(crossing.above[0]) is None:
        unknown = crossing.above[0]
    if source is not None and source.source is not None:
        if unknown is not None and any(source.cell is cell for cell in run) and unknown in own:
            return part_of_cell(unknown), unknown, source.source.meaning, ROW_GUESSED
        shared = inside is not None and source is inside.name  # its cell may name other sources too
        return source.part, None if shared else source.cell, source.source.meaning, None
    if unknown is not None:
        return part_of_cell(unknown), unknown, "other", ROW_GUESSED
    if heads.key is None or (own and inside is None):
        return key.part, None, None, None
    if (total := _total_among_sources(stretch, crossing, heads.key.cell)) is not None:
        return total.part, None, "total", None
    return None, None, None, None if inside is not None else "row-without-name"


def _common_name(source: Name | None, label: Part | None) -> str:
    """A source's name; 预算数, 到位数 and 执行数 name one source, the total, each for its own amounts."""
    amount = source is not None and source.names_amount
    return "" if source is None or label is None or amount else label_key(label.text)


def _under(cell: Cell, head: Cell) -> bool:
    return head.column <= cell.column < head.column + head.column_span
