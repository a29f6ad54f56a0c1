"""What a browser would run, fetch or follow among a document's tags, and which tags and attributes a document is made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sample_pages import Seen

Tags = list[tuple[str, dict[str, str]]]
RUNS = frozenset(("srcdoc", "formaction", "background", "ping", "is", "slot"))
LEADS = frozenset(("href", "src", "action", "xlink:href", "data", "poster", "cite", "srcset"))
STYLE = re.compile(r"(?:[a-z-]+:\s*[a-z0-9#%. ,-]+;?\s*)*")
"""What our own few styles look like: no address, no function, no quote."""
SCHEMES = frozenset(("", "https", "webcal"))
VOID = frozenset(("area", "base", "br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "polygon", "polyline", "rect", "use", "wbr"))


class Document(Seen):
    """A hostile document: what Seen sees, its data blocks, and comments and instructions as tags. A stray end closes nothing."""

    void = VOID

    def __init__(self, text: str) -> None:
        self.blocks: list[str] = []
        super().__init__(text)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == ("script", {"type": "application/ld+json"}) and self.open[-1:] == ["script"]:
            self.blocks.append(data)
        super().handle_data(data)

    def handle_comment(self, data: str) -> None:
        self.tags.append(("#comment", {}))

    def handle_pi(self, data: str) -> None:
        self.tags.append(("#pi", {}))

    @property
    def parts(self) -> set[tuple[str, str]]:
        """Each tag with each of its attributes, and the tag alone."""
        return {(tag, name) for tag, attrs in self.tags for name in ("", *attrs)}


def find_live(tags: Tags) -> Iterator[str]:
    """What would run, be fetched from elsewhere or be followed to somewhere that is no web page."""
    for tag, attrs in tags:
        for name, value in attrs.items():
            runs = name.startswith("on") or name in RUNS or (name == "style" and not STYLE.fullmatch(value))
            if runs or (name in LEADS and (_scheme(value) not in SCHEMES or "evil.example" in value.split("?")[0])):
                yield f"<{tag} {name}={value[:60]}>"


def _scheme(address: str) -> str:
    try:
        return urlsplit("".join(address.split())).scheme
    except ValueError:
        return "unreadable"


def read_blocks(document: Document) -> list[object]:
    """The document's data blocks. Raises ValueError where one is cut short or is no JSON."""
    return [json.loads(block) for block in document.blocks]
