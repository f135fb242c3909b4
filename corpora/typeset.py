"""Typesetting: canonical records with their layouts in, a born-digital PDF and its gold out.

``python -m corpora.typeset --split train --count 3 --seed 1 --out DIR`` writes NAME.pdf and NAME.gold.json.
"""

from __future__ import annotations

import argparse
import io
import json
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from corpora.gold import GoldError, unprinted
from corpora.layouts.form import SPLITS
from corpora.layouts.pen import Ink, Pen, Record
from corpora.layouts.style import Style
from corpora.packets import SHAPES, Packet, draw_packet
from corpora.places import Place, lift_places, printed_texts, record_pages, value_boxes
from corpora.press import Press
from corpora.seals import seal_places


@dataclass(frozen=True)
class Typeset:
    """A finished document: the PDF's path and its gold (records, ``_boxes``, ``_seals``, ``_render``)."""

    pdf: Path
    gold: dict[str, Any]

    def save_gold(self) -> Path:
        """Write the gold beside the PDF as NAME.gold.json and return its path."""
        path = self.pdf.with_suffix(".gold.json")
        path.write_text(json.dumps(self.gold, ensure_ascii=False, indent=1), encoding="utf-8")
        return path


def typeset(packet: Packet, style: Style, out_pdf: Path, press: Press, strict: bool = True) -> Typeset:
    """Print ``packet`` to ``out_pdf``.

    Args:
        packet: what to print.
        style: the document's own style (page numbers); each part has its own for its forms.
        out_pdf: where to write.
        press: an open press.
        strict: refuse a record with a value that its form does not print.

    Raises:
        GoldError: ``strict``, and some value was not printed.
    """
    ink, records = Ink(), list[Record]()
    whole, places = pikepdf.new(), list[Place]()
    for part in packet.parts:
        body = []
        for form, record in part.pieces:
            if not any(record is other for other in records):
                records.append(record)
            number = next(index for index, other in enumerate(records) if other is record)
            body.append(form.markup(Pen(record, number, part.style, ink)))
        with pikepdf.open(io.BytesIO(press.print(part.style.css(part.landscape), "".join(body)))) as printed:
            offset = len(whole.pages)
            places += [replace(place, page=place.page + offset) for place in lift_places(printed)]
            whole.pages.extend(printed.pages)
    gold = _gold(packet, records, places, ink)
    if strict and gold["_render"]["unprinted"]:
        raise GoldError(f"{packet.name}: not printed: {gold['_render']['unprinted'][:5]}")
    _stamp_numbers(whole, style.page_number)
    whole.save(out_pdf, deterministic_id=True)
    return Typeset(out_pdf, gold | {"_render": gold["_render"] | {"page_count": len(whole.pages)}})


def _gold(packet: Packet, records: list[Record], places: list[Place], ink: Ink) -> dict[str, Any]:
    boxes = value_boxes(places, ink)
    finished = [
        {key: value for key, value in record.items() if not key.startswith("_")}
        | {"pages": record_pages(places, ink, number)}
        for number, record in enumerate(records)
    ]
    for number, record in enumerate(finished):
        for index, mention in enumerate(record.get("mentions", [])):
            found = boxes.get(f"/records/{number}/mentions/{index}")
            mention["page"] = found[0]["page"] if found else record["pages"][0]
    return {
        "seed": packet.seed,
        "records": finished,
        "_boxes": boxes,
        "_printed": printed_texts(ink),
        "_seals": seal_places(places, ink, Random(packet.seed)),
        "_render": {
            "layouts": [form.name for part in packet.parts for form, _ in part.pieces],
            "unprinted": unprinted(finished, boxes),
            **packet.info,
        },
    }


def _stamp_numbers(pdf: pikepdf.Pdf, pattern: str) -> None:
    """Print a number at the foot of each page (``{n}`` and ``{total}`` in ``pattern``; nothing where it is empty)."""
    if not pattern:
        return
    for number, page in enumerate(pdf.pages, start=1):
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=(width, height), invariant=1)
        canvas.setFont("Times-Roman", 10)
        canvas.drawCentredString(width / 2, 26, pattern.format(n=number, total=len(pdf.pages)))
        canvas.save()
        with pikepdf.open(io.BytesIO(buffer.getvalue())) as overlay:
            page.add_overlay(overlay.pages[0], None)


def main(arguments: list[str] | None = None) -> None:
    """Write ``--count`` documents of a split with their gold."""
    parser = argparse.ArgumentParser(description="Typeset seeded documents with their gold.")
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--layout", default=None, help="only this layout")
    parser.add_argument("--shape", choices=SHAPES, default="form", help="one form, two on a page, or 20 pages and more")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with Press() as press:
        for number in range(options.count):
            packet, style = draw_packet(options.split, options.seed + number, options.layout, options.shape)
            done = typeset(packet, style, options.out / f"{packet.name}.pdf", press)
            done.save_gold()
            print(done.pdf.name, done.gold["_render"]["page_count"])


if __name__ == "__main__":
    main()
