"""Which other records a rule looks up: noted while it judges, so that its verdict holds until one of them changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from wishlight.records.context import Context

Value = TypeVar("Value")

EVERY = "*"
"""Looked up by a rule that went through all records: any change may concern it."""


def watch_lookups(context: Context, seen: set[str]) -> Context:
    """The same context, which adds the ids that are looked up in it to `seen`."""
    watched = replace(context)
    for name in ("by_id", "people", "teams", "spells", "successors"):
        watched.__dict__[name] = Watched(getattr(context, name), seen, EVERY)
    return watched


class Watched(Mapping[str, Value]):
    """A mapping that adds each id that is looked up to `seen`, and `every` where someone goes through all of it."""

    def __init__(self, found: Mapping[str, Value], seen: set[str], every: str) -> None:
        self._found, self._seen, self._every = found, seen, every

    def __getitem__(self, id: str) -> Value:
        self._seen.add(id)
        return self._found[id]

    def __contains__(self, id: object) -> bool:
        self._seen.add(str(id))
        return id in self._found

    def __iter__(self) -> Iterator[str]:
        self._seen.add(self._every)
        return iter(self._found)

    def __len__(self) -> int:
        self._seen.add(self._every)
        return len(self._found)
