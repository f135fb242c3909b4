"""A list's header and the rows under it in, its columns by meaning out, for each list that stands beside others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.paper.block import Cell
from extractor.record.labels import plain
from extractor.record.wording import LIST_COLUMNS
from extractor.stages.forms_to_records.column_content import column_meaning, contradicts, sums_up
from extractor.stages.forms_to_records.leaf import Trust, part_of_cell
from extractor.stages.forms_to_records.list_header import Header, HeadPath
from extractor.stages.forms_to_records.list_meanings import KEYS, head_rank, is_reviewed
from extractor.stages.forms_to_records.list_results import RESULTS, holds_results
from extractor.stages.forms_to_records.list_ticks import Ticks, ticks_of
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns

_SURE = 0.8  # certainty of a head's match that needs no bearing out
_SPLIT = 0.6  # share of rows that must part a column for it to be two
_ABREAST = (4, 3, 2)  # lists that can stand side by side
_GUESS = 0.6
_NO_PLACE = frozenset({"executed", "received", "rate", "note", "beside"})
"""Columns known by their heads that the record has no place for."""
_OF_RESULTS = re.compile(r"结果|得分|评分|分数|等级|等次|自评|评价")
"""Heads under which score and grade can stand together."""
_EITHER = re.compile(r"结果|情况")
"""Heads under which a score can stand as well as a grade."""

_OWN = re.compile(r"自评|自查|自我")
"""Heads of the unit's own result beside somebody's recheck of it."""


@dataclass(frozen=True)
class Column:
    """A column of the record: where it stands, the heads over it from its own outwards, and how far it is trusted."""

    place: Columns
    heads: tuple[Cell, ...]
    trust: Trust


@dataclass(frozen=True)
class Strip:
    """The columns of one list; ``place`` is the stretch they take up, ``others`` hold what no record keeps.

    ``ticks`` are columns headed by the grades themselves, see :mod:`list_ticks`.
    """

    place: Columns
    columns: Mapping[str, Column]
    others: tuple[Columns, ...]
    ticks: Ticks


def strips_of(reading: Reading, header: Header, rows: Sequence[int]) -> tuple[Strip, ...]:
    """The lists under a header, left to right: one, or several where the header repeats itself across."""
    paths = [part for path in header.paths for part in _parted(reading, path, rows)]
    reading.use(*(cell for row in range(header.first, header.end) for cell in reading.sheet.starting(row)))
    return tuple(_Chooser(reading, own, rows).strip() for own in _abreast(paths))


def _parted(reading: Reading, path: HeadPath, rows: Sequence[int]) -> Iterator[HeadPath]:
    """The path for each column that nearly every row parts its stretch into."""
    edges = [path.place.first, *_inner_walls(reading, path.place, rows), path.place.end]
    parts = [replace(path, place=Columns(first, end)) for first, end in pairwise(edges)]
    said = LIST_COLUMNS.within(path.texts[-1]) if len(parts) > 1 and path.texts else []
    if len({match.meaning for match in said}) == len(said) == len(parts):
        parts = [replace(part, said=match) for part, match in zip(parts, said, strict=True)]
    yield from parts


def _inner_walls(reading: Reading, place: Columns, rows: Sequence[int]) -> list[int]:
    walls = []
    for column in range(place.first + 1, place.end):
        left = [_filled_at(reading, row, column - 1) for row in rows]
        right = [_filled_at(reading, row, column) for row in rows]
        both = sum(None not in pair and pair[0] != pair[1] for pair in zip(left, right, strict=True))
        if rows and both >= _SPLIT * len(rows):
            walls.append(column)
    return walls


def _filled_at(reading: Reading, row: int, column: int) -> int | None:
    cell = reading.sheet.at(row, column)
    return id(cell) if cell is not None and plain(cell.text) else None


def _abreast(paths: Sequence[HeadPath]) -> list[list[HeadPath]]:
    """The columns cut where the same heads begin again."""
    for count in _ABREAST:
        size, rest = divmod(len(paths), count)
        parts = [list(paths[at * size : (at + 1) * size]) for at in range(count)]
        meanings = [[path.meaning for path in part] for part in parts]
        if not rest and size > 1 and "project_name" in meanings[0] and all(own == meanings[0] for own in meanings):
            return parts
    return [list(paths)]


class _Chooser:
    """Says which of one list's columns is which: by the heads, by what stands below them, or by both."""

    def __init__(self, reading: Reading, paths: Sequence[HeadPath], rows: Sequence[int]) -> None:
        self._reading = reading
        self._place = Columns(paths[0].place.first, paths[-1].place.end)
        self._ticks = ticks_of(paths)
        self._paths = [path for path in paths if path.place not in self._ticks.values()]
        self._texts = [[part_of_cell(cell).text for cell in self._below(path.place, rows)] for path in self._paths]
        self._both = frozenset(at for at, texts in enumerate(self._texts) if holds_results(texts))
        self._taken: dict[str, int] = {}
        self._trusts: dict[str, Trust] = {}

    def strip(self) -> Strip:
        """The columns by meaning."""
        self._by_heads()
        self._by_both()
        self._by_contents()
        self._doubt_beside_unknown()
        columns = {
            key: Column(self._paths[at].place, tuple(reversed(self._paths[at].cells)), self._trusts[key])
            for key, at in self._taken.items()
        }
        left = [at for at in range(len(self._paths)) if at not in self._taken.values()]
        others = [self._paths[at].place for at in left if self._is_surplus(self._paths[at].meaning)]
        return Strip(self._place, columns, tuple(others), self._ticks)

    def _below(self, place: Columns, rows: Sequence[int]) -> Iterator[Cell]:
        seen: set[int] = set()
        for row in rows:
            cell = self._reading.sheet.under(row, place)
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                yield cell

    def _is_surplus(self, meaning: str | None) -> bool:
        """Whether a column is just one more: what the record keeps was found in others or is not under this head."""
        if meaning in _NO_PLACE or meaning in self._taken:
            return True
        whole = {"project_name", "budget"} <= self._taken.keys() and bool({"score", "grade"} & self._taken.keys())
        return whole and meaning not in KEYS

    def _by_heads(self) -> None:
        for key in KEYS:
            ranked = sorted(
                (-head_rank(key, path.texts), at)
                for at, path in enumerate(self._paths)
                if path.meaning == key and at not in self._both and not contradicts(key, self._texts[at])
            )
            if not ranked:
                continue
            self._take(key, ranked[0][1])
            if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
                self._reading.doubt(f"two-{key}-columns")
                self._trusts[key] = self._trusts[key].less(_GUESS, f"two-{key}-columns")

    def _by_both(self) -> None:
        """A column with score and grade in each cell is what no other holds; somebody else's is neither."""
        own = [at for at in sorted(self._both) if not is_reviewed(self._paths[at].texts)]
        missing = [key for key in RESULTS if key not in self._taken]
        if not own or not missing:
            return
        named = _OF_RESULTS.search("".join(self._paths[own[0]].texts)) is not None
        trust = self._reading.trust if named else self._reading.trust.less(_GUESS, "column-by-content")
        if len(own) > 1:
            self._reading.doubt("two-score-columns")
            trust = trust.less(_GUESS, "two-score-columns")
        for key in missing:
            self._taken[key], self._trusts[key] = own[0], trust

    def _take(self, key: str, at: int) -> None:
        """A head read with slips is doubted unless what stands below it bears it out."""
        match = self._paths[at].match
        certainty = match.certainty if match is not None else 0.0
        borne_out = column_meaning(self._texts[at], frozenset((key,))) == key
        trust = self._reading.trust
        if key in RESULTS and self._is_recheck() and not _OWN.search(plain("".join(self._paths[at].texts))):
            trust = trust.less(_GUESS, "column-guessed")
        self._taken[key] = at
        self._trusts[key] = trust if certainty > _SURE or borne_out else trust.less(certainty, "column-guessed")

    def _is_recheck(self) -> bool:
        """Whether the projects are named as somebody's picks (抽查项目名称): a bare 得分 may be that body's, too."""
        return any(path.meaning == "project_name" and is_reviewed(path.texts) for path in self._paths)

    def _by_contents(self) -> None:
        """Columns whose heads say nothing known, or nothing that can be true."""
        parts = self._parts_of_score()
        for at, path in enumerate(self._paths):
            if at in self._taken.values() or path.meaning in _NO_PLACE or at in self._both or at in parts:
                continue
            key = column_meaning(self._texts[at], frozenset(KEYS) - self._taken.keys())
            if key is not None:
                self._taken[key] = at
                self._trusts[key] = self._guessed(key, path)

    def _doubt_beside_unknown(self) -> None:
        """Amounts or scores under a head nobody knows may be those that the record keeps, rather than those taken."""
        parts = self._parts_of_score()
        for at, path in enumerate(self._paths):
            if at in self._taken.values() or path.match is not None or at in parts:
                continue
            like = column_meaning(self._texts[at], frozenset(("budget", "score")))
            for key in ("budget", "score") if like == "score" else ("budget",) if like else ():
                if key in self._trusts:
                    self._trusts[key] = self._trusts[key].less(_GUESS, "beside-unknown-column")

    def _parts_of_score(self) -> frozenset[int]:
        """The columns right before or behind the score whose figures make it up in the rows."""
        whole = self._taken.get("score")
        if whole is None or whole in self._both:
            return frozenset()
        before, behind = [*range(whole)], [*range(whole + 1, len(self._paths))]
        runs = [before[at:] for at in range(len(before))] + [behind[:at] for at in range(len(behind), 0, -1)]
        taken = frozenset(self._taken.values())
        for run in runs:
            if len(run) > 1 and not taken & set(run) and sums_up([self._texts[at] for at in run], self._texts[whole]):
                return frozenset(run)
        return frozenset()

    def _guessed(self, key: str, path: HeadPath) -> Trust:
        """Only grades are unmistakable by themselves, where they are the unit's own."""
        unmistakable = key == "grade" and path.match is None
        named = key == "department_code" and re.search(r"[码号代]", "".join(path.texts)) is not None
        either = key == "score" and path.meaning == "grade" and _EITHER.search(path.texts[-1]) is not None
        if unmistakable or named or either:
            return self._reading.trust
        return self._reading.trust.less(_GUESS, "column-by-content")
