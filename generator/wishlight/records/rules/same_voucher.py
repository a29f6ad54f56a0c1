"""A voucher is booked once in a deed."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("deed",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    seen: dict[tuple[str, str], int] = {}
    for entry in case.run.entries:
        if entry.event == "spent" and "voucher" in entry.data:
            key = (entry.data["voucher"], entry.data.get("line", ""))
            if key in seen:
                yield case.find(entry, "voucher", voucher=key[0], number=seen[key])
            seen.setdefault(key, entry.n)
