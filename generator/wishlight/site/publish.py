"""Puts finished files into the site's folder: only those that differ, all or none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from copy import copy
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight.drafts import Draft, Poured
from wishlight.kept import digest_file, digest_of
from wishlight.records.packfile import Pile
from wishlight.site import journal
from wishlight.site.looks import save_looks
from wishlight.site.manifest import Known, Manifest, look_at, read_known
from wishlight.site.settings import Asset, SiteError, SiteSettings, WriteReport, refuse

WRITTEN = "written.txt"
"""The list of files that the last build wrote or removed, in the cache folder."""

_GOOD_PATH = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*")


def publish(files: Iterable[Asset | Draft | Poured], settings: SiteSettings) -> WriteReport:
    """Make the site's folder hold exactly `files`.

    All files are made before the first one of the site is touched: whatever goes wrong while `files` is read leaves the
    old site. Raises SiteError when two files want one path or a path can't be an address.
    """
    press = Press(settings)
    for file in files:
        press.put(file)
    return press.close()


class Made(NamedTuple):
    """A finished file: the digest of its bytes, and the name of what it was made from."""

    digest: bytes
    made_from: str


_MADE = msgspec.msgpack.Decoder(dict[str, Made])


class Press:
    """Takes the files of a site one by one and keeps those that differ from what stands there, until all are there.

    What workers hand over lies in a passing file until then, because a large board has a million files.
    """

    def __init__(self, settings: SiteSettings) -> None:
        self._settings = settings
        self._new = journal.open_journal(settings.out)
        self._before = read_known(settings.out, settings.cache, as_left=settings.as_left)
        self._made: dict[str, Made] = {}
        self._kept: set[str] = set()
        self._taken = Pile()

    def copy(self) -> Press:
        """The same press with nothing made yet, for a worker."""
        other = copy(self)
        other._made = {}
        return other

    def put(self, file: Asset | Draft | Poured) -> None:
        """Take one file. A draft that was made from the same last time, and lies there as it was left, is not made.

        Raises SiteError when two files want one path or a path can't be an address.
        """
        self._check_path(file.path)
        self._made[file.path] = self._make(file)

    def list_made(self) -> list[str]:
        """The files that this copy has made."""
        return [*self._made]

    def hand_over(self) -> bytes:
        """What this copy has made."""
        return msgspec.msgpack.encode(self._made)

    def take(self, made: bytes) -> None:
        """Take over what a worker's copy has made."""
        self._taken.add(made)

    def keep(self, paths: Iterable[str]) -> None:
        """Leave files as they stand. Raises SiteError when two files want one path."""
        for path in paths:
            if path in self._kept:
                raise self._refuse_same(path)
            self._kept.add(path)

    def list_rest(self) -> set[str] | None:
        """The files that stand there and that nobody has spoken of so far; None where a file is new."""
        made = self._gather()
        return self._before.paths - made.keys() - self._kept if made.keys() <= self._before.paths else None

    def list_paths(self) -> list[str]:
        """Every file so far. Raises SiteError when two of them want one path."""
        return [*self._gather(), *self._kept]

    def close(self) -> WriteReport:
        """Put all of it into the site's folder, and remove what is not among it. Raises SiteError when two files want one path."""
        before, made = self._before, self._gather()
        removed = sorted(before.paths - made.keys() - self._kept)
        written = sorted(path for path, one in made.items() if (known := before.get(path)) is None or known.digest != one.digest)
        journal.commit(self._settings.out, removed)
        looks = _remember(self._settings, before, made, written, removed)
        return WriteReport(tuple(written), len(made) + len(self._kept) - len(written), tuple(removed), looks)

    def _gather(self) -> dict[str, Made]:
        for part in self._taken.clear():
            made = _MADE.decode(part)
            for path in made.keys() & self._made.keys():
                self._check_path(path)
            self._made.update(made)
        for path in self._made.keys() & self._kept:
            raise self._refuse_same(path)
        return self._made

    def _make(self, file: Asset | Draft | Poured) -> Made:
        before, name = self._before.get(file.path), "" if isinstance(file, Asset) else file.made_from
        if name and before and before.made_from == name:
            return Made(before.digest, name)
        if isinstance(file, Poured):
            return Made(self._pour(file, before), name)
        data = file.make() if isinstance(file, Draft) else file.data
        made = Made(digest_of(data), name)
        if before is None or before.digest != made.digest:
            _write(f"{self._new}/{file.path}", data)
        return made

    def _pour(self, file: Poured, before: Known | None) -> bytes:
        """Let a file be written; its digest."""
        target = Path(self._new) / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        file.pour(target)
        digest = digest_file(target)
        if before and before.digest == digest:
            target.unlink()
        return digest

    def _check_path(self, path: str) -> None:
        if not _GOOD_PATH.fullmatch(path):
            raise refuse(self._settings, "wrong-address", path, address=path)
        if path in self._made:
            raise self._refuse_same(path)

    def _refuse_same(self, path: str) -> SiteError:
        return refuse(self._settings, "same-address", path, address=path.removesuffix("index.html"))


def _write(target: str, data: bytes) -> None:
    """Write a new file. Most pages have a folder of their own, so that is made first."""
    folder = target[: target.rindex("/")]
    try:
        os.mkdir(folder)  # noqa: PTH102 - hundreds of thousands of them: path objects cost as much as the call
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    with open(target, "wb", buffering=0) as file:  # noqa: PTH123
        file.write(data)


def _remember(
    settings: SiteSettings, known: Manifest, made: dict[str, Made], written: list[str], removed: list[str]
) -> str:
    """Remember the files for the next build, in the order in which they were known; a short name of how they look now."""
    for path, one in made.items():
        before = known.get(path)
        if before and before.made_from != one.made_from:
            known.put(path, before._replace(made_from=one.made_from))
    for path in written:
        known.put(path, look_at(f"{settings.out}/{path}", *made[path]))
    known.drop(removed)
    known.save(settings.cache)
    lines = [*(f"written {path}" for path in written), *(f"removed {path}" for path in removed)]
    (settings.cache / WRITTEN).write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return save_looks(settings.out, settings.cache, known, [*written, *removed] if settings.as_left else None)
