"""Every sentence that a person reads: one file a language, found by the files that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import yaml

FIRST = "zh"
"""The language that is complete by definition and written first."""

FALLBACK = "en"


class Words:
    """The words of one language. `words("wish.title", n=3)` gives a finished sentence."""

    def __init__(self, lang: str, table: Mapping[str, str], fallback: Mapping[str, str]) -> None:
        self.lang = lang
        self._table = table
        self._fallback = fallback

    def __call__(self, key: str, /, **values: object) -> str:
        """The sentence of a key with its placeholders filled; the key itself where no language has it."""
        text = self._table.get(key)
        if text is None:
            text = self._fallback.get(key, key)
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether this language itself has the key."""
        return key in self._table

    def keys(self, prefix: str = "") -> list[str]:
        """All keys of this language below a prefix, in the file's order."""
        return [key for key in self._table if key.startswith(prefix)]

    def extended(self, extra: Mapping[str, str]) -> Words:
        """The same words with a board's own added, the board's winning."""
        return Words(self.lang, {**self._table, **extra}, self._fallback)


def list_languages() -> list[str]:
    """The languages that have a words file, the first one first."""
    found = sorted(f.name[:-4] for f in resources.files(__name__).iterdir() if f.name.endswith(".yml"))
    return sorted(found, key=lambda lang: (lang != FIRST, lang))


@cache
def load_words(lang: str = FIRST) -> Words:
    """The words of a language.

    Raises KeyError when no file of that language exists.
    """
    if lang not in list_languages():
        raise KeyError(lang)
    return Words(lang, _read_table(lang), {} if lang == FALLBACK else _Late(FALLBACK))


class _Late(Mapping[str, str]):
    """A language's words, read when one of them is asked for: a complete language never does."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def __getitem__(self, key: str) -> str:
        return _read_table(self._lang)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_read_table(self._lang))

    def __len__(self) -> int:
        return len(_read_table(self._lang))


@cache
def _read_table(lang: str) -> dict[str, str]:
    text = (resources.files(__name__) / f"{lang}.yml").read_text("utf-8")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return dict(_flatten("", yaml.load(text, Loader=loader) or {}))  # noqa: S506 - the base loader makes nothing but text


def _flatten(prefix: str, node: object) -> list[tuple[str, str]]:
    if isinstance(node, dict):
        return [pair for key, value in node.items() for pair in _flatten(f"{prefix}.{key}" if prefix else str(key), value)]
    return [(prefix, str(node))]
