"""Puts finished files into the site's folder: only those that differ, all or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from wishlight.site import journal
from wishlight.site.manifest import Known, digest_of, look_at, read_known, save_known
from wishlight.site.settings import Asset, SiteSettings, WriteReport, refuse

WRITTEN = "written.txt"
"""The list of files that the last build wrote or removed, in the cache folder."""

_GOOD_PATH = re.compile(r"(?!.*(?:^|/)\.{1,2}(?:/|$))[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*")


def publish(files: Iterable[Asset], settings: SiteSettings, keep: Collection[str] = ()) -> WriteReport:
    """Make the site's folder hold exactly `files`, and those of `keep` as they are.

    All files are made before the first one of the site is touched: whatever goes wrong while `files` is read leaves the
    old site. Raises SiteError when two files want one path or a path can't be an address.
    """
    new = journal.open_journal(settings.out)
    before = read_known(settings.out, settings.cache)
    after: dict[str, str] = {}
    for path, data in files:
        _check_path(settings, path, after)
        after[path] = digest_of(data)
        if path not in before or before[path].digest != after[path]:
            _write(new / path, data)
    removed = sorted(before.keys() - after.keys() - set(keep))
    written = sorted(path for path, digest in after.items() if path not in before or before[path].digest != digest)
    journal.commit(settings.out, removed)
    _remember(settings, before, after, written, removed)
    return WriteReport(tuple(written), len(after) - len(written), tuple(removed))


def _check_path(settings: SiteSettings, path: str, seen: Collection[str]) -> None:
    if not _GOOD_PATH.fullmatch(path):
        raise refuse(settings, "wrong-address", path, address=path)
    if path in seen:
        raise refuse(settings, "same-address", path, address=path.removesuffix("index.html"))


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _remember(
    settings: SiteSettings, before: dict[str, Known], after: dict[str, str], written: list[str], removed: list[str]
) -> None:
    known = {path: left for path, left in before.items() if path not in set(removed)}
    known.update({path: look_at(settings.out / path, after[path]) for path in written})
    save_known(settings.cache, known)
    lines = [*(f"written {path}" for path in written), *(f"removed {path}" for path in removed)]
    (settings.cache / WRITTEN).write_text("".join(f"{line}\n" for line in lines), "utf-8")
