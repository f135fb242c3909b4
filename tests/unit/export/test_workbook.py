"""The workbook: a sheet for each kind and list, numbers to compute with, nothing a spreadsheet would run."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from extractor.export.workbook.book import envelopes_to_workbook
from extractor.export.workbook.headers import KINDS as KIND_NAMES
from extractor.export.workbook.headers import LISTS, header_of
from extractor.record.envelope import Document, Envelope, Field, Finding, parse_record
from extractor.record.report_kind import KINDS

EVALUATION: dict[str, Any] = {
    "kind": "project_evaluation",
    "pages": [1, 2],
    "title": "项目绩效自评表",
    "project_name": "@再就业经费",
    "phone": "03350000000",
    "project_code": "12345678901234567890",
    "execution_rate": "91.12",
    "funds": [{"source": "total", "label": "预算数", "budget": "11829.00824"}],
    "indicators": [
        {"level3": "培训人数", "target": "=SUM(A1:A9)", "actual": "-5%", "score": "8.5"},
        {"level3": "满意度", "target": "≥95%", "actual": "+3", "score": "优"},
    ],
}


def book(*records: dict[str, Any], fields: tuple[Field, ...] = (), findings: tuple[Finding, ...] = ()) -> Workbook:
    """The workbook of one file with these records, written and read again."""
    envelope = Envelope(
        document=Document(filename="甲.pdf", sha256="00", page_count=2),
        records=[parse_record(record) for record in records],
        fields=list(fields),
        findings=list(findings),
    )
    return load_workbook(io.BytesIO(envelopes_to_workbook([envelope])))


def column(workbook: Workbook, sheet: str, header: str) -> list[Any]:
    """The cells under a header."""
    names = [cell.value for cell in workbook[sheet][1]]
    return [row[names.index(header)] for row in workbook[sheet].iter_rows(min_row=2)]


def test_each_kind_and_each_list_has_its_sheet() -> None:
    workbook = book(EVALUATION, {"kind": "project_list", "pages": [3], "rows": [{"seq": "1", "project_name": "甲"}]})
    assert workbook.sheetnames[:3] == ["文件", "待复核", "发现"]
    assert workbook.sheetnames[3:] == ["项目自评", "项目自评·资金", "项目自评·指标", "自评一览", "自评一览·项目"]
    assert [cell.value for cell in column(workbook, "项目自评·指标", "三级指标")] == ["培训人数", "满意度"]


def test_numbers_are_numbers_and_codes_are_not() -> None:
    workbook = book(EVALUATION)
    assert [cell.value for cell in column(workbook, "项目自评·资金", "预算数(万元)")] == [11829.00824]
    assert [cell.value for cell in column(workbook, "项目自评·指标", "得分")] == [8.5, "优"]
    assert column(workbook, "项目自评", "联系电话")[0].value == "03350000000"
    assert column(workbook, "项目自评", "项目编码")[0].value == "12345678901234567890"


def test_a_number_too_long_for_a_spreadsheet_stays_text() -> None:
    long = str(Decimal("1234567890123456.78"))
    workbook = book({**EVALUATION, "funds": [{"source": "total", "budget": long}]})
    assert column(workbook, "项目自评·资金", "预算数(万元)")[0].value == long


@pytest.mark.parametrize(("header", "row"), [("指标值", 0), ("实际完成", 0), ("实际完成", 1)])
def test_nothing_becomes_a_formula(header: str, row: int) -> None:
    cell = column(book(EVALUATION), "项目自评·指标", header)[row]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value in ("=SUM(A1:A9)", "-5%", "+3")


def test_control_characters_do_not_break_the_file() -> None:
    workbook = book({**EVALUATION, "title": "自评\x07表"})
    assert column(workbook, "项目自评", "标题")[0].value == "自评�表"


def test_values_to_review_and_contradictions_are_marked_and_listed() -> None:
    waiting = Field(
        path="/records/0/indicators/0/score",
        raw="8.S",
        page=2,
        box=[0.1, 0.1, 0.2, 0.2],
        confidence=0.4,
        needs_review=True,
        reasons=["low-ocr-confidence"],
    )
    found = Finding(rule="rate", severity="error", paths=["/records/0/execution_rate"], message="二者不能同时成立")
    workbook = book(EVALUATION, fields=(waiting,), findings=(found,))
    score, other = column(workbook, "项目自评·指标", "得分")
    rate = column(workbook, "项目自评", "预算执行进度(%)")[0]
    assert len({cell.fill.fgColor.rgb for cell in (score, other, rate)}) == 3
    assert column(workbook, "待复核", "值")[0].value == "8.5"
    assert column(workbook, "发现", "说明")[0].value == "二者不能同时成立"
    assert column(workbook, "文件", "待复核")[0].value == 1


def test_groups_that_are_blank_leave_no_column() -> None:
    totals = {"budget": "8383.52", "executed": None}
    workbook = book(
        {"kind": "department_evaluation", "pages": [1], "income_total": None, "period": None},
        {"kind": "department_evaluation", "pages": [2], "expenditure_total": totals},
    )
    names = [cell.value for cell in workbook["整体自评"][1]]
    assert "支出合计·预算数(万元)" in names
    assert not [name for name in names if name.startswith("收入合计") or name.startswith("评价期间")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_chinese_name(kind: str) -> None:
    assert KIND_NAMES[kind]
    unnamed = []
    for path, schema in _places(KINDS[kind].model_json_schema()):
        if schema == "list":
            unnamed += [] if path[-1] in LISTS else [path]
        else:
            header_of(path)
    assert unnamed == []


def _places(schema: dict[str, Any]) -> list[tuple[tuple[str, ...], str]]:
    """Every key of a kind: lists and what is in them, groups with their keys, leaves."""
    found: list[tuple[tuple[str, ...], str]] = []

    def walk(part: dict[str, Any], prefix: tuple[str, ...]) -> None:
        for key, value in part.get("properties", {}).items():
            if key in ("kind", "pages"):
                continue
            options = value.get("anyOf", [value])
            items = next((option["items"] for option in options if option.get("type") == "array"), None)
            group = next((option["$ref"] for option in options if "$ref" in option), None)
            if items is not None:
                found.append(((*prefix, key), "list"))
                walk(_named(schema, items["$ref"]), ())
            elif group is not None:
                walk(_named(schema, group), (key,))
            else:
                found.append(((*prefix, key), "leaf"))

    walk(schema, ())
    return found


def _named(schema: dict[str, Any], reference: str) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"][reference.split("/")[-1]]
    return found
