"""Archive runs: a folder of past years taken in, file by file, with what became of each."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now


class ArchiveRun(models.Model):
    """One walk over an archive; started and stopped at will, and taken up again by its ``folder``."""

    folder = models.TextField()
    who = models.TextField()
    options = models.JSONField(default=dict)
    started = models.DateTimeField(default=now)


class ArchiveItem(models.Model):
    """One file of a run. ``size`` and ``modified`` tell whether it changed since it was looked at.

    ``year`` and ``unit`` are guesses from the path; ``submission`` is the one that reads it, also where another run
    or person handed the same bytes in first (then ``state`` is ``duplicate``).
    """

    class State(models.TextChoices):
        """``found`` → ``submitted`` or ``duplicate``, or ``failed`` with its ``error``."""

        FOUND = "found"
        SUBMITTED = "submitted"
        DUPLICATE = "duplicate"
        FAILED = "failed"

    run = models.ForeignKey(ArchiveRun, models.CASCADE, related_name="items")
    path = models.TextField(help_text="Relative to the run's folder")
    size = models.BigIntegerField()
    modified = models.FloatField(help_text="Seconds since 1970")
    state = models.CharField(max_length=10, choices=State, default=State.FOUND)
    year = models.SmallIntegerField(null=True)
    unit = models.TextField(default="")
    submission = models.ForeignKey("store.Submission", models.SET_NULL, null=True, related_name="archive_items")
    error = models.TextField(default="")
    error_kind = models.TextField(default="")

    class Meta:
        """A path once a run; the next one to hand in."""

        constraints = [models.UniqueConstraint(fields=("run", "path"), name="archive_item_once")]
        indexes = [models.Index(fields=("run", "state", "id"), name="archive_item_queue")]
