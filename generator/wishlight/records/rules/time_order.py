"""Entries are recorded one after the other: `at` never goes back within a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for before, after in pairwise(case.record.history):
        if after.at < before.at:
            yield case.find(after, "at", before=before.at.isoformat())
