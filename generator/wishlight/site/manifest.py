"""What is on the disk already: the digest of every file of the site, remembered so that it need not be read again."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, KeysView
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight.kept import DIGEST, digest_of, read_kept, save_kept

NAME = "site.manifest"
DOTTED = (".htaccess",)
"""The files of a site whose names begin with a dot. What else begins so is nobody's page, and left alone."""

LINK = b"link".ljust(DIGEST)
"""Stands for the digest of what is a link, and so no file of ours."""


class Known(NamedTuple):
    """A file as it was last seen: the digest of its bytes, its size and its time of change in nanoseconds.

    `made_from` names all that it was made from, where its maker could tell (else it is empty).
    """

    digest: bytes
    size: int
    changed: int
    made_from: str = ""


class _Kept(msgspec.Struct, array_like=True):
    """The columns of a manifest: paths, a line each; digests of one length; size and time of change, numbers of 64 bits; what each was made from."""

    paths: str = ""
    digests: bytes = b""
    looks: bytes = b""
    made_from: list[str] = []


class Manifest:
    """The files of a site by their paths below it, in the order in which they became known.

    They are kept in columns: a large site has a million files, of which a build asks for a few.
    """

    def __init__(self, kept: _Kept | None = None) -> None:
        kept = kept or _Kept()
        paths = kept.paths.split("\n") if kept.paths else []
        self._at = dict(zip(paths, range(len(paths)), strict=True))
        self._digests, self._looks, self._made_from = bytearray(kept.digests), array("q", kept.looks), kept.made_from

    @property
    def paths(self) -> KeysView[str]:
        """The paths of all of them."""
        return self._at.keys()

    def get(self, path: str) -> Known | None:
        """A file; None where there is none."""
        at = self._at.get(path)
        if at is None:
            return None
        return Known(bytes(self._digests[at * DIGEST : (at + 1) * DIGEST]), self._looks[2 * at], self._looks[2 * at + 1], self._made_from[at])

    def put(self, path: str, known: Known) -> None:
        """Know a file, or know it otherwise."""
        at = self._at.setdefault(path, len(self._at))
        self._digests[at * DIGEST : (at + 1) * DIGEST] = known.digest
        self._looks[2 * at : 2 * at + 2] = array("q", (known.size, known.changed))
        self._made_from[at : at + 1] = [known.made_from]

    def drop(self, paths: Iterable[str]) -> None:
        """Forget some files."""
        gone = {*paths}
        if gone:
            left = Manifest()
            for path in self._at:
                if path not in gone and (known := self.get(path)):
                    left.put(path, known)
            self._at, self._digests, self._looks, self._made_from = left._at, left._digests, left._looks, left._made_from

    def list_looks(self) -> tuple[str, bytes]:
        """The paths, a line each, and of each file its size and its time of change: numbers of 64 bits."""
        return "\n".join(self._at), self._looks.tobytes()

    def save(self, cache: Path) -> None:
        """Remember the files for the next build."""
        save_kept(cache / NAME, _Kept("\n".join(self._at), bytes(self._digests), self._looks.tobytes(), self._made_from))


def read_known(out: Path, cache: Path, *, as_left: bool = False) -> Manifest:
    """Every file of the site's folder.

    A file that looks as it was left is taken from the manifest; any other, or all of them where the manifest is lost,
    are read. `as_left` says that all of them were looked at already and look as the manifest has them.
    """
    kept = read_kept(cache / NAME, _Kept)
    left = Manifest(kept)
    if as_left and kept is not None:
        return left
    found = Manifest()
    for path, entry in _scan(out):
        found.put(path, _recognise(left.get(path), entry))
    return found


def look_at(file: str, digest: bytes, made_from: str) -> Known:
    """What to remember of a file that was just written with known bytes."""
    stat = os.stat(file)  # noqa: PTH116 - hundreds of thousands of them
    return Known(digest, stat.st_size, stat.st_mtime_ns, made_from)


def _scan(out: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [("", str(out))] if out.is_dir() else []
    while folders:
        prefix, folder = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith(".") and entry.name not in DOTTED:
                    continue  # a repository of its own, or what another program keeps there
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield prefix + entry.name, entry


def _recognise(left: Known | None, entry: os.DirEntry[str]) -> Known:
    stat = entry.stat(follow_symlinks=False)
    if left and (left.size, left.changed) == (stat.st_size, stat.st_mtime_ns):
        return left
    data = b"" if entry.is_symlink() else Path(entry.path).read_bytes()
    return Known(LINK if entry.is_symlink() else digest_of(data), stat.st_size, stat.st_mtime_ns)
