"""The kind ``report``: running text and what it states. Validated canonical JSON in and out."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field as Described

from extractor.record.kinds import (
    Amount,
    DepartmentEvaluation,
    IsoDate,
    Model,
    Number,
    Pages,
    ProjectEvaluation,
    ProjectList,
    ProjectTarget,
    Score,
    Text,
    UnknownTable,
)

MentionLabel: TypeAlias = Literal[
    "PROJECT", "AMOUNT", "PERCENT", "INDICATOR", "SCORE", "GRADE", "ORG", "DATE", "DOC_NO", "COUNT"
]


class Totals(Model):
    """What the report says its unit had in all."""

    projects: Number | None = Described(None, description="How many projects")
    budget: Amount | None = None


class ReportIndicator(Model):
    """An indicator the text states for a project."""

    level: Text | None = Described(None, description="The last level named: 质量指标, 效果指标")
    name: Text | None = None
    value: Text | None = None


class ReportProject(Model):
    """A budget project the text speaks of."""

    name: Text | None = None
    amount: Amount | None = None
    score: Score | None = None
    grade: Text | None = None
    indicators: list[ReportIndicator] = Described(default_factory=list)


class Mention(Model):
    """An entity in reading order."""

    label: MentionLabel
    text: Text
    value: Text | None = Described(
        None, description="万元 for AMOUNT, ISO for DATE, a number for others, null for names"
    )
    page: int


class Report(Model):
    """自评报告 and other running text."""

    kind: Literal["report"] = "report"
    pages: Pages
    title: Text | None = None
    year: int | None = None
    reporting_unit: Text | None = None
    date: IsoDate | None = None
    totals: Totals = Described(default_factory=Totals)
    projects: list[ReportProject] = Described(default_factory=list)
    score: Score | None = None
    grade: Text | None = None
    mentions: list[Mention] = Described(default_factory=list)


Record: TypeAlias = Annotated[
    ProjectEvaluation | ProjectTarget | DepartmentEvaluation | ProjectList | UnknownTable | Report,
    Described(discriminator="kind"),
]
"""Any record; the ``kind`` key tells which."""

KINDS: dict[str, type[Model]] = {
    "project_evaluation": ProjectEvaluation,
    "project_target": ProjectTarget,
    "department_evaluation": DepartmentEvaluation,
    "project_list": ProjectList,
    "table": UnknownTable,
    "report": Report,
}
"""Every kind by its name."""
