"""Builds the wheel with the models' manifest, and the artefacts it lists, inside the package; see pyproject.toml."""

import json
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

MODELS = Path(__file__).parent / "models"


class BuildWithArtefacts(build_py):
    """Copies artefacts from ``models/`` to ``extractor/models/`` of the build, where an installed package looks."""

    def run(self) -> None:
        """Builds as usual, then copies; an editable install finds the artefacts where they are."""
        super().run()
        if self.editable_mode:
            return
        goal = Path(self.build_lib) / "extractor" / "models"
        listed = json.loads((MODELS / "manifest.json").read_text(encoding="utf-8"))["artefacts"]
        own = [entry["file"] for entry in listed if entry.get("package") is None]
        for name in ("manifest.json", *own):
            (goal / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(MODELS / name, goal / name)


setup(cmdclass={"build_py": BuildWithArtefacts})
