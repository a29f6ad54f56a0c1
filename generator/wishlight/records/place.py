"""Where in a file a value stands: asked for only when there is a problem to point at."""

from __future__ import annotations

from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from wishlight.records.nesting import refuse_nesting

Trail = tuple[str | int, ...]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Places:
    """A file's text composed once, for as many places as are asked for. Text that is no YAML, or nested without end, has only its first line."""

    def __init__(self, text: str) -> None:
        try:
            refuse_nesting(text, _LOADER)
            self._root: Node | None = yaml.compose(text, Loader=_LOADER)
        except yaml.YAMLError:
            self._root = None

    def locate(self, trail: Trail) -> tuple[int, int]:
        """Line and column, from 1, of the deepest node that `trail` (keys and list positions) still names.

        A key's own place is given rather than its value's, so that a missing value points at its key. No trail means the file as a whole.
        """
        if not trail:
            return (1, 1)
        node = self._root
        mark: Any = node.start_mark if node else None
        for step in trail:
            found = _enter(node, step)
            if found is None:
                break
            mark, node = found
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def locate(text: str, trail: Trail) -> tuple[int, int]:
    """Line and column of one place in a text; `Places` answers for many."""
    return Places(text).locate(trail)


def _enter(node: Node | None, step: str | int) -> tuple[Any, Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key.start_mark, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark, item
    return None
