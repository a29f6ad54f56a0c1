"""A record stands where its id says: the file's name is the id, the folder its day."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.store import place_of


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    right = place_of(case.record.kind, case.record.id)
    if case.record.path != right:
        yield case.find_head("id", right=right)
