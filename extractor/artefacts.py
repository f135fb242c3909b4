"""Finds a trained or packaged model by its name: a name goes in, the path of a file with the right checksum comes out.

``models/manifest.json`` lists them all. An artefact lies in the user's own model folder, beside the manifest, or
inside an installed package that ships it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.errors import ModelError

_HERE = Path(__file__).parent
_MANIFESTS = (_HERE / "models" / "manifest.json", _HERE.parent / "models" / "manifest.json")
"""Inside the installed wheel, and in a checkout."""


@dataclass(frozen=True)
class Artefact:
    """One line of the manifest.

    ``file`` is relative to the manifest's folder, or to ``package``'s folder where an installed package ships it.
    ``source`` says where it comes from and how to get it again.
    """

    name: str
    version: str
    file: str
    sha256: str
    source: str
    licence: str
    package: str | None = None


def find(name: str, folder: Path | None = None) -> Path:
    """The file of the artefact called ``name``.

    Args:
        name: as in the manifest.
        folder: the user's own model folder; looked into first.

    Raises:
        ModelError: unknown, missing everywhere, or not the file the manifest means.
    """
    artefact = manifest().get(name)
    if artefact is None:
        raise ModelError(f"There is no model {name}; known are {', '.join(sorted(manifest()))}.")
    path = next((place for place in _places(artefact, folder) if place.is_file()), None)
    if path is None:
        raise ModelError(f"The model {name} is missing; it comes from {artefact.source}.")
    if _sha256(path) != artefact.sha256:
        raise ModelError(f"The model {name} at {path} is not version {artefact.version}: its checksum is wrong.")
    return path


@cache
def manifest() -> dict[str, Artefact]:
    """Every known artefact by name.

    Raises:
        ModelError: the manifest itself is missing.
    """
    path = next((path for path in _MANIFESTS if path.is_file()), None)
    if path is None:
        raise ModelError("The list of models (models/manifest.json) is missing.")
    entries = json.loads(path.read_text(encoding="utf-8"))["artefacts"]
    return {
        entry["name"]: Artefact(**{key: entry.get(key) for key in Artefact.__dataclass_fields__}) for entry in entries
    }


def _places(artefact: Artefact, folder: Path | None) -> list[Path]:
    places = [folder / Path(artefact.file).name] if folder else []
    if artefact.package is None:
        return places + [path.parent / artefact.file for path in _MANIFESTS]
    found = importlib.util.find_spec(artefact.package)
    roots = found.submodule_search_locations if found else None
    return places + [Path(root) / artefact.file for root in roots or ()]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
