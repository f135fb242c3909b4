"""What people decided: append-only events about fields and findings, and who looks at which page now."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import now

from extractor.store.columns import PackedJSONField
from extractor.store.models.readings import Document, Reading


class Correction(models.Model):
    """One decision about one field: who, when, from, to, why. Never changed; taken back by a further event.

    The field is told by ``path`` in ``reading`` and, for readings to come, by what stood there: record, place, value.
    ``carried_from`` is the decision about an earlier reading that this one repeats for a later one.
    """

    class Verdict(models.TextChoices):
        """``undone`` takes back the event ``undoes``; the others are final states of a field."""

        ACCEPTED = "accepted"
        CORRECTED = "corrected"
        PRINTED_SO = "printed-so"
        UNREADABLE = "unreadable"
        UNDONE = "undone"

    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections")
    reading = models.ForeignKey(Reading, models.CASCADE, related_name="corrections")
    path = models.TextField()
    page = models.IntegerField()
    box = models.JSONField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    before = models.TextField(null=True, help_text="The value in force until then")
    after = models.TextField(null=True, help_text="The value in force from then on")
    who = models.TextField()
    at = models.DateTimeField(default=now)
    why = models.TextField(default="")
    undoes = models.OneToOneField("self", models.RESTRICT, null=True, related_name="undone_by")
    carried_from = models.ForeignKey("self", models.RESTRICT, null=True, related_name="carried_to")

    class Meta:
        """A document's events in order, and a person's latest (to undo)."""

        indexes = [
            models.Index(fields=("document", "id"), name="correction_document"),
            models.Index(fields=("who", "-id"), name="correction_who"),
        ]


class FindingAnswer(models.Model):
    """One answer to one finding; append-only, the latest counts. ``finding`` is its key, which outlives readings."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="answers")
    finding = models.CharField(max_length=64)
    answer = models.CharField(max_length=10, help_text="printed-so, misread, or open (taken back)")
    who = models.TextField()
    at = models.DateTimeField(default=now)
    why = models.TextField(default="")
    said = PackedJSONField(help_text="The finding as it stood then")

    class Meta:
        """A document's answers in order."""

        indexes = [models.Index(fields=("document", "finding", "id"), name="answer_finding")]


class ReviewLease(models.Model):
    """Who reviews a page now, and until when; one person a page."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="leases")
    page = models.IntegerField()
    owner = models.TextField()
    until = models.DateTimeField()

    class Meta:
        """A page has one lease; a person's leases are found by owner."""

        constraints = [models.UniqueConstraint(fields=("document", "page"), name="review_lease_once")]
        indexes = [models.Index(fields=("owner",), name="review_lease_owner")]
