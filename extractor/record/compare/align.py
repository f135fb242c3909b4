"""Gold and predicted records or rows in, pairs of positions out: what belongs together, what has no counterpart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from extractor.record.compare.equal import same_value
from extractor.record.values.comparable import comparable, edit_distance

Pair: TypeAlias = tuple[int | None, int | None]
"""Position in gold and in the prediction; None where the other side has nothing for it."""

_TELLING: dict[str, float] = {
    "level3": 4, "level2": 1, "level1": 1, "target": 2, "actual": 1, "description": 1, "source": 2, "label": 1,
    "expected": 2, "project_name": 3, "department": 1, "seq": 2, "budget": 1, "executed": 1, "received": 1, "name": 3,
    "project": 2, "heading": 3, "text": 1, "subject": 3, "by": 2, "percent": 1, "row": 2, "column": 2, "score": 0.5,
    "amount": 1, "value": 1,
}  # fmt: skip
"""How much a field tells about which row it is; others tell nothing."""
_RECORD: dict[str, float] = {"project_name": 4, "reporting_unit": 2, "title": 2, "project_code": 2, "year": 1}
_PAGES = 3.0
_LEAST = 0.3
_LONGEST = 60


def pair_records(gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """Records of one kind, best pair first, each used once; what shares no page and no name stays alone."""
    ranked = sorted(
        ((_record_likeness(g, p), -i, -j) for i, g in enumerate(gold) for j, p in enumerate(predicted)), reverse=True
    )
    pairs: list[Pair] = []
    free_gold, free_predicted = set(range(len(gold))), set(range(len(predicted)))
    for likeness, minus_i, minus_j in ranked:
        i, j = -minus_i, -minus_j
        if likeness > _LEAST and i in free_gold and j in free_predicted:
            pairs.append((i, j))
            free_gold.remove(i)
            free_predicted.remove(j)
    pairs.extend((i, None) for i in free_gold)
    pairs.extend((None, j) for j in free_predicted)
    return sorted(pairs, key=lambda pair: (pair[0] is None, pair[0] if pair[0] is not None else pair[1]))


def _record_likeness(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> float:
    pages, others = set(gold.get("pages") or []), set(predicted.get("pages") or [])
    shared = len(pages & others) / len(pages | others) if pages | others else 1.0
    weight = _PAGES + sum(value for key, value in _RECORD.items() if gold.get(key) is not None)
    return (_PAGES * shared + _likeness_sum(gold, predicted, _RECORD)) / weight


def align_rows(gold: Sequence[Any], predicted: Sequence[Any]) -> list[Pair]:
    """Rows in order, by the alignment that gathers the most likeness (Needleman and Wunsch, gaps cost nothing)."""
    like = [[_row_likeness(g, p) - _LEAST for p in predicted] for g in gold]
    best = [[0.0] * (len(predicted) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(predicted) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + like[i][j])
    pairs: list[Pair] = []
    i = j = 0
    while i < len(gold) and j < len(predicted):
        if like[i][j] > 0 and best[i][j] == best[i + 1][j + 1] + like[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs.extend((at, None) for at in range(i, len(gold)))
    pairs.extend((None, at) for at in range(j, len(predicted)))
    return pairs


def _row_likeness(gold: Any, predicted: Any) -> float:
    """0..1: the weight of telling fields that agree, among those either side fills."""
    if not isinstance(gold, dict) or not isinstance(predicted, dict):
        return 1.0 if gold == predicted else 0.0
    filled = [key for key in _TELLING if gold.get(key) is not None or predicted.get(key) is not None]
    weight = sum(_TELLING[key] for key in filled)
    return _likeness_sum(gold, predicted, _TELLING) / weight if weight else 1.0


def _likeness_sum(gold: Mapping[str, Any], predicted: Mapping[str, Any], weights: Mapping[str, float]) -> float:
    return sum(
        weight * _likeness(key, gold[key], predicted[key])
        for key, weight in weights.items()
        if gold.get(key) is not None and predicted.get(key) is not None
    )


def _likeness(key: str, gold: Any, predicted: Any) -> float:
    if same_value(key, gold, predicted):
        return 1.0
    left, right = comparable(str(gold))[:_LONGEST], comparable(str(predicted))[:_LONGEST]
    longest = max(len(left), len(right))
    alike = 1 - edit_distance(left, right, longest) / longest if longest else 1.0
    return alike if alike > 0.5 and isinstance(gold, str) and not left.isascii() else 0.0
