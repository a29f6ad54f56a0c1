"""What each page looked at when it was last made, from one build to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight.drafts import Basis, Draft
from wishlight.kept import read_kept, save_kept
from wishlight.pages.page import Page
from wishlight.pages.watch import Planned
from wishlight.records.packfile import Pile
from wishlight.site.outcomes import Outcome, Outcomes, Place, Written
from wishlight.site.settings import Asset

NAME = "traces.msgpack"


class Trace(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What a page looked at, and the short name of those things then."""

    seen: tuple[str, ...]
    name: str


_DECODER = msgspec.msgpack.Decoder(dict[str, Trace])


class Kept(msgspec.Struct, array_like=True):
    """Where what came of batches stands, by key, and the traces of all other files in parts; `key` names what every page is made from, and without it
    none of them holds.
    """

    key: str
    places: dict[str, Place]
    parts: list[bytes]


class Noted(NamedTuple):
    """What a worker's copy has noted of a batch, as bytes, and whether any of its traces is new: the outcome of a batch that has a basis and the paths of
    its files, else the traces alone.
    """

    told: Written
    is_new: bool


class Traces:
    """The traces of the last build, and those of this one. A large board has a million of them, so what workers hand over lies in passing files."""

    def __init__(self, cache: Path, key: str) -> None:
        self._file, self._key = cache / NAME, key
        kept = read_kept(self._file, Kept)
        if kept is None or kept.key != key:
            kept = Kept("", {}, [])
        self.hold = kept.key == key
        """Whether there are traces of a build that made every page from the same."""
        self._old = _open(kept.parts)
        self._own: dict[str, Trace] = {}
        self._known, self._outcomes, self._same = len(kept.places), Outcomes(cache, kept.places), list[str]()
        self._fresh, self._told, self._taken = list[tuple[str, int]](), Pile(), Pile()
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

    def find(self, basis: Basis | None) -> Outcome | None:
        """What came of a batch last time; None for one that has no basis, or is new."""
        return self._outcomes.find(basis.key) if basis else None

    def hand_over(self, basis: Basis | None, paths: Iterable[str]) -> Noted:
        """What this copy has noted of a batch that came to the files at these paths."""
        traces = msgspec.msgpack.encode(self._own)
        if basis is None:
            return Noted(Written(traces, b""), self._is_new)
        seen = tuple(sorted(basis.seen.union(*(trace.seen for trace in self._own.values()))))
        outcome = msgspec.msgpack.encode(Outcome(seen, basis.name(seen), traces))
        return Noted(Written(outcome, "\n".join(paths).encode()), self._is_new)

    def take(self, noted: Noted, basis: Basis | None) -> None:
        """Take over what a worker's copy has noted of a batch."""
        self._is_new = self._is_new or noted.is_new
        if basis is None:
            self._taken.add(noted.told.outcome)
        else:
            self._fresh.append((basis.key, len(noted.told.outcome)))
            self._told.add(noted.told.outcome + noted.told.paths)

    def keep(self, basis: Basis) -> list[str] | None:
        """Take over what came of a batch last time; the paths of its files, or None where they were spoilt since they were found."""
        paths = self._outcomes.list_paths(basis.key)
        if paths is not None:
            self._same.append(basis.key)
        return paths

    def _name(self, trace: Trace) -> str:
        """The short name of all that a page is made from."""
        return blake2b(f"{self._key} {trace.name}".encode(), digest_size=16).hexdigest()

    def copy(self, outcome: Outcome | None) -> Traces:
        """The same traces of the last build, among them those of a batch, with none of this one yet: for a worker."""
        other = copy(self)
        other._own = {}
        if outcome:
            other._old = _DECODER.decode(outcome.traces)
        return other

    def save(self) -> None:
        """Remember for the next build. Where none is new, those of pages that are gone stay, and do no harm.

        Raises OSError, and then nothing may be remembered of this build: what came of batches before would else be taken for what came of them now.
        """
        if self._is_new or self._fresh or len(self._same) != self._known:
            fresh = ((key, Written(data[:length], data[length:])) for (key, length), data in zip(self._fresh, self._told.clear(), strict=True))
            places = self._outcomes.save(self._same, fresh)
            save_kept(self._file, Kept(self._key, places, [*self._taken.clear(), msgspec.msgpack.encode(self._own)]))


def _open(parts: Iterable[bytes]) -> dict[str, Trace]:
    found: dict[str, Trace] = {}
    for part in parts:
        found.update(_DECODER.decode(part))
    return found
