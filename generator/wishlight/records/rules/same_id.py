"""No two records share an id, and no two files a name, however upper and lower case are written."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context


def check_records(context: Context) -> Iterator[Finding]:
    ids: dict[str, str] = {}
    paths: dict[str, str] = {}
    for case in context.cases:
        for seen, key in ((ids, case.record.id.casefold()), (paths, case.record.path.casefold())):
            other = seen.setdefault(key, case.record.path)
            if other != case.record.path:
                yield case.find_head("id", other=other)
                break
