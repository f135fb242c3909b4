"""The money block in, its rows out, whichever way it is printed: an amount is told by the words over and beside it.

Sources down and amounts across, the other way round, both in heads of two storeys, pairs of label and amount, or
all in one cell: an amount belongs to the nearest words that name its kind (预算数) and its source (财政拨款).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import Match, allowed_slips, plain, slips
from extractor.record.wording import GOAL_COLUMNS
from extractor.stages.forms_to_records.crossings import Crossing
from extractor.stages.forms_to_records.labels_over import values_under
from extractor.stages.forms_to_records.leaf import (
    UNIT_CONTRADICTED,
    Part,
    Trust,
    amount_leaf,
    number_leaf,
    number_or_text_leaf,
    percent_leaf,
)
from extractor.stages.forms_to_records.money_stretch import Stretch, is_bare_lead, stretches
from extractor.stages.forms_to_records.money_told import ROW_GUESSED, Told, tell
from extractor.stages.forms_to_records.money_words import AMOUNTS, KEYS, UNWANTED, is_label, is_side_label, label_leaf
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.slashes import without_slashes

_LEAST = Decimal("0.1")
"""万元: no project's whole budget is a thousand yuan; a unit that lost its 万 makes it look so."""
_INCOMPLETE = "row-incomplete"
_YEAR = re.compile(r"(?:19|20)\d\d年度?(?:[一-鿿]{0,6})")
_YEARS = 0.5  # certainty of an amount of one among several years
_NOTHING = ("0", "100")  # rates that go with blank amounts
_BUDGET = Match("budget", 1.0, "")
_BUDGETED = re.compile(r"(?<!公共)(?<!基金)(?<!经营)预算")
_MOVED = re.compile(r"执行|决算|支出|支付|使用|到位|实际|结转|上年")


@dataclass(frozen=True)
class Money:
    """What the block says: its rows, and the 预算执行进度 cell."""

    funds: list[Node]
    execution_rate: Leaf | None


@dataclass
class _Fund:
    """A row of ``funds`` while it is gathered; ``seen`` are the kinds of amounts it has a place for, blank or not."""

    source: str
    name: str
    row: int
    owner: Cell | None
    label: Leaf | None
    values: dict[str, Leaf] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


def read_money(reading: Reading, before: int, start: int = 0) -> Money | None:
    """The money block between row ``start`` and row ``before``; None where there is none."""
    stretch = next(stretches(reading, range(start, before)), None)
    if stretch is None:
        return None
    trust = reading.trust.less(_YEARS, "several-years") if _names_years(stretch) else None
    block = _Block(reading, stretch, trust)
    block.read(None)
    return Money(block.nodes(), block.rate)


def guess_money(reading: Reading, before: int) -> Money | None:
    """The money above row ``before`` where the form does not say what kind of amounts it prints: budgets, doubted."""
    guessed = replace(reading.trust, doubts=(*reading.trust.doubts, "column-guessed"))
    for stretch in stretches(reading, range(before), least=0):
        sure = _speaks_of_budgets(stretch) and not _names_years(stretch)
        block = _Block(reading, stretch, reading.trust if sure else guessed)
        block.read(_BUDGET)
        if any(fund.source == "total" and "budget" in fund.values for fund in block.funds):
            return Money(block.nodes(), block.rate)
    return None


def _speaks_of_budgets(stretch: Stretch) -> bool:
    """Whether the block's labels name a budget, and none of them money that came or went."""
    cells = {id(cell): cell for row in stretch.rows for cell in stretch.sheet.row(row) if is_label(cell)}
    texts = [plain(cell.text) for cell in cells.values()]
    return any(_BUDGETED.search(text) for text in texts) and not any(_MOVED.search(text) for text in texts)


def read_budgets(reading: Reading, rows: range, skip: Callable[[Crossing], bool]) -> list[Node]:
    """The budget of each source in ``rows``, in printed order; an amount with nothing but its source named is one.

    Args:
        reading: the form.
        rows: where to look.
        skip: tells values that are to be left, such as those of other years.
    """
    funds: list[Node] = []
    for stretch in stretches(reading, rows, least=0):
        stretch.take_spending_for_sources()
        block = _Block(reading, stretch)
        block.read(_BUDGET, skip)
        block.doubt_unit()
        for fund in block.funds:
            budget = fund.values.get("budget") or fund.values.get("budget_initial")
            if budget is not None:
                funds.append({"source": fund.source, "label": fund.label, "budget": budget})
    return funds


