"""Whether what the judge kept is as it was written, and what differs from it now: what takes longest of a check, and needs nothing of the board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight.kept import digest_file, read_kept
from wishlight.records.gitdata import GitError, list_changed_since, run_git
from wishlight.records.store import FOLDER as RECORDS

FOLDER = ".wishlight"
FILE = "cache/verdicts.sqlite"
SEAL = "cache/verdicts.msgpack"


class Seal(msgspec.Struct, array_like=True, frozen=True):
    """What a kept database holds for: the digest of its bytes, the program and fields, all settings, the commit that was checked out, the
    files that were not as it holds them, and the short name of what was kept of the record files then.
    """

    digest: bytes
    alone: str
    whole: str
    commit: str
    dirty: list[str]
    records: bytes = b""


class Sealed(NamedTuple):
    """The seal of a database that is as it was written, and the record files that are not as its commit holds them."""

    seal: Seal
    changed: list[str]


def find_sealed(root: Path) -> Sealed | None:
    """What an earlier run kept for a commit; None where there is none, where it isn't as it was written, or where git can't tell what changed."""
    home = root / FOLDER
    seal = read_kept(home / SEAL, Seal)
    if seal is None or not seal.commit:
        return None
    with ThreadPoolExecutor(2) as pool, suppress(OSError, GitError):
        digest, tracked = pool.submit(digest_file, home / FILE), pool.submit(is_tracked, root)
        changed = list_changed_since(root, seal.commit, RECORDS)
        return Sealed(seal, changed) if digest.result() == seal.digest and not tracked.result() else None
    return None


@contextmanager
def finding_sealed(root: Path) -> Iterator[Callable[[], Sealed | None]]:
    """The same beside whatever else there is to do until it is asked for."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(find_sealed, root).result


def is_tracked(root: Path) -> bool:
    """Whether someone committed what belongs to this machine alone."""
    return bool(list_tracked(root))


def list_tracked(root: Path) -> list[str]:
    """The committed files of the folder that belongs to this machine alone; none where there is no git."""
    try:
        return run_git(root, "ls-files", "-z", "--", FOLDER).decode("utf-8", "replace").split("\0")[:-1]
    except GitError:
        return []
