"""Results appear whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.errors import OutputError
from extractor.export.whole import write_whole


def test_missing_folders_are_made_and_old_results_replaced(tmp_path: Path) -> None:
    goal = tmp_path / "out" / "a.json"
    write_whole(goal, b"old")
    write_whole(goal, b"new")
    assert goal.read_bytes() == b"new"
    assert [path.name for path in goal.parent.iterdir()] == ["a.json"]


def test_a_goal_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be")
    with pytest.raises(OutputError) as caught:
        write_whole(tmp_path / "out" / "a.json", b"{}")
    assert caught.value.file == str(tmp_path / "out" / "a.json")


def test_when_space_runs_out_the_old_result_stands(tmp_path: Path) -> None:
    goal = tmp_path / "a.json"
    goal.write_bytes(b"old")
    code = (
        "import resource, pathlib\n"
        "from extractor.errors import OutputError\n"
        "from extractor.export.whole import write_whole\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n"
        f"    write_whole(pathlib.Path({str(goal)!r}), b'x' * 100_000)\n"
        "except OutputError as error:\n"
        "    raise SystemExit(error.exit_code)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == OutputError.exit_code
    assert goal.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
