"""What the commands over the store share: the store opened, the question asked, who asks."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractor.service.lookup import Wanted
    from extractor.settings import Settings

Words = Annotated[list[str] | None, typer.Argument(metavar="[WORDS]…", help="Words that all stand on one page.")]
Unit = Annotated[str, typer.Option(help="Of this unit: its name or a part of it.")]
Project = Annotated[str, typer.Option(help="About this project: its name or a part of it.")]
Kind = Annotated[str, typer.Option(help="With a record of this kind, such as project_evaluation.")]
Year = Annotated[int | None, typer.Option(help="With a record of this year.")]
State = Annotated[str, typer.Option(help="reading, review, done or failed.")]
Condition = Annotated[
    list[str] | None, typer.Option("--field", metavar="COND", help="Such as grade=优 or total_score<60; repeatable.")
]


def store_settings(**asked: str | int) -> Settings:
    """The settings, with the store they name open.

    Raises:
        UsageError, StoreUnavailable: it cannot be opened.
    """
    from extractor.settings import read_settings
    from extractor.store.opening import open_store

    settings = read_settings(**asked)
    open_store(settings)
    return settings


def wanted(words: Sequence[str] | None, fields: Sequence[str] | None, **narrow: str | int | None) -> Wanted:
    """The question as the service understands it; the store must be open."""
    from extractor.service.lookup import Wanted

    return Wanted(words=" ".join(words or ()), fields=tuple(fields or ()), **narrow)  # type: ignore[arg-type]


def own_name() -> str:
    """Who sits at the machine."""
    return getpass.getuser()
