"""Personal data in a form: the lines that hold it are hidden before anything else is done with the form.

The value is said nowhere: not in an answer, a log, a branch's name or a commit. The forge keeps the text as it was before; only a person
who may write there can delete that version, and is told to.
"""

from __future__ import annotations

import re

from wishlight.intake.choices import Languages
from wishlight.records.privacy import MAX_LENGTH, find_personal_data
from wishlight.records.privacy.detect import REFUSED
from wishlight.words import Words

_HEADING = re.compile(r"\s*(?:#{1,6} |[-*] \[[ xX]\] )")
"""A line of the form itself, which a person's words can't be on."""


def blank_text(text: str, words: Words) -> str:
    """A text with a mark in the place of every line that holds personal data of a kind that is certain.

    A number broken over two lines counts too.
    """
    lines = text.splitlines()
    found = False
    for n, line in enumerate(lines):
        following = lines[n + 1] if n + 1 < len(lines) and not _HEADING.match(lines[n + 1]) else ""
        if own := _find_kind(line):
            lines[n] = _mark(own, words)
        elif following and not _find_kind(following) and (own := _find_kind(line + following)):
            lines[n] = lines[n + 1] = _mark(own, words)
        found = found or own is not None
    return "\n".join(lines) if found else text


def list_hidden(text: str, languages: Languages) -> list[str]:
    """The kinds of personal data of which only the mark stands in a text, because nobody has written the line anew."""
    marks = {_mark(kind, words): kind for words in languages.values() for kind in REFUSED}
    return sorted({marks[line.strip()] for line in text.splitlines() if line.strip() in marks})


def _mark(kind: str, words: Words) -> str:
    return words("intake.blank.mark", kind=words(f"privacy.{kind}"))


def _find_kind(line: str) -> str | None:
    """A kind that is certain; a longer line than any answer may be is looked at piece by piece, the pieces overlapping."""
    step = MAX_LENGTH // 2
    pieces = (line[at : at + MAX_LENGTH] for at in range(0, max(1, len(line) - step), step))
    return next((found.kind for piece in pieces for found in find_personal_data(piece) if found.level == "refuse"), None)
