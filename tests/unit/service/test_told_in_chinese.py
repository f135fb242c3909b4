"""What a clerk is refused is said in Chinese, with what was typed and who it was."""

from __future__ import annotations

import pytest

from extractor.errors import Conflict, NotInStore, UsageError
from extractor.service.plain_words import advice, wrong


@pytest.mark.parametrize(
    ("error", "chinese"),
    [
        (Conflict("anna is reviewing this page."), "anna 正在复核这一页。"),
        (UsageError("'about {5}' cannot be a value of /records/0/total_score."), "“about {5}”不能填在这里。"),
        (UsageError("None cannot stand at /records/0/funds/0/source: Input should be 'total'."), "这里不能留空。"),
        (NotInStore("There is no document 7."), "没有这一项。"),
        (UsageError("Nobody ever translated this."), "Nobody ever translated this."),
    ],
)
def test_messages(error: Exception, chinese: str) -> None:
    assert wrong(error, "zh") == chinese  # type: ignore[arg-type]
    assert wrong(error, "en") == error.message  # type: ignore[arg-type, attr-defined]


def test_nobody_is_sent_to_a_command_line() -> None:
    assert advice(UsageError("?"), "en") == "Check what was filled in."
