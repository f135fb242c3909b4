"""What was read: documents, their readings whole and versioned, and the latest reading spread out to be asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.utils.timezone import now

from extractor.store.columns import ExactDecimalField, PackedJSONField
from extractor.store.models.entities import Project, Unit
from extractor.store.models.papers import File, Submission

VALUE_HEAD = 32
"""Characters of a value that its index holds; a whole text can be longer than an index may take."""


class Document(models.Model):
    """A paper as the store knows it: one a file. ``current`` is its latest reading, ``latest`` its latest submission.

    ``unit`` is the unit that answers for it as a whole (whose people may see it), ``year`` its year. ``same_paper``
    leads to the document it seems to be another scan of; ``same_paper_state`` is ``""``, ``proposed``, ``confirmed``
    or ``rejected`` (by ``same_paper_who``).
    """

    file = models.OneToOneField(File, models.CASCADE, related_name="document")
    name = models.TextField()
    added = models.DateTimeField(default=now)
    who = models.TextField()
    current = models.OneToOneField("store.Reading", models.SET_NULL, null=True, related_name="current_of")
    latest = models.OneToOneField(Submission, models.SET_NULL, null=True, related_name="latest_of")
    title = models.TextField(default="")
    year = models.SmallIntegerField(null=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="documents")
    waiting = models.IntegerField(default=0, help_text="Fields that wait for review")
    open_findings = models.IntegerField(default=0)
    same_paper = models.ForeignKey("self", models.SET_NULL, null=True, related_name="other_scans")
    same_paper_state = models.CharField(max_length=9, default="")
    same_paper_who = models.TextField(default="")

    class Meta:
        """Lists by unit, by year, and of what waits."""

        indexes = [
            models.Index(fields=("unit", "year", "id"), name="document_unit"),
            models.Index(fields=("year", "id"), name="document_year"),
            models.Index(fields=("id",), condition=Q(waiting__gt=0), name="document_waiting"),
        ]


class Reading(models.Model):
    """One reading of a document, whole and never altered: the envelope as it was assembled, and by what.

    ``versions`` names what read it: program, engine, models. Corrections lie beside it, not in it.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings", db_index=False)
    version = models.IntegerField(help_text="1 for the first reading of the document")
    submission = models.ForeignKey(Submission, models.SET_NULL, null=True, related_name="readings")
    envelope = PackedJSONField()
    versions = models.JSONField(default=dict)
    created = models.DateTimeField(default=now)
    fields = models.IntegerField()
    flagged = models.IntegerField()

    class Meta:
        """A version once a document."""

        constraints = [models.UniqueConstraint(fields=("document", "version"), name="reading_once")]


class RecordRow(models.Model):
    """A record of the current reading; its values are its fields. ``identity`` tells it again in another reading."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="records", db_index=False)
    position = models.IntegerField(help_text="0-based place in the envelope's records")
    kind = models.CharField(max_length=24)
    title = models.TextField(null=True)
    year = models.SmallIntegerField(null=True)
    reporting_unit = models.TextField(null=True)
    project_name = models.TextField(null=True)
    first_page = models.IntegerField()
    last_page = models.IntegerField()
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="records", db_index=False)
    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="records", db_index=False)

    class Meta:
        """Records of a unit or project by kind and year."""

        constraints = [models.UniqueConstraint(fields=("document", "position"), name="record_once")]
        indexes = [
            models.Index(fields=("kind", "year", "id"), name="record_kind"),
            models.Index(fields=("unit", "year"), name="record_unit"),
            models.Index(fields=("project", "year"), name="record_project"),
        ]


class FieldRow(models.Model):
    """A value of the current reading with its place on the paper.

    ``path`` is the pointer into the envelope, ``name`` the same without record and list positions
    (``/funds/budget``). ``value`` and ``number`` are in force: as read, or as a person corrected them; ``number`` where
    it is one (money in 万元). ``box`` is left, top, right, bottom as fractions of the upright page. ``page_risk`` is
    the largest risk on its page, so that the riskiest page comes first and whole.
    """

    class State(models.TextChoices):
        """``sure`` was not asked about; ``waiting`` is in the queue; the others are what a person decided."""

        SURE = "sure"
        WAITING = "waiting"
        ACCEPTED = "accepted"
        CORRECTED = "corrected"
        PRINTED_SO = "printed-so"
        UNREADABLE = "unreadable"

    document = models.ForeignKey(Document, models.CASCADE, related_name="fields", db_index=False)
    record = models.ForeignKey(RecordRow, models.CASCADE, null=True, related_name="fields")
    path = models.TextField()
    name = models.TextField()
    value = models.TextField(null=True)
    number = ExactDecimalField(null=True)
    raw = models.TextField()
    page = models.IntegerField()
    box = models.JSONField()
    confidence = models.FloatField()
    reasons = models.JSONField(default=list)
    asked = models.BooleanField(help_text="Whether the reading itself asked for review")
    state = models.CharField(max_length=10, choices=State)
    page_risk = models.FloatField(default=0.0)

    class Meta:
        """The review queue; figures of one name by size, values by how they begin; names that people confirmed."""

        constraints = [models.UniqueConstraint(fields=("document", "path"), name="field_once")]
        indexes = [
            models.Index(
                fields=("-page_risk", "document", "page", "id"), condition=Q(state="waiting"), name="field_queue"
            ),
            models.Index(fields=("name", "number"), condition=Q(number__isnull=False), name="field_number"),
            models.Index("name", Left("value", VALUE_HEAD), name="field_value"),
            models.Index(fields=("name",), condition=Q(state__in=("accepted", "corrected")), name="field_confirmed"),
        ]


class FindingRow(models.Model):
    """What the rules noticed in the current reading. ``key`` tells the same finding again in another reading."""

    class State(models.TextChoices):
        """``open`` until a person answers: ``printed-so`` (the paper is wrong) or ``misread`` (it was corrected)."""

        OPEN = "open"
        PRINTED_SO = "printed-so"
        MISREAD = "misread"

    document = models.ForeignKey(Document, models.CASCADE, related_name="findings")
    key = models.CharField(max_length=64)
    rule = models.CharField(max_length=100)
    severity = models.CharField(max_length=8)
    message = models.TextField()
    message_en = models.TextField(default="", help_text="The same in English; empty where there is none")
    paths = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    class Meta:
        """Open findings by severity and rule."""

        indexes = [models.Index(fields=("state", "severity", "rule"), name="finding_open")]


class PageText(models.Model):
    """The words of one page of a document, to be searched: values in force, what was read, running text."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="texts", db_index=False)
    page = models.IntegerField()
    text = models.TextField()

    class Meta:
        """A page once a document."""

        constraints = [models.UniqueConstraint(fields=("document", "page"), name="page_text_once")]
