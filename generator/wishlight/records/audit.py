"""The proof over the whole git history: no entry of any record was ever changed or removed, logged redactions aside."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from wishlight.records.case import Finding
from wishlight.records.changes import PLAIN, compare_bytes
from wishlight.records.gitdata import Blobs, Change, Stored, list_tree, walk_changes
from wishlight.records.history import count_redactions
from wishlight.records.read import RefusedError, read_tree
from wishlight.records.store import FOLDER, is_record

Broken = tuple[str, str, Finding]
"""Commit, rule and finding."""


class Audit(NamedTuple):
    """What the walk saw. `entries` and `redactions` count those of the newest versions."""

    commits: int
    versions: int
    records: int
    entries: int
    redactions: int
    broken: tuple[Broken, ...]


def audit_history(root: Path, ref: str = "HEAD", since: str | None = None) -> Audit:
    """Walk the branch's own commits from the first (or from `since`, whose records count as given) to `ref`. Raises GitError."""
    newest: dict[str, Stored] = {path: stored for path, stored in list_tree(root, since, FOLDER).items() if is_record(path)} if since else {}
    broken: list[Broken] = []
    commits: dict[str, None] = {}
    versions = 0
    with Blobs(root) as store:
        for change in walk_changes(root, f"{since}..{ref}" if since else ref, FOLDER):
            if not is_record(change.path):
                continue
            commits[change.commit] = None
            versions += 1
            broken += ((change.commit, rule, finding) for rule, finding in _judge(change, newest.get(change.path), store))
            if change.new is not None:
                newest[change.path] = change.new
        entries, redactions = _count(newest, store)
    return Audit(len(commits), versions, len(newest), entries, redactions, tuple(broken))


def _judge(change: Change, before: Stored | None, store: Blobs) -> list[tuple[str, Finding]]:
    """The newer version is held against the newest one ever seen, so that deleting a file and adding it again hides nothing."""
    if change.new is None:
        return [("record-gone", Finding(change.path, (), {"id": Path(change.path).stem}))]
    if change.new.mode != PLAIN:
        return [("file-mode", Finding(change.path, (), {"mode": change.new.mode}))]
    if before is None or before.blob == change.new.blob or before.mode != PLAIN:
        return []
    old, new = store.read(before.blob), store.read(change.new.blob)
    return [] if is_append(old, new) else list(compare_bytes(change.path, old, new))


def is_append(old: bytes, new: bytes) -> bool:
    """Whether the newer bytes are the older ones and more lines of history in canonical form: then no parsing is needed."""
    if not new.startswith(old) or not old.endswith(b"}\n") or not old[old.rfind(b"\n", 0, -1) + 1 :].startswith(b"- {"):
        return False
    return b"\nhistory:\n" in old and all(line.startswith(b"- {") for line in new[len(old) :].splitlines())


def _count(newest: dict[str, Stored], store: Blobs) -> tuple[int, int]:
    entries = redactions = 0
    for stored in newest.values():
        data = store.read(stored.blob) if stored.mode == PLAIN else b""
        entries += data.partition(b"\nhistory:\n")[2].count(b"\n- ") + (b"\nhistory:\n- " in data)
        if b"event: redacted" in data:
            redactions += _count_redactions(data)
    return entries, redactions


def _count_redactions(data: bytes) -> int:
    try:
        return count_redactions(read_tree(data))
    except RefusedError:
        return 0
