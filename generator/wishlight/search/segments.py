"""Records in segments of neighbouring months, so that a change touches few files and the newest can be searched first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from itertools import groupby

from wishlight.search.docs import Doc

SEGMENT = 6000
"""Records after which a segment takes no further month. Larger ones mean fewer, larger files for each search."""

SHARD = 1500
"""Places of pairs that one file should hold on average: about 4 KB compressed."""


class Segment:
    """Neighbouring months: `name` is the first one, `docs` their records, the oldest first."""

    def __init__(self, docs: list[Doc]) -> None:
        self.docs = docs
        self.name = f"{docs[0].day:%Y-%m}"

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The searched text of each record."""
        return tuple(doc.text for doc in self.docs)

    @cached_property
    def stride(self) -> int:
        """A power of two above the length of every text: place = record's number × stride + position."""
        return 1 << max(len(text) for text in self.texts).bit_length()

    @cached_property
    def bits(self) -> int:
        """Pairs are spread over two to this power files."""
        return max(0, (sum(map(len, self.texts)) // SHARD).bit_length() - 1)

    @cached_property
    def made_from(self) -> str:
        """The short name of the texts: the pairs and what is shown of a record follow from them."""
        return _name([(doc.id, doc.texts) for doc in self.docs])

    @cached_property
    def version(self) -> str:
        """The short name of everything about the segment: asked for with its files, so that a browser never mixes old and new ones."""
        return _name(self.docs)[:10]


def split_docs(docs: Iterable[Doc]) -> list[Segment]:
    """The segments, the oldest first. A closed one stays as it is however many records follow."""
    segments: list[list[Doc]] = []
    for _, month in groupby(docs, key=lambda doc: (doc.day.year, doc.day.month)):
        if not segments or len(segments[-1]) >= SEGMENT:
            segments.append([])
        segments[-1].extend(month)
    return [Segment(found) for found in segments]


def _name(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
