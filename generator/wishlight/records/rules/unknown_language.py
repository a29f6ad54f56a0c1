"""The board's languages are ones that have a words file."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting
from wishlight.words import list_languages


def check_settings(context: Context) -> Iterator[Finding]:
    for n, lang in enumerate(context.board.languages):
        if lang not in list_languages():
            yield find_setting("board", "languages", n, lang=lang, known=", ".join(list_languages()))
