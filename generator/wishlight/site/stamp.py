"""Stamping: a page's own texts put into the slots of its shell. No template runs, so a page costs microseconds."""

from __future__ import annotations

from hashlib import blake2b

from markupsafe import escape

from wishlight.pages.links import root_of
from wishlight.pages.page import Page
from wishlight.pages.watch import Planned
from wishlight.site.cards import CARDS
from wishlight.site.shells import Shell
from wishlight.site.staging import ShellKey

SECTION_OF = {"data": "transparency"}
"""Sections that have no entry of their own in the navigation, and the entry that is current on their pages."""


def shell_key(page: Page) -> ShellKey:
    """The shell that a page stands in."""
    return ShellKey(section_of(page), page.path.count("/"), page.alternate, page.source is not None)


def section_of(page: Page) -> str:
    """The entry of the navigation that is current on the page."""
    return SECTION_OF.get(page.section, page.section)


def card_of(page: Page) -> str:
    """The picture shown when the page is shared: its own, that of its kind, or that of its section."""
    return page.card or next((name for name in (page.kind, section_of(page)) if name in CARDS), "home")


def stamp(shell: Shell, page: Page) -> bytes:
    """The finished page. Texts are escaped here; the body is HTML already."""
    values = {
        "title": str(escape(page.title)).encode(),
        "description": str(escape(page.description)).encode(),
        "source": str(escape(page.source or "")).encode(),
        "path": page.path.encode("ascii"),
        "head": page.head.encode(),
        "body": page.body.encode(),
        "card": card_of(page).encode("ascii"),
    }
    parts = [shell.texts[0]]
    for slot, text in zip(shell.slots, shell.texts[1:], strict=True):
        parts += (values[slot], text)
    return b"".join(parts)


def name_stamped(shell: Shell, page: Page) -> str:
    """The short name of all that the finished page is made from."""
    texts = "\0".join((shell.name, page.made_from, page.path, page.title, page.description, page.source or "", page.head, card_of(page)))
    return blake2b(texts.encode(), digest_size=16).hexdigest()


def file_of(page: Page | Planned, languages: tuple[str, ...]) -> str:
    """Where a page is written, below the site's folder."""
    return f"{root_of(page.lang, languages)}{page.path}index.html"
