"""A value that stands where its like do not is found out, whatever its print says."""

from __future__ import annotations

from dataclasses import replace

from extractor.paper.box import Box
from extractor.paper.word import Char, Word
from extractor.record.draft import Leaf
from extractor.stages.findings_to_review.borne_out import leaves_to_borne_out
from extractor.stages.findings_to_review.places import (
    BESIDE_CELL,
    OUT_OF_COLUMN,
    OUT_OF_ORDER,
    OUT_OF_ROW,
    ROW_MISSING,
    TAKEN_TWICE,
    leaves_to_misplaced,
)

KEYS = ("level3", "target", "actual", "weight", "score")
WIDE, HIGH = 80.0, 20.0


def at(row: float, column: float, rows: float = 1, page: int = 1) -> Leaf:
    box = Box(column * WIDE, row * HIGH, (column + 1) * WIDE, (row + rows) * HIGH)
    print_ = Box(box.left + 4, box.top + 4, box.right - 4, box.top + 16)
    word = Word(page, print_, (Char("8", print_, 0.99),), 0.99)
    return Leaf("8", "8", page, box, (word,))


def table(rows: int = 5) -> dict[str, Leaf]:
    return {f"/indicators/{row}/{key}": at(row, column) for row in range(rows) for column, key in enumerate(KEYS)}


def swapped(leaves: dict[str, Leaf], one: str, other: str) -> dict[str, Leaf]:
    return leaves | {one: leaves[other], other: leaves[one]}


def test_a_table_read_as_printed_has_nothing_out_of_place() -> None:
    assert leaves_to_misplaced(table()) == {}


def test_merged_cells_belong_to_each_of_their_rows() -> None:
    merged = {f"/indicators/{row}/level1": at(0, -1, rows=5) for row in range(5)}
    assert leaves_to_misplaced(table() | merged | {"/indicators/0/score": at(0, 4, rows=3)}) == {}


def test_a_value_of_the_next_row_is_out_of_its_row() -> None:
    found = leaves_to_misplaced(swapped(table(), "/indicators/1/actual", "/indicators/2/actual"))
    assert OUT_OF_ROW in found["/indicators/1/actual"] and OUT_OF_ROW in found["/indicators/2/actual"]


def test_a_value_of_the_next_column_is_out_of_its_column() -> None:
    found = leaves_to_misplaced(table() | {"/indicators/2/target": at(2, 2)})
    assert found == {f"/indicators/{row}/target": (OUT_OF_COLUMN,) for row in range(5)}


def test_a_column_that_changes_from_row_to_row_is_asked_about_whole() -> None:
    mixed = {f"/indicators/{row}/target": at(row, 1 if row % 2 else 5) for row in range(5)}
    assert leaves_to_misplaced(table() | mixed) == {path: (OUT_OF_COLUMN,) for path in mixed}


def test_two_fields_of_a_row_are_never_read_from_the_same_print() -> None:
    leaves = table()
    found = leaves_to_misplaced(leaves | {"/indicators/2/target": leaves["/indicators/2/score"]})
    assert all(TAKEN_TWICE in found[f"/indicators/2/{key}"] for key in ("target", "score"))


def listed(units: dict[int, Leaf]) -> dict[str, Leaf]:
    keys = ("seq", "project_name", "budget", "score")
    cells = {f"/rows/{row}/{key}": at(row, column) for row in range(1, 6) for column, key in enumerate(keys)}
    return cells | {f"/rows/{row}/department": leaf for row, leaf in units.items()}


def test_a_unit_printed_once_on_a_line_over_its_rows_belongs_to_each() -> None:
    assert leaves_to_misplaced(listed(dict.fromkeys(range(1, 6), at(0, 0)))) == {}
    found = leaves_to_misplaced(listed({2: at(1, 4), 3: at(3, 4), 4: at(4, 4)}))
    assert found == {"/rows/2/department": (OUT_OF_ROW,)}


def two_lines(number: float) -> dict[str, Leaf]:
    """Rows of two lines: a number beside both, ``number`` lines high, a name over three figures."""
    return {
        f"/rows/{row}/{key}": at(2 * row, 0, rows=number) if column == 0 else at(2 * row + (column > 1), column)
        for row in range(5)
        for column, key in enumerate(("seq", "project_name", "budget", "score", "grade"))
    }


def test_a_name_on_the_line_over_its_figures_is_tied_to_them_by_the_number_beside_both() -> None:
    assert leaves_to_misplaced(two_lines(2)) == {}
    names = {f"/rows/{row}/project_name" for row in range(5)}
    for number in (0.9, 3):
        assert {at for at, why in leaves_to_misplaced(two_lines(number)).items() if OUT_OF_ROW in why} >= names - {
            "/rows/4/project_name"
        }


def test_a_unit_whose_rows_leave_room_for_the_name_of_another_is_asked_about() -> None:
    apart = {path: leaf for path, leaf in listed(dict.fromkeys(range(1, 6), at(0, 0))).items() if "/3/" not in path}
    found = leaves_to_misplaced(apart)
    assert {path for path, doubts in found.items() if OUT_OF_ROW in doubts} == {
        f"/rows/{row}/department" for row in (1, 2, 4, 5)
    }


