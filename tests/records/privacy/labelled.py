"""The labelled strings under tests/cases/privacy and privacy-unseen: `kind<TAB>text`, a file a kind, and negatives of kind `none`.

The patterns were mended on the first set. The second was written before anybody looked at what the detector says to it, and what it
said then is kept in `first-sight.yml`: that is what to expect of new text. Every number in them is invented: regions that don't exist, reserved domains, rows of zeros, checksums computed.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from wishlight.records.privacy import find_personal_data

CASES = Path(__file__).parents[2] / "cases"
SEEN = CASES / "privacy"
UNSEEN = CASES / "privacy-unseen"
FIRST_SIGHT = UNSEEN / "first-sight.yml"
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

    @property
    def tried(self) -> int:
        return self.found + len(self.missed)


@cache
def read_labelled(folder: Path = SEEN) -> tuple[Labelled, ...]:
    files = sorted(folder.glob("*.tsv"))
    return tuple(Labelled(*line.split("\t")) for file in files for line in file.read_text("utf-8").splitlines())


def kinds_in(text: str) -> set[str]:
    return {item.kind for item in find_personal_data(text)}


def digest(folder: Path) -> str:
    """A fingerprint of a set, so that what was measured on it can't be said of another one."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in sorted(folder.glob("*.tsv")))).hexdigest()


def read_first_sight() -> dict[str, Score]:
    """What the detector made of the unseen set the first time, by kind. Raises ValueError when the set is not the one that was measured."""
    recorded = yaml.safe_load(FIRST_SIGHT.read_text("utf-8"))
    if recorded["digest"] != digest(UNSEEN):
        raise ValueError(f"{UNSEEN.name} is not the set that was measured at first sight: new strings go into a set of their own")
    return {
        kind: Score(row["tried"] - len(row["missed"]), tuple(row["missed"]), tuple(row["blamed"]))
        for kind, row in recorded["kinds"].items()
    }


def score_kind(kind: str, folder: Path = SEEN) -> Score:
    hits = [(row, kind in kinds_in(row.text)) for row in read_labelled(folder)]
    missed = tuple(row.text for row, hit in hits if row.kind == kind and not hit)
    blamed = tuple(row.text for row, hit in hits if row.kind != kind and hit)
    return Score(sum(row.kind == kind and hit for row, hit in hits), missed, blamed)
