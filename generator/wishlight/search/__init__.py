"""Search without a server: every record by any two characters of it, from files small enough for a phone.

The index holds each pair of neighbouring characters with its places, so Chinese needs no cutting into words and nothing is missed. Records
are kept in segments, each a stretch of the calendar with its own files: a change rewrites little of one segment, and a reader's browser begins
with the newest, passes over those that can't hold what is asked for, and stops as soon as it has enough. Ids have an index of their own.
The files are scripts that hand over data, because a page opened from a disk may load scripts but may not fetch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, partial
from hashlib import blake2b
from importlib import resources
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight.drafts import Basis, Bundle, Draft, finish
from wishlight.kept import read_kept, save_kept
from wishlight.records.board.model import Board
from wishlight.search.docs import KINDS, Doc, day_of, list_docs
from wishlight.search.files import BLOCK, CHUNK, FOLDER, make_segment_parts, write_call
from wishlight.search.segments import Segment, Stretch, name_parts, split_days
from wishlight.search.whole import Told, count_bits, count_id_bits, list_values, make_whole_parts, name_segments, tell
from wishlight.tables.folded import Folded
from wishlight.tables.shelf import Shelf, list_ids
from wishlight.workers import share_out

CATEGORIES = {"wish": "wish_categories", "action": "action_categories", "deed": "deed_categories"}
"""The board's lists of categories, by kind of record."""

SCRIPTS = ("engine.js", "form.js")
"""What finds, and what shows it."""

__all__ = ["FOLDER", "Doc", "Engine", "make_search", "make_search_of", "plan_search", "read_engine"]


class Engine(NamedTuple):
    """The script that searches: its address below the site's root, and its text."""

    path: str
    text: bytes


@cache
def read_engine() -> Engine:
    """The script, named by what it says, so that a reader's browser never mixes old and new."""
    folder = resources.files(__name__)
    text = b"".join((folder / name).read_bytes() for name in SCRIPTS)
    return Engine(f"{FOLDER}/engine.{blake2b(text, digest_size=5).hexdigest()}.js", text)


class _Library(NamedTuple):
    """A board's stretches, and what opens the records of one: they are in memory only as long as somebody works on them."""

    board: Board
    stretches: Sequence[Stretch]
    open: Callable[[Stretch], Segment]


class Remembered(msgspec.Struct, array_like=True):
    """What a stretch told, and the path of each of its files with the name of what it is made from."""

    told: Told
    files: list[tuple[str, str]]


def plan_search(board: Board, folded: Mapping[str, Folded], made_from: str = "", memory: Path | None = None) -> Iterator[Bundle]:
    """Every file of the search, below the site's root, in parts that other processes can make. `made_from` names program and settings; `memory` is where
    what stretches of records told is kept for the next build, which spares opening those in which nothing changed.
    """
    library = _Library(board, split_days(_list_days(folded)), partial(_open_records, board, folded))
    if memory is None or not isinstance(folded, Shelf):
        yield from (Bundle(partial(_make_by, made_from, make)) for make in _plan(library))
        return
    names = [name_parts((made_from, stretch.name, folded.name(stretch.ids).hex())) for stretch in library.stretches]
    kept = read_kept(memory, dict[str, Remembered]) or {}
    fresh = [(name, stretch) for name, stretch in zip(names, library.stretches, strict=True) if name not in kept]
    found = share_out(lambda pair: _remember(library.open(pair[1])), fresh)
    known = {**kept, **{name: remembered for (name, _), remembered in zip(fresh, found, strict=True)}}
    if fresh or len(kept) != len(names):
        with suppress(OSError):
            save_kept(memory, {name: known[name] for name in names})
    first = partial(_make_first, board, [known[name].told for name in names])
    yield Bundle(partial(_make_by, made_from, first), _rest_on("search data", name_parts(names)))
    for name, stretch in zip(names, library.stretches, strict=True):
        recall = partial(_recall_stretch, library, stretch, known[name].files)
        yield Bundle(partial(_make_by, made_from, recall), _rest_on(f"search data {stretch.name}", name))


def _make_by(made_from: str, make: Callable[[], Iterable[Draft]]) -> Iterator[Draft]:
    """Files that another program, or other settings, would make anew."""
    return (file._replace(made_from=name_parts((made_from, file.made_from))) for file in make())


def _rest_on(key: str, name: str) -> Basis:
    """The basis of a part that is made from what its name tells of and from nothing that it looks at."""
    return Basis(key, lambda seen: name, set())


def _remember(segment: Segment) -> Remembered:
    return Remembered(tell(segment), [(part.path, part.made_from) for part in make_segment_parts(segment)])


def _recall_stretch(library: _Library, stretch: Stretch, files: Iterable[tuple[str, str]]) -> Iterator[Draft]:
    """The files of a stretch, which is opened when the first of them has to be made."""
    parts = cache(lambda: {part.path: part for part in _make_stretch(library, stretch)})
    return (Draft(path, partial(_make_part, parts, path), made_from) for path, made_from in files)


def _make_part(parts: Callable[[], Mapping[str, Draft]], path: str) -> bytes:
    return parts()[path].make()


def make_search(board: Board, folded: Mapping[str, Folded]) -> Iterator[Draft]:
    """The same one after the other."""
    return (part for bundle in plan_search(board, folded) for part in bundle.make())


def make_search_of(board: Board, docs: Iterable[Doc]) -> Iterator[Draft]:
    """The same files from rows alone, in any order: whoever has no records in memory tells what can be found one by one."""
    known = {doc.id: doc for doc in docs}
    stretches = split_days((doc.day, (doc.id,)) for doc in known.values())
    library = _Library(board, stretches, lambda stretch: Segment(stretch.name, [known[id] for id in stretch.ids]))
    return (part for make in _plan(library) for part in make())


def _plan(library: _Library) -> Iterator[Callable[[], Iterable[Draft]]]:
    told = list(share_out(lambda stretch: tell(library.open(stretch)), library.stretches))
    yield partial(_make_first, library.board, told)
    for stretch in library.stretches:
        yield partial(_make_stretch, library, stretch)


def _make_first(board: Board, told: Sequence[Told]) -> Iterator[Draft]:
    engine = read_engine()
    yield finish(engine.path, engine.text)
    yield finish(f"{FOLDER}/index.js", write_call("index", _describe(board, told)))
    yield from make_whole_parts(told)


def _make_stretch(library: _Library, stretch: Stretch) -> Iterator[Draft]:
    return make_segment_parts(library.open(stretch))


def _list_days(folded: Mapping[str, Folded]) -> Iterator[tuple[date, Iterable[str]]]:
    """The ids of all that can be found with their days. A district's records share some hundreds of days; each is read once where they follow each other."""
    for kind in KINDS:
        for _, found in groupby(list_ids(folded, kind), key=itemgetter(slice(2, 8))):
            ids = [*found]
            yield day_of(kind, ids[0]), ids


def _open_records(board: Board, folded: Mapping[str, Folded], stretch: Stretch) -> Segment:
    return Segment(stretch.name, list(list_docs(board, (folded[id] for id in stretch.ids))))


def _describe(board: Board, segments: Sequence[Told]) -> dict[str, object]:
    """What a search begins with: the segments, the oldest first, which of them hold which facets, and what areas and categories are called in every language.

    Of a segment: its name, the versions of its texts and of its facets, how many records it has, its stride and its bits.
    """
    choices = {f"{kind}.{id}": choice for kind, name in CATEGORIES.items() for id, choice in board.lists.get(name, {}).items()}
    return {
        "segments": [[s.name, s.made_from[:10], s.facets_from[:10], s.size, s.stride, s.bits] for s in segments],
        "values": list_values(segments),
        "whole": [name_segments(segments)[:10], count_bits(segments), count_id_bits(segments)],
        "sizes": [BLOCK, CHUNK],
        "areas": {area.id: [area.parent or "", area.level, dict(area.names)] for area in board.areas.values()},
        "categories": {id: dict(choice.names) for id, choice in choices.items()},
    }
