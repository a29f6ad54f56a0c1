"""What a page looks at: noted while it is made, so that the next build knows whether it would say something else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple, cast
from zlib import crc32

import msgspec

from wishlight.drafts import Basis
from wishlight.metrics import Result
from wishlight.pages.context import Context, list_ids
from wishlight.pages.page import Page
from wishlight.records.lookups import Watched
from wishlight.tables.folded import Folded
from wishlight.tables.shelf import Shelf

DAY = "day"
"""Seen by a page that looks at the board's day."""

YEAR = "year"
"""Seen by a page that looks at the year of the board's day alone."""

ALL = "all"
"""Seen by a page that looks at tables or the list of all records: any change may concern it."""

FIGURE = "figure:"
"""Before the name of a figure that a page looks at."""

RULE = "rule:"
"""Before the name of a rule that a page looks at as it is on the board's day."""

BATCH = 250
"""Records whose pages are made in one go, more or less."""


_WHOLE, _MARKED = frozenset((DAY, YEAR, ALL)), (FIGURE, RULE)
"""How what is seen and no record is told from a record."""

_FIRST = frozenset(what[0] for what in (*_WHOLE, *_MARKED))
"""How it begins: with these letters no record's id does, so most of them need not be looked at any further."""


class Planned(NamedTuple):
    """A page that need not be made where nothing that it looked at last time has changed.

    `make` makes it and tells what it looked at; `name` gives such things, as they are now, a short name.
    """

    path: str
    lang: str
    make: Callable[[], tuple[Page, tuple[str, ...]]]
    name: Callable[[Iterable[str]], str]


class Batch(NamedTuple):
    """Pages that may be made in another process: `make` asks neither the database nor anything that another batch changes. With a `basis` they
    are left alone where nothing that they rest on has changed.
    """

    make: Callable[[], Iterable[Page | Planned]]
    basis: Basis | None = None


class Run(NamedTuple):
    """Records that stand one after the other, by their ids; `key` is what the run is called."""

    key: str
    ids: Sequence[str]


def divide(kind: str, ids: Iterable[str]) -> Iterator[Run]:
    """Ids in runs of about BATCH. A run ends behind an id that is chosen by itself alone, so one record more or less changes its own run and no other."""
    key, run = kind, list[str]()
    for id in ids:
        run.append(id)
        if crc32(id.encode()) % BATCH == 0:
            yield Run(key, run)
            key, run = f"{kind} {id}", []
    if run:
        yield Run(key, run)


def make_all(planned: Iterable[Page | Planned | Batch]) -> Iterator[Page]:
    """Planned pages, made one after the other."""
    for one in planned:
        if isinstance(one, Batch):
            yield from make_all(one.make())
        else:
            yield one.make()[0] if isinstance(one, Planned) else one


class Watch:
    """Plans the pages of one build and knows what its records say."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._names: dict[str, str] = {DAY: context.as_of.isoformat(), YEAR: str(context.year)}

    def plan(self, path: str, lang: str, make: Callable[[Context], Page], given: str = "") -> Planned:
        """A page at `path` that `make` makes from a context. `given` names all else that it is made from."""
        return Planned(path, lang, partial(self._make, make), partial(self.name, given=given))

    def base(self, key: str, given: Callable[[], object], ids: Iterable[str] = ()) -> Basis:
        """The basis of a batch: besides what its pages look at it is planned from what is given, which shows all that it holds in its `repr`, and
        from what some records say.
        """
        return Basis(key, partial(self._name_batch, given, ids), set())

    def make_whole(self, key: str, make: Callable[[Context], Iterable[Page]], given: Callable[[], object]) -> Batch:
        """A batch of pages that are made together or not at all: what `make` looks at in its context is noted. `given` shows all else that it is made from."""
        basis = self.base(key, given)
        return Batch(lambda: make(cast("Context", _Watched(self._context, basis.seen))), basis)

    def name(self, seen: Iterable[str], given: str = "") -> str:
        """The short name of some things as they are now, and of what was given besides."""
        return _name(given.encode(), self._name_all(seen))

    def _make(self, make: Callable[[Context], Page]) -> tuple[Page, tuple[str, ...]]:
        seen: set[str] = set()
        page = make(cast("Context", _Watched(self._context, seen)))
        return page, tuple(sorted(seen))

    def _name_batch(self, given: Callable[[], object], ids: Iterable[str], seen: Iterable[str]) -> str:
        return _name(name_given(given()).encode(), name_records(self._context.folded, ids), self._name_all(seen))

    def _name_all(self, seen: Iterable[str]) -> bytes:
        """The names of things, those that are no records first."""
        listed = [*seen]
        others = [what for what in listed if what[:1] in _FIRST and (what in _WHOLE or what.startswith(_MARKED))]
        apart = frozenset(others)
        records = [what for what in listed if what not in apart] if apart else listed
        return "\n".join((*map(self._name_other, others), "")).encode() + name_records(self._context.folded, records)

    def _name_other(self, what: str) -> str:
        if what not in self._names:
            self._names[what] = self._find_name(what)
        return self._names[what]

    def _find_name(self, what: str) -> str:
        context = self._context
        if what == ALL:
            return self.name([DAY, *context.folded])
        if what.startswith(RULE):
            return repr(context.rule(what.removeprefix(RULE)))
        figure = context.results.get(what.removeprefix(FIGURE))
        return name_figure(figure) if figure else ""


class _Watched:
    """A context that notes what is read from it. It is known by that (`traced`), so that a page made from it needs no name of its own."""

    traced = True

    def __init__(self, context: Context, seen: set[str]) -> None:
        self._context, self._seen = context, seen
        self.folded = Watched(context.folded, seen, ALL)
        self.results = _Figures(context.results, seen)

    @property
    def as_of(self) -> object:
        self._seen.add(DAY)
        return self._context.as_of

    @property
    def year(self) -> int:
        self._seen.add(YEAR)
        return self._context.year

    def rule(self, name: str) -> Any:
        self._seen.add(RULE + name)
        return self._context.rule(name)

    def __getattr__(self, name: str) -> Any:
        if name == "con":
            self._seen.add(ALL)
        return getattr(self._context, name)


class _Figures(Mapping[str, Result]):
    """Figures, noted by name as they are looked at. Which ones there are, the program decides."""

    def __init__(self, results: Mapping[str, Result], seen: set[str]) -> None:
        self._results, self._seen = results, seen

    def __getitem__(self, name: str) -> Result:
        self._seen.add(FIGURE + name)
        return self._results[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._results)

    def __len__(self) -> int:
        return len(self._results)


def name_record(folded: Mapping[str, Folded], id: str) -> str:
    """The short name of all that a record and its state say."""
    return name_records(folded, (id,)).hex()


def name_records(folded: Mapping[str, Folded], ids: Iterable[str]) -> bytes:
    """The short names of all that some records and their states say, one behind the other."""
    return folded.name(ids) if isinstance(folded, Shelf) else b"".join(_digest(repr(folded.get(id)).encode()) for id in ids)


def name_figure(figure: Result) -> str:
    """The short name of all that a figure says: a tenth of what its `repr` takes."""
    return blake2b(msgspec.msgpack.encode((figure.columns, figure.rows)), digest_size=16).hexdigest()


def name_kind(context: Context, kind: str) -> str:
    """The short name of all that the records of a kind and their states say."""
    return _name(name_records(context.folded, list_ids(context, kind)))


def name_given(*values: object) -> str:
    """The short name of values that show all that they hold in their `repr`."""
    return _name(repr(values).encode())


def _name(*parts: bytes) -> str:
    return _digest(b"\n".join(parts)).hex()


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
