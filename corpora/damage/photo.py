"""A page photographed by hand: lying on a table, seen at an angle, slightly curled, in the light of the room."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from corpora.damage.sheet import Field, Picture, Sheet
from corpora.damage.texture import grain, smooth_noise, to_bytes

_TABLES = ((96, 70, 52), (150, 118, 84), (58, 60, 64), (120, 122, 124), (70, 84, 78), (176, 170, 160))


@dataclass(frozen=True)
class Pose:
    """How the page lies in the photograph.

    Attributes:
        corners: 4 × 2, the page's corners (from the upper left, clockwise) in pixels of the photograph.
        curl: how far the page's middle is lifted, in pixels of the page, along its height.
        phase: where along the width the curl begins, 0…1.
    """

    corners: Field
    curl: float
    phase: float


def pose(sheet: Sheet, rng: np.random.Generator, tilt: float) -> tuple[tuple[int, int], Pose]:
    """A random view of the page; `tilt` is the most a corner strays, as a share of the page.

    Returns:
        Height and width of the photograph, and how the page lies in it.
    """
    height, width = sheet.size
    margin = rng.uniform(0.04, 0.10)
    frame = (round(height * (1 + 2 * margin)), round(width * (1 + 2 * margin)))
    left, top = width * margin, height * margin
    corners = np.array([[left, top], [left + width, top], [left + width, top + height], [left, top + height]])
    corners += rng.uniform(-tilt, tilt, (4, 2)) * (width, height)
    turn = np.radians(rng.uniform(-1.8, 1.8))
    middle = corners.mean(axis=0)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    corners = (corners - middle) @ spin.T + middle
    curl = sheet.px(rng.uniform(0.3, 1.6)) * rng.choice([-1, 1])
    return frame, Pose(corners.astype(np.float32), float(curl), float(rng.random()))


def photograph(sheet: Sheet, frame: tuple[int, int], view: Pose, rng: np.random.Generator) -> Picture:
    """The page on a table, with a soft shadow around it; no light or lens yet."""
    source, inside = _sample_points(sheet, frame, view)
    page = cv2.remap(sheet.picture, source[:, :, 0], source[:, :, 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    table = table_top(frame, rng)
    reach = sheet.px(rng.uniform(1.5, 4))
    shift = np.float32([[1, 0, rng.uniform(-1, 1) * reach], [0, 1, rng.uniform(0, 1) * reach]])
    shadow = cv2.GaussianBlur(cv2.warpAffine(inside, shift, (frame[1], frame[0])), (0, 0), reach)
    ground = table.astype(np.float32) * (1.0 - 0.6 * shadow[:, :, None])
    soft = cv2.GaussianBlur(inside, (0, 0), 0.8)[:, :, None]
    return to_bytes(page.astype(np.float32) * soft + ground * (1.0 - soft))


def table_top(size: tuple[int, int], rng: np.random.Generator) -> Picture:
    """Wood, cloth or a plain desk: a coloured ground with streaks or grain."""
    base = np.array(_TABLES[rng.integers(len(_TABLES))], np.float32) * rng.uniform(0.75, 1.1)
    streaks = (2.5, 220.0) if rng.random() < 0.6 else (3.0, 3.0)
    if rng.random() < 0.3:
        streaks = streaks[::-1]
    pattern = 0.7 * smooth_noise(size, streaks, rng) + 0.3 * smooth_noise(size, 160, rng)
    light = 0.72 + 0.5 * pattern
    return to_bytes(base[None, None, :] * light[:, :, None] + grain(size, 4.0, rng)[:, :, None])


def room_light(picture: Picture, rng: np.random.Generator, shadows: int, depth: float) -> Picture:
    """Uneven lamp light, the shadows of hand and phone, and the darkening of the lens towards its corners."""
    height, width = picture.shape[:2]
    down, across = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    light = 1.0 - depth * 0.35 * (across * np.cos(angle) + down * np.sin(angle) + 1) / 2
    light *= 1.0 - rng.uniform(0.08, 0.22) * np.clip((across**2 + down**2) / 2, 0, 1)
    for _ in range(shadows):
        light *= 1.0 - rng.uniform(0.12, depth) * _shadow((height, width), rng)
    warmth = np.array([1.0, rng.uniform(0.93, 0.99), rng.uniform(0.80, 0.95)], np.float32)
    return to_bytes(picture.astype(np.float32) * light[:, :, None] * warmth[None, None, :])


def _shadow(size: tuple[int, int], rng: np.random.Generator) -> Field:
    """A soft-edged half plane, bent a little: what a head, a hand or a phone leaves on the page."""
    height, width = size
    small = (height // 8, width // 8)
    down, across = np.mgrid[-1 : 1 : small[0] * 1j, -1 : 1 : small[1] * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    edge = across * np.cos(angle) + down * np.sin(angle) - rng.uniform(-0.1, 0.5)
    edge += rng.uniform(0.05, 0.25) * np.sin(rng.uniform(1, 3) * (across - down) + rng.uniform(0, 6))
    soft = np.clip(edge / rng.uniform(0.05, 0.3) + 0.5, 0, 1)
    return cv2.resize(soft.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)


def _sample_points(sheet: Sheet, frame: tuple[int, int], view: Pose) -> tuple[Field, Field]:
    """For every pixel of the photograph, the page pixel it shows (x, y), and 1 where that lies on the page."""
    height, width = sheet.size
    flat = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    back = cv2.getPerspectiveTransform(view.corners, flat).astype(np.float32)
    y, x = np.mgrid[0 : frame[0], 0 : frame[1]].astype(np.float32)
    depth = back[2, 0] * x + back[2, 1] * y + back[2, 2]
    u = (back[0, 0] * x + back[0, 1] * y + back[0, 2]) / depth
    v = (back[1, 0] * x + back[1, 1] * y + back[1, 2]) / depth
    lift = np.sin(np.pi * (np.clip(u / width, 0, 1) * 1.3 + view.phase))
    v = v + view.curl * lift * (0.6 + 0.4 * v / height)
    inside = ((u >= 0) & (u < width) & (v >= 0) & (v < height)).astype(np.float32)
    return np.stack([u, v], axis=2), inside
