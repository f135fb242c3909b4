"""The head of an indicator table, wherever it stands and over however many storeys; its columns by meaning.

Every column is told by the path of heads over it, outermost first: its own head, or, where that says too little
(年初 under 年度指标值), the heads read together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractor.paper.block import Cell
from extractor.record.labels import Match, label_key, plain
from extractor.record.values.names import is_counter_only
from extractor.record.wording import GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS, INDICATOR_ROWS, SECTIONS
from extractor.stages.forms_to_records.head_paths import HeadPath, head_paths, is_head_like, is_storey_below
from extractor.stages.forms_to_records.indicator_content import Column, choose_operators, tell_by_content
from extractor.stages.forms_to_records.leaf import part_of_cell
from extractor.stages.forms_to_records.levels_below import head_over_names, heads_over_levels, name_beside
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.sheet import Columns, Label, Sheet, columns_of
from extractor.stages.forms_to_records.two_terms import of_the_year

LEVELS = ("level1", "level2", "level3")
_LEVEL_WEIGHTS = {"level1": "level1_weight", "level2": "level2_weight"}  # what the points under a level's head mean
_LISTED = 1.0  # certainty of a head found just as listed
_GUESSED = 0.8  # certainty at or below which a head's meaning is a guess
_FLAVOURS = {"target": "初预计划设目标应拟", "actual": "末终实完成绩达现果"}  # characters of heads nobody listed
_SHORT_HEADS = {"得分": "score", "分值": "weight", "权重": "weight", "备注": "note", "原因": "note"}
_SENTENCE = 8  # characters of a text that is no name of a level
_LOOKED_AT = 8  # rows under the header that show how it is divided
_CLOSING = 3  # rows under a table's own, at most, where its project is printed beside all of them
_WHOLE_YEAR = re.compile(r"全年|年度|年终|年末|当年|本年|调整|合计|累计")
_PART_YEAR = re.compile(
    r"年初|上半年|下半年|中期|季|月|上一?年|[去前往]年|历史|以前|[前近][一二两三四五]年|[一二三四]$"
)
_OF_INDICATORS = re.compile(r"指标|[自复]评|评[价分]|得分|完成|复核|考核|实施情况")
_NAMES = Match("level3", _LISTED, "")
"""What the head 指标 means where no other names the indicators."""
_DESCRIBES = re.compile(r"内容|说明|解释|描述")


@dataclass(frozen=True)
class Header:
    """The header: rows ``first`` to ``end`` (half-open), its columns by meaning.

    ``project`` are the columns beside the levels that say of the project what other forms print above the table.
    """

    first: int
    end: int
    columns: dict[str, Column] = field(default_factory=dict)
    project: tuple[HeadPath, ...] = ()


@dataclass(frozen=True)
class _Candidate:
    """A path and what it means: how well it stands for the whole year (``rank``), whether its own head says so."""

    path: HeadPath
    match: Match
    rank: int
    own: bool


def find_header(reading: Reading) -> Header | None:
    """The header of the indicator table; None where the form has none."""
    sheet = reading.sheet
    for row in range(sheet.rows):
        known = {label.match.meaning for label in sheet.labels(INDICATOR_COLUMNS, row) if not _heads_goals(label)}
        levels = known & set(LEVELS)
        if len(levels) >= 2 or ("level3" in known and known & {"target", "actual", "weight"}):
            return _header(reading, row, _levels_of(sheet, row))
        if known & {"target", "actual"} and (heads := heads_over_levels(sheet, row)):
            return _header(reading, row, heads)
        if "level3" not in known and (names := head_over_names(sheet, row)) is not None:
            return _header(reading, row, [names], _NAMES)
    return None


def _levels_of(sheet: Sheet, row: int) -> list[Cell]:
    return [label.cell for label in sheet.labels(INDICATOR_COLUMNS, row) if label.match.meaning in LEVELS]


def _heads_goals(label: Label) -> bool:
    """Whether a head is listed among those of goals and only like one of indicators (目标内容, 指标内容)."""
    goal = GOAL_COLUMNS.match(part_of_cell(label.cell).text)
    return goal is not None and goal.certainty >= _LISTED > label.match.certainty


def _header(reading: Reading, row: int, levels: Sequence[Cell], only: Match | None = None) -> Header:
    """The header around ``row``; ``only`` is what the one head means that stands for the levels."""
    sheet = reading.sheet
    first, end = row, max(cell.row + cell.row_span for cell in levels)
    while end < sheet.rows and is_storey_below(sheet, levels, end):
        end += 1
    while first > 0 and _is_storey_above(sheet, _first_of_each(levels), first, end):
        first -= 1
    beside = [cell for cell in sheet.row(row) if cell.row + cell.row_span > end and cell.column < levels[0].column]
    reading.use(*(cell for cell in beside if cell.row >= first or GOAL_COLUMNS.match(cell.text) is None))
    candidates: list[_Candidate] = []
    unknown: list[Cell] = []
    sides: list[Cell] = []
    paths = head_paths(sheet, first, end)
    project = _of_project(sheet, paths, levels[0], end)
    terms = of_the_year(sheet, [path for path in paths if path not in project], first, end)
    reading.use(*terms.captions, *(cell for path in terms.others for cell in path.heads))
    for path in terms.paths:
        reading.use(*path.heads)
        match = only if only is not None and path.heads[-1] is levels[0] else _match(path)
        if _is_side_label(path.heads[-1], match):
            sides.append(path.heads[-1])
            continue
        if match is None or (match.certainty < _LISTED and sheet.run_together(INDICATOR_COLUMNS, path.heads[-1], end)):
            unknown.append(path.heads[-1])
        else:
            own = INDICATOR_COLUMNS.meaning(part_of_cell(path.heads[-1]).text) == match.meaning
            candidates.append(_Candidate(path, match, _rank(path), own))
    columns = _chosen(reading, _with_points_of_levels(candidates))
    choose_operators(reading, columns, [one.path.place for one in candidates if one.match.meaning == "operator"], end)
    _part(reading, columns, unknown, end)
    _infer(reading, columns, unknown)
    _infer_last(reading, columns, unknown)
    tell_by_content(reading, columns, [*sides, *unknown], end)
    if (names := name_beside(sheet, row, columns)) is not None:
        columns["level3"] = Column("level3", names, reading.trust)
    _split_names(reading, columns, end)
    if terms.doubt is not None:
        columns = {key: replace(one, trust=one.trust.less(0.6, terms.doubt)) for key, one in columns.items()}
    columns |= {f"term {at}": Column("part", path.place, reading.trust) for at, path in enumerate(terms.others)}
    return Header(first, end, columns, project)


def _first_of_each(levels: Sequence[Cell]) -> list[Cell]:
    """The levels without those printed a second time, for another term."""
    meanings = [INDICATOR_COLUMNS.meaning(part_of_cell(cell).text) for cell in levels]
    return [cell for at, cell in enumerate(levels) if meanings[at] not in meanings[:at]]


def _of_project(sheet: Sheet, paths: Sequence[HeadPath], level: Cell, end: int) -> tuple[HeadPath, ...]:
    """The columns left of the first level where one of them gives the project's name or its goals, and its results'."""
    left = tuple(path for path in paths if path.place.end <= level.column)
    named = any(HEAD.meaning(part_of_cell(path.heads[-1]).text) == "project_name" for path in left)
    if not named and not any(_is_of_goals(sheet, path, end) for path in left):
        return ()
    return (*left, *(path for path in paths if path.place.first > level.column and _is_of_results(sheet, path, end)))


def _is_of_results(sheet: Sheet, path: HeadPath, end: int) -> bool:
    """Whether a head listed as one of results in all (自评总分) stands over a cell beside all rows of the table."""
    match = INDICATOR_ROWS.match(part_of_cell(path.heads[-1]).text)
    below = sheet.under(end, path.place) if end < sheet.rows else None
    whole = below is not None and below.row_span > 1 and below.row_span >= sheet.rows - end - _CLOSING
    return match is not None and match.listed and match.meaning in ("total", "grade") and whole


def _is_of_goals(sheet: Sheet, path: HeadPath, end: int) -> bool:
    """Whether a head listed as one of goals stands over a sentence that is printed once beside several indicators."""
    goal = GOAL_COLUMNS.match(part_of_cell(path.heads[-1]).text)
    below = sheet.under(end, path.place) if end < sheet.rows else None
    if goal is None or goal.meaning != "expected" or goal.certainty <= _GUESSED or below is None:
        return False
    return below.row_span > 1 and len(plain(below.text)) >= _SENTENCE


def _is_storey_above(sheet: Sheet, levels: Sequence[Cell], below: int, end: int) -> bool:
    """Whether the row over ``below`` holds heads over the heads there: one reaches down, or all speak of indicators.

    The levels stand under one head. The label beside the table, which reaches further down than any head, is none.
    """
    cells = [cell for cell in sheet.starting(below - 1) if plain(cell.text)]
    heads = [cell for cell in cells if cell.row + cell.row_span in (below, end)]
    if any(cell is not cells[0] for cell in cells if cell.row + cell.row_span > end):
        return False
    if any(_stands_over_side(sheet, cell, levels[0], end) for cell in heads):
        return False
    if not all(is_head_like(cell) for cell in heads) or not any(len(_under(sheet, cell, below)) > 1 for cell in heads):
        return False
    over_levels = {id(sheet.at(below - 1, level.column)) for level in levels}
    if len(over_levels) > 1:
        return False
    reaches = any(cell.row + cell.row_span == end for cell in heads)
    return reaches or (len(heads) > 1 and all(_OF_INDICATORS.search(plain(cell.text)) for cell in heads))


def _stands_over_side(sheet: Sheet, cell: Cell, level: Cell, end: int) -> bool:
    """Whether a cell stands over the label beside the table, and so labels a row of its own (完成情况 | 已完成)."""
    below, left = sheet.below(cell), cell.column + cell.column_span <= level.column
    return left and below is not None and below.row < end < below.row + below.row_span


def _under(sheet: Sheet, head: Cell, row: int) -> list[Cell]:
    place = columns_of(head)
    return [cell for cell in sheet.starting(row) if place.first <= cell.column < place.end and plain(cell.text)]


def _match(path: HeadPath) -> Match | None:
    """What a column means: by its own head; by all its heads together where they say more, or it alone says nothing."""
    own = INDICATOR_COLUMNS.match(part_of_cell(path.heads[-1]).text)
    if len(path.heads) == 1:
        return own
    together = INDICATOR_COLUMNS.match(path.text)
    if own is not None and own.meaning == "weight":
        level = INDICATOR_COLUMNS.meaning(part_of_cell(path.heads[-2]).text)
        return replace(own, meaning=_LEVEL_WEIGHTS.get(level or "", own.meaning))
    if own is None:
        outer = (INDICATOR_COLUMNS.match(part_of_cell(cell).text) for cell in reversed(path.heads[:-1]))
        return together or next((match for match in outer if match is not None), None)
    return together if together is not None and together.meaning in ("review_score", "previous") else own


def _with_points_of_levels(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates, points right behind a level its own where others follow (一级指标 | 权重 | 三级指标 | 权重)."""
    weights = [one for one in candidates if one.match.meaning == "weight"]
    ends = {one.path.place.end: one.match.meaning for one in candidates if one.match.meaning in _LEVEL_WEIGHTS}
    of_levels = {id(one): ends[one.path.place.first] for one in weights if one.path.place.first in ends}
    if len(of_levels) == len(weights):
        return list(candidates)
    return [
        replace(one, match=replace(one.match, meaning=_LEVEL_WEIGHTS[of_levels[id(one)]]))
        if id(one) in of_levels
        else one
        for one in candidates
    ]


