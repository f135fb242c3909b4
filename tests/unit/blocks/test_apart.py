"""Two texts that stand apart where a wall of the next row would run through their cell are asked about."""

from tests.unit.blocks.test_lost_walls import cell, cells, grid, word

MERGED = grid(*(cell(row, 1, columns=2) for row in (2, 3, 4)))
"""The wall after the second column ends at the third row."""
SURE = 0.99


def test_texts_apart_on_both_sides_of_the_wall_above_are_in_doubt() -> None:
    found = cells(MERGED, word("441", 65, 70), word("100%", 138, 70), word("4", 65, 100), word("5%", 150, 100))
    assert found[2, 1].certainty < 0.85 < found[3, 1].certainty


def test_one_text_over_it_or_on_one_side_of_it_is_not() -> None:
    assert cells(MERGED, word("441", 85, 70), word("100%", 128, 70))[2, 1].certainty == SURE
    assert cells(MERGED, word("44", 62, 70), word("7", 100, 70))[2, 1].certainty == SURE
