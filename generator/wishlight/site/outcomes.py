"""What came of each batch of pages or files, from one build to the next: one behind the other in a file, each known by its own digest.

After a claim two dozen of a thousand batches come to something else. So none is read before somebody asks for it, what is new is added at the end,
and the file is written anew when more than half of it is of no use any more.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from wishlight.kept import digest_of
from wishlight.records.packfile import open_to_read, read_at

FILE = "traces.pack"
SPARE = 1 << 20
"""So many bytes, and as many as are of use, may be of no use."""


class Outcome(msgspec.Struct, array_like=True, frozen=True):
    """What a batch looked at and the short name of its basis then, and its pages' traces as bytes."""

    seen: tuple[str, ...]
    name: str
    traces: bytes


class Written(NamedTuple):
    """What came of a batch: its outcome as bytes, and the paths of its files, a line each, which are asked for alone."""

    outcome: bytes
    paths: bytes


class Place(msgspec.Struct, array_like=True, frozen=True):
    """Where what came of a batch stands, how long its two parts are, and the digest of both."""

    at: int
    outcome: int
    paths: int
    digest: bytes

    @property
    def length(self) -> int:
        """The bytes of both parts."""
        return self.outcome + self.paths


class Outcomes:
    """The outcomes of the last build below a cache's folder, at their `places` by key. Forked workers read them side by side."""

    def __init__(self, cache: Path, places: Mapping[str, Place]) -> None:
        self._file, self._places = cache / FILE, places
        self._fd = _open(self._file) if places else -1
        self._end = weakref.finalize(self, _close, self._fd)

    def find(self, key: str) -> Outcome | None:
        """What came of a batch; None where that is not known, or not as it was written."""
        found = self._read(key)
        return msgspec.msgpack.decode(found.outcome, type=Outcome) if found else None

    def list_paths(self, key: str) -> list[str] | None:
        """The paths of the files of a batch; None where they are not known, or not as they were written."""
        found = self._read(key)
        return (found.paths.decode().split("\n") if found.paths else []) if found else None

    def save(self, same: Iterable[str], fresh: Iterable[tuple[str, Written]]) -> dict[str, Place]:
        """Keep what is the same and what is fresh, by key; where each then stands. Raises OSError where the folder can't be written."""
        kept = {key: self._places[key] for key in same}
        end, used = (max((place.at + place.length for place in self._places.values()), default=0), sum(place.length for place in kept.values()))
        if end <= 2 * used + SPARE and (file := self._reopen()):
            with file:
                file.seek(end)
                return {**kept, **_add(file, fresh)}
        return self._write_all(kept, fresh)

    def _read(self, key: str) -> Written | None:
        place = self._places.get(key)
        data = read_at(self._fd, place.length, place.at) if place and self._fd >= 0 else b""
        return Written(data[: place.outcome], data[place.outcome :]) if place and digest_of(data) == place.digest else None

    def _reopen(self) -> BinaryIO | None:
        """The file that was read, now to be written; None where it can't be, or where another build has put another one in its place."""
        try:
            file = self._file.open("r+b")
        except OSError:
            return None
        if self._fd >= 0 and os.path.sameopenfile(file.fileno(), self._fd):
            return file
        file.close()
        return None

    def _write_all(self, kept: Iterable[str], fresh: Iterable[tuple[str, Written]]) -> dict[str, Place]:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(f".{os.getpid()}.tmp")
        try:
            with new.open("wb") as file:
                old = ((key, found) for key in kept if (found := self._read(key)))  # whatever was spoilt meanwhile is made again next time
                places = {**_add(file, old), **_add(file, fresh)}
            self._end()
            new.replace(self._file)
        except OSError:
            new.unlink(missing_ok=True)
            raise
        return places


def _add(file: BinaryIO, written: Iterable[tuple[str, Written]]) -> dict[str, Place]:
    """Write what came of batches where a file stands; their places."""
    places, at = {}, file.tell()
    for key, (outcome, paths) in written:
        places[key] = Place(at, len(outcome), len(paths), digest_of(outcome + paths))
        file.write(outcome)
        file.write(paths)
        at += len(outcome) + len(paths)
    return places


def _open(file: Path) -> int:
    """The file, only to be read; -1 where there is none."""
    try:
        return open_to_read(file)
    except OSError:
        return -1


def _close(fd: int) -> None:
    if fd >= 0:
        os.close(fd)
