"""What search engines read: the sitemap in parts, and robots.txt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache, partial
from hashlib import blake2b
from xml.sax.saxutils import escape

from wishlight.drafts import Draft
from wishlight.site.settings import Asset, SiteSettings

LIMIT = 20_000
"""Addresses in one part; the protocol allows 50,000 and 50 MB, and each address here carries its other languages.
https://www.sitemaps.org/protocol.html"""

REST = "pages"
"""The part of whatever is no record's page."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def is_sitemap(path: str) -> bool:
    """Whether a file is one of those made here, which say nothing but what other files there are."""
    return path in ("robots.txt", "sitemap.xml") or path.startswith("sitemap/")


def make_sitemap(files: Iterable[str], settings: SiteSettings) -> Iterator[Draft | Asset]:
    """The sitemap of the pages among `files` (paths below the site), and robots.txt.

    Records stand in a part a month, so that a new one changes one part. Without a known address there is no sitemap,
    because it needs full addresses.
    """
    robots = "User-agent: *\nAllow: /\n"
    if settings.address:
        pages = sorted(f.removesuffix("index.html") for f in files if f.endswith("/index.html") or f == "index.html")
        parts = list(_list_parts(pages, settings))
        yield from parts
        entries = "".join(f"<sitemap><loc>{escape(settings.address + part.path)}</loc></sitemap>\n" for part in parts)
        yield Asset("sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{entries}</sitemapindex>\n".encode())
        robots += f"Sitemap: {settings.address}sitemap.xml\n"
    yield Asset("robots.txt", robots.encode())


def _list_parts(pages: list[str], settings: SiteSettings) -> Iterator[Draft]:
    """The parts in their order. What a part says follows from its own pages: those of one page in other languages are among them, but for where it is cut."""
    for part, members in sorted(_split(pages, _list_roots(settings)).items()):
        made_from = blake2b("\n".join((settings.made_from, settings.address, *members)).encode(), digest_size=16).hexdigest()
        there: Callable[[], Set[str]] = cache(partial(frozenset, members))
        for n, start in enumerate(range(0, len(members), LIMIT), 1):
            path, some = f"sitemap/{part}-{n}.xml", members[start : start + LIMIT]
            yield Draft(path, partial(_write, some, there, settings), made_from)


def _split(pages: list[str], roots: list[str]) -> dict[str, list[str]]:
    """Pages by their part, which is found once for all that lie in a month's folder."""
    parts, months = dict[str, list[str]](), dict[str, str]()
    for page in pages:
        folder = page[: page.rfind("/", 0, -1) + 1]
        if folder not in months:
            months[folder] = _part_of(folder, roots)
        part = months[folder] if months[folder] != REST else _part_of(page, roots)
        parts.setdefault(part, []).append(page)
    return parts


def _write(members: list[str], find_all: Callable[[], Set[str]], settings: SiteSettings) -> bytes:
    entries = "".join(_entry(page, _list_roots(settings), find_all(), settings) for page in members)
    space = f'{_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {space}>\n{entries}</urlset>\n".encode()


def _list_roots(settings: SiteSettings) -> list[str]:
    return [f"{lang}/" for lang in settings.languages[1:]]


def _part_of(page: str, roots: list[str]) -> str:
    month = re.match(r"(wish|action|deed)/(\d{4}-\d\d)/", _strip(page, roots))
    return f"{month[1]}-{month[2]}" if month else REST


def _strip(page: str, roots: list[str]) -> str:
    return next((page[len(root) :] for root in roots if page.startswith(root)), page)


def _entry(page: str, roots: list[str], all_pages: Set[str], settings: SiteSettings) -> str:
    path = _strip(page, roots)
    there = [
        (lang, root + path)
        for lang, root in zip(settings.languages, ["", *roots], strict=True)
        if root + path in all_pages
    ]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{escape(settings.address + p)}"/>' for lang, p in there
    )
    return f"<url><loc>{escape(settings.address + page)}</loc>{links if len(there) > 1 else ''}</url>\n"
