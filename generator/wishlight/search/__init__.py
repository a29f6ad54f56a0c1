"""Search without a server: every record by any two characters of it, from files small enough for a phone.

The index holds each pair of neighbouring characters with its places, so Chinese needs no cutting into words and nothing is missed. Records
are kept in segments of neighbouring months, each with its own files: a change rewrites only its segment, and a reader's browser
begins with the newest and stops as soon as it has enough. The files are scripts that hand over data, because a page opened from a disk may
load scripts but may not fetch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from importlib import resources
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.search.docs import list_docs
from wishlight.search.files import FOLDER, Part, make_segment_parts, write_call
from wishlight.search.segments import Segment, split_docs
from wishlight.tables.folded import Folded

CATEGORIES = {"wish": "wish_categories", "action": "action_categories", "deed": "deed_categories"}
"""The board's lists of categories, by kind of record."""

SCRIPTS = ("engine.js", "form.js")
"""What finds, and what shows it."""

__all__ = ["FOLDER", "Engine", "Part", "make_search", "read_engine"]


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
    segments = split_docs(list_docs(board, folded.values()))
    engine = read_engine()
    yield _finished(engine.path, engine.text)
    yield _finished(f"{FOLDER}/index.js", write_call("index", _describe(board, segments)))
    for segment in segments:
        yield from make_segment_parts(segment)


def _describe(board: Board, segments: list[Segment]) -> dict[str, object]:
    """What a search begins with: the segments, the newest first, and what areas and categories are called in every language."""
    choices = {f"{kind}.{id}": choice for kind, name in CATEGORIES.items() for id, choice in board.lists.get(name, {}).items()}
    return {
        "segments": [[segment.name, segment.version] for segment in reversed(segments)],
        "areas": {area.id: [area.parent or "", area.level, dict(area.names)] for area in board.areas.values()},
        "categories": {id: dict(choice.names) for id, choice in choices.items()},
    }


def _finished(path: str, text: bytes) -> Part:
    return Part(path, lambda: text, blake2b(text, digest_size=16).hexdigest())
