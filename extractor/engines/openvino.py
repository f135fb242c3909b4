"""The PP-OCR networks run by OpenVINO, behind the OcrEngine seam: the same networks as ``paddle``, faster on a CPU."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from extractor.engines.ppocr import ctc
from extractor.engines.ppocr.detection import DetectionRules, boxes_from, network_input
from extractor.engines.ppocr.folders import EngineOptions, characters, folder_of
from extractor.engines.ppocr.recognition import Batch, batches
from extractor.errors import EngineError, UsageError
from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.ports import Strip

if TYPE_CHECKING:
    import openvino


class OpenVinoEngine:
    """Reads on the CPU, or on an Intel GPU. Starting takes a second, half of it once compiled models are cached."""

    name = "openvino"

    def __init__(self, options: EngineOptions, rules: DetectionRules | None = None) -> None:
        """Compiles both networks.

        Raises:
            ModelError: a model is missing or broken.
            EngineError: OpenVINO cannot run it.
            UsageError: a GPU is asked for, and there is none.
        """
        self._rules = rules or DetectionRules()
        recogniser = folder_of(options.recogniser, options)
        self._characters = characters(recogniser)
        self._detector = _compile(folder_of(options.detector, options), options, steps=False)
        self._recogniser = _side_by_side(_compile(recogniser, options, steps=True), options.threads)

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        """See OcrEngine."""
        view = network_input(pixels, self._rules.long_side)
        result = _run(self._detector, view.data)
        return boxes_from(result[0][0, 0], view.part, self._rules)

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        """See OcrEngine."""
        found: list[tuple[Batch, list[NDArray[Any]]]] = []
        self._recogniser.set_callback(
            lambda request, batch: found.append((batch, [np.array(tensor.data) for tensor in request.output_tensors]))
        )
        try:
            for batch in batches(strips):
                self._recogniser.start_async([batch.data], batch)
            self._recogniser.wait_all()
        except RuntimeError as error:
            raise EngineError(f"OpenVINO failed: {error}") from error
        read = [Strip((), 0.0) for _ in strips]
        for batch, (probabilities, labels) in found:
            for row, index in enumerate(batch.indices):
                steps = ctc.Steps(labels[row], probabilities[row])
                read[index] = ctc.read(steps, self._characters, batch.used[row])
        return read


def _compile(folder: Path, options: EngineOptions, *, steps: bool) -> openvino.CompiledModel:
    """The network ready to run; with ``steps``, it hands out only the best labels of each time step."""
    import openvino

    core = openvino.Core()
    device = "GPU" if options.gpu else "CPU"
    if not any(name.startswith(device) for name in core.available_devices):
        raise UsageError("OpenVINO finds no GPU here: it takes an Intel one with its driver. Set EXTRACTOR_DEVICE=cpu.")
    settings: dict[str, Any] = {"CACHE_DIR": str(options.cache / "openvino"), "PERFORMANCE_HINT": "LATENCY"}
    if options.threads and not options.gpu:
        settings["INFERENCE_NUM_THREADS"] = options.threads
        if steps and options.threads > 1:
            settings["NUM_STREAMS"] = options.threads
    if options.exact:
        settings["INFERENCE_PRECISION_HINT"] = "f32"
    try:
        model = core.read_model(folder / "inference.onnx")
        return core.compile_model(_with_best_steps(model) if steps else model, device, settings)
    except RuntimeError as error:
        raise EngineError(f"OpenVINO cannot load the model in {folder}: {error}") from error


def _side_by_side(recogniser: openvino.CompiledModel, threads: int) -> openvino.AsyncInferQueue:
    """Batches of lines run beside each other, a thread each: two threads on one batch spend a sixth on waiting."""
    import openvino

    return openvino.AsyncInferQueue(recogniser, max(1, threads))


def _with_best_steps(model: openvino.Model) -> openvino.Model:
    """The recogniser, its probabilities (18,710 a time step) cut down to the best few inside the network."""
    import openvino
    from openvino import opset13 as opset

    kept = opset.constant(np.int64(ctc.KEPT))
    probabilities = model.get_results()[0].input_value(0)
    best = opset.topk(probabilities, kept, -1, "max", "value", index_element_type="i64")
    return openvino.Model([best.output(0), best.output(1)], model.get_parameters(), "recogniser")


def _run(network: openvino.CompiledModel, data: NDArray[np.float32]) -> list[NDArray[Any]]:
    try:
        result = network([data])
    except RuntimeError as error:
        raise EngineError(f"OpenVINO failed: {error}") from error
    return [np.array(result[output]) for output in network.outputs]
