"""Where each point of the upright page lies in the scanned picture: a mesh, and pictures resampled through it once.

All corrections (sheet outline, skew, turn, curl) are composed on the mesh, so that pixels are interpolated one time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extractor.paper.page import Pixels

Floats = NDArray[np.float64]
_NODES = 33
_FAR = 1.6  # a source so many times finer than the picture wanted is shrunk first: sampling would skip its pixels
_PLANE = 0.01  # source pixels by which a mesh may differ from an affine map to be taken for one


@dataclass(frozen=True, eq=False)
class Mesh:
    """``nodes[i, j]`` is the source pixel ``(x, y)`` under the page point ``(j / (m - 1), i / (n - 1))`` (fractions).

    ``width`` and ``height`` are the page's size in source pixels (any unit of like scale on both axes would do).
    ``plain`` is the number of clockwise quarter turns where the mesh does nothing else, else None.
    """

    nodes: Floats
    width: float
    height: float
    plain: int | None = None

    def at(self, u: Floats, v: Floats) -> Floats:
        """Source pixels under page fractions (grids of equal shape), extrapolated linearly outside the page."""
        n, m = self.nodes.shape[:2]
        x, y = np.asarray(u) * (m - 1), np.asarray(v) * (n - 1)
        j, i = np.clip(x.astype(int), 0, m - 2), np.clip(y.astype(int), 0, n - 2)
        fx, fy = (x - j)[..., None], (y - i)[..., None]
        top = self.nodes[i, j] * (1 - fx) + self.nodes[i, j + 1] * fx
        bottom = self.nodes[i + 1, j] * (1 - fx) + self.nodes[i + 1, j + 1] * fx
        result: Floats = top * (1 - fy) + bottom * fy
        return result

    def moved(self, du: Floats, dv: Floats) -> Mesh:
        """The mesh whose point ``(u, v)`` shows what this one shows at ``(u + du, v + dv)`` (one value per node)."""
        u, v = fractions(self.nodes.shape[1], self.nodes.shape[0])
        return replace(self, nodes=self.at(u + du, v + dv), plain=None)

    def cropped(self, left: float, top: float, right: float, bottom: float) -> Mesh:
        """The part of the page between these fractions, as the whole page."""
        u, v = fractions(self.nodes.shape[1], self.nodes.shape[0])
        nodes = self.at(left + u * (right - left), top + v * (bottom - top))
        return Mesh(nodes, self.width * (right - left), self.height * (bottom - top))

    def turned(self, clockwise: int) -> Mesh:
        """The page turned clockwise by 0, 90, 180 or 270 degrees."""
        quarters = clockwise // 90 % 4
        width, height = (self.height, self.width) if quarters % 2 else (self.width, self.height)
        plain = None if self.plain is None else (self.plain + quarters) % 4
        return Mesh(np.rot90(self.nodes, -quarters), width, height, plain)

    def rotated(self, clockwise: float) -> Mesh:
        """The page's content turned clockwise by a few degrees about the page's middle."""
        if not clockwise:
            return self
        u, v = fractions(self.nodes.shape[1], self.nodes.shape[0])
        x, y = (u - 0.5) * self.width, (v - 0.5) * self.height
        # Content turned by +a: what is shown at p stood at p turned by -a (y points down).
        a = np.radians(clockwise)
        old_x, old_y = x * np.cos(a) + y * np.sin(a), -x * np.sin(a) + y * np.cos(a)
        return self.moved((old_x - x) / self.width, (old_y - y) / self.height)

    def places(self, width: int, height: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Source ``x`` and ``y`` under every pixel of a picture of the page."""
        plane = self._plane(width, height)
        if plane is not None:
            across, down = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)[:, None]
            right, below, corner = plane.T.astype(np.float32)
            return across * right[0] + (down * below[0] + corner[0]), across * right[1] + (down * below[1] + corner[1])
        rows, columns = _hat(height, self.nodes.shape[0]), _hat(width, self.nodes.shape[1]).T
        x, y = (rows @ self.nodes[:, :, axis].astype(np.float32) @ columns for axis in (0, 1))
        return x, y

    def sample(self, source: NDArray[np.uint8], width: int, height: int, *, fine: bool = True) -> Pixels:
        """The page as a picture of ``width`` x ``height`` pixels; outside the source its border is repeated."""
        if self.plain is not None:
            return _resized(np.rot90(source, -self.plain), width, height)
        shrink = max(1.0, self.width / width)
        if shrink > _FAR:
            source = _resized(source, round(source.shape[1] / shrink), round(source.shape[0] / shrink))
        else:
            shrink = 1.0
        method = cv2.INTER_CUBIC if fine else cv2.INTER_LINEAR
        plane = self._plane(width, height)
        if plane is None:
            map_x, map_y = (place / np.float32(shrink) - np.float32(0.5) for place in self.places(width, height))
            drawn = cv2.remap(source, map_x, map_y, method, borderMode=cv2.BORDER_REPLICATE)
        else:
            plane = (plane / shrink) - np.array([[0.0, 0.0, 0.5], [0.0, 0.0, 0.5]])
            back = method | cv2.WARP_INVERSE_MAP
            drawn = cv2.warpAffine(source, plane, (width, height), flags=back, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(drawn, dtype=np.uint8)

    def _plane(self, width: int, height: int) -> Floats | None:
        """The affine map (2 x 3) from pixels of a picture of the page to source points; None where it is none.

        A page that only leaned is sampled by it in half the time: no source point need be worked out for each pixel.
        """
        corner, across, down = self.nodes[0, 0], self.nodes[0, -1], self.nodes[-1, 0]
        u, v = fractions(self.nodes.shape[1], self.nodes.shape[0])
        flat = corner + u[..., None] * (across - corner) + v[..., None] * (down - corner)
        if np.abs(flat - self.nodes).max() > _PLANE:
            return None
        right, below = (across - corner) / width, (down - corner) / height
        plane: Floats = np.stack([right, below, corner + (right + below) / 2], axis=1)
        return plane


def frame_mesh(width: int, height: int) -> Mesh:
    """The mesh of a picture that is the page as it is."""
    u, v = fractions(_NODES, _NODES)
    return Mesh(np.stack([u * width, v * height], axis=2), float(width), float(height), plain=0)


def fractions(columns: int, rows: int) -> tuple[Floats, Floats]:
    """Page fractions ``u`` and ``v`` of every node."""
    u, v = np.meshgrid(np.linspace(0, 1, columns), np.linspace(0, 1, rows))
    return u, v


def _hat(length: int, nodes: int) -> NDArray[np.float32]:
    """``length`` x ``nodes`` weights that interpolate node values linearly at pixel centres."""
    place = (np.arange(length) + 0.5) / length * (nodes - 1)
    weights = np.maximum(0, 1 - np.abs(place[:, None] - np.arange(nodes)[None, :]))
    return np.asarray(weights, dtype=np.float32)


def _resized(picture: NDArray[np.uint8], width: int, height: int) -> Pixels:
    if picture.shape[:2] == (height, width):
        return np.ascontiguousarray(picture)
    smaller = width < picture.shape[1]
    method = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(picture), (width, height), interpolation=method), dtype=np.uint8)
