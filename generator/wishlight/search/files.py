"""The files of a segment: its facets and its texts in small blocks, and its pairs of characters in shards."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby

from wishlight.drafts import Draft, finish
from wishlight.search.docs import Doc
from wishlight.search.pairs import index_texts
from wishlight.search.segments import Segment

FOLDER = "search/data"
"""Where the files stand below the site's root."""

BLOCK = 16
"""Records whose texts share a file: a page of results needs few of them."""

CHUNK = 512
"""Records whose facets share a file: about 1 KB compressed. Found records alone need theirs."""

FACETS = ("kind", "status", "area", "category")

KEYED = ("area", "category")
"""Facets that the index knows by a key of their own: they have many values and change seldom."""


def make_segment_parts(segment: Segment) -> Iterator[Draft]:
    """The files of one segment. Its index is made when the first shard is asked for, and not at all where none is."""
    for n in range(0, len(segment.docs), CHUNK):
        yield _write(f"{segment.name}/facets-{n // CHUNK}", _list_facets(segment.docs[n : n + CHUNK]))
    for n in range(0, len(segment.docs), BLOCK):
        yield _write(f"{segment.name}/texts-{n // BLOCK}", [[doc.id, *doc.texts] for doc in segment.docs[n : n + BLOCK]])
    yield _write(f"{segment.name}/days", [[day, len(list(docs))] for day, docs in groupby(f"{doc.day:%y%m%d}" for doc in segment.docs)])
    shards = cache(lambda: index_texts(segment.texts, segment.stride, segment.bits, _list_values(segment.docs)))
    for n in range(1 << segment.bits):
        yield Draft(f"{FOLDER}/{segment.name}/pairs-{n}.js", partial(_write_shard, segment.name, n, shards), f"{segment.made_from}{n:x}")


def write_call(name: str, value: object) -> bytes:
    """A script that hands a value over to the search."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Both are fine in JSON, but end a line in scripts of older browsers.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"wishlightSearch({json.dumps(name)},{text})\n".encode()


def facet_of(doc: Doc, name: str) -> str:
    """A record's value of a facet, as the search tells it apart."""
    value = str(getattr(doc, name))
    # Each kind of record has states and categories of its own, and may call two of them by one id.
    return f"{doc.kind}.{value}" if name in ("status", "category") and value else value


def _write(name: str, value: object) -> Draft:
    return finish(f"{FOLDER}/{name}.js", write_call(name, value))


def _list_values(docs: Sequence[Doc]) -> dict[str, list[int]]:
    """Which records stand in an area or category, by number."""
    found: dict[str, list[int]] = defaultdict(list)
    for n, doc in enumerate(docs):
        for name in KEYED:
            if getattr(doc, name):
                found[f"{name}={facet_of(doc, name)}"].append(n)
    return found


def _write_shard(segment: str, n: int, shards: Callable[[], list[dict[str, str]]]) -> bytes:
    return write_call(f"{segment}/pairs-{n}", shards()[n])


def _list_facets(docs: Sequence[Doc]) -> dict[str, object]:
    """For each facet its values, and which of them each record has (by number)."""
    found: dict[str, object] = {}
    for name in FACETS:
        values = [facet_of(doc, name) for doc in docs]
        names = sorted(set(values))
        numbers = {value: n for n, value in enumerate(names)}
        found[name] = [names, [numbers[value] for value in values]]
    return found
