"""The command line as a user meets it: what it prints where, what it writes, how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from extractor.cli.main import run
from extractor.errors import EmptyFile, OutputError, UnknownFormat, UsageError
from extractor.export.dump import load_product

Ended = tuple[int, str, str]
Extractor = Callable[..., Ended]


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Extractor:
    """Runs the program with an engine that needs no network; gives exit code, stdout and stderr."""
    monkeypatch.setenv("EXTRACTOR_ENGINE", "recorded")
    monkeypatch.setenv("EXTRACTOR_RECORDING", str(tmp_path / "none.json"))
    monkeypatch.chdir(tmp_path)

    def call(*words: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["extractor", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            run()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def digital(path: Path, *lines: str) -> Path:
    """A born-digital PDF, a line of text on each page."""
    with pikepdf.new() as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        for line in lines:
            page = pdf.add_blank_page(page_size=(595, 842))
            page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name.F1)
            page.contents_add(f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET".encode())
        pdf.save(path)
    return path


def test_an_envelope_goes_to_stdout_and_talk_to_stderr(extractor: Extractor, tmp_path: Path) -> None:
    path = digital(tmp_path / "a.pdf", "Self evaluation of projects", "The second page of it")
    code, out, err = extractor("extract", path, "--json", "-")
    envelope = json.loads(out)
    assert code == 0
    assert envelope["schema_version"] == "1"
    assert envelope["document"]["filename"] == "a.pdf"
    assert envelope["document"]["page_count"] == 2
    assert "page 2 of 2" in err


def test_results_go_where_they_are_asked_for(extractor: Extractor, tmp_path: Path) -> None:
    path = digital(tmp_path / "a.pdf", "Self evaluation of projects")
    code, out, err = extractor("extract", path, "--out", "o", "--pdf", "p", "--xlsx", "x/all.xlsx", "--dump", "d")
    assert (code, out) == (0, "")
    assert json.loads((tmp_path / "o" / "a.json").read_text())["document"]["page_count"] == 1
    assert len(pikepdf.open(tmp_path / "p" / "a.pdf").pages) == 1
    assert load_workbook(tmp_path / "x" / "all.xlsx")["文件"]["A2"].value == "a.pdf"
    dumped = {file.name for file in (tmp_path / "d" / "a").iterdir()}
    assert {"page-001.png", "page-001-words.json", "page-001-words.png", "page-001-fields.png"} <= dumped
    assert {"forms.json", "drafts.json", "findings.json", "review.json"} <= dumped
    words = load_product(tmp_path / "d" / "a" / "page-001-words.json")
    assert "Self evaluation of projects" in "".join(word.text for word in words.words)
    assert "o" in err


def test_without_a_goal_the_results_go_to_out(extractor: Extractor, tmp_path: Path) -> None:
    assert extractor("extract", digital(tmp_path / "a.pdf", "Self evaluation of projects"))[0] == 0
    assert (tmp_path / "out" / "a.json").exists()


def test_a_bad_file_is_named_with_what_to_do_and_the_others_finish(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").touch()
    good = digital(tmp_path / "good.pdf", "Self evaluation of projects")
    code, _, err = extractor("extract", tmp_path / "bad.pdf", good, "--out", "o")
    assert code == EmptyFile.exit_code
    assert EmptyFile.advice in " ".join(err.split())
    assert "bad.pdf" in err
    assert (tmp_path / "o" / "good.json").exists()
    assert not (tmp_path / "o" / "bad.json").exists()


def test_what_was_left_alone_in_a_file_is_said(extractor: Extractor, tmp_path: Path) -> None:
    path = digital(tmp_path / "a.pdf", "Self evaluation of projects")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(path)
    code, _, err = extractor("extract", path)
    assert code == 0
    assert "JavaScript" in err


def test_a_file_that_lies_about_its_kind(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"PK\x03\x04 a spreadsheet, say")
    assert extractor("extract", tmp_path / "a.pdf")[0] == UnknownFormat.exit_code


def test_results_that_cannot_be_written(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "o").write_text("a file")
    code, _, err = extractor("extract", digital(tmp_path / "a.pdf", "Self evaluation of projects"), "--out", "o")
    assert code == OutputError.exit_code
    assert OutputError.advice in " ".join(err.split())


@pytest.mark.parametrize("words", [("extract", "a.pdf", "b.pdf", "--json", "-"), ("extract", "a.pdf", "--engine", "x")])
def test_what_makes_no_sense_is_a_usage_error(extractor: Extractor, words: tuple[str, ...]) -> None:
    code, out, err = extractor(*words)
    assert (code, out) == (UsageError.exit_code, "")
    assert "--" in err


def test_help_and_version(extractor: Extractor) -> None:
    assert extractor("--version")[:2] == (0, "extractor 0.1.0\n")
    code, out, _ = extractor("extract", "--help")
    assert code == 0
    assert "--json" in out


def test_it_is_installed_as_a_program() -> None:
    program = Path(sys.executable).with_name("extractor")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("extractor ")
