"""Model folders as PaddleOCR knows them: ``inference.onnx`` beside ``inference.yml``.

A packaged network (see ``models/ocr/README.md``) is laid out so in the cache at first start; any other PP-OCR model
is used by naming its folder.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extractor import artefacts
from extractor.engines.ppocr.detection import DEVIATION, MEAN
from extractor.engines.ppocr.recognition import HEIGHT
from extractor.errors import ModelError

DETECTOR = "PP-OCRv6_small_det"
RECOGNISER = "PP-OCRv6_small_rec"


@dataclass(frozen=True)
class EngineOptions:
    """What both engines are told.

    ``cache`` is a folder to write to. ``detector`` and ``recogniser`` are each a packaged model's name or the path of
    a model folder; the paddle engine also takes a name it may fetch when ``online``. ``threads`` 0 leaves the
    choice to the library. ``exact`` forbids bfloat16. ``gpu`` computes on a graphics card.
    """

    cache: Path
    detector: str = DETECTOR
    recogniser: str = RECOGNISER
    threads: int = 0
    exact: bool = False
    gpu: bool = False
    online: bool = False
    model_dir: Path | None = None


def folder_of(model: str, options: EngineOptions) -> Path:
    """The folder of a model given by path or by the name of a packaged one.

    Raises:
        ModelError: there is no such model, it is not whole, or its checksum is wrong.
    """
    path = Path(model)
    if path.is_dir():
        for name in ("inference.onnx", "inference.yml"):
            if not (path / name).is_file():
                raise ModelError(f"The model folder {path} has no {name}.")
        return path
    network = artefacts.find(model, options.model_dir)
    folder = options.cache / "ppocr" / f"{model}-{artefacts.manifest()[model].sha256[:12]}"
    if not (folder / "inference.yml").is_file():
        _lay_out(model, network, folder)
    return folder


def _lay_out(model: str, network: Path, folder: Path) -> None:
    """Writes the folder beside its place and moves it there, so that nobody ever sees half of one."""
    description = _recogniser_yml(model, network) if model.endswith("_rec") else _detector_yml(model)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=folder.parent))
        shutil.copyfile(network, draft / "inference.onnx")
        text = yaml.dump(description, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (draft / "inference.yml").write_text(text, encoding="utf-8")
        try:
            draft.replace(folder)
        except OSError:  # another process was first
            shutil.rmtree(draft)
            if not folder.is_dir():
                raise
    except OSError as error:
        raise ModelError(f"The model {model} could not be laid out in {folder.parent} ({error.strerror}).") from error


def _detector_yml(model: str) -> dict[str, Any]:
    return {
        "Global": {"model_name": model},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"DetLabelEncode": None},
                {"DetResizeForTest": {"resize_long": 960}},
                {
                    "NormalizeImage": {
                        "mean": list(MEAN),
                        "std": list(DEVIATION),
                        "scale": "1./255.",
                        "order": "hwc",
                    }
                },
                {"ToCHWImage": None},
                {"KeepKeys": {"keep_keys": ["image", "shape", "polys", "ignore_tags"]}},
            ]
        },
        "PostProcess": {
            "name": "DBPostProcess",
            "thresh": 0.3,
            "box_thresh": 0.6,
            "max_candidates": 1000,
            "unclip_ratio": 1.5,
        },
    }


def _recogniser_yml(model: str, network: Path) -> dict[str, Any]:
    return {
        "Global": {"model_name": model},
        "PreProcess": {
            "transform_ops": [
                {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
                {"RecResizeImg": {"image_shape": [3, HEIGHT, 320]}},
                {"KeepKeys": {"keep_keys": ["image", "label_ctc", "length"]}},
            ]
        },
        "PostProcess": {"name": "CTCLabelDecode", "character_dict": _characters_in(network)},
    }


def _characters_in(network: Path) -> list[str]:
    """The character list a packaged recogniser carries in its own metadata, one a line."""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(network), providers=["CPUExecutionProvider"])
    listed: str = session.get_modelmeta().custom_metadata_map["character"]
    return listed.split("\n")


def characters(folder: Path) -> tuple[str, ...]:
    """The recogniser's characters in the order of its labels from 1 on; the space comes last.

    Raises:
        ModelError: the folder's description names none.
    """
    try:
        text = (folder / "inference.yml").read_text(encoding="utf-8")
        listed = yaml.load(text, Loader=yaml.CSafeLoader)["PostProcess"]["character_dict"]
    except (KeyError, TypeError, OSError, yaml.YAMLError) as error:
        raise ModelError(f"The model folder {folder} does not list its characters.") from error
    return (*(str(character) for character in listed), " ")