def _rank(path: HeadPath) -> int:
    text = label_key(path.heads[-1].text)
    return 2 if _WHOLE_YEAR.search(text) else 0 if _PART_YEAR.search(text) else 1


def _chosen(reading: Reading, candidates: Sequence[_Candidate]) -> dict[str, Column]:
    """For each meaning the column that stands for the whole year; a part of it has no place in a record."""
    columns: dict[str, Column] = {}
    if all(candidate.match.meaning != "target" for candidate in candidates):
        guessed = Match("target", _GUESSED, "")
        candidates = [replace(one, match=guessed) if one.match.meaning == "of_years" else one for one in candidates]
    for meaning in dict.fromkeys(candidate.match.meaning for candidate in candidates):
        alike = [candidate for candidate in candidates if candidate.match.meaning == meaning]
        best = max(alike, key=lambda candidate: (candidate.rank, candidate.own))
        if best.rank == 0:
            best = alike[-1]  # quarters and months add up to the last of them
        doubt = None if best.match.certainty > _GUESSED else "column-guessed"
        trust = reading.trust.less(best.match.certainty if doubt else 1.0, doubt)
        rivals = [one for one in alike if one is not best]
        as_well = any(one.rank == best.rank or one.match.certainty > best.match.certainty for one in rivals)
        if as_well and meaning in ("target", "actual"):
            trust = trust.less(0.7, "column-by-place")
        columns[meaning] = Column(meaning, best.path.place, trust)
        for at, rival in enumerate(rivals):
            describes = meaning == "level3" and _DESCRIBES.search(rival.path.heads[-1].text)
            known = {candidate.match.meaning for candidate in candidates}
            if describes and "description" not in known and "description" not in columns:
                columns["description"] = Column("description", rival.path.place, reading.trust)
            elif rival.rank < best.rank or meaning == "previous" or (meaning == "note" and best.own and not rival.own):
                columns[f"{meaning} {at}"] = Column("part", rival.path.place, reading.trust)
    return columns


