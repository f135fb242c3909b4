"""What was handed in: files by their content, submissions, and their pages as a queue."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from extractor.store.columns import PackedJSONField
from extractor.store.models.archive import ArchiveRun


class File(models.Model):
    """One original, known by its bytes; ``names`` are all it was ever handed in under.

    ``parts`` are the names and checksums of the files of a folder of page pictures, in order; null for a single file.
    The bytes lie in the blob store under ``original_key``.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField(help_text="Bytes")
    media_type = models.CharField(max_length=100)
    names = models.JSONField(default=list)
    parts = models.JSONField(null=True)
    page_count = models.IntegerField()
    added = models.DateTimeField(default=now)


class Submission(models.Model):
    """One wish to have a file read: who, when, how, and how far it has come.

    ``pages_left`` counts pages neither read nor set aside. ``attempt``, ``tries``, ``leased_by`` and ``lease_until``
    concern the assembly, which is claimed and fenced as pages are.
    """

    class State(models.TextChoices):
        """``reading`` → ``read`` (all pages done) → ``assembling`` → ``done``; or ``failed``, or ``cancelled``."""

        READING = "reading"
        READ = "read"
        ASSEMBLING = "assembling"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    class Priority(models.IntegerChoices):
        """Smaller goes first: a person waiting before an archive."""

        WAITING = 0
        ORDINARY = 5
        ARCHIVE = 9

    file = models.ForeignKey(File, models.CASCADE, related_name="submissions")
    name = models.TextField(help_text="The file's name as handed in")
    who = models.TextField()
    at = models.DateTimeField(default=now)
    priority = models.SmallIntegerField(choices=Priority, default=Priority.ORDINARY)
    state = models.CharField(max_length=12, choices=State, default=State.READING)
    options = models.JSONField(default=dict, help_text="Settings asked for: engine, recogniser, …")
    run = models.ForeignKey(ArchiveRun, models.SET_NULL, null=True, related_name="submissions")
    pages_left = models.IntegerField()
    attempt = models.IntegerField(default=0, help_text="Claims in all; fences writes")
    tries = models.IntegerField(default=0, help_text="Claims since a person last queued it")
    leased_by = models.TextField(default="")
    lease_until = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        """Finding what is ready to assemble, what went stale, and the newest of a state."""

        indexes = [
            models.Index(fields=("state", "priority", "id"), name="submission_queue"),
            models.Index(fields=("lease_until",), condition=Q(state="assembling"), name="submission_stale"),
        ]


class Page(models.Model):
    """A page of a submission: a row of the queue. Written only by the holder of the lease with the same ``attempt``."""

    class State(models.TextChoices):
        """``waiting`` → ``reading`` (leased) → ``read``, or ``unread`` (set aside with its ``error``)."""

        WAITING = "waiting"
        READING = "reading"
        READ = "read"
        UNREAD = "unread"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="pages", db_index=False)
    number = models.IntegerField(help_text="1-based")
    priority = models.SmallIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempt = models.IntegerField(default=0, help_text="Claims in all; fences writes")
    tries = models.IntegerField(default=0, help_text="Claims since a person last queued it")
    leased_by = models.TextField(default="")
    lease_until = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    error = models.TextField(default="")
    error_kind = models.TextField(default="", help_text="The error's class, as in extractor.errors")
    done = models.DateTimeField(null=True)

    class Meta:
        """The queue's head, and what went stale; both stay small however many pages are done."""

        constraints = [models.UniqueConstraint(fields=("submission", "number"), name="page_once")]
        indexes = [
            models.Index(fields=("priority", "id"), condition=Q(state="waiting"), name="page_queue"),
            models.Index(fields=("lease_until",), condition=Q(state="reading"), name="page_stale"),
        ]


class PageProduct(models.Model):
    """What reading a page gave: its blocks as ``record.codec`` writes them, and the blobs made beside them."""

    page = models.OneToOneField(Page, models.CASCADE, related_name="product", primary_key=True)
    blocks = PackedJSONField()
    artefacts = models.JSONField(default=list, help_text="Keys in the blob store: pictures, …")
