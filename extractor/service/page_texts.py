"""What is searched of a page: the values in force on it, what was read there, its running text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractor.paper.block import PageBlocks, Paragraph
from extractor.store.grams import searchable
from extractor.store.models import Document, FieldRow, PageText
from extractor.store.word_index import forget, index

_BREAK = "\n"
"""Between pieces of text, so that nothing is found across them."""


def running_text(read: PageBlocks) -> str:
    """All that stands on a page, a cell or paragraph a line."""
    holders = (
        holder for block in read.blocks for holder in ((block,) if isinstance(block, Paragraph) else block.cells)
    )
    return _BREAK.join(holder.text for holder in holders if holder.text)


def index_texts(document: Document, fields: Sequence[FieldRow], texts: Mapping[int, str]) -> None:
    """Writes the words of all pages of a document that has none, inside the caller's transaction."""
    pieces: dict[int, list[str]] = defaultdict(list)
    for row in fields:
        pieces[row.page] += _words(row)
    for page, text in texts.items():
        pieces[page] += text.split(_BREAK)
    rows = [PageText(document=document, page=page, text=_joined(said)) for page, said in sorted(pieces.items())]
    index(PageText.objects.bulk_create(rows))


def forget_texts(document: Document) -> None:
    """Takes all words of a document out of the search, inside the caller's transaction."""
    forget(list(PageText.objects.filter(document=document)))
    PageText.objects.filter(document=document).delete()


def add_text(row: FieldRow) -> None:
    """Makes a corrected value findable on its page; what was read there stays findable, too."""
    page, new = PageText.objects.get_or_create(document_id=row.document_id, page=row.page, defaults={"text": ""})
    text = _joined([*page.text.split(_BREAK), *_words(row)])
    if new or text != page.text:
        if not new:
            forget([page])
        page.text = text
        page.save(update_fields=["text"])
        index([page])


def _words(row: FieldRow) -> list[str]:
    return [row.raw] if row.value is None else [row.value, row.raw]


def _joined(pieces: Iterable[str]) -> str:
    return _BREAK.join(dict.fromkeys(text for piece in pieces if (text := searchable(piece))))
