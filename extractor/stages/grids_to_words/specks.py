"""The page as detection is shown it: a peppered picture goes in, the same without its lone specks comes out.

On a fax with much empty paper the network takes scattered specks for print far off and loses whole lines beside them.
Reading goes on in the picture as it is: there a faint point counts, and the recogniser tells it from dirt.
"""

from __future__ import annotations

import cv2
import numpy as np

from extractor.paper.page import Picture, Pixels

_SPECK = 2.0  # points: pepper is no larger both ways, its pale edges counted in
_ALONE = 3.0  # points around a speck without other ink: points, dots and broken strokes stand nearer to theirs
_MANY = 0.0005  # share of the page that is pepper, from which it disturbs
_DARK, _PALE = 128, 224  # grey levels below which there is a speck, and any ink: thin pale print is no speck


def without_specks(picture: Picture) -> Pixels:
    """The picture without specks that have hardly any ink around them; itself where they are few."""
    grey = picture.pixels[:, :, 1]
    side = 2 * round(_ALONE * picture.scale) + 1
    ink = (grey < _PALE).astype(np.uint8)
    around = cv2.boxFilter(ink, cv2.CV_32F, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
    lone = ((grey < _DARK) & (around <= (_SPECK * picture.scale) ** 2)).astype(np.uint8)
    if cv2.countNonZero(lone) < _MANY * lone.size:
        return picture.pixels
    shown = picture.pixels.copy()
    shown[cv2.dilate(lone, np.ones((3, 3), np.uint8)) > 0] = 255
    return shown
