"""The index of a segment: where each pair of neighbouring characters stands, and which records hold a single one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import add, sub

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Six bits a sign. Places are written as differences, five bits a sign, the lowest first; a sign from 32 on means that more follow."""

SPREAD = 0x9E3779B1
"""A multiplier that spreads neighbouring numbers evenly (Knuth, The Art of Computer Programming, volume 3, section 6.4)."""


def index_texts(texts: Sequence[str], stride: int, bits: int, values: Mapping[str, Sequence[int]] | None = None) -> list[dict[str, str]]:
    """For each of the shards what it knows by its keys: of a pair its places, of a single character the numbers of the texts that hold it.

    `values` are further keys with the numbers of their texts. No pair begins with a blank, and a line's end counts as one.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for n, text in enumerate(texts):
        line = text.replace("\n", " ")
        for place, pair in enumerate(map(add, line, line[1:]), n * stride):
            places[pair].append(place)
        for sign in set(line):
            places[sign].append(n)
    shards: list[dict[str, str]] = [{} for _ in range(1 << bits)]
    codes = _Codes()
    known = {**places, **(values or {})}
    for key in sorted(known):
        if key[0] != " " and key[-1] != " ":
            found = known[key]
            shards[shard_of(key, bits)][key] = "".join(map(codes.__getitem__, map(sub, found, [0, *found[:-1]])))
    return shards


def list_runs(texts: Iterable[str]) -> set[str]:
    """Every pair of neighbouring characters that these texts hold, and every three of them."""
    found: set[str] = set()
    for text in texts:
        for line in text.split("\n"):
            pairs = list(map(add, line, line[1:]))
            found.update(pairs)
            found.update(map(add, pairs, line[2:]))
    return {run for run in found if " " not in run}


def shard_of(key: str, bits: int) -> int:
    """The number of the shard that knows a key. The script does the same."""
    mixed = 0
    for sign in key:
        mixed = mixed * 31 + ord(sign) & 0xFFFFFFFF
    return (mixed * SPREAD & 0xFFFFFFFF) >> (32 - bits) if bits else 0


def write_places(places: Sequence[int]) -> str:
    """Rising numbers as a short text."""
    return "".join(map(_Codes().__getitem__, map(sub, places, [0, *places[:-1]])))


def write_bits(bits: int) -> str:
    """A number's bits as a short text, six a sign, the lowest first and no zeros at the end: one more bit leaves other texts as they are."""
    signs: list[str] = []
    while bits:
        signs.append(DIGITS[bits & 63])
        bits >>= 6
    return "".join(signs)


class _Codes(dict[int, str]):
    """Differences as they are written; most of them come again and again."""

    def __missing__(self, value: int) -> str:
        signs, rest = [], value
        while rest > 31:
            signs.append(DIGITS[32 + (rest & 31)])
            rest >>= 5
        code = self[value] = "".join([*signs, DIGITS[rest]])
        return code
