"""A second person's word on what a first one decided, without knowing it; and who was right where they differ."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from extractor.store.models.decisions import Correction
from extractor.store.models.readings import Document


class SecondLook(models.Model):
    """One decision that is put before another person. ``kind`` is the type of its field.

    ``second_who``, ``verdict`` and ``value`` are what the second person said, ``owner`` and ``until`` who has it before
    them now. ``settled`` is the third person's decision where the two differed.
    """

    class State(models.TextChoices):
        """``waiting`` → ``agreed``, or ``differs`` → ``settled``; ``void``: nobody needs to look any more."""

        WAITING = "waiting"
        AGREED = "agreed"
        DIFFERS = "differs"
        SETTLED = "settled"
        VOID = "void"

    document = models.ForeignKey(Document, models.CASCADE, related_name="second_looks")
    path = models.TextField()
    kind = models.CharField(max_length=8)
    first = models.OneToOneField(Correction, models.CASCADE, related_name="second_look")
    drawn = models.DateTimeField(default=now)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    owner = models.TextField(default="")
    until = models.DateTimeField(null=True)
    second_who = models.TextField(default="")
    verdict = models.CharField(max_length=10, choices=Correction.Verdict, default="")
    value = models.TextField(null=True)
    why = models.TextField(default="")
    at = models.DateTimeField(null=True)
    settled = models.ForeignKey(Correction, models.CASCADE, null=True, related_name="settles")

    class Meta:
        """What waits, oldest first; what is in dispute at a place."""

        indexes = [
            models.Index(fields=("id",), condition=Q(state="waiting"), name="second_look_queue"),
            models.Index(fields=("document", "path"), condition=Q(state="differs"), name="second_look_dispute"),
        ]


class LookLent(models.Model):
    """Whom a second look was ever lent to; kept when they give it back, for they may be asked again."""

    look = models.ForeignKey(SecondLook, models.CASCADE, related_name="lent")
    who = models.TextField()

    class Meta:
        """A person once a look; what a person was ever lent."""

        constraints = [models.UniqueConstraint(fields=("who", "look"), name="look_lent_once")]
