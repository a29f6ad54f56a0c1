"""Every team named in a record has a record of its own."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.naming import list_names


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for entry, key, name in list_names(case):
        if name.startswith("team:") and name not in context.teams:
            yield case.find(entry, *key, team=name)
    host = str(case.record.head.get("host", ""))
    if host.startswith("team:") and host not in context.teams:
        yield case.find_head("host", team=host)
