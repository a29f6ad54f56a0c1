"""Bytes in one file on the disk, found by their place: what would fill the memory lies there until somebody looks."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from wishlight.kept import DIGEST

_PIECE = 1 << 20


class PackFile:
    """A file that grows at its end. Reading has no position of its own, so forked workers read the same file side by side.

    It has no name and is gone when nobody needs it any more, unless it is kept. Raises OSError where `folder` takes no file.
    """

    def __init__(self, folder: Path | None = None) -> None:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            self._open(os.dup(file.fileno()))

    def _open(self, fd: int) -> None:
        self._fd = fd
        self._written = 0
        self._waiting = bytearray()
        self._hash = sha256()
        self._kept: Path | None = None
        weakref.finalize(self, os.close, fd)

    @property
    def size(self) -> int:
        """How many bytes were added."""
        return self._written + len(self._waiting)

    def add(self, data: bytes) -> int:
        """Add bytes at the end; their place."""
        place = self.size
        self._waiting += data
        if len(self._waiting) >= _PIECE:
            self.flush()
        return place

    def read(self, place: int, length: int) -> bytes:
        """The bytes at a place."""
        if place + length > self._written:
            self.flush()
        return read_at(self._fd, length, place)

    def flush(self) -> None:
        """Bring to the disk what still waits in memory: before other processes read."""
        left = memoryview(bytes(self._waiting))
        self._waiting.clear()
        self._hash.update(left)
        while left:
            done = write_at(self._fd, left, self._written)
            self._written += done
            left = left[done:]

    def digest(self) -> bytes:
        """What the file is known by: with one sign that differs it is another."""
        self.flush()
        return self._hash.digest()[:DIGEST]

    def keep(self, path: Path) -> None:
        """Let the file be found at a path by a later run. Raises OSError where it can't be written."""
        if self._kept == path:
            return
        self.flush()
        fresh = path.with_suffix(f".{os.getpid()}.tmp")
        try:
            with fresh.open("wb") as file:
                for place in range(0, self._written, _PIECE):
                    file.write(read_at(self._fd, _PIECE, place))
            fresh.replace(path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        self._kept = path

    @classmethod
    def find(cls, path: Path, size: int, digest: bytes) -> PackFile | None:
        """The pack that was kept at a path; None where there is none of this size, or where it is not as it was written."""
        try:
            fd = open_to_read(path)
        except OSError:
            return None
        pack = cls.__new__(cls)
        pack._open(fd)
        while piece := read_at(fd, _PIECE, pack._written):
            pack._hash.update(piece)
            pack._written += len(piece)
        pack._kept = path
        return pack if pack.size == size and pack.digest() == digest else None


def open_to_read(path: Path) -> int:
    """A file for `read_at`. Raises OSError."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))


class Pile:
    """Pieces of bytes in a passing file, in the order in which they were added."""

    def __init__(self) -> None:
        self._file = PackFile()
        self._pieces: list[tuple[int, int]] = []

    def add(self, piece: bytes) -> None:
        """Lay one more on the pile."""
        self._pieces.append((self._file.add(piece), len(piece)))

    def clear(self) -> Iterator[bytes]:
        """Every piece; afterwards the pile has none."""
        pieces, self._pieces = self._pieces, []
        return (self._file.read(place, length) for place, length in pieces)


if hasattr(os, "pread"):
    read_at, write_at = os.pread, os.pwrite
else:  # where there is no fork either, so nobody else moves the position

    def read_at(fd: int, length: int, place: int) -> bytes:
        os.lseek(fd, place, os.SEEK_SET)
        return os.read(fd, length)

    def write_at(fd: int, data: memoryview, place: int) -> int:  # type: ignore[misc]
        os.lseek(fd, place, os.SEEK_SET)
        return os.write(fd, data)
