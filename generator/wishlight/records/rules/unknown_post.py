"""Every post named in a record stands in roles.yml."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.naming import list_names


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for entry, key, name in list_names(case):
        if name.startswith("post:") and name[5:] not in context.board.posts:
            yield case.find(entry, *key, post=name)
    host = str(case.record.head.get("host", ""))
    if host.startswith("post:") and host[5:] not in context.board.posts:
        yield case.find_head("host", post=host)
