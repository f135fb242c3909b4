"""The network under the name recogniser: a token's clues in, a score for each tag out.

Texts are few and a small network learns them one way or another by chance; so several that differ only in chance may
judge together, by the mean of what they say.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.util import registry
from thinc.api import (
    Dropout,
    HashEmbed,
    Linear,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    with_array,
)
from thinc.types import Floats2d

from extractor.nlp.chain import Floats, tags_of
from extractor.record.report_kind import MentionLabel

NAMES: tuple[MentionLabel, ...] = ("PROJECT", "INDICATOR", "ORG")
"""What the recogniser marks."""
TAGS = tags_of(NAMES)
_PANEL = "judges"


@registry.architectures("performance.NameChain.v1")  # type: ignore[untyped-decorator]
def name_chain(width: int, depth: int, window: int, rows: list[int], judges: int = 1) -> Model[list[Any], list[Floats]]:
    """Clues in (one array a document), tag scores out.

    Args:
        width: of the token vectors.
        depth: encoder layers.
        window: tokens to each side that a layer sees.
        rows: hash table sizes, one for each of ``COLUMNS``.
        judges: how many networks judge together.
    """
    panel = [_judge(width, depth, window, rows, number) for number in range(judges)]
    return panel[0] if judges == 1 else Model(_PANEL, _one_by_one, layers=panel)


def judges_of(model: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The networks that judge together; the transitions of each one's chain are its reference ``transitions``."""
    return list(model.layers) if model.name == _PANEL else [model]


def transitions_of(model: Model[Any, Any]) -> Floats:
    """(tags, tags): what the chain adds for each tag behind each other, on the judges' mean."""
    steps = [np.asarray(judge.get_ref("transitions").get_param("T"), dtype="f") for judge in judges_of(model)]
    return np.asarray(np.mean(steps, axis=0), dtype="f")


def _one_by_one(model: Model[Any, Any], documents: list[Any], is_train: bool) -> Any:
    """The panel only holds its judges together: they learn and judge one by one."""
    raise NotImplementedError("Ask the judges, not the panel.")


def _judge(width: int, depth: int, window: int, rows: list[int], number: int) -> Model[list[Any], list[Floats]]:
    tags = len(TAGS)
    sizes = (width, width // 2, width // 2, width // 4, width // 4, width // 4)
    tables: list[Model[Any, Any]] = [
        HashEmbed(size, count, column=column, seed=7 + column + len(rows) * number)
        for column, (size, count) in enumerate(zip(sizes, rows, strict=True))
    ]
    mixed: Model[Any, Any] = chain(concatenate(*tables), Maxout(width, sum(sizes), nP=3, normalize=True, dropout=0.0))
    steps: Model[Any, Any] = Model("transitions", _unchanged, init=_blank, dims={"nO": tags}, params={"T": None})
    embedded: Model[Any, Any] = with_array(mixed)
    scored: Model[Any, Any] = with_array(cast(Any, chain(Dropout(0.0), Linear(tags, width), steps)))
    model: Model[Any, Any] = chain(
        list2ragged(),
        embedded,
        ragged2list(),
        MaxoutWindowEncoder(width=width, window_size=window, maxout_pieces=3, depth=depth),
        list2ragged(),
        scored,
        ragged2list(),
    )
    model.set_ref("transitions", steps)
    return model


def _unchanged(
    model: Model[Floats, Floats], scores: Floats, is_train: bool
) -> tuple[Floats, Callable[[Floats], Floats]]:
    return scores, lambda slope: slope


def _blank(model: Model[Any, Any], *_: Any, **__: Any) -> None:
    model.set_param("T", cast(Floats2d, np.zeros((model.get_dim("nO"),) * 2, dtype="f")))


def set_dropout(model: Model[Any, Any], rate: float) -> None:
    """Sets the dropout rate of every layer that has one."""
    for node in model.walk():
        if "dropout_rate" in node.attrs:
            node.attrs["dropout_rate"] = rate
