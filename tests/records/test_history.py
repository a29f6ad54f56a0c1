"""History only grows: what may differ between two versions of a record, and what may not."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from wishlight.records.history import compare_versions, is_frozen

MARK = "[removed on request]"
WISH: dict[str, Any] = {
    "id": "W-260310-000000",
    "title": "灯",
    "story": "夜里看不清",
    "source": {"channel": "hall", "slip": "1"},
    "history": [
        {"at": "2026-03-10", "event": "submitted", "by": "post:h1"},
        {"at": "2026-03-11", "event": "published", "by": "post:m1", "note": "好"},
    ],
}
DEED = {"id": "D-1", "title": "灯", "budget": [{"line": "works", "label": "装", "fen": "100"}], "history": WISH["history"]}


def _rules(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [broken.rule for broken in compare_versions(old, new)]


def _changed(*appended: dict[str, Any], base: dict[str, Any] = WISH, **head: Any) -> dict[str, Any]:
    new = copy.deepcopy(base)
    new["history"] += list(appended)
    new.update(head)
    return new


def test_an_appended_entry_is_the_ordinary_change() -> None:
    assert _rules(WISH, _changed({"event": "claimed"})) == []


def test_another_order_of_keys_is_no_change() -> None:
    assert _rules(WISH, dict(reversed(WISH.items()))) == []


def test_a_removed_entry_is_refused() -> None:
    new = _changed()
    del new["history"][1]
    assert _rules(WISH, new) == ["entry-gone"]


def test_two_entries_that_changed_places_are_refused() -> None:
    assert set(_rules(WISH, _changed(history=WISH["history"][::-1]))) == {"entry-changed"}


def test_an_entry_slipped_in_before_the_last_is_refused() -> None:
    history = [WISH["history"][0], {"at": "2026-03-10", "event": "amended", "by": "post:m1"}, WISH["history"][1]]
    assert "entry-changed" in _rules(WISH, _changed(history=history))


@pytest.mark.parametrize("key", ["at", "event", "by", "note"])
def test_an_edited_entry_is_refused_whatever_was_edited(key: str) -> None:
    new = _changed()
    new["history"][1][key] = "other"
    assert _rules(WISH, new) == ["entry-changed"]


def test_a_frozen_field_is_changed_only_with_an_amendment_that_keeps_the_old_value() -> None:
    amended = {"event": "amended", "field": "title", "was": "灯"}
    assert _rules(WISH, _changed(title="亮灯")) == ["head-changed"]
    assert _rules(WISH, _changed({**amended, "was": "别的"}, title="亮灯")) == ["head-changed"]
    assert _rules(WISH, _changed({**amended, "field": "story"}, title="亮灯")) == ["head-changed"]
    assert _rules(WISH, _changed(amended, title="亮灯")) == []


def test_an_old_amendment_does_not_excuse_a_new_change() -> None:
    once = _changed({"event": "amended", "field": "title", "was": "旧灯"})
    assert _rules(once, _changed(base=once, title="新灯")) == ["head-changed"]


def test_a_field_may_be_added_with_an_amendment_from_nothing() -> None:
    assert _rules(WISH, _changed(due="2026-04-01")) == ["head-changed"]
    assert _rules(WISH, _changed({"event": "amended", "field": "due", "was": "-"}, due="2026-04-01")) == []


def test_before_it_is_published_the_head_may_still_be_mended() -> None:
    fresh = {**WISH, "history": WISH["history"][:1]}
    assert not is_frozen(fresh)
    assert _rules(fresh, _changed(base=fresh, title="亮灯")) == []


@pytest.mark.parametrize("name", ["id", "source"])
def test_id_and_source_never_change(name: str) -> None:
    fresh = {**WISH, "history": WISH["history"][:1]}
    assert _rules(fresh, _changed(base=fresh, **{name: "other"}))[0] == "frozen-field"
    assert "frozen-field" in _rules(fresh, _changed({"event": "amended", "field": name, "was": "x"}, base=fresh, **{name: "other"}))


def test_a_budget_line_is_amended_by_its_name() -> None:
    budget = [{"line": "works", "label": "安装", "fen": "100"}]
    assert _rules(DEED, _changed(base=DEED, budget=budget)) == ["head-changed"]
    assert _rules(DEED, _changed({"event": "amended", "field": "budget.works.label", "was": "装"}, base=DEED, budget=budget)) == []


def test_a_redaction_blanks_exactly_what_it_names() -> None:
    redacted = {"event": "redacted", "field": "story", "ground": "on-request"}
    assert _rules(WISH, _changed(redacted, story=MARK)) == []
    assert _rules(WISH, _changed(redacted, story="别的")) == ["head-changed"]
    assert _rules(WISH, _changed(redacted, story=MARK, title=MARK)) == ["head-changed"]
    assert _rules(WISH, _changed(story=MARK)) == ["head-changed"]


def test_a_redaction_of_an_entry_blanks_that_entry_alone() -> None:
    redacted = {"event": "redacted", "field": "note", "entry": "2"}
    new = _changed(redacted)
    new["history"][1]["note"] = MARK
    assert _rules(WISH, new) == []
    assert _rules(WISH, {**new, "history": [*new["history"][:2], {**redacted, "entry": "1"}]}) == ["entry-changed"]
    new["history"][1]["by"] = MARK
    assert _rules(WISH, new) == ["entry-changed"]


def test_a_redacted_title_takes_its_copies_in_was_along() -> None:
    old = _changed({"event": "amended", "field": "title", "was": "张三的灯"})
    new = _changed({"event": "redacted", "field": "title"}, base=old, title=MARK)
    new["history"][2]["was"] = MARK
    assert _rules(old, new) == []


def test_a_frozen_monthly_report_never_changes() -> None:
    old = {"id": "R-2026-03", "as_of": "2026-04-03", "figures": [{"figure": "a", "value": "1"}]}
    assert _rules(old, {**old, "figures": [{"figure": "a", "value": "2"}]}) == ["frozen-field"]
