"""The marks that stand where a text was removed on request, in every language."""

from __future__ import annotations

from functools import cache

from wishlight.words import list_languages, load_words


@cache
def list_marks() -> frozenset[str]:
    """Every language's mark."""
    return frozenset(load_words(lang)("stock.redacted") for lang in list_languages())
