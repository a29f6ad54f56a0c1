"""The check sign catches an id that was misread over the phone or mistyped."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.ids import check_sign, is_valid

KINDS = ("wish", "action", "deed")


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    id = case.record.id
    if not is_valid(id):
        yield case.find_head("id", id=id, right=id[:-1] + check_sign(id[:-1]))
