"""Every post named in a record stands in roles.yml."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry
from wishlight.records.rules.shared.naming import list_names

EVERY = True


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    for key, name in list_names(entry):
        if name.startswith("post:") and name[5:] not in context.board.posts:
            yield case.find(entry, *key, post=name)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    host = str(case.record.head.get("host", ""))
    if host.startswith("post:") and host[5:] not in context.board.posts:
        yield case.find_head("host", post=host)
