"""The wheel carries the product and what it needs to run, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of a wheel built from a copy of the tree."""
    tree, goal = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in ("extractor", "workers", "models"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tree)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", goal, tree], check=True, capture_output=True)
    (wheel,) = goal.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_only_the_product_is_in_it(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"extractor", "workers"}
    assert "extractor/py.typed" in names


def test_the_artefacts_are_in_it(names: set[str]) -> None:
    listed = json.loads((ROOT / "models" / "manifest.json").read_text(encoding="utf-8"))["artefacts"]
    own = {f"extractor/models/{entry['file']}" for entry in listed if entry.get("package") is None}
    assert own | {"extractor/models/manifest.json"} <= names
