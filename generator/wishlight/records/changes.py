"""The change between a base and the records at hand: only what differs is read, and only appends pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from wishlight.records.case import Finding
from wishlight.records.gitdata import Blobs, Stored, list_index_modes, list_tree
from wishlight.records.history import compare_versions, count_entries
from wishlight.records.read import RefusedError, read_tree
from wishlight.records.retired import list_lost, parse_settings
from wishlight.records.store import FOLDER, SETTINGS, blob_id, is_record

Named = tuple[str, Finding]
PLAIN = "100644"
GUARDED = ("site_config/rules.yml", "site_config/roles.yml")
"""Rules and posts are judged from the base: a change of them is a change of its own."""


class Span(NamedTuple):
    """Files by path: records and settings as the base holds them, and the blob ids of the records at hand."""

    root: Path
    base: Mapping[str, Stored]
    settings: Mapping[str, Stored]
    head: Mapping[str, str]

    def list_changed(self) -> list[str]:
        """The record files that are new, different or gone, in order."""
        paths = self.base.keys() | self.head.keys()
        return sorted(path for path in paths if self.head.get(path) != getattr(self.base.get(path), "blob", None))


def read_base(root: Path, commit: str, blobs: Mapping[str, str]) -> Span:
    """The span from a commit to the files at hand, whose blob ids are `blobs`. Raises GitError."""
    records = {path: stored for path, stored in list_tree(root, commit, FOLDER).items() if is_record(path)}
    return Span(root, records, list_tree(root, commit, SETTINGS), blobs)


def judge_change(span: Span) -> tuple[list[Named], dict[str, int]]:
    """What in the change is more than appending, with the rule's name; and for each changed path how many entries are old."""
    found: list[Named] = [*_check_modes(span), *_check_guarded(span)]
    old_entries: dict[str, int] = {}
    with Blobs(span.root) as store:
        found += _check_settings(span, store)
        for path in span.list_changed():
            old = span.base.get(path)
            if old is None:
                old_entries[path] = 0
            elif not (span.root / path).is_file():
                found.append(("record-gone", Finding(path, (), {"id": Path(path).stem})))
            else:
                broken, old_entries[path] = _compare(path, store.read(old.blob), (span.root / path).read_bytes())
                found += broken
    return found, old_entries


def compare_bytes(path: str, old: bytes, new: bytes) -> Iterator[Named]:
    """What in the newer bytes of one record is more than appended entries."""
    yield from _compare(path, old, new)[0]


def _compare(path: str, old: bytes, new: bytes) -> tuple[list[Named], int]:
    try:
        after = read_tree(new)
    except RefusedError:
        return [], 0  # the judge says what is wrong with the file itself
    try:
        before = read_tree(old)
    except RefusedError:
        return [("old-unreadable", Finding(path, (), {}, "ask"))], 0
    broken = [(b.rule, Finding(path, b.trail, b.values)) for b in compare_versions(before, after)]
    return broken, count_entries(before)


def _check_modes(span: Span) -> Iterator[Named]:
    for path, mode in list_index_modes(span.root, FOLDER).items():
        if is_record(path) and mode != PLAIN:
            yield "file-mode", Finding(path, (), {"mode": mode})


def _check_guarded(span: Span) -> Iterator[Named]:
    if not span.list_changed():
        return
    for path in GUARDED:
        if path in span.settings and span.settings[path].blob != blob_id(_read(span.root / path)):
            yield "mixed-change", Finding(path, (), {"file": path})


def _check_settings(span: Span, store: Blobs) -> Iterator[Named]:
    for path, stored in span.settings.items():
        if path.endswith(".yml"):
            old, new = parse_settings(store.read(stored.blob)), parse_settings(_read(span.root / path))
            for trail in list_lost(old, new):
                yield "setting-gone", Finding(path, trail, {"name": ".".join(map(str, trail))})


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
