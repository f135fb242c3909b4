"""The reading pipeline for running text: put together, packed into one file, and unpacked again.

``tokenizer`` (jieba, own lexicon) → ``name_recogniser`` (trained) → ``written_mentions`` → ``project_links``.
"""

from __future__ import annotations

from pathlib import Path

import spacy
import srsly
from spacy.language import Language

from extractor.errors import ModelError
from extractor.nlp.components import project_links, written_mentions
from extractor.nlp.network import name_chain
from extractor.nlp.recogniser import make_recogniser
from extractor.nlp.tokenizer import jieba_tokenizer

REGISTERED = (jieba_tokenizer, name_chain, make_recogniser, written_mentions, project_links)
"""What a packed pipeline's configuration names; importing them registers them with spaCy."""


def with_links(nlp: Language) -> Language:
    """Adds our own components behind the trained ones and checks that each gets what it needs.

    Raises:
        ModelError: a component's need is not met by those before it.
    """
    nlp.add_pipe("written_mentions")
    nlp.add_pipe("project_links")
    analysis = nlp.analyze_pipes() or {"problems": {}}
    problems = {name: wants for name, wants in analysis["problems"].items() if wants}
    if problems:
        raise ModelError(f"The text pipeline is put together wrongly: {problems}.")
    return nlp


def pack(nlp: Language, file: Path) -> None:
    """Writes a pipeline's configuration, weights and lexicon into one file."""
    file.write_bytes(srsly.msgpack_dumps({"config": nlp.config.to_str(), "weights": nlp.to_bytes()}))


def unpack(file: Path) -> Language:
    """The pipeline packed in ``file``.

    Raises:
        ModelError: the file holds no pipeline of ours.
    """
    try:
        packed = srsly.msgpack_loads(file.read_bytes())
        config = spacy.util.load_config_from_str(packed["config"])
        nlp = spacy.util.load_model_from_config(config, auto_fill=True)
        return nlp.from_bytes(packed["weights"])
    except (KeyError, TypeError, ValueError, OSError) as error:
        raise ModelError(f"{file.name} is no text pipeline.") from error
