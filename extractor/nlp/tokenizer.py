"""Chinese text in, a spaCy Doc of jieba's words out: our own registered tokenizer.

spaCy's built-in jieba mode uses jieba's global instance, so that a word added anywhere changes every pipeline, and
saves no dictionary. This one owns its ``jieba.Tokenizer`` and its lexicon travels with the pipeline.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import jieba
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells stderr of its cache, in the middle of our progress

_COUNTER = r"(?<![^\n。；;])[0-9]{1,2}(?=[.．][0-9]{1,4}[\u4e00-\u9fff])(?![0-9.．]*[万亿元千百分倍])"
"""The number of an item that begins with a figure of its own: 14.9村村民…, 3.2020年…"""
_FIGURE = r"[0-9０-９]+(?:,[0-9]{3})*(?:[.．](?!(?:19|20)[0-9]{2}年)[0-9０-９]+)?"
_KIND = re.compile(rf"{_COUNTER}|{_FIGURE}|[A-Za-z]+|[\u4e00-\u9fff]+|\s|.", re.DOTALL)
_LEXICON_WEIGHT = 2_000_000
"""Frequency given to lexicon words: above any of jieba's own, so that they stay whole."""


class JiebaTokenizer:
    """Cuts text with a jieba instance of its own; figures, letters, Chinese and signs never share a token.

    Args:
        vocab: the pipeline's vocabulary.
        words: domain words to keep whole.
    """

    def __init__(self, vocab: Vocab, words: Iterable[str] = ()) -> None:
        self.vocab = vocab
        self.words: tuple[str, ...] = ()
        self._jieba = jieba.Tokenizer()
        self.learn(words)

    def learn(self, words: Iterable[str]) -> None:
        """Replaces the lexicon by ``words``."""
        self.words = tuple(sorted(set(words)))
        self._jieba = jieba.Tokenizer()
        for word in self.words:
            self._jieba.add_word(word, freq=_LEXICON_WEIGHT)

    def __call__(self, text: str) -> Doc:
        """Tokens join to ``text`` exactly; none is followed by an extra space."""
        tokens = list(self._cut(text))
        return Doc(self.vocab, words=tokens, spaces=[False] * len(tokens))

    def _cut(self, text: str) -> Iterator[str]:
        for match in _KIND.finditer(text):
            run = match.group()
            if "\u4e00" <= run[0] <= "\u9fff":
                yield from self._jieba.cut(run, HMM=False)
            else:
                yield run

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Docs of many texts, one by one."""
        for text in texts:
            yield self(text)

    def to_bytes(self, **_: Any) -> bytes:
        """The lexicon as JSON."""
        return json.dumps(self.words, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, **_: Any) -> JiebaTokenizer:
        """Takes the lexicon from :meth:`to_bytes`."""
        self.learn(json.loads(data))
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Writes the lexicon, one word a line."""
        Path(path).write_text("\n".join(self.words) + "\n", encoding="utf-8")

    def from_disk(self, path: Path | str, **_: Any) -> JiebaTokenizer:
        """Reads the lexicon written by :meth:`to_disk`."""
        self.learn(Path(path).read_text(encoding="utf-8").split())
        return self


@registry.tokenizers("performance.JiebaTokenizer.v1")  # type: ignore[untyped-decorator]
def jieba_tokenizer(lexicon: str | None = None) -> Callable[[Language], JiebaTokenizer]:
    """Makes the tokenizer for a pipeline; ``lexicon`` is a file with one word a line, read when training starts."""

    def make(nlp: Language) -> JiebaTokenizer:
        path = Path(lexicon) if lexicon else None
        words = path.read_text(encoding="utf-8").split() if path and path.exists() else ()
        return JiebaTokenizer(nlp.vocab, words)

    return make
