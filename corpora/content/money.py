"""Amounts in 万元 as decimal strings, and the arithmetic a form prints with them (or prints wrongly)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random


def plain(value: Decimal) -> str:
    """Return ``value`` without exponent and trailing zeros, as canonical values are."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "") else text


def draw_amount(rng: Random) -> Decimal:
    """Return an amount in 万元 with none to six decimals, from hundreds of yuan to billions."""
    size = rng.choice([(1, 30), (5, 200), (50, 900), (500, 9000), (5000, 90000)])
    places = rng.choice([0, 0, 1, 2, 2, 2, 4, 4, 5, 6])
    return Decimal(str(rng.uniform(*size))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def draw_executed(rng: Random, budget: Decimal) -> Decimal:
    """Return what was spent of ``budget``: often all, mostly nearly all, now and then nothing or too much."""
    dice = rng.random()
    if dice < 0.45:
        return budget
    if dice < 0.52:
        return Decimal(0)
    share = Decimal(str(rng.uniform(0.3, 1.0) if dice < 0.96 else rng.uniform(1.0, 1.2)))
    places = -int(budget.as_tuple().exponent)
    return (budget * share).quantize(Decimal(1).scaleb(-max(places, rng.choice([2, 4]))), ROUND_HALF_UP)


def rate(executed: Decimal, budget: Decimal, rng: Random) -> str:
    """Return the printed execution rate in percent: rounded as offices do, now and then misprinted."""
    if not budget:
        return "0"
    exact = executed / budget * 100
    if rng.random() < 0.05:
        exact += Decimal(rng.choice(["0.1", "-0.02", "1", "-9"]))
    return plain(max(exact, Decimal(0)).quantize(Decimal(rng.choice(["0.01", "0.01", "0.1", "1"])), ROUND_HALF_UP))


def split_total(rng: Random, total: Decimal) -> list[Decimal]:
    """Return ``total`` cut into a fiscal, a carried-over and another part; all fiscal most of the time."""
    if rng.random() < 0.6:
        return [total, Decimal(0), Decimal(0)]
    carried = (total * Decimal(str(rng.choice([0, 0, 0.1, 0.25])))).quantize(Decimal("0.01"))
    other = (total * Decimal(str(rng.choice([0, 0.05, 0.3])))).quantize(Decimal("0.01"))
    return [total - carried - other, carried, other]
