"""What is on the disk already: the digest of every file of the site, remembered so that it need not be read again."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from wishlight.kept import read_kept, save_kept

NAME = "site.manifest"


class Known(NamedTuple):
    """A file as it was last seen: the digest of its bytes, its size and its time of change in nanoseconds.

    `made_from` names all that it was made from, where its maker could tell (else it is empty).
    """

    digest: bytes
    size: int
    changed: int
    made_from: str = ""


def digest_of(data: bytes) -> bytes:
    """The short name of some bytes."""
    return blake2b(data, digest_size=16).digest()


def read_known(out: Path, cache: Path, *, as_left: bool = False) -> dict[str, Known]:
    """Every file of the site's folder by its path below it.

    A file that looks as it was left is taken from the manifest; any other, or all of them where the manifest is lost,
    are read. `as_left` says that all of them were looked at already and look as the manifest has them.
    """
    left = read_kept(cache / NAME, dict[str, Known])
    if as_left and left is not None:
        return left
    left = left or {}
    return {path: _recognise(left.get(path), entry) for path, entry in _scan(out)}


def save_known(cache: Path, known: Mapping[str, Known]) -> None:
    """Remember the files for the next build."""
    save_kept(cache / NAME, known)


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
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{prefix}{entry.name}/", entry.path))
                else:
                    yield prefix + entry.name, entry


def _recognise(left: Known | None, entry: os.DirEntry[str]) -> Known:
    stat = entry.stat(follow_symlinks=False)
    if left and (left.size, left.changed) == (stat.st_size, stat.st_mtime_ns):
        return left
    data = b"" if entry.is_symlink() else Path(entry.path).read_bytes()
    return Known(b"link" if entry.is_symlink() else digest_of(data), stat.st_size, stat.st_mtime_ns)
