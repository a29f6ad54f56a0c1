"""A mapping that finds what it is asked for, each thing once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Looked(Mapping[str, Value]):
    """What is found when it is looked up. It can't be gone through: no rule does that."""

    def __init__(self, find: Callable[[str], Value | None]) -> None:
        self._find = find
        self._found: dict[str, Value | None] = {}

    def __getitem__(self, id: str) -> Value:
        if id not in self._found:
            self._found[id] = self._find(id)
        if (found := self._found[id]) is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError
