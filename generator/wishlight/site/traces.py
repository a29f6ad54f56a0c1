"""What each page looked at when it was last made, from one build to the next."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight.drafts import Draft
from wishlight.kept import read_kept, save_kept
from wishlight.pages.page import Page
from wishlight.pages.watch import Planned
from wishlight.records.packfile import Pile
from wishlight.site.settings import Asset

NAME = "traces.msgpack"


class Trace(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What a page looked at, and the short name of those things then."""

    seen: tuple[str, ...]
    name: str


_DECODER = msgspec.msgpack.Decoder(dict[str, Trace])


class Kept(msgspec.Struct, array_like=True):
    """Traces by file, as bytes in parts; `key` names what every page is made from, and without it none of them holds."""

    key: str
    parts: list[bytes]


class Noted(NamedTuple):
    """The traces that a worker's copy has noted, as bytes, and whether any of them is new."""

    traces: bytes
    is_new: bool


class Traces:
    """The traces of the last build, and those of this one: what workers hand over lies in a passing file, because a large board has a million of them."""

    def __init__(self, cache: Path, key: str) -> None:
        self._file, self._key = cache / NAME, key
        self._old = _read(self._file, key)
        self._own: dict[str, Trace] = {}
        self._taken = Pile()
        self._is_new = False

    def draft(self, file: str, planned: Planned, stamp: Callable[[Page], Asset]) -> Draft:
        """A planned page's file; the page is made now only where something that it looked at has changed."""
        old = self._old.get(file)
        if old and old.name == planned.name(old.seen):
            self._own[file] = old
            return Draft(file, lambda: stamp(planned.make()[0]).data, self._name(old))
        page, seen = planned.make()
        trace = self._own[file] = Trace(seen, planned.name(seen))
        self._is_new = True
        return Draft(file, lambda: stamp(page).data, self._name(trace))

    def hand_over(self) -> Noted:
        """What this copy has noted."""
        return Noted(msgspec.msgpack.encode(self._own), self._is_new)

    def take(self, noted: Noted) -> None:
        """Take over what a worker's copy has noted."""
        self._taken.add(noted.traces)
        self._is_new = self._is_new or noted.is_new

    def _name(self, trace: Trace) -> str:
        """The short name of all that a page is made from."""
        return blake2b(f"{self._key} {trace.name}".encode(), digest_size=16).hexdigest()

    def copy(self) -> Traces:
        """The same traces of the last build with none of this one yet, for a worker."""
        other = copy(self)
        other._own = {}
        return other

    def save(self) -> None:
        """Remember for the next build. Where none is new, those of pages that are gone stay, and do no harm."""
        if self._is_new:
            save_kept(self._file, Kept(self._key, [*self._taken.clear(), msgspec.msgpack.encode(self._own)]))


def _read(file: Path, key: str) -> dict[str, Trace]:
    kept = read_kept(file, Kept)
    found: dict[str, Trace] = {}
    for part in kept.parts if kept and kept.key == key else ():
        found.update(_DECODER.decode(part))
    return found
