"""Given records typeset: canonical records that say how they were printed (``_layout``) in, PDF and gold out.

``python -m corpora.from_gold FILE.json … --out DIR [--seed N]`` writes one PDF per file, with its gold beside it. A
file holds ``{"records": [...]}``, each record with its ``_layout``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from corpora.layouts.form import Form
from corpora.layouts.pen import Record
from corpora.layouts.printed_evaluation import PrintedEvaluation
from corpora.layouts.printed_others import PrintedDepartment, PrintedList, PrintedTarget
from corpora.layouts.printed_report import PrintedReport
from corpora.layouts.style import Style, draw_style
from corpora.packets import Packet, Part
from corpora.press import Press
from corpora.typeset import typeset

_FORMS: dict[str, type[Form]] = {
    "project_evaluation": PrintedEvaluation,
    "project_target": PrintedTarget,
    "department_evaluation": PrintedDepartment,
    "project_list": PrintedList,
}


def gold_packet(name: str, records: list[Record], seed: int) -> tuple[Packet, Style]:
    """Return the packet that prints ``records`` one after another, and its style."""
    rng = Random(f"{name}/{seed}")
    style = draw_style(rng)
    style = replace(style, size=min(style.size, 10.0), row_height=min(style.row_height, 18.0))
    parts: list[Part] = []
    waiting = list(records)
    while waiting:
        record = waiting.pop(0)
        if record["kind"] != "report":
            parts.append(Part([(_FORMS[record["kind"]](rng, style), record)], style))
            continue
        after = record.get("_layout", {}).get("tables", [])
        inside = [waiting.pop(0) for _ in after if waiting and waiting[0]["kind"] == "project_list"]
        parts.append(Part(_report_pieces(record, inside, rng, style), style))
    return Packet(name, parts, seed), style


def _report_pieces(record: Record, inside: list[Record], rng: Random, style: Style) -> list[tuple[Form, Record]]:
    """Cut a report where lists stand in it."""
    pieces: list[tuple[Form, Record]] = []
    start = 0
    for table, listed in zip(record["_layout"].get("tables", []), inside, strict=False):
        end = table["after_paragraph"] + 1
        pieces += [(PrintedReport(rng, style, start, end), record), (PrintedList(rng, style), listed)]
        start = end
    return [*pieces, (PrintedReport(rng, style, start, None), record)]


def load_records(path: Path) -> list[Record]:
    """Return the records of a file."""
    found: Any = json.loads(path.read_text(encoding="utf-8"))
    return list(found["records"])


def main(arguments: list[str] | None = None) -> None:
    """Typeset each file given."""
    parser = argparse.ArgumentParser(description="Typeset given canonical records.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with Press() as press:
        for file in options.files:
            packet, style = gold_packet(file.stem, load_records(file), options.seed)
            done = typeset(packet, style, options.out / f"{file.stem}.pdf", press, strict=False)
            done.save_gold()
            print(done.pdf.name, done.gold["_render"]["page_count"], done.gold["_render"]["unprinted"][:8])


if __name__ == "__main__":
    main()
