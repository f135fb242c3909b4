"""What reads pages: our whole road and its peers, each behind one small seam; one that is not here says why.

A reader lives in a process of its own (``peers.running``), so that its memory is its own.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from peers.ours import OurRoad
from peers.pages import DIGITAL, Shown


class Reader(Protocol):
    """Reads pages one by one."""

    def read(self, page: Shown) -> list[str]:
        """The texts on a page, each as it stands alone: lines or cells."""


@dataclass(frozen=True)
class Entry:
    """A reader by its name: ``lacks`` says what is missing here ("" where nothing is), ``make`` starts it."""

    name: str
    lacks: Callable[[], str]
    make: Callable[[int], Reader]
    digital: bool = False


class _Paddle:
    """Bare PaddleOCR 3 as it comes: its whole pipeline with its own settings, PP-OCRv6 small on onnxruntime."""

    def __init__(self, threads: int) -> None:
        os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
        from extractor.engines.ppocr.folders import DETECTOR, RECOGNISER, EngineOptions, folder_of
        from extractor.settings import read_settings

        options = EngineOptions(cache=read_settings().cache_dir)
        from paddleocr import PaddleOCR

        self._ocr = PaddleOCR(
            engine="onnxruntime",
            engine_config={"intra_op_num_threads": threads},
            device="cpu",
            text_detection_model_name=DETECTOR,
            text_detection_model_dir=str(folder_of(DETECTOR, options)),
            text_recognition_model_name=RECOGNISER,
            text_recognition_model_dir=str(folder_of(RECOGNISER, options)),
            use_doc_orientation_classify=False,
            use_doc_unwarping=False,
            use_textline_orientation=False,
        )

    def read(self, page: Shown) -> list[str]:
        """See Reader."""
        return [str(text) for result in self._ocr.predict(str(page.file)) for text in result["rec_texts"]]


class _Rapid:
    """RapidOCR as it comes, its networks on onnxruntime."""

    def __init__(self, threads: int) -> None:
        from rapidocr import RapidOCR

        told = {"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": threads}
        self._ocr: Callable[[str], Any] = RapidOCR(params=told)

    def read(self, page: Shown) -> list[str]:
        """See Reader."""
        return [str(text) for text in self._ocr(str(page.file)).txts or ()]


class _Tesseract:
    """The tesseract program with its model for simplified Chinese."""

    def __init__(self, threads: int) -> None:
        os.environ["OMP_THREAD_LIMIT"] = str(threads)

    def read(self, page: Shown) -> list[str]:
        """See Reader."""
        command = ["tesseract", str(page.file), "stdout", "-l", "chi_sim"]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        return [line for line in done.stdout.splitlines() if line.strip()]


class _Img2Table:
    """img2table's cells, their text by PaddleOCR."""

    def __init__(self, threads: int) -> None:
        from img2table.ocr import PaddleOCR

        self._ocr = PaddleOCR(lang="ch")

    def read(self, page: Shown) -> list[str]:
        """See Reader."""
        from img2table.document import Image

        tables = Image(src=str(page.file)).extract_tables(ocr=self._ocr, borderless_tables=False)
        return [str(cell.value) for table in tables for row in table.content.values() for cell in row if cell.value]


class _Camelot:
    """camelot's lattice parser on a born-digital page."""

    def __init__(self, threads: int) -> None:
        import camelot.io

        self._read: Callable[..., Any] = camelot.io.read_pdf

    def read(self, page: Shown) -> list[str]:
        """See Reader."""
        tables = self._read(str(page.file), pages=str(page.number), flavor="lattice", suppress_stdout=True)
        return [str(text) for table in tables for row in table.data for text in row if text]


def _module(name: str) -> Callable[[], str]:
    return lambda: "" if importlib.util.find_spec(name) else f"the package {name} is not installed"


def _tesseract_lacks() -> str:
    if shutil.which("tesseract") is None:
        return "the program tesseract is not installed"
    listed = subprocess.run(["tesseract", "--list-langs"], check=False, capture_output=True, text=True).stdout
    return "" if "chi_sim" in listed.split() else "tesseract has no model chi_sim"


OURS = "extractor"
READERS: Mapping[str, Entry] = {
    entry.name: entry
    for entry in (
        Entry(OURS, lambda: "", OurRoad),
        Entry("paddleocr", _module("paddleocr"), _Paddle),
        Entry("rapidocr", _module("rapidocr"), _Rapid),
        Entry("tesseract", _tesseract_lacks, _Tesseract),
        Entry("img2table", _module("img2table"), _Img2Table),
        Entry("camelot", _module("camelot"), _Camelot, digital=True),
    )
}


def readers_for(dpi: int, wanted: Sequence[str]) -> list[Entry]:
    """Those that apply: of born-digital pages camelot and ours, of pictures all others."""
    return [READERS[name] for name in wanted if name == OURS or READERS[name].digital == (dpi == DIGITAL)]
