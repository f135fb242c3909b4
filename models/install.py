"""A trained file in, its line in ``manifest.json`` brought up to date: version and checksum."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

_MANIFEST = Path(__file__).parent / "manifest.json"


def note_in_manifest(name: str, version: str, manifest: Path = _MANIFEST) -> None:
    """Writes the version and the SHA-256 of the artefact ``name`` as its file is now.

    Raises:
        LookupError: the manifest does not name it; its line (source, licence) is written by hand first.
    """
    plain = json.loads(manifest.read_text(encoding="utf-8"))
    entry = next((one for one in plain["artefacts"] if one["name"] == name), None)
    if entry is None:
        raise LookupError(f"{manifest.name} has no line for {name}")
    entry["version"] = version
    entry["sha256"] = hashlib.sha256((manifest.parent / entry["file"]).read_bytes()).hexdigest()
    manifest.write_text(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
