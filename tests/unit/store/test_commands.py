"""The commands over the store: what a clerk sees, and files that other programs can trust."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from pyarrow import parquet
from typer.testing import CliRunner, Result

from extractor.cli.main import app
from extractor.errors import NotInStore, UsageError
from extractor.service.in_force import current_envelope
from extractor.service.review import Decision, Verdict, decide
from extractor.settings import Settings
from extractor.store.models import FieldRow
from tests.papers import envelope, evaluation, saved

FORMULA = '=HYPERLINK("http://x")'


@pytest.fixture
def document(opened: Callable[[str], Settings], sqlite_store: str, tmp_path: Path) -> int:
    """A store with one document: a hostile name, a corrected budget, a score that is a word."""
    opened(sqlite_store)
    fund = {"source": "total", "budget": "118290082.40123", "executed": "512", "score": "优"}
    whole = envelope(evaluation(problems=FORMULA, funds=[fund]), doubtful=("/records/0/funds/0/budget",))
    ident = saved(tmp_path, whole).document_id
    decide(Decision(FieldRow.objects.get(name="/funds/executed").pk, Verdict.CORRECTED, "anna", "510.5"))
    return ident


def call(*words: str) -> Result:
    """Runs a command."""
    return CliRunner().invoke(app, list(words))


def test_search_and_show_tell_what_there_is(document: int) -> None:
    hits = json.loads(call("search", "就业", "--json").output)
    assert [(hit["document"], hit["waiting"]) for hit in hits] == [(document, 1)]
    assert "项目绩效自评表" in call("search", "--year", "2018").output
    assert "low-ocr-confidence" in call("show", str(document)).output
    assert json.loads(call("show", str(document), "--record", "1").output)["funds"][0]["executed"] == "510.5"
    assert json.loads(call("show", str(document), "--json").output) == current_envelope(document).to_plain()
    assert isinstance(call("show", "77").exception, NotInStore)


def test_the_ledger_is_a_table_and_a_picture(document: int, tmp_path: Path) -> None:
    told = call("ledger", "再就业", "--svg", str(tmp_path / "ledger.svg")).output
    assert "118290082.40123" in told and "510.5" in told
    picture = ElementTree.parse(tmp_path / "ledger.svg")
    bars = [node.findtext("{*}title") for node in picture.iter("{http://www.w3.org/2000/svg}rect")]
    assert [bar for bar in bars if bar] == ["118290082.40123", "510.5"]
    assert {entry["measure"] for entry in json.loads(call("ledger", "再就业", "--json").output)} > {"budget", "score"}


def test_an_export_holds_what_is_in_force_in_every_format(document: int, tmp_path: Path) -> None:
    goals = {"xlsx": "a.xlsx", "csv": "csv", "json": "a.json", "parquet": "parquet", "sqlite": "a.sqlite"}
    options = [part for kind, name in goals.items() for part in (f"--{kind}", str(tmp_path / name))]
    assert call("export", *options, "--link", "http://office").exit_code == 0

    (one,) = json.loads((tmp_path / "a.json").read_text())
    assert one == {"document": document, "envelope": current_envelope(document).to_plain()}

    (row,) = parquet.read_table(tmp_path / "parquet" / "项目自评·资金.parquet").to_pylist()
    assert (row["预算数(万元)"], row["执行数(万元)"]) == (Decimal("118290082.40123"), Decimal("510.5"))
    assert (row["得分"], row["得分(原文)"]) == (None, "优")
    assert row["链接"] == f"http://office/documents/{document}#/records/0/funds/0"

    with (tmp_path / "csv" / "项目自评.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file)
    assert (line["存在问题及整改措施"], line["年度"]) == ("'" + FORMULA, "2018")

    flat = sqlite3.connect(tmp_path / "a.sqlite")
    assert flat.execute('SELECT 年度, 存在问题及整改措施 FROM "项目自评"').fetchall() == [(2018, FORMULA)]

    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["项目自评·资金"]
    assert sheet.cell(2, 1).hyperlink.target == f"http://office/documents/{document}#/records/0/funds/0"


def test_an_export_never_overwrites_a_folder_and_needs_a_goal(document: int, tmp_path: Path) -> None:
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "mine.txt").write_text("mine")
    assert isinstance(call("export", "--csv", str(tmp_path / "csv")).exception, UsageError)
    assert [path.name for path in (tmp_path / "csv").iterdir()] == ["mine.txt"]
    assert isinstance(call("export").exception, UsageError)
