"""Reads the built site as a browser would: every link leads somewhere, and nothing comes from anywhere else."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from wishlight.problems import Problem
from wishlight.words import Words

FETCHED = {
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"), ("link", "href"), ("iframe", "src"), ("object", "data"),
    ("embed", "src"), ("video", "src"), ("video", "poster"), ("audio", "src"), ("image", "href"), ("use", "href"), ("form", "action"),
}  # fmt: skip
"""Attributes whose address a browser asks for by itself, or sends something to."""

NOT_FETCHED_LINKS = {"canonical", "alternate", "author", "license"}
"""Kinds of `<link>` that only say something."""


DATA_BLOCKS = {"application/ld+json"}
"""Types of `<script>` that no browser executes: https://html.spec.whatwg.org/#data-block"""

PASTED = re.compile(r"(?:^|/)digest/[^/]+\.html$")
"""Pages that are pasted into other sites, whose editors keep only the styles in each element."""


class Reference(NamedTuple):
    """An address in a page: where it stands, and whether the browser fetches it without being asked."""

    line: int
    target: str
    fetched: bool


class Reading(NamedTuple):
    """What one page refers to, what it can be referred to by, and what must not be in it."""

    references: list[Reference]
    ids: set[str]
    twice: list[tuple[int, str]]
    inline: list[tuple[int, str]]


def check_links(out: Path, words: Words, address: str = "") -> list[Problem]:
    """Everything wrong with the links of the site in a folder, by file and line. `address` is the site's own, if known."""
    files = {f.relative_to(out).as_posix(): f for f in sorted(out.rglob("*")) if f.is_file()}
    readings = {path: read_page(f.read_text("utf-8")) for path, f in files.items() if path.endswith(".html")}
    problems: list[Problem] = []
    for path, reading in readings.items():
        for rule, line, target in _find(path, reading, readings, files, address):
            says, mend = (words(f"site.problems.{rule}.{part}", target=target) for part in ("says", "mend"))
            problems.append(Problem(path, line, 0, rule, "refuse", "", says, mend))
    for path, line, target in _find_in_styles(files):
        says, mend = (words(f"site.problems.third-party.{part}", target=target) for part in ("says", "mend"))
        problems.append(Problem(path, line, 0, "third-party", "refuse", "", says, mend))
    return problems


def read_page(text: str) -> Reading:
    """One page through an HTML parser."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    return parser.reading


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading([], set(), [], [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, found = self.getpos()[0], {name: value or "" for name, value in attrs}
        if (tag == "script" and not found.get("src") and found.get("type") not in DATA_BLOCKS) or tag == "style":
            self.reading.inline.append((line, f"<{tag}>"))
        for name, value in found.items():
            self._take(tag, name, value, line, found)

    def _take(self, tag: str, name: str, value: str, line: int, attrs: Mapping[str, str]) -> None:
        if name == "id":
            if value in self.reading.ids:
                self.reading.twice.append((line, value))
            self.reading.ids.add(value)
        elif name == "style" or name.startswith("on"):
            self.reading.inline.append((line, f"{name}={value}"))
        elif tag == "link" and name == "href" and attrs.get("rel") in NOT_FETCHED_LINKS:
            self.reading.references.append(Reference(line, value, False))
        elif (tag, name) in FETCHED:
            targets = [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
            self.reading.references.extend(Reference(line, target, True) for target in targets)
        elif tag == "a" and name in ("href", "xlink:href"):
            self.reading.references.append(Reference(line, value, False))


def _find(
    path: str, reading: Reading, readings: Mapping[str, Reading], files: Mapping[str, Path], address: str
) -> Iterator[tuple[str, int, str]]:
    pasted = PASTED.search(path) is not None
    yield from (("inline-code", line, target) for line, target in reading.inline if not (pasted and target.startswith("style=")))
    yield from (("duplicate-id", line, target) for line, target in reading.twice)
    for line, target, fetched in reading.references:
        own = target[len(address) :] if address and target.startswith(address) else None
        parts = urlsplit(target)
        if own is None and (parts.scheme or parts.netloc):
            if fetched and parts.scheme != "data":
                yield "third-party", line, target
            elif parts.scheme not in ("http", "https", "mailto", "tel", "data"):
                yield "inline-code", line, target
        else:
            yield from ((rule, line, target) for rule in _judge(path, target, own, readings, files, address))


def _judge(
    path: str, target: str, own: str | None, readings: Mapping[str, Reading], files: Mapping[str, Path], address: str
) -> Iterator[str]:
    parts = urlsplit(own if own is not None else target)
    inner = unquote(parts.path)
    if own is None and inner.startswith("/"):
        inner, own = inner.removeprefix(urlsplit(address).path or "/"), ""  # the 404 page is shown at any depth
    base = "" if own is not None else posixpath.dirname(path)
    place = posixpath.normpath(posixpath.join(base, inner)) if inner else path
    if inner.endswith("/") or place == "." or (own == "" and not inner):
        place = "index.html" if place == "." or not inner else f"{place}/index.html"
    if place not in files:
        yield "link-broken"
    elif parts.fragment and place in readings and unquote(parts.fragment) not in readings[place].ids:
        yield "anchor-broken"


def _find_in_styles(files: Mapping[str, Path]) -> Iterator[tuple[str, int, str]]:
    for path, file in files.items():
        if path.endswith((".css", ".svg")):
            for n, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                for target in re.findall(
                    r"(?:url\(\s*['\"]?|@import\s+['\"]|href=['\"])((?:https?:)?//[^'\")\s]+)", line
                ):
                    yield path, n, target
