"""The law that history only grows: what may differ between two versions of one record.

Versions are compared as plain YAML trees, so that the law needs no schema and holds for every version there ever was. A change of
writing alone (order of keys, quotes) is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from wishlight.records.heads import ABSENT, flatten_head
from wishlight.records.marks import list_marks
from wishlight.records.place import Trail

Tree = Mapping[str, Any]
_FIRST = frozenset(("submitted", "proposed", "seconded", "questioned", "answered", "amended"))
"""Events before which nobody relied on the head yet: it is frozen by any other (published, joined, a vote, …)."""


class Broken(NamedTuple):
    """Where a newer version breaks the law: the rule, the place in the newer file, and the values its words speak of."""

    rule: str
    trail: Trail
    values: Mapping[str, object]


def compare_versions(old: Tree, new: Tree) -> Iterator[Broken]:
    """What in the newer version of a record is more than appended entries, and not a logged amendment or redaction."""
    before, after = _entries(old), _entries(new)
    fresh = after[len(before) :]
    for n, entry in enumerate(before):
        if n >= len(after):
            yield Broken("entry-gone", ("history",), {"number": n + 1})
            continue
        for name in _differing(entry, after[n]):
            if not _is_redacted_entry(n + 1, name, entry, after[n], fresh):
                yield Broken("entry-changed", ("history", n, name), {"number": n + 1, "name": name})
    yield from _compare_heads(old, new, fresh)


def is_frozen(tree: Tree) -> bool:
    """Whether people have relied on the head, so that a change needs an amendment. A monthly report is frozen from the start."""
    entries = _entries(tree)
    return not entries or any(entry.get("event") not in _FIRST for entry in entries)


def count_entries(tree: Tree) -> int:
    """How many entries a version's history has."""
    return len(_entries(tree))


def count_redactions(tree: Tree) -> int:
    """How many logged redactions a version's history has."""
    return sum(entry.get("event") == "redacted" for entry in _entries(tree))


def _compare_heads(old: Tree, new: Tree, fresh: list[Tree]) -> Iterator[Broken]:
    before, after = flatten_head(old), flatten_head(new)
    frozen = is_frozen(old)
    for name in sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)):
        was = before.get(name, ABSENT)
        if name == "id" or name.split(".")[0] == "source" or "history" not in old:
            yield Broken("frozen-field", tuple(name.split(".")), {"name": name, "was": was})
        elif frozen and not _is_told(name, was, after.get(name), fresh):
            yield Broken("head-changed", tuple(name.split(".")), {"name": name, "was": was})


def _is_told(name: str, was: str, now: str | None, fresh: list[Tree]) -> bool:
    for entry in fresh:
        if entry.get("field") != name:
            continue
        if entry.get("event") == "amended" and (entry.get("was") == was or _is_mark(entry.get("was"))):
            return True
        if entry.get("event") == "redacted" and "entry" not in entry and _is_mark(now):
            return True
    return False


def _is_redacted_entry(number: int, name: str, old: Tree, new: Tree, fresh: list[Tree]) -> bool:
    if not _is_mark(new.get(name)) or not isinstance(old.get(name), str):
        return False
    for entry in fresh:
        if entry.get("event") != "redacted":
            continue
        if str(entry.get("entry")) == str(number) and entry.get("field") == name:
            return True
        if name == "was" and "entry" not in entry and old.get("event") == "amended" and old.get("field") == entry.get("field"):
            return True
    return False


def _differing(old: Tree, new: Tree) -> list[str]:
    return sorted(str(key) for key in old.keys() | new.keys() if old.get(key) != new.get(key))


def _is_mark(text: object) -> bool:
    return isinstance(text, str) and text in list_marks()


def _entries(tree: Tree) -> list[Tree]:
    found = tree.get("history")
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []
