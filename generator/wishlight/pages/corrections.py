"""What was put right: corrected fields, annulled entries, removed texts, and figures that changed after their month was reported."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.cells import show_number
from wishlight.pages.charts import Drawing, Series, draw_bars
from wishlight.pages.context import Context
from wishlight.pages.formats import count
from wishlight.pages.links import links_from
from wishlight.pages.months import label_months
from wishlight.pages.page import Page
from wishlight.pages.paging import Part, link_parts, split_archive
from wishlight.pages.people import call_actor
from wishlight.pages.render import make_page
from wishlight.pages.timeline import Item, list_items
from wishlight.pages.watch import Batch, Watch
from wishlight.words import Words

SIZE = 60
BASE = "corrections/"
WITH_PAGES = ("wish", "action", "deed", "team")
"""Kinds of record that have a page whatever happens; a person has one only with consent."""


class Row(NamedTuple):
    """One correction: the record it stands in, and its entry as the record's page shows it."""

    title: str
    own: bool
    path: str | None
    kind: str
    event: str
    item: Item


class Revision(NamedTuple):
    """A reported figure that comes to something else today, with the records that explain it."""

    month: str
    figure: str
    reported: str
    today: str
    because: tuple[tuple[str, str], ...]


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """The list, page by page, in each language."""
    counts = list(_list_counts(context))
    yield watch.make_whole("corrections", partial(_make_all, counts), lambda: counts)


class Counts(NamedTuple):
    """How much was put right in a month: fields corrected, entries annulled, texts removed."""

    month: str
    amended: int
    annulled: int
    redacted: int


def _list_counts(context: Context) -> Iterator[Counts]:
    """The figure without how many entries there are in all, which each entry changes and the page doesn't show."""
    return (Counts(*(row[name] for name in Counts._fields)) for row in context.results["correction_counts"].dicts())


def _make_all(counts: list[Counts], context: Context) -> Iterator[Page]:
    found = [row for row in reversed(context.results["corrections"].dicts()) if row["record"] in context.folded]
    parts = split_archive(found, SIZE, BASE)
    for lang in context.languages:
        for part in parts:
            yield _make_one(context, counts, parts, part, lang)


def _make_one(context: Context, counts: list[Counts], parts: list[Part[dict[str, Any]]], part: Part[dict[str, Any]], lang: str) -> Page:
    words = context.words[lang]
    number = "" if part.path == BASE else words("pages.list.part", n=part.number)
    values = {
        "rows": [_make_row(context, row, lang) for row in part.items],
        "revisions": _list_revisions(context, lang),
        "drawing": _draw_months(counts, words),
        "pager": list(link_parts(parts, part, links_from(part.path, lang, context.languages).url)),
        "first": part.path == BASE,
    }
    title, description = words("pages.corrections.title") + number, words("pages.corrections.description") + number
    return make_page(
        context, lang, "corrections", part.path, values, title=title, description=description, section="transparency"
    )


def _make_row(context: Context, row: dict[str, Any], lang: str) -> Row:
    record = context.folded[row["record"]].record
    item = next(item for item in list_items(context, record, lang) if item.n == row["n"])
    if record.kind in WITH_PAGES:
        return Row(str(record.head["title"]), True, address_of(record.id), record.kind, row["event"], item)
    called = call_actor(context, record.id, lang)
    return Row(called.text, called.own, called.path, record.kind, row["event"], item)


def _list_revisions(context: Context, lang: str) -> list[Revision]:
    words = context.words[lang]
    return [
        Revision(
            row["month"],
            words(f"values.figure.{row['figure']}"),
            show_number(row["figure"], row["reported"], words),
            show_number(row["figure"], row["today"], words),
            tuple((id, address_of(id)) for id in (row["because"] or "").split() if id[1:2] == "-"),
        )
        for row in context.results["revisions"].dicts()
        if row["difference"]
    ]


def _draw_months(counts: list[Counts], words: Words) -> Drawing:
    short, full = label_months([one.month for one in counts], words)
    series = [
        Series(words(f"pages.corrections.event.{event}"), [getattr(one, event) for one in counts])
        for event in ("amended", "annulled", "redacted")
    ]
    total = sum(value or 0 for one in series for value in one.values)
    summary = count(words, "pages.corrections.summary", total)
    return draw_bars(short, series, summary, words("pages.list.month"), full)
