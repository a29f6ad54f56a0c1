"""What a search asks before it opens any segment: which segments hold two or three neighbouring characters or a facet's value, and which record has an id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from wishlight.drafts import Draft
from wishlight.search.files import FACETS, FOLDER, facet_of, write_call
from wishlight.search.pairs import list_runs, shard_of, write_bits
from wishlight.search.segments import Segment, name_parts

RUNS = 600
"""Runs of two or three characters that one file should tell about on average: about 4 KB compressed."""

IDS = 400
"""Ids that one file should hold on average: about 3 KB compressed."""

SHORT = 6
"""Signs at the end of an id by which people know a record."""


class Told(NamedTuple):
    """What a segment tells of itself, small enough to have those of all segments in memory.

    `values` are those of each facet; `places` counts the characters of all texts; `runs` are those of two and three characters, sorted, and `ids`
    what records are asked for by, both as one text with blanks between.
    """

    name: str
    made_from: str
    facets_from: str
    size: int
    stride: int
    bits: int
    values: dict[str, list[str]]
    places: int
    runs: str
    ids: str


def tell(segment: Segment) -> Told:
    """What is to be known of a segment."""
    return Told(
        segment.name,
        segment.made_from,
        segment.facets_from,
        len(segment.docs),
        segment.stride,
        segment.bits,
        {name: sorted({facet_of(doc, name) for doc in segment.docs}) for name in FACETS},
        sum(len(text) for doc in segment.docs for text in doc.texts),
        " ".join(sorted(list_runs(segment.texts))),
        " ".join(doc.id for doc in segment.docs if doc.kind != "team"),
    )


def make_whole_parts(segments: Sequence[Told]) -> Iterator[Draft]:
    """The files that tell of all segments together."""
    made_from = name_segments(segments)
    bits = count_bits(segments)
    shards = cache(lambda: _tell_runs(segments, bits))
    for n in range(1 << bits):
        yield Draft(f"{FOLDER}/where/{n}.js", partial(_write_where, n, shards), f"{made_from}{bits}-{n:x}")
    named, id_bits = name_parts(segment.ids for segment in segments), count_id_bits(segments)
    ids = cache(lambda: _spread_ids(segments, id_bits))
    for n in range(1 << id_bits):
        yield Draft(f"{FOLDER}/ids/{n}.js", partial(_write_ids, n, ids), f"{named}{id_bits}-{n:x}")


def name_segments(segments: Sequence[Told]) -> str:
    """The short name of everything that can be found, facets aside."""
    return name_parts(part for segment in segments for part in (segment.name, segment.made_from))


def count_bits(segments: Sequence[Told]) -> int:
    """What is told of runs is spread over two to this power files: the more text, the more runs, if ever fewer new ones."""
    places = sum(segment.places for segment in segments)
    return ((min(places, 200_000) // 3 + places // 8) // RUNS).bit_length()


def count_id_bits(segments: Sequence[Told]) -> int:
    """Ids are spread over two to this power files."""
    return (sum(segment.size for segment in segments) // IDS).bit_length()


def list_values(segments: Sequence[Told]) -> dict[str, dict[str, str]]:
    """For each facet its values and the segments that hold them, as bits."""
    found: dict[str, dict[str, int]] = {name: defaultdict(int) for name in FACETS}
    for n, segment in enumerate(segments):
        for name, values in segment.values.items():
            for value in values:
                found[name][value] |= 1 << n
    return {name: {value: write_bits(bits) for value, bits in sorted(values.items())} for name, values in found.items()}


def _tell_runs(segments: Sequence[Told], bits: int) -> list[dict[str, str]]:
    held: dict[str, int] = defaultdict(int)
    for n, segment in enumerate(segments):
        for run in segment.runs.split(" ") if segment.runs else ():
            held[run] |= 1 << n
    shards: list[dict[str, str]] = [{} for _ in range(1 << bits)]
    for run in sorted(held):
        shards[shard_of(run, bits)][run] = write_bits(held[run])
    return shards


def _write_where(n: int, shards: Callable[[], list[dict[str, str]]]) -> bytes:
    return write_call(f"where/{n}", shards()[n])


def _write_ids(n: int, shards: Callable[[], list[list[str]]]) -> bytes:
    return write_call(f"ids/{n}", sorted(shards()[n]))


def _spread_ids(segments: Sequence[Told], bits: int) -> list[list[str]]:
    """The ids of all records but teams, by the signs people know them by."""
    shards: list[list[str]] = [[] for _ in range(1 << bits)]
    for segment in segments:
        for id in segment.ids.split():
            shards[shard_of(id[-SHORT:].lower(), bits)].append(id)
    return shards