def test_room_for_a_row_among_others_that_no_value_stands_in_is_found() -> None:
    whole = table(7)
    lacking = {path: leaf for path, leaf in whole.items() if "/3/" not in path}
    assert leaves_to_misplaced(lacking) == {"/indicators/4/level3": (ROW_MISSING,)}
    assert leaves_to_misplaced(lacking | {"/total_score": at(3, 4)}) == {}


def test_a_tick_stands_under_the_grade_that_it_says() -> None:
    ticks = {
        f"/rows/{row}/grade": replace(at(row, 4 + row % 4), raw="√", value=grade)
        for row, grade in zip(range(1, 6), "良中差优良", strict=True)
    }
    assert leaves_to_misplaced(listed({}) | ticks) == {}
    slipped = leaves_to_misplaced(listed({}) | ticks | {"/rows/2/grade": replace(ticks["/rows/2/grade"], value="优")})
    assert slipped["/rows/2/grade"] == (OUT_OF_COLUMN,)


def test_rows_in_the_wrong_order_are_found() -> None:
    leaves = table()
    for key in KEYS:
        leaves = swapped(leaves, f"/indicators/1/{key}", f"/indicators/3/{key}")
    found = leaves_to_misplaced(leaves)
    assert all(OUT_OF_ORDER in found[f"/indicators/3/{key}"] for key in KEYS)


def test_names_of_levels_printed_over_their_rows_put_none_out_of_order() -> None:
    names = {
        f"/indicators/{row}/{key}": at(-row_over, -row_over)
        for row in range(2)
        for row_over, key in ((2, "level1"), (1, "level2"))
    }
    short = {f"/indicators/1/{key}": at(1, column) for column, key in enumerate(KEYS[:2])}
    assert leaves_to_misplaced(names | table(1) | short) == {}


def test_rows_of_two_lists_side_by_side_and_over_pages_are_in_order() -> None:
    right = {f"/indicators/{row + 5}/{key}": at(row, column + 6) for row in range(5) for column, key in enumerate(KEYS)}
    after = {
        f"/indicators/{row + 10}/{key}": at(row, column, page=2) for row in range(4) for column, key in enumerate(KEYS)
    }
    assert leaves_to_misplaced(table() | right | after) == {}


def test_words_that_lie_in_another_cell_are_found() -> None:
    leaf = table()["/indicators/2/score"]
    moved = Leaf(leaf.value, leaf.raw, 1, leaf.box, at(4, 4).words)
    assert leaves_to_misplaced({"/project_name": moved}) == {"/project_name": (BESIDE_CELL,)}


def test_a_value_put_together_in_the_wrong_order_is_found() -> None:
    left, right = at(2, 1), at(2, 2)
    joined = Leaf("%95", "%95", 1, Box(WIDE, 2 * HIGH, 3 * WIDE, 3 * HIGH), (*right.words, *left.words))
    in_order = replace(joined, value="95%", words=(*left.words, *right.words))
    assert leaves_to_misplaced({"/project_name": joined}) == {"/project_name": (BESIDE_CELL,)}
    assert leaves_to_misplaced({"/project_name": in_order}) == {}


def test_a_worn_cell_is_borne_out_by_sure_cells_cut_like_it() -> None:
    worn = replace(table()["/indicators/2/target"], certainty=0.7)
    assert leaves_to_borne_out(table() | {"/indicators/2/target": worn}) == {"/indicators/2/target"}


def test_a_cell_that_runs_over_a_wall_or_stands_on_a_worn_page_is_not_borne_out() -> None:
    wide = replace(at(2, 1), box=Box(WIDE, 2 * HIGH, 3 * WIDE, 3 * HIGH), certainty=0.7)
    assert leaves_to_borne_out(table() | {"/indicators/2/target": wide}) == frozenset()
    assert leaves_to_borne_out({path: replace(leaf, certainty=0.7) for path, leaf in table().items()}) == frozenset()
    guess = replace(table()["/indicators/2/target"], certainty=0.5)
    assert leaves_to_borne_out(table() | {"/indicators/2/target": guess}) == frozenset()


def test_the_first_level_of_a_row_is_borne_out_by_the_second_that_belongs_to_it() -> None:
    def row(level1: str, level2: str, sure: float = 1.0) -> frozenset[str]:
        merged = replace(at(0, -2, rows=5), value=level1, certainty=0.7)
        second = replace(at(0, -1, rows=2), value=level2, certainty=sure)
        return leaves_to_borne_out({"/indicators/0/level1": merged, "/indicators/0/level2": second})

    assert row("产出指标", "数量指标") == {"/indicators/0/level1"}
    assert row("产出指标", "社会效益指标") == row("产出指标", "数量指标", sure=0.7) == frozenset()


def test_a_unit_in_a_column_before_its_figure_is_not_beside_its_cell() -> None:
    figure, unit = at(0, 2), at(0, 0)
    words = (*figure.words, replace(unit.words[0], chars=(Char("次", unit.words[0].box, 0.99),)))
    whole = replace(figure, value="8次", box=Box(0, 0, 3 * WIDE, HIGH), words=words)
    assert leaves_to_misplaced({"/indicators/0/target": whole}) == {}
    assert leaves_to_misplaced({"/indicators/0/actual": whole}) == {"/indicators/0/actual": (BESIDE_CELL,)}
