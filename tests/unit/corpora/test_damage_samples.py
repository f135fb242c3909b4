"""The committed samples are what the manifest and the README promise."""

from __future__ import annotations

import json

import pikepdf
import pytest

from corpora.make import SAMPLES, read_manifest

RECIPES = {recipe["name"]: recipe for recipe in read_manifest()["samples"]}
MOST_BYTES = 12 * 1024 * 1024


def gold(name: str) -> dict:
    return json.loads((SAMPLES / f"{name}.gold.json").read_text(encoding="utf-8"))


def page_count(name: str) -> int:
    with pikepdf.open(SAMPLES / f"{name}.pdf") as pdf:
        return len(pdf.pages)


@pytest.mark.parametrize("name", RECIPES)
def test_each_sample_lies_there_with_its_gold(name):
    told = gold(name)
    assert told["_render"]["level"] == RECIPES[name]["level"]
    assert told["_render"]["split"] == RECIPES[name]["split"] != "heldout"
    assert told["_render"]["page_count"] == page_count(name)
    assert told["records"] and told["_boxes"]


def test_nothing_else_lies_there_and_it_stays_small():
    files = [path for path in SAMPLES.iterdir() if path.name != "README.md"]
    assert {path.name.split(".")[0] for path in files} == set(RECIPES)
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def test_stamped_scans_cover_all_form_kinds():
    stamped = [gold(name) for name, recipe in RECIPES.items() if recipe["level"] != "digital" and gold(name)["_seals"]]
    assert len(stamped) >= 8
    kinds = {record["kind"] for told in stamped for record in told["records"]}
    assert kinds >= {"project_evaluation", "project_target", "department_evaluation", "project_list"}


def test_a_packet_a_landscape_a_turned_a_photographed_and_a_digital_one_are_among_them():
    assert any(page_count(name) >= 20 for name in RECIPES)
    assert {recipe["level"] for recipe in RECIPES.values()} >= {
        "digital",
        "clean",
        "office",
        "poor",
        "fax",
        "turned",
        "photo",
    }
    turned = next(name for name, recipe in RECIPES.items() if recipe["level"] == "turned")
    assert any(page["rotation"] for page in gold(turned)["_render"]["pages"])
    landscape = next(name for name in RECIPES if "landscape" in name)
    with pikepdf.open(SAMPLES / f"{landscape}.pdf") as pdf:
        width, height = (float(edge) for edge in pdf.pages[0].mediabox[2:])
    assert width > height
