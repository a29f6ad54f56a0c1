"""Search without a server: every record by any two characters of it, from files small enough for a phone.

The index holds each pair of neighbouring characters with its places, so Chinese needs no cutting into words and nothing is missed. Records
are kept in segments, each a stretch of the calendar with its own files: a change rewrites little of one segment, and a reader's browser begins
with the newest, passes over those that can't hold what is asked for, and stops as soon as it has enough. Ids have an index of their own.
The files are scripts that hand over data, because a page opened from a disk may load scripts but may not fetch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.search.docs import Doc, list_docs
from wishlight.search.files import BLOCK, CHUNK, FOLDER, Part, make_segment_parts, write_call
from wishlight.search.segments import Segment, split_docs
from wishlight.search.whole import count_bits, count_id_bits, list_values, make_whole_parts, name_segments
from wishlight.tables.folded import Folded

CATEGORIES = {"wish": "wish_categories", "action": "action_categories", "deed": "deed_categories"}
"""The board's lists of categories, by kind of record."""

SCRIPTS = ("engine.js", "form.js")
"""What finds, and what shows it."""

__all__ = ["FOLDER", "Doc", "Engine", "Part", "make_search", "make_search_of", "read_engine"]


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


def make_search(board: Board, folded: Mapping[str, Folded]) -> Iterator[Part]:
    """Every file of the search, below the site's root."""
    return make_search_of(board, list_docs(board, folded.values()))


def make_search_of(board: Board, docs: Iterable[Doc]) -> Iterator[Part]:
    """The same files from rows alone, in any order: whoever has no records in memory tells what can be found one by one."""
    segments = split_docs(docs)
    engine = read_engine()
    yield _finished(engine.path, engine.text)
    yield _finished(f"{FOLDER}/index.js", write_call("index", _describe(board, segments)))
    yield from make_whole_parts(segments)
    for segment in segments:
        yield from make_segment_parts(segment)


def _describe(board: Board, segments: Sequence[Segment]) -> dict[str, object]:
    """What a search begins with: the segments, the oldest first, which of them hold which facets, and what areas and categories are called in every language.

    Of a segment: its name, the versions of its texts and of its facets, how many records it has, its stride and its bits.
    """
    choices = {f"{kind}.{id}": choice for kind, name in CATEGORIES.items() for id, choice in board.lists.get(name, {}).items()}
    return {
        "segments": [[s.name, s.made_from[:10], s.facets_from[:10], len(s.docs), s.stride, s.bits] for s in segments],
        "values": list_values(segments),
        "whole": [name_segments(segments)[:10], count_bits(segments), count_id_bits(segments)],
        "sizes": [BLOCK, CHUNK],
        "areas": {area.id: [area.parent or "", area.level, dict(area.names)] for area in board.areas.values()},
        "categories": {id: dict(choice.names) for id, choice in choices.items()},
    }


def _finished(path: str, text: bytes) -> Part:
    return Part(path, lambda: text, blake2b(text, digest_size=16).hexdigest())
