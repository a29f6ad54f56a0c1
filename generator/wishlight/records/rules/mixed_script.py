"""No word mixes Latin letters with Cyrillic or Greek ones that look the same: such a word poses as another.

Symbols of units (μ, Ω) look like no Latin letter and may stand in a word; a whole word in another alphabet may, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.free_text import list_texts

ALONE = True

_ALIKE = "\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυχ"
MIXED = re.compile(f"[A-Za-z][0-9_-]{{0,8}}[{_ALIKE}]|[{_ALIKE}][0-9_-]{{0,8}}[A-Za-z]")


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for _, trail, text in list_texts(case, context):
        if MIXED.search(text):
            yield Finding(case.record.path, trail, {})
