"""Who may do what: people, their tokens, what they did, and whose log-ins failed."""

from __future__ import annotations

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
