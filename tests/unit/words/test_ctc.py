"""Characters out of a recogniser's time steps."""

import numpy as np
import pytest

from extractor.engines.ppocr import ctc

CHARACTERS = (*"0123456789.%≥>（(", " ")


def line(*steps: dict[str, float]) -> ctc.Steps:
    """Probabilities as a network gives them: what is not named is spread thin, ``_`` is the blank."""
    rows = np.full((len(steps), len(CHARACTERS) + 1), 1e-5, np.float32)
    for row, step in zip(rows, steps, strict=True):
        for character, probability in step.items():
            row[0 if character == "_" else CHARACTERS.index(character) + 1] = probability
    return ctc.best_steps(rows)


def plain(text: str) -> ctc.Steps:
    return line(*({character: 0.99} for character in text))


@pytest.mark.parametrize(
    ("steps", "text"),
    [("1_1__", "11"), ("0_0_0", "000"), ("112__5", "125"), ("____", ""), ("1_00_0", "100")],
)
def test_doubled_digits_survive_and_repeats_merge(steps: str, text: str) -> None:
    assert ctc.read(plain(steps), CHARACTERS, 1.0).text == text


def test_a_point_that_almost_lost_to_the_blank_is_named() -> None:
    steps = line({"1": 0.99}, {"_": 0.99}, {"2": 0.99}, {"_": 0.8, ".": 0.19}, {"5": 0.99})
    strip = ctc.read(steps, CHARACTERS, 1.0)
    assert strip.text == "125"
    assert [other.text for other in strip.chars[1].alternatives] == ["2."]


def test_a_comparator_lost_before_the_first_character_is_named() -> None:
    steps = line({"_": 0.7, "≥": 0.29}, {"_": 0.99}, {"9": 0.99}, {"_": 0.99}, {"0": 0.99})
    assert [other.text for other in ctc.read(steps, CHARACTERS, 1.0).chars[0].alternatives] == ["≥9"]


def test_the_runner_up_and_nothing_at_all_are_alternatives() -> None:
    strip = ctc.read(line({"2": 0.6, "≥": 0.3, "_": 0.08}, {"_": 0.99}), CHARACTERS, 1.0)
    assert [(other.text, round(other.probability, 3)) for other in strip.chars[0].alternatives] == [
        ("≥", 0.3),
        ("", 0.08),
    ]
    assert strip.confidence == pytest.approx(0.6)


def test_forms_of_one_width_are_no_doubt() -> None:
    strip = ctc.read(line({"（": 0.6, "(": 0.39}, {"_": 0.99}), CHARACTERS, 1.0)
    assert strip.confidence == pytest.approx(0.99)
    assert strip.chars[0].alternatives == ()


def test_characters_stand_where_they_fired_and_padding_does_not_count() -> None:
    strip = ctc.read(plain("_1___2______"), CHARACTERS, 0.5)
    first, second = strip.chars
    assert 0.0 <= first.start < first.end <= second.start < second.end <= 1.0
    assert (first.start + first.end) / 2 == pytest.approx(1.5 / 6, abs=0.1)
    assert (second.start + second.end) / 2 == pytest.approx(5.5 / 6, abs=0.15)
