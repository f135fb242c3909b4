"""An engine that remembers: it replays what a real one said about the same pixels, so that tests need no network."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from extractor.errors import EngineError
from extractor.paper.box import Box
from extractor.paper.page import Pixels
from extractor.paper.word import Alternative
from extractor.ports import CharSpan, OcrEngine, Strip


class RecordedEngine:
    """Replays a recording; with a ``real`` engine behind it, asks that about pixels it has not met and remembers.

    A recording is one JSON file; keys are SHA-256 of a picture's shape and pixels.
    """

    name = "recorded"

    def __init__(self, recording: Path, real: OcrEngine | None = None) -> None:
        """Opens the recording; a missing file is an empty one.

        Raises:
            EngineError: the file is not a recording.
        """
        self._recording = recording
        self._real = real
        self._boxes: dict[str, list[Any]] = {}
        self._strips: dict[str, Any] = {}
        if recording.is_file():
            try:
                stored = json.loads(recording.read_text(encoding="utf-8"))
                self._boxes, self._strips = stored["boxes"], stored["strips"]
            except (ValueError, KeyError, TypeError) as error:
                raise EngineError(f"{recording} is not a recording.") from error

    def detect(self, pixels: Pixels) -> Sequence[Box]:
        """See OcrEngine.

        Raises:
            EngineError: the picture was never recorded.
        """
        key = _key(pixels)
        if key not in self._boxes:
            self._boxes[key] = [asdict(box) for box in self._ask().detect(pixels)]
        return [Box(**box) for box in self._boxes[key]]

    def recognise(self, strips: Sequence[Pixels]) -> Sequence[Strip]:
        """See OcrEngine.

        Raises:
            EngineError: one of the pictures was never recorded.
        """
        keys = [_key(strip) for strip in strips]
        new = {key: strip for key, strip in zip(keys, strips, strict=True) if key not in self._strips}
        if new:
            read = self._ask().recognise(list(new.values()))
            self._strips |= {key: asdict(strip) for key, strip in zip(new, read, strict=True)}
        return [_strip(self._strips[key]) for key in keys]

    def save(self) -> None:
        """Writes everything remembered to the recording."""
        text = json.dumps({"boxes": self._boxes, "strips": self._strips}, ensure_ascii=False, separators=(",", ":"))
        self._recording.write_text(text, encoding="utf-8")

    def _ask(self) -> OcrEngine:
        if self._real is None:
            raise EngineError(f"The recording {self._recording.name} does not hold this picture.")
        return self._real


def _key(pixels: Pixels) -> str:
    return hashlib.sha256(repr(pixels.shape).encode() + np.ascontiguousarray(pixels).tobytes()).hexdigest()


def _strip(stored: dict[str, Any]) -> Strip:
    spans = []
    for char in stored["chars"]:
        others = tuple(Alternative(**other) for other in char["alternatives"])
        spans.append(CharSpan(char["text"], char["start"], char["end"], char["confidence"], others))
    return Strip(tuple(spans), stored["confidence"])
