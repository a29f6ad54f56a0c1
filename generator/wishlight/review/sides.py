"""The two states of a board that a review compares: as the base has it, and as it would be."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wishlight.problems import Problem
from wishlight.records.board import Board, load_board
from wishlight.records.changes import Span, read_base
from wishlight.records.gitdata import Blobs, find_merge_base, run_git
from wishlight.records.model import Record
from wishlight.records.reading import read_records
from wishlight.records.shape import Shape
from wishlight.records.store import SETTINGS, kind_of
from wishlight.words import Words


class Side(NamedTuple):
    """One state: the board's settings and its records by path."""

    board: Board
    records: Mapping[str, Record]


@dataclass(frozen=True)
class Sides:
    """Both states. `changed` are the record files that differ, `unread` those of them that can't be read as they are now.

    `settings` holds each changed file of the settings as it was and as it is; `others` are all other changed files.
    """

    base: Side
    head: Side
    changed: tuple[str, ...]
    unread: tuple[str, ...]
    settings: Mapping[str, tuple[bytes, bytes]]
    others: tuple[str, ...]


def read_sides(root: Path, ref: str, words: Words) -> Sides:
    """The board at `root`, and as the newest commit had it that HEAD shares with `ref`. Raises GitError."""
    commit = find_merge_base(root, ref)
    board, _ = load_board(root, words)
    reading = read_records(root, board, words)
    here = {record.path: record for record in reading.records}
    span = read_base(root, commit, {**dict.fromkeys(_list_unread(reading.problems, here), ""), **reading.blobs})
    changed = span.list_changed()
    with Blobs(root) as blobs:
        before = _load_base_board(span, blobs, words)
        old = dict(_read_old(span, before, here, set(changed), blobs, words))
        settings = dict(_compare_settings(root, span, blobs))
    unread = tuple(path for path in changed if path not in here and (root / path).is_file())
    return Sides(Side(before, old), Side(board, here), tuple(changed), unread, settings, _list_others(root, commit))


def without(sides: Sides, refused: Iterable[str]) -> Side:
    """The newer state without what the judge refuses: such a record stands as the base has it."""
    broken = {*refused, *sides.unread}
    kept = {path: record for path, record in sides.head.records.items() if path not in broken}
    old = {path: sides.base.records[path] for path in broken if path in sides.base.records}
    return Side(sides.head.board, dict(sorted({**kept, **old}.items())))


def _list_unread(problems: Iterable[Problem], here: Mapping[str, Record]) -> Iterator[str]:
    return (problem.path for problem in problems if problem.path not in here)


def _load_base_board(span: Span, blobs: Blobs, words: Words) -> Board:
    with tempfile.TemporaryDirectory() as folder:
        for path, stored in span.settings.items():
            if path.startswith(f"{SETTINGS}/") and path.count("/") == 1 and path.endswith(".yml"):
                place = Path(folder) / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(blobs.read(stored.blob))
        return load_board(Path(folder), words)[0]


def _read_old(
    span: Span, board: Board, here: Mapping[str, Record], changed: set[str], blobs: Blobs, words: Words
) -> Iterator[tuple[str, Record]]:
    """The base's records; one whose bytes did not change is not parsed again."""
    shapes: dict[str, Shape] = {}
    for path, stored in sorted(span.base.items()):
        if path not in changed and path in here:
            yield path, here[path]
            continue
        kind = str(kind_of(path))
        shape = shapes.setdefault(kind, Shape(board, kind))
        record, _ = shape.read(path, blobs.read(stored.blob), words)
        if record:
            yield path, record


def _compare_settings(root: Path, span: Span, blobs: Blobs) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    inside = (root / SETTINGS).resolve() == root.resolve() / SETTINGS  # a link would show files of this machine
    there = {f"{SETTINGS}/{path.name}" for path in (root / SETTINGS).glob("*.yml") if inside and path.is_file() and not path.is_symlink()}
    for path in sorted(there | {path for path in span.settings if path.endswith(".yml") and path.count("/") == 1}):
        old = blobs.read(span.settings[path].blob) if path in span.settings else b""
        new = (root / path).read_bytes() if path in there else b""
        if old != new:
            yield path, (old, new)


def _list_others(root: Path, commit: str) -> tuple[str, ...]:
    out = run_git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--").decode("utf-8", "replace")
    paths = sorted(filter(None, out.split("\0")))
    return tuple(path for path in paths if kind_of(path) is None and not (path.startswith(f"{SETTINGS}/") and path.endswith(".yml")))
