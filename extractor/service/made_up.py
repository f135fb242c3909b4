"""Envelopes made up by number, to measure the store with: the same number gives the same envelope."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from extractor.record import pointer
from extractor.record.envelope import Envelope

_UNITS, _PROJECTS, _YEARS = 50, 50, 4
_FLAGGED = 0.05
_GLYPHS = "城乡居民医疗救助就业补贴养老服务中心公共卫生教育农田水利道路维修设备购置项目资金管理社会保险培训环境文化"


def made_up(at: int) -> Envelope:
    """The envelope of document ``at``: an evaluation form of about a hundred values, one in twenty asked about."""
    luck = random.Random(at)
    year, rest = at % _YEARS, at // _YEARS
    project, unit = rest % _PROJECTS, rest // _PROJECTS % _UNITS
    indicators = [
        {"level1": "产出指标", "level2": "数量指标", "level3": words(luck, 8), "target": str(luck.randrange(1000)),
         "actual": str(luck.randrange(1000)), "weight": "5", "score": str(luck.randrange(1, 6)), "score_rows": 1}
        for _ in range(13)
    ]  # fmt: skip
    budget = luck.randrange(100, 10**7)
    record = {
        "kind": "project_evaluation", "pages": [1], "title": "项目支出绩效自评表", "year": 2018 + year,
        "reporting_unit": f"{words(random.Random(-unit - 1), 6)}局{unit}", "implementing_unit": words(luck, 8),
        "project_name": f"{words(random.Random(10_000 + project), 6)}{project}号", "grade": luck.choice("优良中"),
        "funds": [{"source": "total", "budget": _amount(budget), "executed": _amount(budget - 99)}],
        "indicators": indicators, "total_score": str(luck.randrange(60, 101)), "problems": words(luck, 60),
    }  # fmt: skip
    return Envelope.model_validate({"document": _document(at), "records": [record], "fields": _fields(record, luck)})


def _fields(record: Mapping[str, Any], luck: random.Random) -> list[dict[str, Any]]:
    """Evidence for every value."""
    entries = []
    for at, (path, value) in enumerate(pointer.leaves(record, "/records/0")):
        if value is not None and "/pages/" not in path and not path.endswith(("/kind", "/source", "/score_rows")):
            asked = luck.random() < _FLAGGED
            left, top = at % 8 / 8, at % 60 / 60
            entries.append(
                {"path": path, "raw": str(value), "page": 1, "box": [left, top, left + 0.1, top + 0.012],
                 "confidence": round(luck.uniform(0.3, 0.9) if asked else luck.uniform(0.97, 1), 4),
                 "needs_review": asked, "reasons": ["low-ocr-confidence"] if asked else []}
            )  # fmt: skip
    return entries


def _document(at: int) -> dict[str, Any]:
    return {"filename": f"{at}.pdf", "sha256": f"{at:064x}", "page_count": 1,
            "pages": [{"number": 1, "source": "scan"}]}  # fmt: skip


def words(luck: random.Random, length: int) -> str:
    """So many characters of the field's own."""
    return "".join(luck.choice(_GLYPHS) for _ in range(length))


def _amount(hundredths: int) -> str:
    return f"{hundredths / 100:.2f}".rstrip("0").rstrip(".")