def _names_years(stretch: Stretch) -> bool:
    """Whether the block prints the money of several years beside or under each other; which is meant is not sure."""
    cells = {id(cell): cell for row in stretch.rows for cell in stretch.sheet.starting(row)}
    return len({plain(cell.text)[:4] for cell in cells.values() if _YEAR.fullmatch(plain(cell.text))}) > 1


class _Block:
    """The block being read: its stretch of rows, the rows of ``funds`` gathered so far, the 预算执行进度."""

    def __init__(self, reading: Reading, stretch: Stretch, trust: Trust | None = None) -> None:
        self._reading = reading
        self._stretch = stretch
        self._trust = trust or reading.trust
        self.funds: list[_Fund] = []
        self.rate: Leaf | None = None

    def read(self, assumed: Match | None, skip: Callable[[Crossing], bool] = lambda _: False) -> None:
        """All values in printed order, each put into its row of ``funds``."""
        crossings = list(self._stretch.values())
        self._use(*(cell for one, _ in crossings if skip(one) for cell in (one.value, *one.beside[:1])))
        told = [
            (crossing, inside.amount if inside else crossing.value, one)
            for crossing, inside in crossings
            if not skip(crossing) and (one := tell(self._stretch, crossing, inside, self._trust, assumed))
        ]
        flat = any(one.flat for *_, one in told)
        for crossing, place, one in told:
            if self._take(crossing, place, one, flat):
                self._use(crossing.value, *one.labels)
        if told:
            self._use_labels()

    def nodes(self) -> list[Node]:
        """The rows of ``funds`` that say something, in printed order."""
        self.doubt_unit()
        self._doubt_total_of_guesses()
        nodes: list[Node] = [
            {"source": fund.source, "label": fund.label, **{key: fund.values.get(key) for key in KEYS}}
            for fund in self._doubting_specks(self._with_results())
            if self._says_something(fund)
        ]
        return without_slashes(nodes)

    def doubt_unit(self) -> None:
        """Doubts all amounts where one contradicts its unit, or where even the largest is too little for a project."""
        leaves = [leaf for fund in self.funds for key, leaf in fund.values.items() if key in AMOUNTS]
        largest = max((abs(Decimal(str(leaf.value))) for leaf in leaves if leaf.value is not None), default=Decimal(0))
        if any(UNIT_CONTRADICTED in leaf.doubts for leaf in leaves) or 0 < largest < _LEAST:
            for fund in self.funds:
                fund.values = {key: _doubted(key, leaf) for key, leaf in fund.values.items()}

    def _doubt_total_of_guesses(self) -> None:
        """Doubts the total where no row beside it is a known source: the block may list what the money went to."""
        parts = [fund for fund in self.funds if fund.source != "total"]
        guessed = [ROW_GUESSED in leaf.doubts for fund in parts for leaf in fund.values.values()]
        if guessed and all(guessed):
            for fund in self.funds:
                fund.values = {
                    key: leaf if ROW_GUESSED in leaf.doubts else replace(leaf, doubts=(*leaf.doubts, ROW_GUESSED))
                    for key, leaf in fund.values.items()
                }

    def _with_results(self) -> list[_Fund]:
        """The rows, a rate or score that no source's head stands over put to the total, the only one it can be of."""
        bare = [fund for fund in self.funds if fund.label is None and not fund.seen & set(AMOUNTS)]
        totals = [fund for fund in self.funds if fund.source == "total" and fund.seen & set(AMOUNTS)]
        if len(bare) != 1 or len(totals) != 1 or bare[0].source != "total" or bare[0].values.keys() & totals[0].seen:
            return self.funds
        totals[0].values.update(bare[0].values)
        return [fund for fund in self.funds if fund is not bare[0]]

    def _doubting_specks(self, funds: Sequence[_Fund]) -> Iterator[_Fund]:
        """The rows, one with a single amount of a single figure doubted where others have several: it may be a dash."""
        most = max((sum(key in AMOUNTS for key in fund.values) for fund in funds), default=0)
        for fund in funds:
            own = [(key, leaf) for key, leaf in fund.values.items() if key in AMOUNTS]
            if most > 1 and len(own) == 1 and len(own[0][1].raw.strip()) == 1 and own[0][1].value != "0":
                key, leaf = own[0]
                fund.values[key] = replace(leaf, doubts=(*leaf.doubts, _INCOMPLETE))
                if fund.label is not None:
                    fund.label = replace(fund.label, doubts=(*fund.label.doubts, _INCOMPLETE))
            yield fund

    def _take(self, crossing: Crossing, place: Cell | Part, told: Told, flat: bool) -> bool:
        """Puts a value where it belongs; False where another value stands there already."""
        key = told.key.meaning
        if key in UNWANTED:
            return True
        leaf = self._leaf(crossing, place, told)
        alone = place is crossing.value and self._one_by_one() if crossing.beside else flat
        if key == "execution_progress" or (key == "rate" and alone):
            self.rate = self.rate or leaf
            return True
        fund = self._fund(crossing, told)
        fund.seen.add(key)
        if leaf is not None and key in fund.values:
            return False
        if leaf is not None:
            fund.values[key] = leaf
        return True

    def _one_by_one(self) -> bool:
        """Whether every amount stands in a row of its own, its label beside it: such a form has no 执行率 column."""
        rows = [self._stretch.crossings.of_row(row) for row in self._stretch.rows]
        filled = [[one for one in row if one.value.text.strip()] for row in rows]
        return all(len(row) <= 1 and not any(one.above for one in row) for row in filled)

    def _leaf(self, crossing: Crossing, place: Cell | Part, told: Told) -> Leaf | None:
        key, trust = told.key.meaning, told.trust
        if key in AMOUNTS:
            return amount_leaf(place, self._reading.unit_of(told.head, *crossing.above, *crossing.lead), trust)
        if key in ("rate", "execution_progress"):
            return percent_leaf(place, trust)
        return number_leaf(place, trust) if key == "weight" else number_or_text_leaf(place, trust)

    def _fund(self, crossing: Crossing, told: Told) -> _Fund:
        """The row of ``funds`` a value belongs to: that of its source's cell, else one of its name with room for it.

        Where labels name amounts only (年初预算数 | 5 over 全年预算数 | 6), that of the budget names the row.
        """
        source, row = told.source or "total", crossing.value.row
        name = told.name if told.label is not None else f"row {row}"
        room = [
            fund
            for fund in self.funds
            if fund.owner is told.owner is not None or (fund.source == source and told.key.meaning not in fund.seen)
        ]
        found = (
            next((fund for fund in room if fund.owner is told.owner is not None), None)
            or next((fund for fund in room if fund.name == name), None)
            or next((fund for fund in room if fund.row == row and _alike(fund.name, name)), None)
            or (next(iter(room), None) if not name else None)
        )
        if found is None:
            label = label_leaf(told.label, told.trust) if told.label is not None else None
            found = _Fund(source, name, row, told.owner, label)
            self.funds.append(found)
        if not name and told.key.meaning == "budget" and told.label is not None and not found.seen & {"budget"}:
            found.label = label_leaf(told.label, told.trust)
        return found

    def _says_something(self, fund: _Fund) -> bool:
        """Whether a row has an amount in words; one with nothing but specks of ink is blank, and the record doubted."""
        leaves = [fund.values[key] for key in AMOUNTS if key in fund.values]
        if leaves and not any(leaf.words for leaf in leaves):
            self._reading.doubt("unread-ink-in-blank-row")
        if not any(leaf.words for leaf in leaves) and any(leaf.value not in _NOTHING for leaf in fund.values.values()):
            self._reading.doubt("money-row-without-amounts")
        return any(leaf.words for leaf in leaves)

    def _use_labels(self) -> None:
        """The label beside the block, and what stands over its row names, say nothing of their own."""
        stretch = self._stretch
        for row in stretch.rows:
            cells = stretch.sheet.row(row)
            self._use(*(cell for cell in cells if is_side_label(cell) and GOAL_COLUMNS.match(cell.text) is None))
            if is_bare_lead(stretch.sheet.starting(row)):
                self._use(*stretch.sheet.starting(row))
            names = [cell.column for cell in cells if stretch.name(cell) is not None]
            if names and stretch.crossings.is_head_row(row):
                left = [cell for cell in cells if is_label(cell) and cell.column < min(names)]
                # 单位名称 | 项目名称 | 预算资金, each over its value, are fields of their own
                self._use(*(cell for cell in left if id(cell) not in values_under(stretch.sheet, cell.row)))

    def _use(self, *cells: Cell) -> None:
        self._reading.use(*(self._stretch.origin(cell) for cell in cells))


def _doubted(key: str, leaf: Leaf) -> Leaf:
    known = key not in AMOUNTS or UNIT_CONTRADICTED in leaf.doubts
    return leaf if known else replace(leaf, doubts=(*leaf.doubts, UNIT_CONTRADICTED))


def _alike(left: str, right: str) -> bool:
    """Whether two names of one row are the same but for what a recogniser got wrong."""
    limit = allowed_slips(min(len(left), len(right)))
    return slips(left, right, limit) <= limit
