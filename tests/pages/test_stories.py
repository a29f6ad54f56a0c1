"""Stories: which are told follows from a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sample_pages import Seen, read_samples, sample_context, sample_pages
from wishlight.pages import Context
from wishlight.pages.story import list_stories
from wishlight.records.fold import fold_wish
from wishlight.records.model import Entry, Record
from wishlight.tables.folded import Folded
from wishlight.tables.stories import LEAST_SIGNS

TOLD = "W-260302-7K3FQX"


def with_wish(record: Record) -> Context:
    context = sample_context()
    state = fold_wish(record, context.board, context.as_of)
    return replace(context, folded={**context.folded, record.id: Folded(record, state)})


def told(context: Context) -> list[str]:
    return list_stories(context)


def entry(record: Record, event: str, **data: object) -> Entry:
    at = datetime(2026, 3, 20, 8, tzinfo=UTC)
    return Entry(len(record.history) + 1, at, date(2026, 3, 20), event, "post:h1", None, "c1", {"recorded_at": at.isoformat(), "event": event, **data})


def test_a_fulfilled_wish_with_a_few_words_is_told() -> None:
    assert told(sample_context()) == [TOLD]
    seen = Seen(sample_pages("stories")["starlight/stories/", "zh"].body)
    assert "装好并<试过>两晚，老人说走廊终于亮了 林<i>小满" in seen.text
    assert "../../wish/2026-03/W-260302-7K3FQX/" in seen.links()


def test_a_short_remark_is_no_story() -> None:
    record = read_samples()["wish-fulfilled"]
    short = tuple(e._replace(data={**e.data, "note": "好" * (LEAST_SIGNS - 1)}) if e.event == "delivered" else e for e in record.history)
    long = tuple(e._replace(data={**e.data, "note": "好" * LEAST_SIGNS}) if e.event == "delivered" else e for e in record.history)
    assert told(with_wish(record._replace(history=short))) == []
    assert told(with_wish(record._replace(history=long))) == [TOLD]


def test_a_sensitive_category_is_never_told() -> None:
    record = read_samples()["wish-fulfilled"]
    assert told(with_wish(record._replace(head={**record.head, "category": "health"}))) == []


@pytest.mark.parametrize(
    ("event", "data"),
    [("called_back", {"outcome": "reached", "solved": "no"}), ("questioned", {}), ("reopened", {"fault": "claimer", "why": "又坏了"})],
)
def test_a_wish_with_an_open_question_is_left_in_peace(event: str, data: dict[str, object]) -> None:
    record = read_samples()["wish-fulfilled"]
    assert told(with_wish(record._replace(history=(*record.history, entry(record, event, **data))))) == []


def test_a_called_back_wish_that_was_solved_is_still_told() -> None:
    record = read_samples()["wish-fulfilled"]
    solved = entry(record, "called_back", outcome="reached", solved="yes")
    assert told(with_wish(record._replace(history=(*record.history, solved)))) == [TOLD]


def test_the_rule_stands_on_the_page_in_both_languages() -> None:
    for lang in ("zh", "en"):
        assert str(LEAST_SIGNS) in Seen(sample_pages("stories")["starlight/stories/", lang].body).text
