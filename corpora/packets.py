"""What goes into one document: a split and a seed in, a packet of drawn records in drawn layouts out."""

from __future__ import annotations

from random import Random

from corpora.content.department import draw_department
from corpora.content.listing import draw_list
from corpora.content.pool import Scene, load_pool, make_scene
from corpora.content.project import draw_evaluation, draw_target
from corpora.layouts import forms_of
from corpora.layouts.form import Form
from corpora.layouts.style import Style, draw_style
from corpora.typeset import Packet, Part

_POOL_OF = {"train": "train", "dev": "train", "heldout": "heldout"}
_DRAW = {
    "project_evaluation": draw_evaluation,
    "project_target": draw_target,
    "department_evaluation": draw_department,
    "project_list": draw_list,
}


def draw_packet(split: str, seed: int, layout: str | None = None, long: bool = False) -> tuple[Packet, Style]:
    """Return one document of ``split``: a single form, or a packet of many where ``long``."""
    rng = Random(f"{split}/{seed}")
    scene = make_scene(load_pool(_POOL_OF[split]), rng)
    layouts = [form for form in forms_of(split) if layout in (None, form.name)]
    kind = layouts[seed % len(layouts)]
    style = draw_style(rng)
    return Packet(f"{split}-{seed:04d}-{kind.name}", [_part(kind, scene, style, rng)], seed, {"split": split}), style


def _part(kind: type[Form], scene: Scene, style: Style, rng: Random) -> Part:
    form = kind(rng, style)
    return Part([(form, form.keep(_DRAW[kind.kind](scene)))], style)
