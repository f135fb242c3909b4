"""How often a second person says what the first one said: by type of field, and by person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from extractor.record.compare.proportion import exact_interval
from extractor.store.models import Correction, Document, SecondLook

State = SecondLook.State
_ANSWERED = (State.AGREED, State.DIFFERS, State.SETTLED)


@dataclass(frozen=True)
class Agreed:
    """Of ``looks`` a second person agreed with so many; ``name`` is a type of field or a person.

    ``upheld`` are those of the differing ones that a third person decided as the first one had (of a person only).
    """

    name: str
    looks: int
    agreed: int
    upheld: int = 0

    @property
    def share(self) -> float:
        """0..1."""
        return self.agreed / self.looks

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with a probability of 95 % (Clopper-Pearson)."""
        return exact_interval(self.agreed, self.looks)


@dataclass(frozen=True)
class Agreement:
    """Over the documents one may see; ``waiting`` for a second word, ``differing`` for a third."""

    by_type: tuple[Agreed, ...]
    by_person: tuple[Agreed, ...]
    waiting: int
    differing: int


def agreement(visible: Q) -> Agreement:
    """See the module; ``visible`` are the documents that one may see. People are those who decided first."""
    looks = SecondLook.objects.filter(document__in=Document.objects.filter(visible))
    answered = looks.filter(state__in=_ANSWERED)
    counts = {"looks": Count("id"), "alike": Count("id", filter=Q(state=State.AGREED))}
    by_type = answered.values_list("kind").annotate(**counts).order_by("kind")
    by_person = answered.values_list("first__who").annotate(**counts).order_by("first__who")
    upheld = _upheld(looks.filter(state=State.SETTLED))
    return Agreement(
        tuple(Agreed(name, looks, alike) for name, looks, alike in by_type),
        tuple(Agreed(who, looks, alike, upheld[who]) for who, looks, alike in by_person),
        looks.filter(state=State.WAITING, first__reading__current_of__isnull=False).count(),
        looks.filter(state=State.DIFFERS, first__reading__current_of__isnull=False).count(),
    )


def _upheld(settled: QuerySet[SecondLook]) -> Counter[str]:
    """By person, how many of their first decisions a third person repeated."""
    upheld: Counter[str] = Counter()
    for look in settled.select_related("first", "settled"):
        first, third = look.first, look.settled
        if third is not None and _says(first) == _says(third):
            upheld[first.who] += 1
    return upheld


def _says(event: Correction) -> tuple[bool, str | None]:
    return event.verdict == Correction.Verdict.UNREADABLE, event.after
