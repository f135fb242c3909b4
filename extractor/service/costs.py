"""Files and engines in, what each stage cost and how far the engines agree out.

Every engine is measured in a process of its own, so that memory is its own.
"""

from __future__ import annotations

import resource
import time
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from multiprocessing import get_context
from pathlib import Path

from extractor.paper.block import PageBlocks, Paragraph, Table
from extractor.service.bootstrap import digitizer
from extractor.settings import Settings

_MEBI = 1024
"""``ru_maxrss`` counts kibibytes on Linux."""


@dataclass
class Costs:
    """What one engine cost: ``pages`` read, ``start`` seconds until it was ready, ``seconds`` per stage's product.

    ``core_seconds`` are what all cores together spent, start included; ``memory`` is the process's peak in MiB;
    ``texts`` are the texts read: of every page in all, and of every cell.
    """

    engine: str
    pages: int = 0
    start: float = 0.0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    core_seconds: float = 0.0
    memory: float = 0.0
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def per_page(self) -> dict[str, float]:
        """Seconds per page and product, and of all together."""
        shares = {product: seconds / self.pages for product, seconds in self.seconds.items()}
        return {**shares, "all": sum(shares.values())}

    def saw(self, product: str, page: int | None, value: object, seconds: float) -> None:
        """See Witness."""
        self.seconds[product] += seconds

    @property
    def wants_pictures(self) -> bool:
        """Measuring must not change what is done."""
        return False


@dataclass(frozen=True)
class Agreement:
    """How alike two engines read: ``characters`` as a similarity (0..1), ``cells`` as the share read exactly alike."""

    characters: float
    cells: float


def measure(files: Sequence[Path], settings: Sequence[Settings]) -> list[Costs]:
    """Digitizes the files once for each settings, one after the other.

    Raises:
        ExtractorError: a file or an engine failed.
    """
    measured = []
    for one in settings:
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            measured.append(process.submit(_measure, files, one).result())
    return measured


def agreement(one: Costs, other: Costs) -> Agreement:
    """How alike two engines read the same files; full- and half-width forms and blanks are not told apart."""
    pages = [name for name in one.texts if name.count("/") == 1]
    cells = [name for name in one.texts if name.count("/") > 1 and (one.texts[name] or other.texts.get(name))]
    alike = sum(one.texts[name] == other.texts.get(name) for name in cells)
    weights = [(len(one.texts[name]), _alike(one.texts[name], other.texts.get(name, ""))) for name in pages]
    length = sum(weight for weight, _ in weights)
    characters = sum(weight * ratio for weight, ratio in weights) / length if length else 1.0
    return Agreement(characters, alike / len(cells) if cells else 1.0)


def costs_to_plain(measured: Sequence[Costs]) -> list[Mapping[str, object]]:
    """The measures as JSON; the agreement is with the first engine."""
    return [
        {
            "engine": one.engine,
            "pages": one.pages,
            "start_seconds": round(one.start, 3),
            "seconds_per_page": {product: round(seconds, 4) for product, seconds in one.per_page.items()},
            "core_seconds_per_page": round(one.core_seconds / one.pages, 3),
            "memory_mib": round(one.memory),
            "agreement": vars(agreement(measured[0], one)),
        }
        for one in measured
    ]


def _measure(files: Sequence[Path], settings: Settings) -> Costs:
    costs = Costs(settings.engine)
    begin = time.perf_counter()
    inline = settings.model_copy(update={"workers": 1})
    with digitizer(inline, lambda _: costs) as reader:
        costs.start = time.perf_counter() - begin
        for path in files:
            done = reader.digitize(path)
            costs.pages += len(done.pages)
            for page in done.pages:
                costs.texts |= _texts(f"{path.name}/{page.page.number}", page)
    used = resource.getrusage(resource.RUSAGE_SELF)
    costs.core_seconds, costs.memory = used.ru_utime + used.ru_stime, used.ru_maxrss / _MEBI
    return costs


def _texts(name: str, read: PageBlocks) -> dict[str, str]:
    """The page's whole text, and that of each cell by its place."""
    tables = [block for block in read.blocks if isinstance(block, Table)]
    cells = {
        f"{name}/{at}/{cell.row},{cell.column}": _plain(cell.text)
        for at, table in enumerate(tables)
        for cell in table.cells
    }
    running = [_plain(block.text) for block in read.blocks if isinstance(block, Paragraph)]
    return {name: "".join([*running, *cells.values()]), **cells}


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
