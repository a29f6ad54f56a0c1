"""A record's head as flat text: what `amended` and `redacted` name, and what must not change silently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ABSENT = "-"
"""What stands in `was` for a field that had no value."""

Tree = Mapping[str, Any]
_NAMES = ("line", "figure", "area", "id")


def flatten_head(tree: Tree) -> dict[str, str]:
    """Every value of a YAML head by its dotted name (`title`, `source.slip`, `budget.works.fen`); lists of plain values as one text."""
    flat: dict[str, str] = {}
    for key, value in tree.items():
        if key != "history":
            _add(flat, key, value)
    return flat


def _add(flat: dict[str, str], name: str, value: Any) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _add(flat, f"{name}.{key}", inner)
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        for n, row in enumerate(value, 1):
            label = next((str(row[key]) for key in _NAMES if key in row), str(n))
            _add(flat, f"{name}.{label}", {k: v for k, v in row.items() if str(v) != label})
    elif isinstance(value, list):
        flat[name] = ", ".join(str(item) for item in value)
    else:
        flat[name] = str(value)


def nest(head: Mapping[str, Any], fields: Any) -> dict[str, Any]:
    """A record's columns back under their YAML names."""
    trails = {field.name: ".".join(field.trail) for field in fields}
    return {trails.get(name, name): value for name, value in head.items()}
