"""A newly trained text pipeline takes the place of the present one only where it does no worse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from extractor.artefacts import find
from extractor.nlp.pipeline import pack, unpack
from models.nlp.train import install

SEEDS = range(2_000_000, 2_000_001)


@pytest.fixture
def numb(tmp_path: Path) -> Path:
    """The shipped pipeline with a recogniser that has forgotten everything."""
    nlp = unpack(find("reports-zh"))
    network = nlp.get_pipe("name_recogniser").model  # type: ignore[attr-defined]
    for node in network.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, np.zeros_like(node.get_param(name)))
    pack(nlp, tmp_path / "numb.pipeline")
    return tmp_path / "numb.pipeline"


def test_a_worse_pipeline_is_not_installed(numb: Path, tmp_path: Path) -> None:
    present = find("reports-zh").read_bytes()
    goal = tmp_path / "present.pipeline"
    goal.write_bytes(present)
    assert not install(numb, goal, seeds=SEEDS)
    assert goal.read_bytes() == present


def test_the_first_one_is_installed(numb: Path, tmp_path: Path) -> None:
    goal = tmp_path / "goal.pipeline"
    assert install(numb, goal, seeds=SEEDS)
    assert goal.read_bytes() == numb.read_bytes()
