"""What search engines read: the sitemap in parts, and robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import partial
from hashlib import blake2b
from xml.sax.saxutils import escape

from wishlight.drafts import Draft
from wishlight.site.settings import Asset, SiteSettings

LIMIT = 20_000
"""Addresses in one part; the protocol allows 50,000 and 50 MB, and each address here carries its other languages.
https://www.sitemaps.org/protocol.html"""

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
        made_from = blake2b("\n".join((settings.made_from, settings.address, *pages)).encode(), digest_size=16).hexdigest()
        parts, there = dict(_split(pages, settings)), frozenset(pages)
        yield from (Draft(path, partial(_write, members, there, settings), made_from) for path, members in parts.items())
        entries = "".join(f"<sitemap><loc>{escape(settings.address + path)}</loc></sitemap>\n" for path in parts)
        yield Asset("sitemap.xml", f"{_HEAD}<sitemapindex {_SPACE}>\n{entries}</sitemapindex>\n".encode())
        robots += f"Sitemap: {settings.address}sitemap.xml\n"
    yield Asset("robots.txt", robots.encode())


def _split(pages: list[str], settings: SiteSettings) -> Iterator[tuple[str, list[str]]]:
    """The parts by path, each with its pages."""
    roots, parts = _list_roots(settings), dict[str, list[str]]()
    for page in pages:
        parts.setdefault(_part_of(page, roots), []).append(page)
    for part, members in sorted(parts.items()):
        for n in range(0, len(members), LIMIT):
            yield f"sitemap/{part}-{n // LIMIT + 1}.xml", members[n : n + LIMIT]


def _write(members: list[str], all_pages: Set[str], settings: SiteSettings) -> bytes:
    entries = "".join(_entry(page, _list_roots(settings), all_pages, settings) for page in members)
    space = f'{_SPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {space}>\n{entries}</urlset>\n".encode()


def _list_roots(settings: SiteSettings) -> list[str]:
    return [f"{lang}/" for lang in settings.languages[1:]]


def _part_of(page: str, roots: list[str]) -> str:
    month = re.match(r"(wish|action|deed)/(\d{4}-\d\d)/", _strip(page, roots))
    return f"{month[1]}-{month[2]}" if month else "pages"


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
