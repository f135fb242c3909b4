"""What running text says: mentions in it and which belong together. Offsets count characters of the text given."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.record.report_kind import MentionLabel

LOOSELY_LINKED = "loosely-linked"
"""The doubt of a figure that belongs to its project, or to the whole, by nearness alone."""
NAMED_BY_MODEL = "named-by-model"
"""The doubt of a name that the trained model is not sure of, or that the written rules do not see as it does."""
UNLINKED_FIGURES = "unlinked-figures"
"""The doubt of a report that states a budget, score or grade of which it is not known what it belongs to."""
PROJECTS_UNCOUNTED = "projects-uncounted"
"""The doubt of a report that names fewer projects with figures of their own than it says there are."""
STATED_OTHERWISE = "stated-otherwise"
"""The doubt of a value that the text states once more with another figure."""


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: ``text[start:end]``, its label and canonical value (None for names).

    ``approximate`` marks 近/约/余; ``confidence`` (0..1) is the finder's own, not calibrated; ``doubts`` name
    what makes it unsure that a figure says what it is linked to, or that a name is one.
    """

    start: int
    end: int
    label: MentionLabel
    value: str | None = None
    approximate: bool = False
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedIndicator:
    """An indicator the text states for a project; ``value_span`` is where its value stands, None where none is given.

    ``level`` is the last level the text names before it, such as 质量指标.
    """

    name: Span
    level: str | None
    value: str | None
    value_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class StatedProject:
    """What a report states of one project. ``names`` are all its mentions, the first one naming it."""

    names: tuple[Span, ...]
    amount: Span | None = None
    score: Span | None = None
    grade: Span | None = None
    indicators: tuple[StatedIndicator, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a text says: mentions in reading order, projects and what is linked to them, the unit's own totals.

    ``doubts`` say why something may be missing from ``projects``.
    """

    mentions: tuple[Span, ...]
    projects: tuple[StatedProject, ...] = ()
    total_projects: Span | None = None
    total_budget: Span | None = None
    score: Span | None = None
    grade: Span | None = None
    doubts: tuple[str, ...] = ()
