"""What a site holds besides pages: the open data, the search and the feeds, as files that are made where they are needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from pathlib import Path

from wishlight.drafts import Bundle, Poured
from wishlight.feeds import plan_feeds
from wishlight.pages import Context
from wishlight.records.model import Record
from wishlight.search import plan_search
from wishlight.site.settings import Asset
from wishlight.tables import Published, package
from wishlight.tables.errata import list_errata
from wishlight.tables.load import give_back
from wishlight.tables.shelf import Shelf

SEARCHED, PACKED = "search.msgpack", "package.msgpack"
"""Where what was told of the search's stretches, and of the package's tables, is kept in the cache folder."""

PACKAGE = "data"
"""Where the open data package stands below the site's root."""


def make_data(context: Context, records: Iterable[Record], memory: Path | None, made_from: str) -> Iterator[Asset | Poured]:
    """The open data package, each file made when its turn comes. `made_from` names program and settings; with `memory` a part of a
    table that says what it said before is not made again.
    """
    shelf = context.folded if isinstance(context.folded, Shelf) else None
    errata = shelf.errata if shelf else list_errata(records)
    known = package.Memory(memory / PACKED, partial(_name_part, context, made_from)) if memory else None
    for file in package.plan_package(context.board, context.con, context.results, context.as_of, errata, known, context.parts):
        path = f"{PACKAGE}/{file.path}"
        yield file._replace(path=path) if isinstance(file, Poured) else Asset(path, file.data)
    give_back(context.con)


def _name_part(context: Context, made_from: str, found: Published, part: str) -> str:
    """A short name of what the rows of a table's part are made from: the settings, or records that a base has; empty where nobody knows."""
    if found.origin == "config":
        return f"{made_from} {context.as_of}"
    rows = context.folded.same_rows.name(found.name, part) if isinstance(context.folded, Shelf) else ""
    return f"{made_from} {rows}" if rows else ""


def plan_files(context: Context, without: Collection[str], made_from: str, memory: Path | None = None) -> Iterator[Bundle]:
    """The files of the search and the feeds, but for what is to be left out. `made_from` names the program and the settings.

    At the end everything was asked that other processes need of the database: it gives its memory back, or each of them would begin with it.
    """
    if "search" not in without:
        yield from plan_search(context.board, context.folded, made_from, memory / SEARCHED if memory else None)
    if "feeds" not in without:
        yield from plan_feeds(context, made_from)
    give_back(context.con)
