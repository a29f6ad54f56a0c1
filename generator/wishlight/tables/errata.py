"""What was taken out of the published data, whatever day a package is of: fields removed on request, and names whose consent ended."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wishlight.records.model import Record

WITHDRAWN = "consent-withdrawn"
"""The ground of a name that its owner no longer wants shown."""


class Erratum(NamedTuple):
    """One removal: the record, the entry (None: the head), the field as the file names it, the day it was recorded, and the ground."""

    record: str
    entry: int | None
    field: str
    on: str
    ground: str


def list_errata(records: Iterable[Record]) -> Iterator[Erratum]:
    """Every removal ever recorded, in the order of the records."""
    for record in records:
        annulled = {entry.data.get("entry") for entry in record.history if entry.event == "annulled"}
        for entry in record.history:
            day = entry.at.date().isoformat()
            if entry.event == "redacted":
                yield Erratum(record.id, entry.data.get("entry"), entry.data["field"], day, entry.data["ground"])
            elif entry.event == "withdrew" and entry.n not in annulled:
                yield Erratum(record.id, None, "name", day, WITHDRAWN)


def write_errata(errata: Iterable[Erratum]) -> bytes:
    """The list as JSON, one removal a line."""
    rows = ",\n".join(json.dumps(erratum._asdict(), ensure_ascii=False) for erratum in errata)
    return f'{{"errata": [\n{rows}\n]}}\n'.encode() if rows else b'{"errata": []}\n'
