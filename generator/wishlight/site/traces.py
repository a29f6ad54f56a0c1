"""What each page looked at when it was last made, from one build to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from hashlib import blake2b
from pathlib import Path
from sys import intern

import msgspec

from wishlight.drafts import Draft
from wishlight.kept import read_kept, save_kept
from wishlight.pages.page import Page
from wishlight.pages.watch import Planned
from wishlight.site.settings import Asset

NAME = "traces.msgpack"


class Trace(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What a page looked at, and the short name of those things then."""

    seen: tuple[str, ...]
    name: str


class Kept(msgspec.Struct, array_like=True):
    """Traces by file; `key` names what every page is made from, and without it none of them holds."""

    key: str
    traces: dict[str, Trace]


class Traces:
    """The traces of the last build, and those of this one."""

    def __init__(self, cache: Path, key: str) -> None:
        self._file, self._key = cache / NAME, key
        self._old = _read(self._file, key)
        self.new: dict[str, Trace] = {}

    def draft(self, file: str, planned: Planned, stamp: Callable[[Page], Asset]) -> Draft:
        """A planned page's file; the page is made now only where something that it looked at has changed."""
        old = self._old.get(file)
        if old and old.name == planned.name(old.seen):
            self.new[file] = old
            return Draft(file, lambda: stamp(planned.make()[0]).data, self._name(old))
        page, seen = planned.make()
        trace = self.new[file] = Trace(seen, planned.name(seen))
        return Draft(file, lambda: stamp(page).data, self._name(trace))

    def take(self, traces: Mapping[str, Trace]) -> None:
        """Take over what a worker's copy has noted. Many pages look at the same things, so their names are held once."""
        self.new.update({file: Trace(tuple(map(intern, trace.seen)), trace.name) for file, trace in traces.items()})

    def _name(self, trace: Trace) -> str:
        """The short name of all that a page is made from."""
        return blake2b(f"{self._key} {trace.name}".encode(), digest_size=16).hexdigest()

    def copy(self) -> Traces:
        """The same traces of the last build with none of this one yet, for a worker."""
        other = copy(self)
        other.new = {}
        return other

    def save(self) -> None:
        """Remember for the next build."""
        if self.new != self._old:
            save_kept(self._file, Kept(self._key, self.new))


def _read(file: Path, key: str) -> dict[str, Trace]:
    kept = read_kept(file, Kept)
    return kept.traces if kept and kept.key == key else {}
