"""Pictures as a source of pages: a PNG, JPEG or (multi-page) TIFF file, or a folder of them, in; sheets out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractor.engines.pdfium.kind import PICTURE_SUFFIXES, kind_of
from extractor.engines.pdfium.limits import Limits
from extractor.errors import DamagedFile, PageError, PageTooLarge, TooManyPages, UnreadableFile
from extractor.paper.page import Origin, Pixels
from extractor.paper.sheet import Sheet

_FORMATS = ("PNG", "JPEG", "TIFF")
_PLAUSIBLE_DPI = (96.5, 1300.0)  # 72 and 96 are what cameras and screens write when they know nothing
_A4_LONG = 841.89
_LONGEST = 1300.0  # points: a little over A3


class PictureSource:
    """One picture file, or a folder of picture files in natural order of their names."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path = path
        self.notes: tuple[str, ...] = ()
        self._limits = limits
        self._places = list(_places(path, limits))
        self.page_count = len(self._places)

    def __enter__(self) -> PictureSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is held open between pages."""

    def sheet(self, number: int, *, with_picture: bool = False) -> Sheet:
        """Page ``number`` (1-based); see ``PageSource.sheet``. A picture's page always has its picture."""
        if not 1 <= number <= self.page_count:
            raise PageError(
                f"There is no such page; the document has {self.page_count}.", file=str(self.path), page=number
            )
        file, frame = self._places[number - 1]
        try:
            pixels, dpi = _read(file, frame, self._limits, number)
        except DamagedFile as error:
            if self.page_count == 1:
                raise
            raise PageError(error.message, file=str(file), page=number) from error
        height, width = pixels.shape[:2]
        return Sheet(number, "scan", width * 72 / dpi, height * 72 / dpi, Origin(file, frame), pixels)


def _read(file: Path, frame: int, limits: Limits, number: int) -> tuple[Pixels, float]:
    """One picture the way its camera was held, and its dots per inch."""
    with _opened(file, limits, number) as image:
        image.seek(frame)
        across, down = _resolution(image)
        upright = ImageOps.exif_transpose(image)
        if upright.size != image.size:
            across, down = down, across
        pixels = _rgb(upright)
    return _square(pixels, across, down)


def natural_key(name: str) -> tuple[tuple[int, int | str], ...]:
    """Sort key under which ``page2`` comes before ``page10``."""
    return tuple(
        (0, int(part)) if part.isdigit() else (1, part.casefold()) for part in re.findall(r"[0-9]+|[^0-9]+", name)
    )


def _places(path: Path, limits: Limits) -> Iterator[tuple[Path, int]]:
    """File and frame of every page."""
    count = 0
    for file in _files(path):
        for frame in range(_frames(file, limits)):
            count += 1
            if count > limits.max_pages:
                raise TooManyPages(f"The document has more than {limits.max_pages} pages.", file=str(path))
            yield file, frame


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        files = [
            file
            for file in path.iterdir()
            if file.suffix.lower() in PICTURE_SUFFIXES and not file.name.startswith(".") and file.is_file()
        ]
    except OSError as error:
        raise UnreadableFile(f"The folder cannot be read ({error.strerror}).", file=str(path)) from error
    if not files:
        raise UnreadableFile("The folder holds no page pictures.", file=str(path))
    return sorted(files, key=lambda file: natural_key(file.name))


def _frames(file: Path, limits: Limits) -> int:
    """How many pages the file holds; only TIFF is taken as multi-page."""
    kind_of(file)
    with _opened(file, limits, None) as image:
        if image.format != "TIFF":
            return 1
        frames = 0
        for _ in ImageSequence.Iterator(image):
            frames += 1
            if frames > limits.max_pages:
                break
        return frames


@contextmanager
def _opened(file: Path, limits: Limits, page: int | None) -> Iterator[Image.Image]:
    """A picture opened with the pixel cap in force; every way it can fail becomes one of our errors."""
    name = str(file)
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = limits.max_pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=_FORMATS) as image:
                yield image
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PageTooLarge("The picture has too many pixels.", file=name, page=page) from error
    except UnidentifiedImageError as error:
        raise DamagedFile("The picture cannot be opened.", file=name, page=page) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise DamagedFile("The picture is cut off or broken.", file=name, page=page) from error
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down; (0, 0) where the file does not say or cannot be believed."""
    across, down = (float(value) for value in image.info.get("dpi", (0.0, 0.0)))
    low, high = _PLAUSIBLE_DPI
    if not (low <= max(across, down) <= high and min(across, down) > 0.3 * max(across, down)):
        return 0.0, 0.0
    too_long = max(image.width / across, image.height / down) * 72 > _LONGEST
    return (0.0, 0.0) if too_long else (across, down)


def _square(pixels: Pixels, across: float, down: float) -> tuple[Pixels, float]:
    """Pixels as fine across as down (fax scans are not), and their dots per inch; A4 where the file is silent."""
    height, width = pixels.shape[:2]
    if not across:
        return pixels, 72 * max(height, width) / _A4_LONG
    finer = max(across, down)
    if min(across, down) > 0.98 * finer:
        return pixels, finer
    size = (round(width * finer / across), round(height * finer / down))
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC)), finer


def _rgb(image: Image.Image) -> Pixels:
    """Any Pillow mode as RGB; see-through parts become white paper, 16-bit gray keeps its upper byte."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        deep = np.asarray(image, dtype=np.float32)
        gray = np.clip(deep / (257.0 if deep.max(initial=0.0) > 255 else 1.0), 0, 255).astype(np.uint8)
        return np.repeat(gray[:, :, None], 3, axis=2)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layered = image.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return np.array(Image.alpha_composite(paper, layered).convert("RGB"))
    return np.array(image.convert("RGB"))
