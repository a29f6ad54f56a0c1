"""Records in segments, each a stretch of the calendar, so that a change touches few files and the newest can be searched first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

from wishlight.search.docs import Doc

SEGMENT = 8000
"""Records above which a stretch of the calendar is divided. Larger segments mean fewer, larger files for each search."""

SHARD = 225
"""Characters of text that one file of the index should tell about, or up to twice as many: about 2 KB compressed."""

STRETCHES: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day.year:04}",
    lambda day: f"{day.year:04}-h{(day.month + 5) // 6}",
    lambda day: f"{day.year:04}-q{(day.month + 2) // 3}",
    lambda day: day.isoformat()[:7],
    lambda day: f"{day.isoformat()[:7]}-w{(day.day + 7) // 8}",
    lambda day: day.isoformat(),
)
"""What a day lies in, the longest first."""

MONTH = 3
"""The place of months among the stretches: the newest month is always a segment of its own, where most new records come."""


class Stretch(NamedTuple):
    """A segment to be: its name and its records' ids, by day and id."""

    name: str
    ids: Sequence[str]


class Segment:
    """The records of a stretch, by day and id: their texts in memory, so one segment at a time."""

    def __init__(self, name: str, docs: Sequence[Doc]) -> None:
        self.name, self.docs = name, docs

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
        """The short name of all but the states: the index and what is shown of a record follow from it."""
        return name_parts(part for doc in self.docs for part in (doc.id, doc.area, doc.category, *doc.texts, ""))

    @cached_property
    def facets_from(self) -> str:
        """The short name of what narrows a search."""
        return name_parts(part for doc in self.docs for part in (doc.kind, doc.status, doc.area, doc.category))


def split_days(found: Iterable[tuple[date, Iterable[str]]]) -> list[Stretch]:
    """The stretches of ids with their days, the oldest first; a day may come again with more ids. Where one ends depends on the calendar and on its
    own records alone, so one record more changes its segment and no other; when a month is over, it joins the stretch before it.
    """
    days: dict[date, list[str]] = {}
    for day, ids in found:
        days.setdefault(day, []).extend(ids)
    ordered = [(day, sorted(held)) for day, held in sorted(days.items())]
    return list(_divide(ordered, 0, ordered[-1][0])) if ordered else []


def name_parts(parts: Iterable[str]) -> str:
    """A short name that only the same texts in the same order have."""
    return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _divide(days: Sequence[tuple[date, Sequence[str]]], level: int, newest: date) -> Iterator[Stretch]:
    name_of = STRETCHES[level]
    for name, found in groupby(days, key=lambda one: name_of(one[0])):
        held = list(found)
        last = level + 1 == len(STRETCHES)
        if not last and (sum(len(ids) for _, ids in held) > SEGMENT or (level < MONTH and name == name_of(newest))):
            yield from _divide(held, level + 1, newest)
        else:
            yield Stretch(name, [id for _, ids in held for id in ids])
