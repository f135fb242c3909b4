"""Log-ins that failed are counted; too many lock the door for a while, for the name and for the address."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import now

from extractor.store.columns import storable
from extractor.web.models import FailedLogin

WINDOW = timedelta(minutes=15)
OF_ONE_NAME = 5
"""Failures from one address for one name after which it is locked there."""
OF_ONE_ADDRESS = 30
"""Failures for any names after which an address is locked."""
OF_A_NAME_ANYWHERE = 50
"""Failures from any addresses after which a name is locked: a guess spread over many machines."""


def is_locked(username: str, address: str) -> bool:
    """Whether a log-in is not even tried."""
    recent = FailedLogin.objects.filter(at__gt=now() - WINDOW)
    of_name = recent.filter(username=_key(username))
    return (
        of_name.filter(address=address).count() >= OF_ONE_NAME
        or recent.filter(address=address).count() >= OF_ONE_ADDRESS
        or of_name.count() >= OF_A_NAME_ANYWHERE
    )


def failed(username: str, address: str) -> None:
    """Notes a failure; those long past are forgotten."""
    FailedLogin.objects.filter(at__lt=now() - 4 * WINDOW).delete()
    FailedLogin.objects.create(username=_key(username), address=address)


def forget(username: str, address: str | None = None) -> None:
    """After a log-in that went well, or when an administrator opens the door."""
    rows = FailedLogin.objects.filter(username=_key(username))
    (rows if address is None else rows.filter(address=address)).delete()


def _key(username: str) -> str:
    return storable(username).casefold()[:100]
