"""What can be set of the service, from ``EXTRACTOR_WEB_…`` variables; the secret that signs sessions."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractor.errors import UsageError

_SHORTEST = 32
_DEFAULT_SECRETS = ("secret", "change", "insecure", "default", "example")
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


class WebSettings(BaseSettings):
    """The settings; every one is also described in the README."""

    model_config = SettingsConfigDict(env_prefix="EXTRACTOR_WEB_", frozen=True)

    production: bool = Field(False, description="Behind HTTPS, with a secret and host names of one's own.")
    secret: str = Field("", description="Signs sessions; at least 32 characters. Empty: one of this machine's own.")
    hosts: str = Field("", description="Names the service answers to, commas between them. Empty: this machine only.")
    max_upload: int = Field(200_000_000, ge=1, description="Bytes; a larger file is refused.")
    session_hours: int = Field(12, ge=1, le=720, description="After which one must log in again.")
    second_look: float = Field(20.0, ge=0, le=1000, description="Of 1,000 decisions, so many go to a second person.")
    webhook_inside: str = Field(
        "", description="Hosts inside one's own network that webhooks may go to, commas between them."
    )
    retention_days: int = Field(0, ge=0, description="Days after which a document is removed for good; 0: never.")
    proxied: bool = Field(
        False, description="A proxy of one's own stands in front and sets X-Forwarded-For and -Proto."
    )

    @property
    def allowed_hosts(self) -> list[str]:
        """The host names as Django wants them."""
        return _names(self.hosts) or list(_LOCAL)

    @property
    def hosts_inside(self) -> frozenset[str]:
        """Hosts that webhooks may go to wherever they are."""
        return frozenset(name.lower() for name in _names(self.webhook_inside))


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def read_web_settings() -> WebSettings:
    """The settings as the environment has them now.

    Raises:
        UsageError: one makes no sense, or in production the secret or the host names are missing or a default.
    """
    try:
        settings = WebSettings()
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"EXTRACTOR_WEB_{str(first['loc'][0]).upper()}: {first['msg']}.") from error
    if settings.production:
        _refuse_default(settings)
    return settings


def secret_of(settings: WebSettings, data: Path) -> str:
    """The secret that was set, or else this installation's own, made at the first start and kept in ``data``.

    Raises:
        UsageError: it can neither be read nor kept.
    """
    if settings.secret:
        return settings.secret
    path = data / "web-secret"
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as goal:
            goal.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise UsageError(f"The folder {data} cannot be written to ({error.strerror}).") from error
    return path.read_text(encoding="ascii")


def _refuse_default(settings: WebSettings) -> None:
    weak = len(settings.secret) < _SHORTEST or len(set(settings.secret)) < _SHORTEST // 4
    if weak or settings.secret.lower().startswith(_DEFAULT_SECRETS):
        raise UsageError(f"In production EXTRACTOR_WEB_SECRET must be a random text of {_SHORTEST} characters or more.")
    if not settings.hosts or "*" in settings.hosts:
        raise UsageError("In production EXTRACTOR_WEB_HOSTS must name the hosts the service answers to.")
