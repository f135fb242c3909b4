"""What goes into one document: a split and a seed in, a packet of drawn records in drawn layouts out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from corpora.content.department import draw_department
from corpora.content.listing import draw_list
from corpora.content.pool import Scene, load_pool, make_scene
from corpora.content.project import draw_evaluation, draw_target
from corpora.content.report import add_contents, draw_report
from corpora.layouts import forms_of
from corpora.layouts.form import Form
from corpora.layouts.listing import BareList
from corpora.layouts.pen import Record
from corpora.layouts.printed_report import PrintedReport
from corpora.layouts.style import Style, draw_style

_DRAW = {
    "project_evaluation": draw_evaluation,
    "project_target": draw_target,
    "department_evaluation": draw_department,
    "project_list": draw_list,
}
_PAGES = {
    "project_evaluation": 1.4,
    "project_target": 1.3,
    "department_evaluation": 2.5,
    "project_list": 1.3,
    "report": 2.0,
}
"""How many pages a record takes, roughly."""


@dataclass(frozen=True)
class Part:
    """Forms printed one after another in one style, from a new page on, each with the record it prints."""

    pieces: list[tuple[Form, Record]]
    style: Style

    @property
    def landscape(self) -> bool:
        """Whether the part's pages lie on their side."""
        return self.pieces[0][0].landscape


@dataclass(frozen=True)
class Packet:
    """One document: its name, its parts in order, and the seed everything was drawn from."""

    name: str
    parts: list[Part]
    seed: int
    info: dict[str, Any] = field(default_factory=dict)


SHAPES = ("form", "pair", "packet")
"""A document may be one form, two forms of one layout run on without a page break, or a packet of 20 pages and more."""


def draw_packet(split: str, seed: int, layout: str | None = None, shape: str = "form") -> tuple[Packet, Style]:
    """Return one document of ``split``.

    Args:
        split: train, dev or heldout; it decides the layouts and the pool of words.
        seed: everything is drawn from it.
        layout: only this layout (any kind's name, or ``report``).
        shape: one of ``SHAPES``; a packet has cover, contents, reports, lists and the forms of several units.

    Raises:
        ValueError: the split has no such layout, or none at all while its new ones are being written.
    """
    layouts = [form for form in forms_of(split) if layout in (None, form.name)]
    if not layouts and layout != "report":
        raise ValueError(f"split {split} has no layout{f' {layout}' if layout else ', new ones are yet to be written'}")
    rng = Random(f"{split}/{seed}")
    scene = make_scene(load_pool(split), rng)
    style = draw_style(rng)
    if shape == "packet":
        return Packet(f"{split}-{seed:04d}-packet", _long_parts(scene, layouts, rng), seed, {"split": split}), style
    if layout == "report":
        return Packet(f"{split}-{seed:04d}-report", [_report(scene, style)], seed, {"split": split}), style
    kind = layouts[seed % len(layouts)]
    if shape == "pair":
        style = replace(_readable(style), size=8.0, row_height=13.0)
        part = _pair(kind, scene, style, rng)
        return Packet(f"{split}-{seed:04d}-pair-{kind.name}", [part], seed, {"split": split}), style
    return Packet(f"{split}-{seed:04d}-{kind.name}", [_part(kind, scene, style, rng)], seed, {"split": split}), style


def _part(kind: type[Form], scene: Scene, style: Style, rng: Random) -> Part:
    form = kind(rng, style)
    return Part([(form, form.keep(_DRAW[kind.kind](scene)))], style)


def _pair(kind: type[Form], scene: Scene, style: Style, rng: Random) -> Part:
    """Return two forms of one layout, the second where the first ends."""
    first, second = (_part(kind, unit, style, rng) for unit in (scene, _other_unit(scene)))
    return Part([*first.pieces, *second.pieces], style)


def _report(scene: Scene, style: Style) -> Part:
    return Part([(PrintedReport(scene.rng, style), draw_report(scene))], style)


def _long_parts(scene: Scene, layouts: list[type[Form]], rng: Random, pages: float = 21.0) -> list[Part]:
    """Return cover, contents and general report with a list in it, then units with a report and forms each."""
    style = _readable(draw_style(rng))
    general = draw_report(scene, general=True)
    parts: list[Part] = []
    count = 4.0
    by_kind: dict[str, list[type[Form]]] = {}
    for form in layouts:
        by_kind.setdefault(form.kind, []).append(form)
    while count < pages:
        unit = _other_unit(scene)
        style_here = _readable(draw_style(rng))
        kinds = [rng.choice(by_kind[kind]) for kind in ("project_evaluation", "project_target") if kind in by_kind]
        here = [_report(unit, style_here)]
        here += [_part(kind, unit, style_here, rng) for kind in kinds for _ in range(rng.randint(1, 3))]
        others = [kind for kind in ("department_evaluation", "project_list") if kind in by_kind]
        if others and rng.random() < 0.7:
            here.append(_part(rng.choice(by_kind[rng.choice(others)]), unit, style_here, rng))
        parts += _run_on(here) if rng.random() < 0.35 else here
        count += sum(_PAGES[record["kind"]] for part in here for _, record in part.pieces)
    add_contents(general, _contents(parts))
    return [_general_part(general, scene, style), *parts]


def _run_on(parts: list[Part]) -> list[Part]:
    """Let the first form follow its unit's report on the same page, as it does where nobody set a page break."""
    report, form, *rest = parts
    if form.landscape:
        return parts
    return [Part([*report.pieces, *form.pieces], report.style), *rest]


def _general_part(general: dict[str, Any], scene: Scene, style: Style) -> Part:
    """Return the packet's general report, a list of all projects standing in the middle of its text."""
    listed = BareList(scene.rng, style)
    record = listed.keep(draw_list(scene, 24))
    record.update(year=scene.year, reporting_unit=general["reporting_unit"])
    cut = general["_layout"]["paragraph_kinds"].index("h1")
    pieces: list[tuple[Form, dict[str, Any]]] = [
        (PrintedReport(scene.rng, style, 0, cut), general),
        (listed, record),
        (PrintedReport(scene.rng, style, cut, None), general),
    ]
    return Part(pieces, style)


def _other_unit(scene: Scene) -> Scene:
    unit = f"{scene.place}{scene.rng.choice(scene.department['units'])}"
    return replace(scene, unit=scene.rng.choice([unit, unit, scene.bureau]))


def _readable(style: Style) -> Style:
    return replace(style, size=min(style.size, 10.0), row_height=min(style.row_height, 18.0))


def _contents(parts: list[Part]) -> list[str]:
    """Return the lines of a contents page; their page numbers are guessed, as a clerk's often are."""
    lines, page = [], 3.0
    for number, part in enumerate(parts, start=1):
        record = part.pieces[0][1]
        name = (
            record["title"]
            if record["kind"] == "report"
            else f"{record.get('project_name') or ''}{record['title'] or ''}"
        )
        lines.append(f"{number}.{name[:34]}{'…' * max(2, 22 - len(name) // 2)}{int(page)}")
        page += _PAGES[record["kind"]]
    return lines
