"""Seeded random fields: the raw stuff of paper, ink, light and table tops."""

from __future__ import annotations

import cv2
import numpy as np

from corpora.damage.sheet import Field, Picture


def smooth_noise(size: tuple[int, int], cell: float | tuple[float, float], rng: np.random.Generator) -> Field:
    """A cloudy field in 0…1 whose clouds are about `cell` pixels wide.

    Args:
        size: height and width in pixels.
        cell: cloud size in pixels, or (down, across).
        rng: source of randomness.
    """
    down, across = cell if isinstance(cell, tuple) else (cell, cell)
    rows, columns = int(size[0] / max(1.0, down)) + 3, int(size[1] / max(1.0, across)) + 3
    coarse = rng.random((rows, columns), dtype=np.float32)
    cloud = cv2.resize(coarse, (size[1], size[0]), interpolation=cv2.INTER_CUBIC)
    return np.clip(cloud, 0.0, 1.0).astype(np.float32)


def grain(size: tuple[int, int], sigma: float, rng: np.random.Generator, softness: float = 0.0) -> Field:
    """Zero-mean noise of standard deviation `sigma` grey levels; `softness` blurs it to clumps of that many pixels."""
    noise = rng.standard_normal(size, dtype=np.float32)
    if softness > 0:
        noise = cv2.GaussianBlur(noise, (0, 0), softness)
        noise /= max(float(noise.std()), 1e-6)
    return (noise * sigma).astype(np.float32)


def add_grain(picture: Picture, field: Field) -> Picture:
    """The picture with a noise field (height × width) added to every channel."""
    shaped = field if picture.ndim == 2 else field[:, :, None]
    return to_bytes(picture.astype(np.float32) + shaped)


def shade(picture: Picture, light: Field) -> Picture:
    """The picture under uneven light: every pixel times `light` (height × width, 1 = unchanged)."""
    shaped = light if picture.ndim == 2 else light[:, :, None]
    return to_bytes(picture.astype(np.float32) * shaped)


def to_bytes(values: Field) -> Picture:
    """Rounds and clips grey levels to 0…255."""
    return np.clip(values + 0.5, 0, 255).astype(np.uint8)
