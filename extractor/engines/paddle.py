"""The ``paddleocr`` package, the reference engine, behind the OcrEngine seam; its networks run on onnxruntime.

Its detection and recognition modules are used as they come: its own picture preparation, batching and box building.
Only the recogniser's last step is ours, since the package hands out neither characters' places nor alternatives.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.engines.ppocr import ctc
from extractor.engines.ppocr.detection import DetectionRules
from extractor.engines.ppocr.folders import EngineOptions, folder_of
from extractor.errors import EngineError, ModelError, UsageError
from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.ports import Strip

LINES_A_BATCH = 8


class PaddleEngine:
    """Reads with PaddleOCR. Importing the package takes seconds, so it happens here and not before."""

    name = "paddle"

    def __init__(self, options: EngineOptions, rules: DetectionRules | None = None) -> None:
        """Loads both modules.

        Raises:
            ModelError: a model is missing or broken.
            EngineError: the package cannot run it.
            UsageError: a GPU is asked for, and there is none.
        """
        self._rules = rules or DetectionRules()
        self._detector = _module("TextDetection", options.detector, options)
        self._recogniser = _module("TextRecognition", options.recogniser, options)
        self._decoder = _StepDecoder()
        predictor = self._recogniser.paddlex_predictor
        self._characters = tuple(predictor.post_op.character[1:])
        predictor.post_op = self._decoder

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        """See OcrEngine."""
        side = min(self._rules.long_side, max(pixels.shape[:2]))
        result = _predict(
            self._detector,
            [_blue_first(pixels)],
            limit_side_len=side,
            limit_type="max",
            thresh=self._rules.pixel,
            box_thresh=self._rules.line,
            unclip_ratio=self._rules.growth,
        )
        corners = [np.asarray(polygon, dtype=float) for polygon in result[0]["dt_polys"]]
        boxes = [Box(*(float(v) for v in (*c.min(axis=0), *c.max(axis=0)))) for c in corners]
        return sorted(boxes, key=lambda box: (box.top, box.left))

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        """See OcrEngine."""
        read = [Strip((), 0.0) for _ in strips]
        order = sorted((i for i, strip in enumerate(strips) if strip.size), key=lambda i: _slenderness(strips[i]))
        for start in range(0, len(order), LINES_A_BATCH):
            chosen = order[start : start + LINES_A_BATCH]
            self._decoder.lines.clear()
            _predict(self._recogniser, [_blue_first(strips[i]) for i in chosen], batch_size=LINES_A_BATCH)
            widest = max(MIN_RATIO, *(_slenderness(strips[i]) for i in chosen))
            for index, steps in zip(chosen, self._decoder.lines, strict=True):
                read[index] = ctc.read(steps, self._characters, _slenderness(strips[index]) / widest)
        return read


MIN_RATIO = 320 / 48
"""The package pads every line to at least this width over height."""


class _StepDecoder:
    """Stands in for the package's own decoder: keeps the time steps for ``ctc.read`` and returns empty texts."""

    def __init__(self) -> None:
        self.lines: list[ctc.Steps] = []

    def __call__(self, predictions: Sequence[NDArray[np.float32]], **_: object) -> tuple[list[str], list[float]]:
        self.lines.extend(ctc.best_steps(line) for line in predictions[0])
        return [""] * len(predictions[0]), [0.0] * len(predictions[0])


def _module(kind: str, model: str, options: EngineOptions) -> Any:
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    settings: dict[str, Any] = {"engine": "onnxruntime"}
    if options.gpu:
        settings["device"] = _gpu()
    if options.threads:
        settings["engine_config"] = {"intra_op_num_threads": options.threads}
    try:
        folder = folder_of(model, options)
        settings |= {"model_dir": str(folder), "model_name": _name_in(folder)}
    except ModelError:
        if not options.online:
            raise
        settings["model_name"] = model
    import paddleocr

    try:
        return getattr(paddleocr, kind)(**settings)
    except Exception as error:  # the package raises whatever its parts raise
        raise EngineError(f"PaddleOCR cannot load the model {model}: {error}") from error


def _gpu() -> str:
    import onnxruntime

    if "CUDAExecutionProvider" not in onnxruntime.get_available_providers():
        raise UsageError("onnxruntime finds no GPU here: it takes onnxruntime-gpu; else set EXTRACTOR_DEVICE=cpu.")
    return "gpu:0"


def _name_in(folder: Any) -> str:
    import yaml

    description = yaml.load((folder / "inference.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return str(description["Global"]["model_name"])


def _predict(module: Any, pictures: list[Pixels], **how: object) -> list[Any]:
    try:
        return list(module.predict(pictures, **how))
    except Exception as error:  # the package raises whatever its parts raise
        raise EngineError(f"PaddleOCR failed: {error}") from error


def _blue_first(pixels: Pixels) -> Pixels:
    return np.ascontiguousarray(pixels[:, :, ::-1])


def _slenderness(strip: Pixels) -> float:
    height, width = strip.shape[:2]
    return float(width / height)
