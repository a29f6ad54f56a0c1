"""A real wish page of ours with its own texts taken out: the frame that every other generator fills, so that all write comparable HTML."""

from __future__ import annotations

import re
from pathlib import Path

TITLE, DESCRIPTION, PATH, SOURCE, BODY = (f"@@{name}@@" for name in ("title", "description", "path", "source", "body"))
"""What stands where a page says something of its own."""


def read_skeleton(site: Path) -> str:
    """The frame of a wish page of a built site. Raises ValueError where there is none, or where it looks otherwise than it is known to."""
    page = next(iter(sorted(site.glob("wish/*/W-*/index.html"))), None)
    if page is None:
        raise ValueError(f"no wish page in {site}")
    text = page.read_text("utf-8")
    path = f"{page.parent.relative_to(site).as_posix()}/"
    text, bodies = re.subn(r'(<article [^>]*>\n).*?(?=\n<ul class="source-links">)', lambda m: m[1] + BODY, text, flags=re.S)
    text, sources = re.subn(rf"wishes/wish/[0-9/-]+/{page.parent.name}\.yml", SOURCE, text)
    title = re.search(r'<meta property="og:title" content="([^"]*)">', text)
    description = re.search(r'<meta name="description" content="([^"]*)">', text)
    if not (title and description and bodies == 1 and sources and path in text):
        raise ValueError(f"{page} has not the frame of a wish page")
    return text.replace(title[1], TITLE).replace(description[1], DESCRIPTION).replace(path, PATH)


def fill(skeleton: str, **words: str) -> str:
    """A skeleton as another generator's template: each text of a page is written as that generator writes it."""
    for name, mark in (("title", TITLE), ("description", DESCRIPTION), ("path", PATH), ("source", SOURCE), ("body", BODY)):
        skeleton = skeleton.replace(mark, words[name])
    return skeleton
