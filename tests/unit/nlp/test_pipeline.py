"""The packed text pipeline: it reads, keeps its own lexicon, and is refused when put together wrongly."""

from __future__ import annotations

from pathlib import Path

import jieba
import numpy as np
import pytest
import spacy

from extractor.artefacts import find
from extractor.errors import ModelError
from extractor.nlp.network import judges_of
from extractor.nlp.pipeline import pack, unpack, with_links
from extractor.nlp.tagger import PipelineTagger
from extractor.nlp.tokenizer import JiebaTokenizer


def test_the_shipped_pipeline_reads_a_report() -> None:
    text = "青禾县教育局2022年度绩效自评报告\n1.校舍维修改造专项资金，预算安排120.5万元，自评得分95分，等级为优。\n"
    told = PipelineTagger(find("reports-zh")).tag(text)
    assert [(p.amount and p.amount.value, p.score and p.score.value) for p in told.projects] == [("120.5", "95")]


def test_a_lexicon_is_the_pipelines_own() -> None:
    one = JiebaTokenizer(spacy.blank("zh").vocab, ["预算执行率指标"])
    other = JiebaTokenizer(spacy.blank("zh").vocab)
    assert [token.text for token in one("预算执行率指标")] == ["预算执行率指标"]
    assert len(other("预算执行率指标")) > 1
    assert "预算执行率指标" not in jieba.lcut("预算执行率指标")


def test_the_lexicon_travels_with_the_pipeline(tmp_path: Path) -> None:
    nlp = unpack(find("reports-zh"))
    pack(nlp, tmp_path / "copy")
    copy = unpack(tmp_path / "copy").tokenizer
    assert isinstance(copy, JiebaTokenizer)
    assert copy.words == nlp.tokenizer.words  # type: ignore[attr-defined]
    assert copy.words


def test_tokens_join_to_the_text_exactly() -> None:
    text = "预算 1,234.5万元（其中：A项目）\n第二段"
    doc = JiebaTokenizer(spacy.blank("zh").vocab)(text)
    assert doc.text == text


def test_an_items_number_is_no_part_of_its_figure() -> None:
    cut = JiebaTokenizer(spacy.blank("zh").vocab)
    assert [token.text for token in cut("14.9村村民补贴\n3.5万元")][:3] == ["14", ".", "9"]
    assert "3.5" in [token.text for token in cut("14.9村村民补贴\n3.5万元")]


def test_links_without_mentions_before_them_are_refused() -> None:
    with pytest.raises(ModelError):
        with_links(spacy.blank("zh"))


def test_a_file_that_is_no_pipeline_says_so(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"nothing")
    with pytest.raises(ModelError, match="no text pipeline"):
        unpack(tmp_path / "x")


def test_a_name_that_one_judge_doubts_is_asked_about() -> None:
    text = "青禾县教育局2022年度绩效自评报告\n1.校舍维修改造专项资金，预算安排120.5万元，自评得分95分，等级为优。\n"
    nlp = unpack(find("reports-zh"))

    def doubts() -> list[tuple[str, bool]]:
        told = nlp(text)._.mentions
        return [(text[name.start : name.end], bool(name.doubts)) for name in told if name.label == "PROJECT"]

    assert doubts() == [("校舍维修改造专项资金", False)]
    for node in judges_of(nlp.get_pipe("name_recogniser").model)[0].walk():  # type: ignore[attr-defined]
        for name in node.param_names:
            node.set_param(name, np.zeros_like(node.get_param(name)))
    assert doubts() == [("校舍维修改造专项资金", True)]
