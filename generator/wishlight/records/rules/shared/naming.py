"""Where an entry names people, teams and posts."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.model import Entry

_COLUMNS = (("actor", "by"), ("whose", "for"), ("to", "to"), ("into", "into"), ("approved_by", "approved_by"), ("team", "team"))
Key = tuple[str, ...]


def list_names(entry: Entry) -> Iterator[tuple[Key, str]]:
    """Each actor that an entry names, with the key that names it."""
    data = entry.data
    for column, key in _COLUMNS:
        if column in data:
            yield (key,), data[column]
    for helper in data.get("helpers", ()):
        yield ("helpers",), helper
