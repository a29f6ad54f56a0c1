"""`python -m tests.benchmarks.as_material [N]`: a stamped page is the page that MkDocs Material itself would make, for every page of a board of N.

Each page's body goes into a Markdown page as HTML, with the front matter that our frames have, and MkDocs renders it with the same
settings and theme. What it makes must equal the stamped page but for white space and what a frame leaves out (see `squeeze`).
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from wishlight.build import count_board, read_judged
from wishlight.pages import make_pages
from wishlight.pages.page import Page
from wishlight.site.engine import run_engine
from wishlight.site.settings import SiteSettings
from wishlight.site.shells import make_frames, squeeze
from wishlight.site.staging import stage
from wishlight.site.stamp import card_of, section_of, shell_key, stamp
from wishlight.site.theme import read_theme
from wishlight.words import load_words

from .corpus import make_corpus, read_size
from .frames import settings_of, write_all

NOW = datetime(2026, 11, 24, tzinfo=UTC)


class Difference(NamedTuple):
    """A page that is not the same: its path, and the first line of either side that differs."""

    path: str
    stamped: str
    rendered: str


def compare(root: Path) -> tuple[int, list[Difference]]:
    """How many pages there are, each of which was held together with the engine's own, and those that differ. The board's files are left as they are; its cache is used."""
    words = load_words("zh")
    judged = read_judged(root, words, None, NOW)
    context = count_board(judged)
    settings = settings_of(root)
    pages = [*make_pages(context)]
    count, found = 0, []
    for lang in judged.board.languages:
        here = [page for page in pages if page.lang == lang]
        count += len(here)
        found += list(_compare_language(settings, lang, here))
    return count, found


def _compare_language(settings: SiteSettings, lang: str, pages: Sequence[Page]) -> Iterator[Difference]:
    theme = read_theme(settings.root / "site_config" / "theme")
    shells = make_frames(settings, theme, {shell_key(page) for page in pages})[lang].shells
    staged = stage(settings, lang, [], theme)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_all({**staged, **{f"docs/{page.path.rstrip('/') or 'index'}.md": write_markdown(page) for page in pages}}, folder)
        run_engine(settings, folder / "mkdocs.yml")
        for page in pages:
            stamped = squeeze(stamp(shells[shell_key(page)], page).decode())
            rendered = squeeze((folder / "site" / page.path / "index.html").read_text("utf-8"))
            if (difference := find_difference(stamped, rendered)) is not None:
                yield Difference(page.path, *difference)


def write_markdown(page: Page) -> bytes:
    """A page as a Markdown file: front matter as our frames have it, and the body as one block of HTML.

    An empty line would end the block, and there is none between the tags of a page, so those in the body go.
    """
    head: dict[str, object] = {"title": page.title, "description": page.description, "head": page.head, "card": card_of(page)}
    head |= {"section": section_of(page), "alternate": page.alternate}
    if page.source:
        head["source"] = page.source
    if not page.path:
        head["home"] = True
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in head.items())
    body = re.sub(r"\n\s*\n", "\n", page.body)
    return f"---\n{lines}---\n{body}\n".encode()


def find_difference(stamped: str, rendered: str) -> tuple[str, str] | None:
    """The first piece in which two pages differ, None where they differ in white space alone."""
    for one, other in zip_longest(_cut(stamped), _cut(rendered), fillvalue=""):
        if one != other:
            return one[:200], other[:200]
    return None


def _cut(page: str) -> list[str]:
    """A page's tags and texts, without the white space between them and with single blanks within them."""
    return [piece.strip() for piece in re.split("(<[^>]*>)", re.sub(r"\s+", " ", page)) if piece.strip()]


def main(arguments: list[str]) -> int:
    """Make a board, hold its pages together, name those that differ."""
    size = read_size(arguments[0]) if arguments else 1000
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "board"
        make_corpus(root, size)
        count, found = compare(root)
    for difference in found[:10]:
        print(f"{difference.path}\n  stamped:  {difference.stamped}\n  rendered: {difference.rendered}")
    print(f"{count - len(found)} of {count} pages are the same")
    return 1 if found or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
