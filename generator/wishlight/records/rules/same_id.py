"""No two records share an id, and no two files a name, however upper and lower case are written."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context


def check_together(context: Context) -> Iterator[Finding]:
    ids: dict[str, str] = {}
    paths: dict[str, str] = {}
    for record in context.records:
        for seen, key in ((ids, record.id.casefold()), (paths, record.path.casefold())):
            other = seen.setdefault(key, record.path)
            if other != record.path:
                yield Finding(record.path, ("id",), {"other": other})
                break
