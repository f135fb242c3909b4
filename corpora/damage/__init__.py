"""Pure, seeded picture damage: a flawless page picture in, the same page as a scanner, a fax or a phone saw it out."""

from corpora.damage.levels import LEVELS, Level, Surroundings, damage_page
from corpora.damage.sheet import Field, Picture, Place, Scan, Sheet

__all__ = ["LEVELS", "Field", "Level", "Picture", "Place", "Scan", "Sheet", "Surroundings", "damage_page"]
