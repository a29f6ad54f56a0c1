"""The files of a segment: its facets, its texts in small blocks, and its pairs of characters in shards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from hashlib import blake2b
from typing import NamedTuple

from wishlight.search.docs import Doc
from wishlight.search.pairs import index_texts
from wishlight.search.segments import Segment

FOLDER = "search/data"
"""Where the files stand below the site's root."""

BLOCK = 16
"""Records whose texts share a file: a page of results needs few of them."""

FACETS = ("kind", "status", "area", "category")


class Part(NamedTuple):
    """A file to be: `made_from` names all that `make` would make it from."""

    path: str
    make: Callable[[], bytes]
    made_from: str


def make_segment_parts(segment: Segment) -> Iterator[Part]:
    """The files of one segment. Its index is made when the first shard is asked for, and not at all where none is."""
    folder = f"{FOLDER}/{segment.name}"
    facets = write_call(f"{segment.name}/facets", _list_facets(segment))
    yield Part(f"{folder}/facets.js", lambda: facets, blake2b(facets, digest_size=16).hexdigest())
    for n in range(0, len(segment.docs), BLOCK):
        block = write_call(f"{segment.name}/texts-{n // BLOCK}", [[doc.id, *doc.texts] for doc in segment.docs[n : n + BLOCK]])
        yield Part(f"{folder}/texts-{n // BLOCK}.js", partial(bytes, block), blake2b(block, digest_size=16).hexdigest())
    shards = cache(lambda: index_texts(segment.texts, segment.stride, segment.bits))
    for n in range(1 << segment.bits):
        yield Part(f"{folder}/pairs-{n}.js", partial(_write_shard, segment.name, n, shards), f"{segment.made_from}{n:x}")


def write_call(name: str, value: object) -> bytes:
    """A script that hands a value over to the search."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Both are fine in JSON, but end a line in scripts of older browsers.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"wishlightSearch({json.dumps(name)},{text})\n".encode()


def _write_shard(segment: str, n: int, shards: Callable[[], list[dict[str, str]]]) -> bytes:
    return write_call(f"{segment}/pairs-{n}", shards()[n])


def _list_facets(segment: Segment) -> dict[str, object]:
    """For each facet its values, and which of them each record has (by number)."""
    found: dict[str, object] = {"stride": segment.stride, "bits": segment.bits, "block": BLOCK}
    for name in FACETS:
        values = [_facet_of(doc, name) for doc in segment.docs]
        names = sorted(set(values))
        numbers = {value: n for n, value in enumerate(names)}
        found[name] = [names, [numbers[value] for value in values]]
    return found


def _facet_of(doc: Doc, name: str) -> str:
    value = str(getattr(doc, name))
    # Each kind of record has states and categories of its own, and may call two of them by one id.
    return f"{doc.kind}.{value}" if name in ("status", "category") and value else value
