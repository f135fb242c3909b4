"""Written amounts: a table of cases, and properties that hold for any amount and any text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.text.written import canonical, numeral
from extractor.nlp.patterns.money import find_amounts
from extractor.nlp.patterns.rules import find_by_rule
from models.nlp.amounts_beside import beside

CASES = [
    (text, wanted.split())
    for text, wanted in (
        line.split("\t")
        for line in (Path(__file__).parent / "amounts.tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
]
AMOUNTS = st.decimals(min_value=Decimal("0.0001"), max_value=Decimal("9999999"), places=4)


def test_the_table_is_large() -> None:
    assert len(CASES) >= 300


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_amounts_in_text(text: str, wanted: list[str]) -> None:
    assert [span.value for span in find_amounts(text)] == wanted


def test_cn2an_reads_nothing_right_that_we_do_not() -> None:
    count = beside(CASES)
    assert count["only cn2an right"] == 0
    assert count["ours right"] == count["texts"]


@given(AMOUNTS)
def test_any_amount_survives_printing(value: Decimal) -> None:
    for printed in (f"{value}万元", f"{value:,f} 万元", f"{canonical(value * 10_000)}元"):
        found = find_amounts(f"预算{printed}。")
        assert [span.value for span in found] == [canonical(value)]


@given(st.integers(min_value=1, max_value=99_999_999))
def test_any_sum_survives_being_written_out(yuan: int) -> None:
    wanted = [canonical(Decimal(yuan) / 10_000)]
    assert [span.value for span in find_amounts(f"支付{numeral(yuan)}元")] == wanted
    assert [span.value for span in find_amounts(f"人民币{numeral(yuan, formal=True)}元整")] == wanted


@given(
    st.text(
        alphabet=st.sampled_from(
            "0123456789.,，万亿千百十元角分整一二两壹贰佰零〇%个项人约近余-－至、和分别为年月日号〔〕()优 \n"
        ),
        max_size=40,
    )
)
def test_no_text_breaks_the_rules(text: str) -> None:
    spans = find_by_rule(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
