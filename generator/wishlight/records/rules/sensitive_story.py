"""A wish of a sensitive kind tells no story of its own: the stock sentence, or none.

The stock sentences stand in the words files under `stock`."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.sensitive import is_sensitive
from wishlight.words import list_languages, load_words

KINDS = ("wish",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    story = case.record.head.get("story")
    if story and is_sensitive(case, context) and story not in list_stock(context):
        yield case.find_head("story", right=list_stock(context)[0])


def list_stock(context: Context) -> list[str]:
    """The sentences that may stand for a story: those of the words files, and the marks left by a redaction."""
    words = [load_words(lang) for lang in list_languages()]
    return [one(key) for one in words for key in ("stock.story", "stock.redacted")]
