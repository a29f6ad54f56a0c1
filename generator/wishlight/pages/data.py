"""Open data: every table and figure to download, under which licence, and how to count it all again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wishlight.pages.context import Context
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.records.formlinks import repository_link
from wishlight.tables.parts import is_day
from wishlight.tables.schemas import ORIGINS, list_tables


def list_bases(context: Context) -> list[tuple[str, Sequence[str]]]:
    """All that these pages are made from besides the board's settings: the parts in which tables are published."""
    return sorted(context.parts.items())


def make(context: Context) -> Iterator[Page]:
    """The page in each language."""
    published = list_tables(context.board.schema)
    groups = [(origin, [(table.name, _group(context.parts.get(table.name, ()))) for table in published if table.origin == origin]) for origin in ORIGINS]
    for lang in context.languages:
        words = context.words[lang]
        values = {"groups": groups, "repository": repository_link(context.board)}
        title, description = words("pages.data.title"), words("pages.data.description")
        yield make_page(context, lang, "data", "data/", values, title=title, description=description, section="data")


def _group(parts: Sequence[str]) -> list[tuple[str, list[str]]]:
    """A table's parts by month: each with its days, none where the month is a part itself."""
    months: dict[str, list[str]] = {}
    for part in parts:
        months.setdefault(part[:7] if is_day(part) else part, []).extend([part] if is_day(part) else [])
    return [*months.items()]
