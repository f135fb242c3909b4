"""The trained name recogniser: a spaCy component that tags PROJECT, INDICATOR, ORG with a chain over a small network.

Hash embeddings of each token's clues and a windowed encoder give every tag a score; the chain finds the likeliest tags
and says how likely each found name is, which becomes the name's confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, TypeAlias, cast

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import (
    Model,
)
from thinc.types import Floats2d

from extractor.nlp.chain import Floats, Grammar, Ints, Lattice, lattice
from extractor.nlp.clues import COLUMNS, clues, seen_by_rule, unknown
from extractor.nlp.network import TAGS, judges_of, set_dropout, transitions_of

_WITHHELD = ("word", "first", "last")
_COMMON = 5
"""How often a word must stand in the training sample to be known by itself."""
_LEAST = 0.4
"""A name less likely than this is none."""
_BACKING: dict[str, float] = {"INDICATOR": 10.0}
"""By how much a rule's finding raises a name's odds. Measured on authors left out of the training: of the indicators
that a rule sees and the chain gives one chance in five, four in five are right; of the projects hardly any."""
Found: TypeAlias = tuple[int, int, str, float]
"""First token, token behind the last, label, likelihood."""
GIVES = ("doc.ents", "doc._.likelihoods", "doc._.verdicts")
"""What the recogniser tells of a document."""

Doc.set_extension("likelihoods", default=None, force=True)
Doc.set_extension("verdicts", default=None, force=True)


@dataclass(frozen=True)
class Verdicts:
    """What each judge by itself says of the names of a document.

    On authors nobody trained with, the least sure of three judges tells right names from wrong ones better than their
    mean: of 491 projects the mean is above 0.9 for 334, ten of them wrong, the least above 0.95 for 234, two wrong.
    """

    lines: Sequence[tuple[int, int]]
    lattices: Sequence[Lattice]

    def least(self, start: int, end: int, label: str) -> float:
        """How likely the tokens from ``start`` to ``end`` are a name of that label to the judge who doubts it most."""
        line = next((at for at, (first, last) in enumerate(self.lines) if first <= start and end <= last), None)
        if line is None:
            return 0.0
        first, path = self.lines[line][0], _path(label, end - start)
        return min(told.span(line, start - first, path) for told in self.lattices)


class NameRecogniser(TrainablePipe):  # type: ignore[misc]
    """Marks names in ``doc.ents``, how likely each is in ``doc._.likelihoods``, and lets ``doc._.verdicts`` judge any.

    Args:
        vocab: the pipeline's.
        model: scores tags, see :func:`extractor.nlp.network.name_chain`.
        name: the component's.
        blinding: share of tokens whose word and characters are withheld while training.
    """

    def __init__(self, vocab: Vocab, model: Model[Any, Any], name: str, blinding: float) -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {"words": [], "blinding": blinding}
        self.scorer = _names_scored
        self._known: frozenset[str] | None = None
        self._tags = TAGS
        self._grammar = Grammar(self._tags)
        self._rng = np.random.default_rng(0)

    @property
    def known(self) -> frozenset[str]:
        """Words the network knows by themselves."""
        if self._known is None or len(self._known) != len(self.cfg["words"]):
            self._known = frozenset(self.cfg["words"])
        return self._known

    def predict(self, docs: Iterable[Doc]) -> list[tuple[list[Found], Verdicts]]:
        """Each document's names, found by the mean of the judges, and what each judge says."""
        docs = list(docs)
        rows = [clues(doc, self.known) for doc in docs]
        judges = judges_of(self.model)
        told = [judge.predict(rows) for judge in judges]
        return [
            (self._found(doc, np.asarray(np.mean(scores, axis=0), dtype="f")), self._verdicts(doc, scores))
            for doc, scores in zip(docs, zip(*told, strict=True), strict=True)
        ]

    def _verdicts(self, doc: Doc, scores: Sequence[Floats]) -> Verdicts:
        lattices = []
        for judge, doc_scores in zip(judges_of(self.model), scores, strict=True) if len(doc) else ():
            batch, lengths = _padded(_segments(doc, doc_scores))
            lattices.append(lattice(self._grammar, batch, transitions_of(judge), lengths))
        return Verdicts(_lines(doc), lattices)

    def set_annotations(self, docs: Iterable[Doc], predictions: list[tuple[list[Found], Verdicts]]) -> None:
        """Writes the names into the documents."""
        for doc, (found, verdicts) in zip(docs, predictions, strict=True):
            doc._.verdicts = verdicts
            doc.ents = [TokenSpan(doc, start, end, label=label) for start, end, label, _ in found]
            doc._.likelihoods = {(start, end): likely for start, end, _, likely in found}

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Any = None, sample: Any = None) -> None:
        """Counts the words of a ``sample`` of the training examples (a reader) and sets the network up.

        The arguments are ``Any`` because spaCy makes a pydantic model of this signature.
        """
        counts: Counter[str] = Counter()
        for example in sample(nlp) if sample else get_examples():
            counts.update(token.text for token in example.reference if not token.ent_type)
        self.cfg["words"] = sorted(word for word, count in counts.items() if count >= _COMMON)
        sample = [clues(example.predicted, self.known) for example in islice(get_examples(), 8)]
        for judge in judges_of(self.model):
            judge.initialize(X=sample, Y=[np.zeros((len(rows), len(self._tags)), dtype="f") for rows in sample])

    def update(
        self, examples: Iterable[Example], *, drop: float = 0.0, sgd: Any = None, losses: dict[str, float] | None = None
    ) -> dict[str, float]:
        """One step of each judge towards the gold tags' likelihood; each is withheld other clues."""
        losses = {} if losses is None else losses
        examples = [example for example in examples if len(example.predicted)]
        set_dropout(self.model, drop)
        for judge in judges_of(self.model):
            scores, back = judge.begin_update([self._blinded(example.predicted) for example in examples])
            loss, slopes = self._loss_of(judge, examples, scores)
            back(slopes)
            losses[self.name] = losses.get(self.name, 0.0) + loss
        if sgd is not None:
            self.finish_update(sgd)
        return losses

    def _loss_of(
        self, judge: Model[Any, Any], examples: Sequence[Example], scores: Sequence[Floats]
    ) -> tuple[float, list[Floats]]:
        """How far the chain's marginals are from gold; the slope of the transitions goes into the judge at once."""
        transitions = transitions_of(judge)
        gold = [self._gold(example) for example in examples]
        segments = [
            cut
            for example, doc_scores in zip(examples, scores, strict=True)
            for cut in _segments(example.predicted, doc_scores)
        ]
        batch, lengths = _padded(segments)
        told = lattice(self._grammar, batch, transitions, lengths)
        marginals = _unpadded(told.marginals, lengths, [len(doc_scores) for doc_scores in scores])
        slopes, loss, wanted = [], 0.0, np.zeros_like(transitions)
        total = max(1, sum(len(doc_scores) for doc_scores in scores))
        for example, tags, likely in zip(examples, gold, marginals, strict=True):
            truth = np.zeros_like(likely)
            truth[np.arange(len(tags)), tags] = 1
            slopes.append(np.asarray((likely - truth) / total * 100, dtype="f"))
            loss -= float(np.log(np.maximum((likely * truth).sum(axis=1), 1e-9)).sum()) / total
            for start, end in _lines(example.predicted):
                np.add.at(wanted, (tags[start : end - 1], tags[start + 1 : end]), 1)
        slope = np.asarray((told.transitions(lengths) - wanted) / total * 100, dtype="f")
        judge.get_ref("transitions").inc_grad("T", cast(Floats2d, slope))
        return loss, slopes

    def _blinded(self, doc: Doc) -> Any:
        """The clues of a training document, some of them withheld."""
        rows = clues(doc, self.known, by_rule=self._rng.random() > self.cfg["blinding"])
        blind = self._rng.random(len(rows)) < self.cfg["blinding"]
        for column in _WITHHELD:
            rows[blind, COLUMNS.index(column)] = unknown(column)
        return rows

    def _gold(self, example: Example) -> Ints:
        """The gold tags' numbers; a line break is never part of a name."""
        tags = ["O"] * len(example.reference)
        for ent in example.reference.ents:
            inner = [f"I-{ent.label_}"] * (len(ent) - 2)
            many = [f"B-{ent.label_}", *inner, f"L-{ent.label_}"]
            tags[ent.start : ent.end] = many if len(ent) > 1 else [f"U-{ent.label_}"]
        return np.array([self._tags.index(tag) for tag in tags], dtype=np.int64)

    def _found(self, doc: Doc, scores: Floats) -> list[Found]:
        if not len(doc):
            return []
        batch, lengths = _padded(_segments(doc, scores))
        told = lattice(self._grammar, batch, transitions_of(self.model), lengths)
        places = {
            (segment, start, end, label)
            for segment, length in enumerate(lengths)
            for start, end, label in told.likely_spans(self._tags, segment, int(length), _LEAST)
        }
        lines = _lines(doc)
        by_rule = _by_rule(doc, lines)
        likely = []
        for place in sorted(places | by_rule):
            segment, start, end, label = place
            chance = told.span(segment, start, _path(label, end - start))
            chance = _backed(chance, label) if place in by_rule else chance
            likely.append((lines[segment][0] + start, lines[segment][0] + end, label, chance))
        return _likeliest_apart([found for found in likely if found[3] >= _LEAST])


