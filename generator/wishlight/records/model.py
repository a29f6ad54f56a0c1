"""What a record is once it has been read: a flat head and a history that only grows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

Row = Mapping[str, Any]
"""Values by column name: text, whole numbers, or (for a list field) a list of rows or of texts. Dates stay text in ISO form."""


class Entry(NamedTuple):
    """One dated fact of a record.

    `n` counts from 1. `at` is when it was recorded, `on` the day it happened (the board's zone). `data` holds all columns of the
    entry's schema that are present, those above included.
    """

    n: int
    at: datetime
    on: date
    event: str
    by: str
    whose: str | None
    claim: str | None
    data: Row

    @property
    def person(self) -> str:
        """Whose act it was: the one acted for, where someone else recorded it."""
        return self.whose or self.by


class Record(NamedTuple):
    """One YAML file: `kind`, `id`, where it stands, its head's columns and its history, oldest first."""

    kind: str
    id: str
    path: str
    head: Row
    history: tuple[Entry, ...]
