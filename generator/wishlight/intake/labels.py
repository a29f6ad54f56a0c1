"""Labels of forms, for the eye of whoever looks through them. Set by each pass, never read: taking one off changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wishlight.intake.choices import Languages, join_languages

COLORS = {"edit": "fbca04", "review": "1d76db", "privacy": "b60205"}
"""The labels and their colours: waits for its author, waits for a maintainer, needs a version deleted."""


class Named(NamedTuple):
    """A label as the forge shows it."""

    name: str
    color: str
    description: str


def name_labels(languages: Languages) -> dict[str, Named]:
    """Every label by its id, named in all languages of the board."""
    return {id: Named(_join(languages, id, "name"), color, _join(languages, id, "about")) for id, color in COLORS.items()}


def choose_labels(languages: Languages, has: Sequence[str], id: str | None) -> tuple[str, ...]:
    """The labels that an issue should have: those people gave it, and of ours only the one for its state."""
    named = name_labels(languages)
    ours = {label.name for label in named.values()}
    return (*(name for name in has if name not in ours), *((named[id].name,) if id else ()))


def _join(languages: Languages, id: str, part: str) -> str:
    return join_languages({lang: words(f"intake.labels.{id}.{part}") for lang, words in languages.items()})