def _path(label: str, length: int) -> list[int]:
    """The tags of a name of ``length`` tokens."""
    parts = ["U"] if length == 1 else ["B", *["I"] * (length - 2), "L"]
    return [TAGS.index(f"{part}-{label}") for part in parts]


def _by_rule(doc: Doc, lines: Sequence[tuple[int, int]]) -> set[tuple[int, int, int, str]]:
    """The names that rules find: line, first token and token behind the last counted from the line's, label."""
    found: set[tuple[int, int, int, str]] = set()
    for name in seen_by_rule(doc)[1]:
        tokens = doc.char_span(name.start, name.end)
        for line, (start, end) in enumerate(lines):
            if tokens is not None and start <= tokens.start and tokens.end <= end:
                found.add((line, tokens.start - start, tokens.end - start, name.label))
    return found


def _backed(chance: float, label: str) -> float:
    """How likely a name is that a rule finds as well."""
    odds = _BACKING.get(label, 1.0)
    return chance * odds / (chance * odds + 1 - chance)


def _likeliest_apart(names: Sequence[Found]) -> list[Found]:
    """Names that do not overlap, the likelier first."""
    kept: list[Found] = []
    for name in sorted(names, key=lambda name: -name[3]):
        if all(name[1] <= other[0] or other[1] <= name[0] for other in kept):
            kept.append(name)
    return sorted(kept)


