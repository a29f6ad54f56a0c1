"""A file before it is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple


class Draft(NamedTuple):
    """A file below the site's root that is made only where it is needed: `made_from` names all that it would be made from, and is never empty."""

    path: str
    make: Callable[[], bytes]
    made_from: str


class Poured(NamedTuple):
    """A file that may be too large for memory: `pour` writes it at a place on the disk where none is. `made_from` is empty where nobody can tell."""

    path: str
    pour: Callable[[Path], object]
    made_from: str = ""


def finish(path: str, data: bytes) -> Draft:
    """A file that is made already."""
    return Draft(path, partial(bytes, data), blake2b(data, digest_size=16).hexdigest())
