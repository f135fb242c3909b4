"""Documentation is a contract: what can be called or set is described, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from extractor.cli.main import app
from extractor.record.report_kind import KINDS
from extractor.settings import Settings

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")


def text(name: str) -> str:
    """A document at the root."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_every_command_and_option_is_described(readme: str) -> None:
    group = typer.main.get_command(app)
    missing = []
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        options = [option for item in command.params for option in item.opts if option.startswith("--")]
        missing += [option for option in options if option != "--help" and f"`{option}" not in text(readme)]
        missing += [] if f"extractor {name}" in text(readme) else [name]
    assert missing == []


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_is_described(readme: str) -> None:
    names = [f"EXTRACTOR_{name.upper()}" for name in Settings.model_fields]
    assert [name for name in names if f"`{name}`" not in text(readme)] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_word_of_the_makefile_is_described(readme: str) -> None:
    words = re.search(r"^\.PHONY: (.+)$", text("Makefile"), re.MULTILINE)
    assert words is not None
    assert [word for word in words[1].split() if f"make {word}" not in text(readme)] == []


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_every_kind_of_record(readme: str) -> None:
    assert [kind for kind in KINDS if f"`{kind}`" not in text(readme)] == []


def test_every_key_of_a_record_is_described() -> None:
    described = text("extractor/record/README.md")
    keys = {key for kind in KINDS.values() for key in _keys(kind.model_json_schema())}
    assert sorted(key for key in keys if f"`{key}`" not in described) == []


def test_the_architecture_names_every_room() -> None:
    rooms = [path.name for path in (ROOT / "extractor").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"{room}/" not in text("ARCHITECTURE.md")] == []


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = []
    for document in ROOT.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            if not (document.parent / target).exists():
                broken.append(f"{document.name}: {target}")
    assert broken == []


def _keys(schema: dict) -> set[str]:
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", {})}
