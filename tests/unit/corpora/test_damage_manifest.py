"""The manifest's sets: every level in every split, and no document twice."""

from __future__ import annotations

import pytest

from corpora.damage import LEVELS
from corpora.layouts import forms_of
from corpora.layouts.form import SPLITS
from corpora.make import read_manifest

SETS = read_manifest()["sets"]


def test_every_split_is_scanned_at_every_level():
    built = {(recipe["split"], recipe["level"]) for recipe in SETS}
    assert built >= {(split, level) for split in SPLITS for level in ("digital", *LEVELS)}


def test_a_set_is_named_after_its_split_and_no_document_is_made_twice():
    assert all(recipe["set"].split("/")[0] == recipe["split"] for recipe in SETS)
    seeds = [
        (recipe["split"], recipe.get("shape"), recipe["seed"] + number)
        for recipe in SETS
        for number in range(recipe.get("count", 0))
    ]
    assert len(seeds) == len(set(seeds))
    assert len({recipe["set"] for recipe in SETS}) == len(SETS)


@pytest.mark.parametrize("recipe", SETS, ids=lambda recipe: recipe["set"])
def test_a_set_of_forms_shows_every_layout_of_its_split(recipe):
    if "records" not in recipe and recipe.get("shape") != "packet":
        assert recipe["count"] >= len(forms_of(recipe["split"]))
