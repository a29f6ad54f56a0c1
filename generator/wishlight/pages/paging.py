"""Long lists in pages whose addresses stay true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Generic, NamedTuple, TypeVar

Item = TypeVar("Item")


class Part(NamedTuple, Generic[Item]):
    """One page of a list: its address below the language's root, its number and its items."""

    path: str
    number: int
    items: tuple[Item, ...]


class PageLink(NamedTuple):
    """A link of the pager; without `href` it is a gap."""

    text: str
    href: str
    current: bool


def split_running(items: Sequence[Item], size: int, base: str, rest: str, name: Callable[[Item], str]) -> list[Part[Item]]:
    """Pages of a list that changes everywhere (what is open now): the first at `base`, the others at `rest` and their number.

    Where a page ends depends on the `name` of the item before, not on how many there are, so that one item more or less changes the pages
    near it and no others. A page holds at most `size` items and, but for the last, at least a third as many.
    """
    least, every = max(1, size // 3), max(2, size // 4)
    chunks: list[tuple[Item, ...]] = []
    first = 0
    for n, item in enumerate(items, 1):
        long = n - first
        if len(items) > size and (long == size or (long >= least and _ends_a_page(name(item), every))):
            chunks.append(tuple(items[first:n]))
            first = n
    if first < len(items) or not chunks:
        chunks.append(tuple(items[first:]))
    return [Part(base if n == 1 else f"{rest}{n}/", n, chunk) for n, chunk in enumerate(chunks, 1)]


def _ends_a_page(name: str, every: int) -> bool:
    """True for one name in so many, always the same ones."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") % every == 0


def split_archive(items: Sequence[Item], size: int, base: str) -> list[Part[Item]]:
    """Pages of a list that only grows, oldest item first: full pages keep their number and content for ever.

    The newest items are at `base`, newest first; what does not fill a page yet stands there together with the last full one.
    """
    full = max(0, len(items) // size - 1)
    parts = [Part(f"{base}{n + 1}/", n + 1, tuple(reversed(items[n * size : (n + 1) * size]))) for n in range(full)]
    return [Part(base, full + 1, tuple(reversed(items[full * size :]))), *reversed(parts)]


def link_parts(parts: Sequence[Part[Item]], current: Part[Item], url: Callable[[str], str], around: int = 2) -> Iterator[PageLink]:
    """The pager's links: the first, the last, those around the current one, and gaps between."""
    here = parts.index(current)
    shown = {0, len(parts) - 1, *range(max(0, here - around), min(len(parts), here + around + 1))}
    before = -1
    for n in sorted(shown):
        if n > before + 1:
            yield PageLink("", "", False)
        yield PageLink(str(parts[n].number), url(parts[n].path), n == here)
        before = n
