"""Where an entry names people, teams and posts."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case
from wishlight.records.model import Entry

_COLUMNS = (("actor", "by"), ("whose", "for"), ("to", "to"), ("into", "into"), ("approved_by", "approved_by"), ("team", "team"))
Key = tuple[str, ...]


def list_names(case: Case) -> Iterator[tuple[Entry, Key, str]]:
    """Each actor that a record's entries name (annulled ones too), with the key that names it."""
    for entry in case.record.history:
        data = entry.data
        for column, key in _COLUMNS:
            if column in data:
                yield entry, (key,), data[column]
        for helper in data.get("helpers", ()):
            yield entry, ("helpers",), helper
