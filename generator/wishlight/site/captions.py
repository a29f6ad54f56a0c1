"""Captions of prose tables: Markdown has no word for one, so a table is called by the heading above it."""

from __future__ import annotations

import re

_PARTS = re.compile(r"<h[1-6][^>]*>(?P<heading>.*?)</h[1-6]>|<p><strong>(?P<strong>[^<]*)</strong></p>|<table[^>]*>(?P<has>\s*<caption)?", re.DOTALL)
_TAGS = re.compile(r'<a class="headerlink".*?</a>|<[^>]+>', re.DOTALL)


def caption_tables(page: str) -> str:
    """The page with a caption for each table that has none of its own, for those who hear a page and go from table to table.

    It is the heading above, and the bold line between the two where there is one. Nobody sees it, because it would say the same twice.
    """
    above = line = ""

    def caption(found: re.Match[str]) -> str:
        nonlocal above, line
        if found["heading"] is not None:
            above, line = _TAGS.sub("", found["heading"]).strip(), ""
        elif found["strong"] is not None:
            line = found["strong"].strip()
        elif not found["has"] and above:
            return f'{found[0]}\n<caption class="visually-hidden">{" · ".join(filter(None, (above, line)))}</caption>'
        return found[0]

    return _PARTS.sub(caption, page)
