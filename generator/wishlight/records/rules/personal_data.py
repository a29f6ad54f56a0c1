"""People's own text holds no personal data. What is certain is refused, what needs a human's eye is asked about.

The value itself is never repeated: the finding names the kind and the field alone. A name that a person agreed to show is no finding."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding, Term
from wishlight.records.context import Context
from wishlight.records.privacy import find_personal_data
from wishlight.records.rules.shared.free_text import list_texts

AGREED = "name"

ALONE = True


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for name, trail, text in list_texts(case, context):
        for found in find_personal_data(text) if name != AGREED else ():
            yield Finding(case.record.path, trail, {"kind": Term(f"privacy.{found.kind}")}, found.level)
