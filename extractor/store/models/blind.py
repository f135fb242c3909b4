"""Which values were put before a person though nobody had to be asked about them."""

from __future__ import annotations

from django.db import models

from extractor.store.models.readings import Reading


class BlindDraw(models.Model):
    """One value of a reading that the blind sample drew; its row waits for review like any other.

    ``kind`` is the type of its field, ``value`` and ``confidence`` are as the machine read it (the row shows another
    confidence). What a person said of it are the corrections of the same reading and path. Draws of earlier readings
    stay: what was once checked remains known.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="blind_draws")
    path = models.TextField()
    kind = models.CharField(max_length=8)
    value = models.TextField(null=True)
    confidence = models.FloatField()

    class Meta:
        """A place once a reading."""

        constraints = [models.UniqueConstraint(fields=("reading", "path"), name="blind_draw_once")]
