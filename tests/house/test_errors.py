"""The error tree: each class has its own exit code and advice, and is documented."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from extractor import errors
from extractor.errors import ExtractorError

ROOT = Path(__file__).parents[2]


def tree(cls: type[ExtractorError] = ExtractorError) -> list[type[ExtractorError]]:
    """The class and everything below it."""
    return [cls, *(deeper for below in cls.__subclasses__() for deeper in tree(below))]


CLASSES = [cls for cls in tree() if cls.__module__ == errors.__name__]
LEAVES = [cls for cls in CLASSES if not cls.__subclasses__()]


def test_no_two_errors_share_an_exit_code() -> None:
    codes = [cls.exit_code for cls in LEAVES]
    assert len(set(codes)) == len(codes)
    assert 0 not in codes


@pytest.mark.parametrize("cls", CLASSES)
def test_an_error_says_what_to_do(cls: type[ExtractorError]) -> None:
    assert cls.advice.endswith(".")
    assert 400 <= cls.http_status < 600
    assert str(cls("It broke.", file="a.pdf", page=3)) == f"a.pdf, page 3: It broke. {cls.advice}"


@pytest.mark.parametrize("cls", CLASSES)
def test_an_error_is_drawn_and_survives_the_way_between_processes(cls: type[ExtractorError]) -> None:
    assert cls.__name__ in (errors.__doc__ or "")
    other = pickle.loads(pickle.dumps(cls("It broke.", file="a.pdf", page=3)))
    assert (type(other), other.message, other.file, other.page) == (cls, "It broke.", "a.pdf", 3)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_lists_every_exit_code(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [cls.__name__ for cls in LEAVES if f"| {cls.exit_code} |" not in text] == []
