"""From a born-digital PDF and its gold to a scan and its gold: files are what they claim, boxes stay, seeds decide."""

from __future__ import annotations

import json

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from corpora.build import build_scan
from corpora.damage import LEVELS
from tests.unit.corpora.form_page import form_pdf

GOLD = {
    "seed": 1,
    "records": [{"kind": "project_target", "pages": [1, 2], "title": "表"}],
    "_boxes": {"/records/0/title": [{"page": 1, "box": [0.3, 0.1, 0.7, 0.12]}]},
    "_seals": [],
    "_render": {"split": "dev"},
}


@pytest.fixture
def digital(tmp_path):
    path = tmp_path / "form.pdf"
    form_pdf(path, pages=2)
    path.with_suffix(".gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return path


def built(digital, name: str, level: str, seed: int = 3, form: str = "pdf"):
    out = digital.parent / name
    out.mkdir()
    return build_scan(digital, out, level, seed, form)


@pytest.mark.parametrize("level", LEVELS)
def test_records_and_boxes_are_untouched_and_the_damage_is_told(digital, level):
    scan = built(digital, "a", level)
    gold = json.loads(scan.with_suffix(".gold.json").read_text(encoding="utf-8"))
    assert gold["records"] == GOLD["records"] and gold["_boxes"] == GOLD["_boxes"]
    assert (gold["_render"]["level"], gold["_render"]["split"]) == (level, "dev")
    assert len(gold["_render"]["pages"]) == 2
    with pikepdf.open(scan) as pdf:
        assert len(pdf.pages) == 2
        text = [pypdfium2.PdfDocument(scan)[i].get_textpage().get_text_range().strip() for i in range(2)]
    assert text == ["", ""]


@pytest.mark.parametrize("level", ["office", "fax"])
def test_the_same_seed_gives_the_same_bytes(digital, level):
    assert built(digital, "a", level).read_bytes() == built(digital, "b", level).read_bytes()
    assert built(digital, "c", level, seed=4).read_bytes() != built(digital, "d", level, seed=5).read_bytes()


def test_a_fax_is_group_4_and_reads_black_on_white(digital):
    scan = built(digital, "a", "fax")
    with pikepdf.open(scan) as pdf:
        image = pdf.pages[0].obj.Resources.XObject.Im0
        assert image.Filter == pikepdf.Name.CCITTFaxDecode and int(image.BitsPerComponent) == 1
    shown = pypdfium2.PdfDocument(scan)[0].render(scale=1).to_numpy()
    assert shown.mean() > 200


def test_a_scan_keeps_the_size_of_its_paper(digital):
    for level in ("clean", "poor"):
        with pikepdf.open(built(digital, level, level)) as pdf:
            width, height = (float(edge) for edge in pdf.pages[0].mediabox[2:])
        assert (width, height) == (pytest.approx(297, abs=1), pytest.approx(420, abs=1))


def test_turned_scans_need_the_stated_turn_as_a_viewer_shows_them(digital):
    scan = built(digital, "a", "turned")
    pages = json.loads(scan.with_suffix(".gold.json").read_text(encoding="utf-8"))["_render"]["pages"]
    for page, told in zip(pypdfium2.PdfDocument(scan), pages, strict=True):
        shown = page.render(scale=1).to_numpy()[:, :, 0]
        upright = np.rot90(shown, -(told["rotation"] // 90))
        assert upright.shape[0] > upright.shape[1]
        empty, table = upright[300:400, 50:250], upright[75:265, 50:250]
        assert table.min() < 100 < np.percentile(empty, 2)


def test_other_files(digital):
    tiff = built(digital, "t", "fax", form="tiff")
    with Image.open(tiff) as image:
        assert image.n_frames == 2 and image.mode == "1"
    folder = built(digital, "p", "office", form="png")
    assert sorted(p.name for p in folder.iterdir()) == ["001.png", "002.png"]
    jpegs = built(digital, "j", "photo", form="jpeg")
    assert all(p.suffix == ".jpg" for p in jpegs.iterdir())


def test_digital_is_the_same_document_without_seals(digital):
    copy = built(digital, "d", "digital")
    assert copy.read_bytes() == digital.read_bytes()
    gold = json.loads(copy.with_suffix(".gold.json").read_text(encoding="utf-8"))
    assert gold["_seals"] == [] and gold["_render"]["level"] == "digital"
