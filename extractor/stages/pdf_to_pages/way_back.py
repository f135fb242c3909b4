"""The way from the upright page back to its file: a mesh in, the plane map nearest to it out (``Page.to_shown``)."""

from __future__ import annotations

import cv2
import numpy as np

from extractor.stages.pdf_to_pages.mesh import Mesh, fractions


def mesh_to_way_back(mesh: Mesh, page: tuple[float, float], pixels: tuple[int, int]) -> tuple[float, ...]:
    """The homography from points of the page to fractions of the picture, row by row; empty where there is none.

    Args:
        mesh: where the page's points lie in the picture.
        page: width and height of the upright page in points.
        pixels: width and height of the picture in pixels.
    """
    u, v = fractions(mesh.nodes.shape[1], mesh.nodes.shape[0])
    here = np.stack([u, v], axis=-1).reshape(-1, 2) * page
    there = mesh.nodes.reshape(-1, 2) / pixels
    found, _ = cv2.findHomography(here, there)
    return () if found is None else tuple(float(value) for value in np.ravel(found))
