"""The house's own rules: sizes, names, stages named by their two ends."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("extractor", "workers", "corpora", "models", "peers", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts and not path.match("migrations/0001_initial.py")
)
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}
ROAD = (
    "pdf_to_pages",
    "pages_to_grids",
    "grids_to_words",
    "words_to_blocks",
    "blocks_to_forms",
    "forms_to_records",
    "records_to_findings",
    "findings_to_review",
)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_too_long() -> None:
    sizes = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    sizes = {
        f"{path.relative_to(ROOT)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in FILES
        for node in functions(path)
    }
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}


def test_no_file_is_a_dumping_ground() -> None:
    assert [str(path.relative_to(ROOT)) for path in FILES if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_every_module_says_what_it_is() -> None:
    product = [path for path in FILES if path.is_relative_to(ROOT / "extractor")]
    silent = [path for path in product if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_the_stages_are_the_road() -> None:
    folder = ROOT / "extractor" / "stages"
    stages = {path.stem for path in folder.iterdir() if not path.name.startswith("__")}
    assert stages == set(ROAD)


@pytest.mark.parametrize("name", ROAD)
def test_a_stage_is_a_function_of_its_name(name: str) -> None:
    places = [importlib.import_module(f"extractor.stages.{name}")]
    if (ROOT / "extractor" / "stages" / name / "stage.py").exists():
        places.append(importlib.import_module(f"extractor.stages.{name}.stage"))
    assert any(callable(getattr(place, name, None)) for place in places)


def test_no_two_test_files_share_a_name() -> None:
    names = [path.name for path in FILES if path.name.startswith("test_")]
    assert sorted({name for name in names if names.count(name) > 1}) == []