def _part(reading: Reading, columns: dict[str, Column], unknown: list[Cell], below: int) -> None:
    """Takes heads that run together in one cell apart by the cells below them."""
    for cell in list(unknown):
        heads = reading.sheet.run_together(INDICATOR_COLUMNS, cell, below)
        for match, place in heads:
            columns.setdefault(match.meaning, Column(match.meaning, place, reading.trust.less(0.7, "column-by-place")))
        if heads:
            unknown.remove(cell)


def _split_names(reading: Reading, columns: dict[str, Column], first: int) -> None:
    """Where most rows have two cells under 三级指标: counter and name, or a name and a description without a head."""
    names = columns.get("level3")
    if names is None:
        return
    pairs: list[tuple[Cell, Cell]] = []
    rows = range(first, min(reading.sheet.rows, first + _LOOKED_AT))
    for row in rows:
        under = [c for c in reading.sheet.row(row) if names.place.first <= c.column < names.place.end]
        if len(under) == 2 and under[1].column + under[1].column_span <= names.place.end:
            pairs.append((under[0], under[1]))
    if len(pairs) * 2 <= len(rows):
        return
    at = sorted(pair[1].column for pair in pairs)[len(pairs) // 2]
    trust = reading.trust.less(0.85, "column-by-place")
    left, right = Columns(names.place.first, at), Columns(at, names.place.end)
    if all(is_counter_only(pair[0].text) or pair[0].text.strip().isdigit() for pair in pairs):
        columns["level3"] = Column("level3", right, trust)
    elif "description" not in columns:
        columns["level3"] = Column("level3", left, names.trust)
        columns["description"] = Column("description", right, trust)


def _is_side_label(cell: Cell, match: Match | None) -> bool:
    """Whether a cell is rather the label beside the block (年度绩效指标) than a head much like it (年度绩效指标值)."""
    section = SECTIONS.match(cell.text)
    return section is not None and (match is None or section.certainty > match.certainty)


def _infer(reading: Reading, columns: dict[str, Column], unknown: Sequence[Cell]) -> None:
    """Gives heads that could not be read the meaning their place or one of their two characters leaves them."""
    guessed = reading.trust.less(0.6, "column-by-place")
    for cell in sorted(unknown, key=lambda cell: cell.column):
        text = label_key(cell.text)
        missing = [level for level in LEVELS if level not in columns]
        named = next(
            (level for level, word in zip(LEVELS, ("一级", "二级", "三级"), strict=True) if word in text), None
        )
        if named in missing and named is not None:
            columns[named] = Column(named, columns_of(cell), guessed)
            continue
        if missing and "指标" in text and len(text) <= 6:
            columns[missing[0]] = Column(missing[0], columns_of(cell), guessed)
            continue
        near = {m for word, m in _SHORT_HEADS.items() if len(text) == 2 and (word[0] == text[0] or word[1] == text[1])}
        free = near - columns.keys()
        if len(near) == 1 and free:
            meaning = free.pop()
            columns[meaning] = Column(meaning, columns_of(cell), guessed)
            continue
        flavour = {m: sum(text.count(char) for char in chars) for m, chars in _FLAVOURS.items()}
        meaning = max(flavour, key=lambda m: flavour[m])
        if len(text) <= 10 and len(set(flavour.values())) > 1 and meaning not in columns:
            columns[meaning] = Column(meaning, columns_of(cell), guessed)


def _infer_last(reading: Reading, columns: dict[str, Column], unknown: Sequence[Cell]) -> None:
    """Gives the only head behind the names that nobody knows (绩效标准) the meaning that every such table has."""
    names, taken = columns.get("level3"), {column.place for column in columns.values()}
    rest = [place for cell in unknown if (place := columns_of(cell)) not in taken]
    missing = [meaning for meaning in ("target", "actual") if meaning not in columns]
    if names is not None and len(rest) == 1 and missing and rest[0].first >= names.place.end:
        columns[missing[0]] = Column(missing[0], rest[0], reading.trust.less(0.6, "column-by-place"))
