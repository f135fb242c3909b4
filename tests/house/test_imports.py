"""Who may import whom (the contract stands in pyproject.toml)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_import_contract_holds() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_line_opens_without_heavy_libraries() -> None:
    heavy = (
        "cv2",
        "numpy",
        "onnxruntime",
        "openvino",
        "paddleocr",
        "camelot",
        "spacy",
        "jieba",
        "pydantic",
        "openpyxl",
    )
    code = f"import sys, extractor.cli.main; print(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_the_services_do_not_load_an_engine_before_it_is_chosen() -> None:
    heavy = ("onnxruntime", "openvino", "paddleocr", "camelot", "spacy")
    code = f"import sys, extractor.service.bootstrap; print(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
