"""No two records share an id, and no two files a name, however upper and lower case are written."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.packed import are_in_place, list_keys, list_paths


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
    """Ids and paths that come again, with perhaps a few others: looked for by numbers that stand for them, which need little memory. Where every
    file lies in its place, one that comes again has an id that comes again.
    """
    seen: set[int] = set()
    again: set[str] = set()
    ids = (id for _, id in list_keys(context.records))
    for text in ids if are_in_place(context.records) else chain(ids, list_paths(context.records)):
        folded = text.casefold()
        number = hash(folded)
        if number in seen:
            again.add(folded)
        seen.add(number)
    return again
