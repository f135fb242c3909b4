"""What is committed stands alone: no path of somebody's machine, no address a package came from, nothing oversized."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LARGEST = 8_000_000
FOREIGN = {
    "a home folder": re.compile(rb"/(?:home|Users)/[a-z]\w+/|/root/"),
    "an index address": re.compile(rb"--(?:extra-)?index-url|--find-links|--trusted-host"),
    "a package host": re.compile(rb"https?://[\w.-]*(?:pypi|mirror|nexus|artifactory|devpi)[\w.-]*/"),
}


@cache
def tracked() -> tuple[Path, ...]:
    """The files git knows; none where this is no checkout."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return tuple(ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file())


def texts() -> list[tuple[str, bytes]]:
    """Name and bytes of every tracked text file but this one."""
    found = [(str(path.relative_to(ROOT)), path.read_bytes()) for path in tracked() if path != Path(__file__)]
    return [(name, data) for name, data in found if b"\0" not in data[:8000]]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_tells_of_the_machine_it_was_made_on(what: str) -> None:
    assert [name for name, data in texts() if FOREIGN[what].search(data)] == []


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_no_file_is_oversized() -> None:
    assert [str(path) for path in tracked() if path.stat().st_size > LARGEST] == []


def test_every_package_of_the_lock_has_its_hash() -> None:
    entries = re.split(r"^(?=[a-z0-9])", (ROOT / "requirements.lock").read_text(encoding="utf-8"), flags=re.MULTILINE)
    packages = [entry for entry in entries if "==" in entry.splitlines()[0]]
    assert len(packages) > 50
    assert [entry.splitlines()[0] for entry in packages if "--hash=sha256:" not in entry] == []


def test_opencv_is_the_one_without_windows() -> None:
    from cv2 import version

    assert version.headless
