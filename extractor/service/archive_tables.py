"""An archive's report as tables, each with its title and heads: what the page and the workbook show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from extractor import errors
from extractor.errors import ExtractorError
from extractor.service.archive import TakenArchive
from extractor.service.archive_report import ArchiveReport, Failure
from extractor.service.plain_words import advice, wrong

Cell = str | int | None
GAP = "缺"
"""What stands in the matrix where a unit has papers of years around, but none of this one."""
_NO_UNIT, _NO_YEAR = "(单位不详)", "(年度不详)"


@dataclass(frozen=True)
class ReportTable:
    """Rows under heads; ``note`` says in a sentence what they tell."""

    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables_of(report: ArchiveReport, taken: TakenArchive) -> tuple[ReportTable, ...]:
    """The report's tables, the whole in figures first."""
    return (
        _figures(report, taken),
        _matrix(report),
        ReportTable(
            "失败 Failures",
            "未能接收或读取的文件，以及被搁置的页 / files refused or failed, pages set aside",
            ("文件 File", "页 Page", "错误与办法", "错误 Error", "原因 Reason"),
            tuple((one.path, one.page, _in_chinese(one), one.kind, one.reason) for one in report.failures),
        ),
        ReportTable(
            "重复 Duplicates",
            "内容与已有文件逐字节相同 / the same bytes were there already",
            ("文件 File",),
            tuple((path,) for path in report.duplicates),
        ),
        ReportTable(
            "疑似重扫 Re-scans",
            "似为同一纸件的另一次扫描，待人工确认 / seem to be other scans of known papers; a person decides",
            ("文件 File", "相似文件 Like", "文档号 Document"),
            report.rescans,
        ),
        ReportTable(
            "年度不符 Contrary years",
            "路径所示年度与文中年度不同 / the path says another year than the paper",
            ("文件 File", "路径年度 Path", "文中年度 Paper"),
            report.contrary,
        ),
        ReportTable(
            "未处理 Passed over",
            "既非 PDF 也非图片 / neither PDF nor picture",
            ("文件 File",),
            tuple((str(path),) for path in taken.walk.others),
        ),
        ReportTable(
            "缺双层PDF Without a PDF",
            "已读取，但未能生成双层 PDF / read, but the two-layer PDF could not be made",
            ("文件 File", "原因 Reason"),
            taken.without_pdf,
        ),
    )


def _figures(report: ArchiveReport, taken: TakenArchive) -> ReportTable:
    refused = sum(1 for one in report.failures if one.page is None)
    aside = sum(1 for one in report.failures if one.page is not None)
    rows: Sequence[tuple[str, Cell]] = (
        ("文件 files", report.files),
        ("完成 done", report.done),
        ("未完成 waiting", report.waiting),
        ("失败 failed", refused),
        ("重复 duplicates", len(report.duplicates)),
        ("疑似重扫 re-scans", len(report.rescans)),
        ("已读页 pages read", report.pages),
        ("搁置页 pages set aside", aside),
        ("读出值 values", report.values),
        ("待复核值 values to review", report.flagged),
        ("复核比例 share to review", f"{report.flagged / report.values:.1%}" if report.values else None),
        ("未处理文件 passed over", len(taken.walk.others)),
    )
    return ReportTable("总览 In figures", report.folder, ("项目 Item", "数 Count"), tuple(rows))


def _in_chinese(failure: Failure) -> str:
    """What is wrong, and what to do about it."""
    kind: type[ExtractorError] = getattr(errors, failure.kind, ExtractorError)
    error = kind(failure.reason)
    return wrong(error, "zh") + advice(error, "zh")


def _matrix(report: ArchiveReport) -> ReportTable:
    """Units down, every year from the first to the last across; a gap is named."""
    known = [year for year, _ in report.matrix if year is not None]
    years = range(min(known), max(known) + 1) if known else range(0)
    units = sorted({unit for _, unit in report.matrix})
    gaps, unknown = set(report.gaps), any(year is None for year, _ in report.matrix)
    counts = Counter(report.matrix)
    rows = []
    for unit in units:
        cells: list[Cell] = [GAP if (unit, year) in gaps else counts[year, unit] or None for year in years]
        rows.append((unit or _NO_UNIT, *cells, *([counts[None, unit] or None] if unknown else [])))
    head = ("单位 Unit", *map(str, years), *([_NO_YEAR] if unknown else []))
    note = f"每单位每年度的文件数；“{GAP}”为缺的年度 / papers by unit and year; {GAP}: a year that is missing"
    return ReportTable("单位与年度 Units and years", note, head, tuple(rows))
