"""Who may do what: people, their tokens, what they did, and whose log-ins failed."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.timezone import now


class Role(models.TextChoices):
    """What a person is here for; see ``permissions``."""

    UPLOADER = "uploader"
    REVIEWER = "reviewer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class People(BaseUserManager["Person"]):
    """Makes people."""

    def create(self, username: str, password: str, **facts: object) -> Person:  # type: ignore[override]
        """A person who can log in."""
        person = Person(username=Person.normalize_username(username), **facts)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """An account. Who has not ``all_units`` sees documents of ``units`` and what they handed in themselves."""

    username = models.CharField(max_length=100, unique=True)
    full_name = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=13, choices=Role, default=Role.UPLOADER)
    all_units = models.BooleanField(default=False)
    units = models.ManyToManyField("store.Unit", related_name="people", blank=True)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False, help_text="Must choose a password of their own")
    joined = models.DateTimeField(default=now)

    objects = People()
    USERNAME_FIELD = "username"


class Token(models.Model):
    """A program's key to the API, with its owner's rights. Only a digest is kept: it is shown once, when made."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=now)
    used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)


class FailedLogin(models.Model):
    """A log-in that failed: counts towards the lock."""

    username = models.CharField(max_length=100)
    address = models.CharField(max_length=45)
    at = models.DateTimeField(default=now)

    class Meta:
        """Latest by name and by address."""

        indexes = [
            models.Index(fields=("username", "at"), name="failed_login_name"),
            models.Index(fields=("address", "at"), name="failed_login_address"),
        ]


class Event(models.Model):
    """What somebody did besides decisions about values (which the store keeps): append-only."""

    at = models.DateTimeField(default=now)
    who = models.CharField(max_length=100)
    what = models.CharField(max_length=40)
    about = models.TextField(default="")
    address = models.CharField(max_length=45, default="")

    class Meta:
        """Newest first, and of one person."""

        indexes = [models.Index(fields=("who", "-id"), name="event_who")]


class Webhook(models.Model):
    """An address that is told when a document is ready, among those its person may see. ``secret`` signs what is sent.

    ``seen`` is when the latest reading was made that was looked at.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="webhooks")
    address = models.TextField()
    secret = models.CharField(max_length=64)
    made = models.DateTimeField(default=now)
    seen = models.DateTimeField(default=now)
    ended = models.DateTimeField(null=True)


class Delivery(models.Model):
    """One message to one webhook: about a reading, tried until it is taken or was tried too often."""

    class State(models.TextChoices):
        """``waiting`` (until ``due``) → ``delivered``, or ``failed`` with its ``error``."""

        WAITING = "waiting"
        DELIVERED = "delivered"
        FAILED = "failed"

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    reading = models.ForeignKey("store.Reading", models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    made = models.DateTimeField(default=now)
    due = models.DateTimeField(default=now)
    tries = models.IntegerField(default=0)
    status = models.SmallIntegerField(null=True, help_text="Of the latest answer")
    error = models.TextField(default="")
    done = models.DateTimeField(null=True)

    class Meta:
        """A reading once a webhook; what is due."""

        constraints = [models.UniqueConstraint(fields=("webhook", "reading"), name="delivery_once")]
        indexes = [models.Index(fields=("due",), condition=models.Q(state="waiting"), name="delivery_queue")]


class UploadInParts(models.Model):
    """A file that comes piece by piece and may be taken up again; its bytes lie in the data folder until it is whole.

    ``result`` is what became of it, once ``received`` is ``size``.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    touched = models.DateTimeField(default=now)
    result = models.JSONField(null=True)
