"""Every record is in the one canonical form, so that an append is one added line in every diff."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.write import write_record

ALONE = True


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    data = context.read(case.record.path)
    if data is None:
        return
    record = case.record
    right = write_record(context.board.schema, record.kind, record.head, [e.data for e in record.history], depth=record.path.count("/"))
    if data != right.encode():
        yield Finding(record.path, (), line=_first_difference(data.decode("utf-8", "replace"), right))


def _first_difference(text: str, right: str) -> int:
    ours, theirs = text.split("\n"), right.split("\n")
    return next((n for n, pair in enumerate(zip(ours, theirs, strict=False), 1) if pair[0] != pair[1]), min(len(ours), len(theirs)))
