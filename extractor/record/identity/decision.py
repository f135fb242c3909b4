"""What comparing two names comes to: one verdict, and the reason a clerk can check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Verdict: TypeAlias = Literal["merge", "unsure", "different"]
"""``merge``: one entity. ``unsure``: a person decides. ``different``: two entities."""


@dataclass(frozen=True)
class Decision:
    """A verdict on two names.

    ``reason`` says in Chinese what decided, ``reason_en`` the same in English. ``succession`` is set where the two
    are the same office before and after a reform: linked, but kept apart in time.
    """

    verdict: Verdict
    reason: str
    reason_en: str
    succession: bool = False

    @property
    def merges(self) -> bool:
        """Whether the two are one entity."""
        return self.verdict == "merge"


def merge(reason: str, reason_en: str) -> Decision:
    """The two are one."""
    return Decision("merge", reason, reason_en)


def unsure(reason: str, reason_en: str) -> Decision:
    """The two may be one; a person decides."""
    return Decision("unsure", reason, reason_en)


def different(reason: str, reason_en: str) -> Decision:
    """The two are two."""
    return Decision("different", reason, reason_en)
