"""Whom and what it concerns: units, projects, the names they go by, and their figures over the years."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from extractor.store.columns import ExactDecimalField


class Unit(models.Model):
    """A body that reports. One that was merged into another keeps its row; ``merged_into`` leads on."""

    name = models.TextField()
    code = models.TextField(default="")
    since = models.SmallIntegerField(null=True, help_text="First year under this name")
    until = models.SmallIntegerField(null=True, help_text="Last year under this name")
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")


class Project(models.Model):
    """A budget project of a unit, across years and forms."""

    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="projects")
    name = models.TextField()
    code = models.TextField(default="")
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")


class Alias(models.Model):
    """A name as printed that stands for a unit or a project, and why. ``key`` is the name as it is compared."""

    class State(models.TextChoices):
        """``accepted`` names are used; ``proposed`` ones wait for a person; ``rejected`` ones are not asked again."""

        ACCEPTED = "accepted"
        PROPOSED = "proposed"
        REJECTED = "rejected"

    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="aliases")
    project = models.ForeignKey(Project, models.CASCADE, null=True, related_name="aliases")
    within = models.ForeignKey(
        Unit, models.CASCADE, null=True, related_name="project_aliases", help_text="Whose project the name means"
    )
    name = models.TextField()
    key = models.CharField(max_length=200)
    because = models.JSONField(default=list, help_text="The steps that lead from the name to the entity")
    score = models.FloatField(default=1.0, help_text="How sure, 0..1")
    state = models.CharField(max_length=8, choices=State, default=State.ACCEPTED)
    who = models.TextField(default="")
    at = models.DateTimeField(default=now)

    class Meta:
        """Finding by name; an alias is either a unit's or a project's, and an accepted name stands for one of them."""

        indexes = [models.Index(fields=("key", "state"), name="alias_key")]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(project__isnull=True), name="alias_of_unit_or_project"
            ),
            models.UniqueConstraint(
                fields=("key",), condition=Q(state="accepted", unit__isnull=False), name="alias_unit_once"
            ),
            models.UniqueConstraint(
                fields=("key",),
                condition=Q(state="accepted", project__isnull=False, within__isnull=True),
                name="alias_project_once",
            ),
            models.UniqueConstraint(
                fields=("key", "within"),
                condition=Q(state="accepted", project__isnull=False, within__isnull=False),
                name="alias_project_within_once",
            ),
        ]


class Merge(models.Model):
    """Two entities taken for one, or proposed to be, or not: append-only, explained, and reversible.

    ``kind`` is ``unit`` or ``project``; ``gone`` was taken into ``kept`` (ids).
    """

    class State(models.TextChoices):
        """``proposed`` waits for a person; ``undone`` was made and taken back."""

        PROPOSED = "proposed"
        MADE = "made"
        REJECTED = "rejected"
        UNDONE = "undone"

    kind = models.CharField(max_length=8, choices=[("unit", "unit"), ("project", "project")])
    gone = models.BigIntegerField()
    kept = models.BigIntegerField()
    because = models.JSONField(default=list)
    score = models.FloatField(default=1.0)
    state = models.CharField(max_length=8, choices=State)
    who = models.TextField()
    at = models.DateTimeField(default=now)
    undone_by = models.TextField(default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Pairs that wait, and what is known of a pair."""

        indexes = [
            models.Index(fields=("state", "id"), name="merge_queue"),
            models.Index(fields=("kind", "gone", "kept"), name="merge_pair"),
        ]


class LedgerRow(models.Model):
    """One figure of a project or unit in a year, with the place it was read from.

    ``measure`` is the record's own key: ``budget_initial``, ``budget``, ``received``, ``executed``, ``rate``,
    ``score``, ``total_score``, ``target``, ``actual``, …; ``subject`` what it measures: the source of the money
    (``total``, ``fiscal``, …) or the indicator's name. ``value`` is in force: as read, or as corrected.
    """

    document = models.ForeignKey("store.Document", models.CASCADE, related_name="ledger")
    record = models.ForeignKey("store.RecordRow", models.CASCADE, related_name="ledger")
    field = models.OneToOneField("store.FieldRow", models.CASCADE, related_name="ledger")
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="ledger", db_index=False)
    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="ledger", db_index=False)
    year = models.SmallIntegerField(null=True)
    stage = models.CharField(max_length=10, choices=[("plan", "plan"), ("result", "result")])
    subject = models.TextField()
    measure = models.CharField(max_length=32)
    value = models.TextField(null=True)
    number = ExactDecimalField(null=True)

    class Meta:
        """A project's or a unit's figures in order of years."""

        indexes = [
            models.Index(fields=("project", "year"), name="ledger_project"),
            models.Index(fields=("unit", "year", "measure"), name="ledger_unit"),
        ]
