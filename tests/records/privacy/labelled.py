"""The labelled strings under tests/cases/privacy: `kind<TAB>text`, a file a kind, and negatives of kind `none`.

Every number in them is invented: regions that don't exist, reserved domains, rows of zeros, checksums computed.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from record_cases import CASES
from wishlight.records.privacy import find_personal_data

FOLDER = CASES / "privacy"
NONE = "none"


class Labelled(NamedTuple):
    kind: str
    text: str


class Score(NamedTuple):
    """How a kind was found over the whole set: the texts that slipped through and the texts that were blamed for nothing."""

    found: int
    missed: tuple[str, ...]
    blamed: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / (self.found + len(self.missed))

    @property
    def precision(self) -> float:
        return self.found / (self.found + len(self.blamed))


@cache
def read_labelled() -> tuple[Labelled, ...]:
    files = sorted(FOLDER.glob("*.tsv"))
    return tuple(Labelled(*line.split("\t")) for file in files for line in file.read_text("utf-8").splitlines())


def kinds_in(text: str) -> set[str]:
    return {item.kind for item in find_personal_data(text)}


def score_kind(kind: str) -> Score:
    hits = [(row, kind in kinds_in(row.text)) for row in read_labelled()]
    missed = tuple(row.text for row, hit in hits if row.kind == kind and not hit)
    blamed = tuple(row.text for row, hit in hits if row.kind != kind and hit)
    return Score(sum(row.kind == kind and hit for row, hit in hits), missed, blamed)
