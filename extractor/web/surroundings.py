"""What stands around every page: who is logged in, where they may go, which language they read."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.http import HttpRequest

from extractor.web.language import language_of
from extractor.web.models import Person
from extractor.web.permissions import Action, may

_VERSION = version("performance-extractor")
PLACES = (
    ("/dashboard", "概览", "Overview", Action.SEE),
    ("/upload", "上传", "Upload", Action.UPLOAD),
    ("/review", "复核", "Review", Action.DECIDE),
    ("/documents", "文档", "Documents", Action.SEE),
    ("/ledger", "台账", "Ledger", Action.SEE),
    ("/people", "账户", "Accounts", Action.ADMINISTER),
    ("/audit", "审计", "Audit trail", Action.AUDIT),
    ("/upkeep", "运维", "Upkeep", Action.ADMINISTER),
)


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """See the module."""
    person = getattr(request, "user", None)
    known = person if isinstance(person, Person) else None
    places = [place[:3] for place in PLACES if known is not None and may(known, place[3])]
    here = "/" + request.path.split("/")[1]
    rights = {action.value: known is not None and may(known, action) for action in Action}
    return {"person": known, "places": places, "here": here, "language": language_of(request), "rights": rights,
            "version": _VERSION}  # fmt: skip
