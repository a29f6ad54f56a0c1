"""A file before it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple


class Draft(NamedTuple):
    """A file below the site's root that is made only where it is needed: `made_from` names all that it would be made from, and is never empty."""

    path: str
    make: Callable[[], bytes]
    made_from: str


class Basis(NamedTuple):
    """What everything in a batch rests on, so that a batch is left alone where nothing of it has changed.

    `key` is what the batch is called in every build. `name` gives things that were looked at, as they are now, a short name, together with all else that
    decides which files the batch has and what they say. `seen` takes up what is looked at while the batch is made.
    """

    key: str
    name: Callable[[Iterable[str]], str]
    seen: set[str]


class Bundle(NamedTuple):
    """Files that may be made in another process: `make` asks neither the database nor anything that another process changes. With a `basis` they
    are left alone where nothing that they rest on has changed.
    """

    make: Callable[[], Iterable[Draft]]
    basis: Basis | None = None


class Poured(NamedTuple):
    """A file that may be too large for memory: `pour` writes it at a place on the disk where none is. `made_from` is empty where nobody can tell."""

    path: str
    pour: Callable[[Path], object]
    made_from: str = ""


def finish(path: str, data: bytes) -> Draft:
    """A file that is made already."""
    return Draft(path, partial(bytes, data), blake2b(data, digest_size=16).hexdigest())
