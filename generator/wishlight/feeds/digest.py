"""The week of each grid as files to paste: plain text for a chat group, and HTML with its styles inside for a public account."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.pages.addresses import digest_path, rich_path
from wishlight.pages.context import Context
from wishlight.pages.links import root_of
from wishlight.pages.rich import write_rich_page
from wishlight.pages.weeks import list_weeks, write_text

MARK = "\ufeff"
"""Says that the file is UTF-8 to browsers that open it from a disk, where no server says so."""


def make_digests(context: Context) -> Iterator[tuple[str, bytes]]:
    """A text and a page of rich text for each grid and language."""
    for lang in context.languages:
        for told in list_weeks(context, lang):
            root, text = root_of(lang, context.languages), MARK + write_text(context, told, lang)
            yield root + digest_path(told.area.id), text.encode()
            yield root + rich_path(told.area.id), write_rich_page(context, told, lang).encode()
