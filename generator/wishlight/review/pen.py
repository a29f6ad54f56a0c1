"""Sentences around words that are not ours: for Markdown nothing that people wrote can become a link, a mention, a tag or a heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wishlight.words import Words

ALLOWED = ("<!-- wishlight:review -->", "<details>", "</details>", "<summary>", "</summary>")
"""The only markup of ours with a `<` in it; the first one is the invisible mark by which the comment is found again."""

MARK = ALLOWED[0]
_BREAK = "\u200b"
_SYNTAX = re.compile(r"[!-/:-@\[-`{-~]")
_LIVE = re.compile(r"[@#]|:(?=/|[a-z0-9_+-]+:)|(?<![a-z0-9])(?:www(?=\.)|gh(?=-[0-9]))|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)
"""What the forge makes live in plain text: mentions, numbers of issues, addresses, emoji names, commits. A backslash stops none of them."""

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_TAGS = re.compile(r"(?<!\\)(?:\\\\)*([<>\[\]`&])")
_CALLS = re.compile(r"@\w|#[0-9]|:/|\bwww\.|\bgh-[0-9]", re.IGNORECASE)


class Said(str):
    """A text that is finished: what others wrote in it is harmless already."""

    __slots__ = ()


def clean(text: str) -> str:
    """People's text on one line, without signs that nobody sees."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def inert(text: str) -> str:
    """People's text as Markdown that shows just its own signs."""
    return _SYNTAX.sub(r"\\\g<0>", _LIVE.sub(rf"\g<0>{_BREAK}", clean(text)))


def is_inert(text: str) -> bool:
    """Whether a Markdown text holds no link, image, code, tag or mention, whoever wrote it, our own few tags apart."""
    for tag in ALLOWED:
        text = text.replace(tag, "")
    return not _TAGS.search(text) and not _CALLS.search(text)


@dataclass(frozen=True)
class Pen:
    """Writes sentences of a language; `quote` makes harmless what others wrote."""

    words: Words
    quote: Callable[[str], str]
    bold: str = ""

    def __call__(self, key: str, /, **values: object) -> Said:
        """The sentence of a key; a value that is not yet finished is quoted."""
        return Said(self.words(key, **{name: self.take(value) for name, value in values.items()}))

    def take(self, value: object) -> Said:
        """One value, finished."""
        return value if isinstance(value, Said) else Said(self.quote(str(value)))

    def strong(self, text: str) -> Said:
        """A text that stands out."""
        return Said(f"{self.bold}{self.take(text)}{self.bold}")

    def join(self, parts: Iterable[object], key: str = "review.join") -> Said:
        """Several texts as one."""
        return Said(self.words(key).join(map(self.take, parts)))

    def cap(self, lines: Iterable[Said], most: int) -> Iterator[Said]:
        """At most so many lines, and a last one that says how many more there are."""
        found = list(lines)
        yield from found[:most]
        if len(found) > most:
            yield self("review.more", n=len(found) - most)


def plain_pen(words: Words) -> Pen:
    """For a terminal."""
    return Pen(words, clean)


def markdown_pen(words: Words) -> Pen:
    """For a comment on the forge."""
    return Pen(words, inert, "**")
