"""No two records share an id, and no two files a name, however upper and lower case are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context


class Note(NamedTuple):
    """A record's id and where it stands."""

    id: str
    path: str


def note(case: Case, context: Context) -> Iterator[Note]:
    yield Note(case.record.id, case.record.path)


def check_notes(notes: Iterable[Note], context: Context) -> Iterator[Finding]:
    ids: dict[str, str] = {}
    paths: dict[str, str] = {}
    for id, path in notes:
        for seen, key in ((ids, id.casefold()), (paths, path.casefold())):
            other = seen.setdefault(key, path)
            if other != path:
                yield Finding(path, ("id",), {"other": other})
                break
