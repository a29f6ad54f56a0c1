"""What a board's settings may lose: nothing that a record may name. Ids are retired by `to`, rules changed by a new line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from wishlight.records.nesting import refuse_nesting
from wishlight.records.place import Trail

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_KEYS = (("id",), ("person", "from"), ("from", "value"))
"""What tells the rows of a list apart: an id; a post's holder; a rule's value from a day on."""


def parse_settings(data: bytes) -> Any:
    """The tree of a settings file, all text; empty where it is no YAML, or nested without end."""
    try:
        refuse_nesting(data, _LOADER)
        return yaml.load(data, Loader=_LOADER) or {}  # noqa: S506 - the base loader makes text, lists and mappings only
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}


def list_lost(old: Any, new: Any, trail: Trail = ()) -> Iterator[Trail]:
    """The places of rows that the older settings have and the newer lack."""
    if isinstance(old, dict):
        for key, value in old.items():
            yield from list_lost(value, new.get(key) if isinstance(new, dict) else None, (*trail, str(key)))
    elif isinstance(old, list):
        rows = {_name(row): row for row in new if isinstance(row, dict)} if isinstance(new, list) else {}
        for row in old:
            name = _name(row) if isinstance(row, dict) else None
            if name and name not in rows:
                yield (*trail, " ".join(name))
            elif name:
                for key in sorted(row.keys() - {"name"}):
                    yield from list_lost(row[key], rows[name].get(key), (*trail, name[0], str(key)))


def _name(row: dict[str, Any]) -> tuple[str, ...] | None:
    for keys in _KEYS:
        if all(key in row for key in keys):
            return tuple(str(row[key]) for key in keys)
    return None
