"""A feed's file before it is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from hashlib import blake2b
from typing import NamedTuple


class FeedFile(NamedTuple):
    """A file below the site's root: `made_from` names all that `make` would make it from."""

    path: str
    make: Callable[[], bytes]
    made_from: str


def finished(path: str, data: bytes) -> FeedFile:
    """A file that is made already."""
    return FeedFile(path, partial(bytes, data), blake2b(data, digest_size=16).hexdigest())
