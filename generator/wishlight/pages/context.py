"""What every page kind is made from: the board, its words, its date, its records folded, its tables and its figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from jinja2 import Environment

from wishlight.pages.environment import make_environment, share_compiled
from wishlight.pages.links import Languages
from wishlight.pages.origin import name_seed
from wishlight.records.board.model import Board
from wishlight.records.model import Record
from wishlight.records.packed import find_newest
from wishlight.tables.outline import Outline, make_outline
from wishlight.tables.parts import list_all_parts
from wishlight.tables.schemas import list_tables
from wishlight.tables.shelf import Shelf
from wishlight.tables.shelf import list_ids as list_ids_of
from wishlight.tables.told import Told, list_told
from wishlight.words import Words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from wishlight.metrics import Result
    from wishlight.tables.folded import Folded


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Context:
    """The values of one build.

    `words` are by language, the board's first language first. `folded` is every record with its state at `as_of`, by id,
    in the order of ids. `results` are the figures by metric name; `con` holds the tables they were counted from. `seeds` name, by
    language, all that every page of it is made from besides its own values. `parts` are, by table, those that a large one is published in; a page
    made from them is given them by name, for nothing notes that it looked.
    """

    board: Board
    words: Mapping[str, Words]
    as_of: date
    con: DuckDBPyConnection
    results: Mapping[str, Result]
    folded: Mapping[str, Folded]
    environments: Mapping[str, Environment]
    seeds: Mapping[str, str]
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    shared: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What several kinds of pages ask alike, by name; see `share`."""

    traced: ClassVar[bool] = False
    """Whether what is read from here is noted."""

    @property
    def year(self) -> int:
        """The year of the board's day, which is left out where people read days."""
        return self.as_of.year

    def rule(self, name: str) -> Any:
        """What a rule says on the board's day."""
        return self.board.rules.at(name, self.as_of)

    @property
    def languages(self) -> Languages:
        """The board's languages, the one at the site's root first."""
        return Languages(self.words, self.board.info.get("detail_languages", self.words))

    @property
    def detail_languages(self) -> tuple[str, ...]:
        """The languages in which every record has a page of its own."""
        languages = self.languages
        return tuple(lang for lang in languages if lang in languages.detail)


def make_context(
    board: Board,
    words: Mapping[str, Words],
    as_of: date,
    con: DuckDBPyConnection,
    results: Mapping[str, Result],
    folded: Mapping[str, Folded],
) -> Context:
    """A context with one template environment a language; `words` must hold those of each of the board's languages."""
    ordered = {lang: words[lang].extended(board.words.get(lang, {})) for lang in board.languages}
    environments = {lang: make_environment(board, table, share_compiled()) for lang, table in ordered.items()}
    seeds = {lang: name_seed(board, table) for lang, table in ordered.items()}
    known = folded if isinstance(folded, Shelf) else dict(sorted(folded.items()))
    parts = list_all_parts(con, list_tables(board.schema)) if results else {}
    return Context(board, ordered, as_of, con, results, known, environments, seeds, parts)


def share(context: Context, name: str, find: Callable[[], Value]) -> Value:
    """What `find` finds, once a process; what is shared before work is handed to other processes is there in all of them.

    Nobody may change it. A page that is being traced asks for itself, so that what it looks at is noted.
    """
    if context.traced:
        return find()
    if name not in context.shared:
        context.shared[name] = find()
    found: Value = context.shared[name]
    return found


def list_folded(context: Context, kind: str) -> Iterator[Folded]:
    """The records of a kind, by id."""
    if isinstance(context.folded, Shelf):
        return (context.folded[id] for id in context.folded.list_ids(kind))
    return (folded for folded in context.folded.values() if folded.record.kind == kind)


def record_of(context: Context, id: str) -> Record:
    """A record without its state."""
    return context.folded.record(id) if isinstance(context.folded, Shelf) else context.folded[id].record


def newest_of(context: Context, id: str) -> str:
    """The day on which a record's last entry was recorded, in ISO form; empty without entries."""
    return context.folded.newest(id) if isinstance(context.folded, Shelf) else find_newest(context.folded[id].record)


def outline_of(context: Context, id: str) -> Outline:
    """By what a record is chosen and put in order."""
    return context.folded.outline(id) if isinstance(context.folded, Shelf) else make_outline(context.folded[id], context.board)


def place_of(context: Context, id: str) -> tuple[str, str]:
    """Where a record belongs, and what kind of thing it is about, which is empty where records of its kind have none."""
    if isinstance(context.folded, Shelf):
        return context.folded.place(id)
    outline = outline_of(context, id)
    return outline.area, outline.category


def told_of(context: Context, id: str) -> Iterable[Told]:
    """What a feed may tell of a record."""
    return context.folded.told(id) if isinstance(context.folded, Shelf) else list_told(context.folded[id])


def list_newest(context: Context, kind: str) -> Iterable[tuple[str, str]]:
    """The ids of a kind of record with the day on which each record's last entry was recorded, in ISO form; empty without entries."""
    return context.folded.list_newest(kind) if isinstance(context.folded, Shelf) else ((id, newest_of(context, id)) for id in list_ids(context, kind))


def list_outlines(context: Context, kind: str) -> Iterator[tuple[str, Outline]]:
    """The ids of a kind of record and by what they are chosen and put in order, by id."""
    if isinstance(context.folded, Shelf):
        return context.folded.list_outlines(kind)
    return ((id, make_outline(item, context.board)) for id, item in context.folded.items() if item.record.kind == kind)


def list_ids(context: Context, kind: str) -> Sequence[str]:
    """The ids of the records of a kind, sorted."""
    return list_ids_of(context.folded, kind)
