"""A form: the blocks, over one page or many, that make up one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from extractor.paper.block import Block, Paragraph, Table

FormKind: TypeAlias = Literal[
    "project_evaluation", "project_target", "department_evaluation", "project_list", "table", "report"
]


@dataclass(frozen=True)
class Form:
    """The blocks of one record in reading order; tables continued over page breaks are already one.

    ``pages`` are 1-based, first to last. ``kind`` is what its labels say it is; ``certainty`` (0..1) how surely.
    ``doubts`` name what may be missing from it, such as lines near it that belong to nothing.
    """

    kind: FormKind
    pages: tuple[int, ...]
    blocks: tuple[Block, ...]
    certainty: float = 1.0
    doubts: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The form's tables in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The form's running text in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))
