"""The index of a segment: where each pair of neighbouring characters stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Six bits a sign. Places are written as differences, five bits a sign, the lowest first; a sign from 32 on means that more follow."""

SPREAD = 0x9E3779B1
"""A multiplier that spreads neighbouring numbers evenly (Knuth, The Art of Computer Programming, volume 3, section 6.4)."""


def index_texts(texts: Sequence[str], stride: int, bits: int) -> list[dict[str, str]]:
    """For each of the shards its pairs with their places. A pair's first character decides its shard, so one shard also answers
    a search for a single character; no pair begins with a blank.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for n, text in enumerate(texts):
        start = n * stride
        line = text.replace("\n", " ") + " "
        for position in range(len(text)):
            pair = line[position : position + 2]
            if pair[0] != " ":
                places[pair].append(start + position)
    shards: list[dict[str, str]] = [{} for _ in range(1 << bits)]
    for pair in sorted(places):
        shards[shard_of(pair[0], bits)][pair] = write_places(places[pair])
    return shards


def shard_of(character: str, bits: int) -> int:
    """The number of the shard that holds the pairs beginning with a character. The script does the same."""
    return (ord(character) * SPREAD & 0xFFFFFFFF) >> (32 - bits) if bits else 0


def write_places(places: Sequence[int]) -> str:
    """Rising numbers as a short text."""
    signs: list[str] = []
    last = 0
    for place in places:
        rest, last = place - last, place
        while rest > 31:
            signs.append(DIGITS[32 + (rest & 31)])
            rest >>= 5
        signs.append(DIGITS[rest])
    return "".join(signs)
