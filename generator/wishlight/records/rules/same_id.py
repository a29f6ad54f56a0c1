"""No two records share an id, and no two files a name, however upper and lower case are written."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.packed import list_keys, list_paths


def check_together(context: Context) -> Iterator[Finding]:
    again = _find_repeated(context)
    ids: dict[str, str] = {}
    paths: dict[str, str] = {}
    for record in context.records if again else ():
        if again.isdisjoint((record.id.casefold(), record.path.casefold())):
            continue
        for seen, key in ((ids, record.id.casefold()), (paths, record.path.casefold())):
            other = seen.setdefault(key, record.path)
            if other != record.path:
                yield Finding(record.path, ("id",), {"other": other})
                break


def _find_repeated(context: Context) -> set[str]:
    """Ids and paths that come again, with perhaps a few others: looked for by numbers that stand for them, which need little memory."""
    seen: set[int] = set()
    again: set[str] = set()
    for (_, id), path in zip(list_keys(context.records), list_paths(context.records), strict=True):
        for text in (id.casefold(), path.casefold()):
            number = hash(text)
            if number in seen:
                again.add(text)
            seen.add(number)
    return again