def _lines(doc: Doc) -> list[tuple[int, int]]:
    """The lines of a document as token ranges, each with its line break."""
    breaks = [token.i + 1 for token in doc if token.text == "\n"]
    bounds = sorted({0, *breaks, len(doc)})
    return list(pairwise(bounds))


def _segments(doc: Doc, scores: Floats) -> list[Floats]:
    return [scores[start:end] for start, end in _lines(doc)]


def _padded(segments: Sequence[Floats]) -> tuple[Floats, Ints]:
    lengths = np.array([len(segment) for segment in segments], dtype=np.int64)
    batch = np.zeros((len(segments), int(lengths.max()), segments[0].shape[1]), dtype="f")
    for row, segment in enumerate(segments):
        batch[row, : len(segment)] = segment
    return batch, lengths


def _unpadded(batch: Floats, lengths: Ints, sizes: Sequence[int]) -> list[Floats]:
    """The batch's rows put together again, one array for each document of ``sizes`` tokens."""
    flat = np.concatenate([batch[row, :length] for row, length in enumerate(lengths)])
    return np.split(flat, np.cumsum(sizes)[:-1])


def _names_scored(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    return dict(Scorer.score_spans(examples, "ents"))


@Language.factory("name_recogniser", assigns=list(GIVES), default_score_weights={"ents_f": 1.0})
def make_recogniser(nlp: Language, name: str, model: Model[Any, Any], blinding: float) -> NameRecogniser:
    """The component as the configuration names it."""
    return NameRecogniser(nlp.vocab, model, name, blinding)
