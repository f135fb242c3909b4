"""One leaf in, what speaks for and against it out. The confidence is computed from these and nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from extractor.paper.box import Box
from extractor.paper.page import Page
from extractor.paper.word import Word
from extractor.record.checked import CheckedRecords
from extractor.record.draft import Leaf
from extractor.record.values.comparable import same_text
from extractor.record.wording import LEVEL_NAMES
from extractor.stages.findings_to_review.borne_out import leaves_to_borne_out
from extractor.stages.findings_to_review.field_types import FieldType, path_to_type
from extractor.stages.findings_to_review.rivals import has_telling_rival

_SURE = 0.98
_WEAK_READING = 0.7
_WEAK = 0.9
_FEW = 10
_BORNE_OUT = 0.9
"""Certainty at least of a cell that the cells around it bear out."""
_CLEAR = 0.99
"""Confidence of the weakest character below which a bit of a wall may have been read with the print."""
_LEVELS = ("level1", "level2")


@dataclass(frozen=True)
class Signals:
    """What is known about a value's reading.

    ``weakest`` and ``mean`` are confidences (0..1) of its characters, ``whole`` the probability that all of them are
    right at once, ``rival`` the strongest alternative beside one of them. ``agreeing``/``differing`` count second
    readings of its words. ``certainty`` is the reader's own, or more where the cells around bear the value's cell out;
    ``under_seal`` the largest share of a word under a seal, ``quality`` the page's. ``held`` and ``broken`` count rules
    it satisfies with other values, or breaks. ``length`` is the number of characters, ``figures`` whether a digit is
    among them; ``digital`` is set where the characters come from a text layer, ``doubted`` where the reader, or later a
    rule, asks for a look at it. ``type`` is the field's, ``usual`` whether it is a name that this field often holds or
    people confirmed, ``company`` the share of the values on its page that are weakly read, doubted or uncertain of
    their place: what troubles one troubles its neighbours. ``rivalled`` is set where what
    else was considered tells more than its probability does.
    """

    type: FieldType
    weakest: float
    mean: float
    rival: float
    agreeing: int
    differing: int
    certainty: float
    under_seal: float
    quality: float
    held: int
    broken: int
    length: int
    figures: bool
    digital: bool
    doubted: bool
    whole: float
    usual: bool
    company: float = 0.0
    rivalled: bool = False


def checked_to_signals(checked: CheckedRecords, pages: Mapping[int, Page]) -> dict[str, Signals]:
    """The signals of every leaf by its pointer in the envelope.

    Args:
        checked: the records and what the rules said.
        pages: the upright pages by number.
    """
    held: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for outcome in checked.outcomes:
        held.update(outcome.paths if outcome.verdict == "holds" else ())
        broken.update(outcome.blamed if outcome.verdict != "holds" else ())
    paths = {
        f"/records/{at}{path}": leaf for at, one in enumerate(checked.settled) for path, leaf in one.leaves.items()
    }
    company = _company(paths.values())
    borne_out = {
        f"/records/{at}{path}" for at, one in enumerate(checked.settled) for path in leaves_to_borne_out(one.leaves)
    }
    return {
        path: replace(
            _placed(_of_leaf(leaf, path, pages), path in borne_out),
            held=held[path],
            broken=broken[path],
            company=company.get(leaf.page, 0.0),
        )
        for path, leaf in paths.items()
    }


def _placed(signals: Signals, borne_out: bool) -> Signals:
    clear = borne_out and signals.weakest >= _CLEAR and not signals.differing
    return replace(signals, certainty=max(signals.certainty, _BORNE_OUT)) if clear else signals


def _company(leaves: Iterable[Leaf]) -> dict[int, float]:
    """By page, the share of its values that are troubled; a few values alone say little of their page."""
    troubled: dict[int, list[bool]] = defaultdict(list)
    for leaf in leaves:
        weakest = min((char.confidence for word in leaf.words for char in word.chars), default=1.0)
        troubled[leaf.page].append(weakest < _WEAK or leaf.certainty < _WEAK or bool(leaf.doubts))
    return {page: sum(found) / (len(found) + _FEW) for page, found in troubled.items()}


def _of_leaf(leaf: Leaf, path: str, pages: Mapping[int, Page]) -> Signals:
    """The signals of a leaf before any rule has weighed it."""
    chars = [char for word in leaf.words for char in word.chars if not char.text.isspace()]
    sure = [char.confidence for char in chars] or [word.confidence for word in leaf.words] or [1.0]
    agreeing, differing = _readings(leaf.words)
    page = pages.get(leaf.page)
    return Signals(
        type=path_to_type(path),
        weakest=min(sure),
        mean=sum(sure) / len(sure),
        rival=max((other.probability for char in chars for other in char.alternatives), default=0.0),
        agreeing=agreeing,
        differing=differing,
        certainty=leaf.certainty,
        under_seal=_under_seal(leaf, pages),
        quality=page.quality if page else 1.0,
        held=0,
        broken=0,
        length=len(chars),
        figures=any(char.isdigit() for char in str(leaf.value if leaf.value is not None else leaf.raw)),
        digital=page is not None and page.source == "digital",
        doubted=bool(leaf.doubts),
        whole=prod(sure),
        usual=(path.rsplit("/", 1)[-1] in _LEVELS and leaf.value in LEVEL_NAMES.labels) or leaf.known,
        rivalled=has_telling_rival(leaf.words),
    )


def _readings(words: Sequence[Word]) -> tuple[int, int]:
    """How many second readings agree with the words they belong to and how many differ; weak rivals do not count."""
    agreeing = differing = 0
    for word in words:
        for reading in word.readings:
            if same_text(reading.text, word.text):
                agreeing += 1
            elif reading.confidence >= _WEAK_READING or word.confidence < _SURE:
                differing += 1
    return agreeing, differing


def _under_seal(leaf: Leaf, pages: Mapping[int, Page]) -> float:
    boxes: list[tuple[int, Box]] = [(word.page, word.box) for word in leaf.words] or [(leaf.page, leaf.box)]
    return max(
        (box.share_in(seal.box) for number, box in boxes if number in pages for seal in pages[number].seals),
        default=0.0,
    )
