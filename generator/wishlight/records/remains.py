"""Where a removed text can still be read: older commits, and other records that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from wishlight.records.gitdata import Blobs, GitError, run_git
from wishlight.records.model import Record
from wishlight.records.write import quote

SHORTEST = 4
"""Texts of fewer signs stand in too many places to be called copies."""


class Copy(NamedTuple):
    """A place that holds the same words: the file, the entry's number (None: the head) and the column."""

    path: str
    entry: int | None
    column: str


def find_commits(root: Path, path: str, texts: Iterable[str]) -> list[str]:
    """The commits, on any branch or tag kept here, that changed a file and left one of the texts in it, oldest first. None outside git."""
    signs = [sign for text in texts for sign in (text.encode(), quote(text)[1:-1].encode())]
    try:
        commits = run_git(root, "log", "--all", "--reverse", "--format=%H", "--", path).decode().split()
        with Blobs(root) as store:
            return [commit for commit in commits if any(sign in _read(store, commit, path) for sign in signs)]
    except GitError:
        return []


def find_copies(records: Iterable[Record], texts: Iterable[str]) -> Iterator[Copy]:
    """Every place in the records that still holds one of the texts."""
    wanted = [text for text in texts if len(text) >= SHORTEST]
    for record in records:
        for column, value in record.head.items():
            values = value if isinstance(value, list) else [value]
            if any(text in str(one) for text in wanted for one in values):
                yield Copy(record.path, None, column)
        for entry in record.history:
            for column, value in entry.data.items():
                if isinstance(value, str) and any(text in value for text in wanted):
                    yield Copy(record.path, entry.n, column)


def _read(store: Blobs, commit: str, path: str) -> bytes:
    try:
        return store.read(f"{commit}:./{path}")
    except GitError:
        return b""  # the commit removed the file
