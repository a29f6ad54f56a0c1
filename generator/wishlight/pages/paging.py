"""Long lists in pages whose addresses stay true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar

Item = TypeVar("Item")


class Part(NamedTuple):
    """One page of a list: its address below the language's root, its number and its items."""

    path: str
    number: int
    items: tuple[object, ...]


class PageLink(NamedTuple):
    """A link of the pager; without `href` it is a gap."""

    text: str
    href: str
    current: bool


def split_running(items: Sequence[Item], size: int, base: str, rest: str) -> list[Part]:
    """Pages of a list that changes everywhere (what is open now): the first at `base`, the others at `rest` and their number."""
    chunks = [tuple(items[i : i + size]) for i in range(0, len(items), size)] or [()]
    return [Part(base if n == 1 else f"{rest}{n}/", n, chunk) for n, chunk in enumerate(chunks, 1)]


def split_archive(items: Sequence[Item], size: int, base: str) -> list[Part]:
    """Pages of a list that only grows, oldest item first: full pages keep their number and content for ever.

    The newest items are at `base`, newest first; what does not fill a page yet stands there together with the last full one.
    """
    full = max(0, len(items) // size - 1)
    parts = [Part(f"{base}{n + 1}/", n + 1, tuple(reversed(items[n * size : (n + 1) * size]))) for n in range(full)]
    return [Part(base, full + 1, tuple(reversed(items[full * size :]))), *reversed(parts)]


def link_parts(parts: Sequence[Part], current: Part, url: Callable[[str], str], around: int = 2) -> Iterator[PageLink]:
    """The pager's links: the first, the last, those around the current one, and gaps between."""
    here = parts.index(current)
    shown = [n for n in range(len(parts)) if n in (0, len(parts) - 1) or abs(n - here) <= around]
    before = -1
    for n in shown:
        if n > before + 1:
            yield PageLink("", "", False)
        yield PageLink(str(parts[n].number), url(parts[n].path), n == here)
        before = n
