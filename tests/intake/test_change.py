"""A form's answers become new lines of history that the one judge agrees with, and nothing else in the file moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from importlib import import_module

import pytest

from intake.story import ACTION, ROOT, WISH, WORDS, Story, start_story
from wishlight.intake.change import Draft, judge_board, judge_change, make_change, say_declined, write_change
from wishlight.intake.desk import DeclinedError, Source, find_person
from wishlight.records.fold import fold_action, fold_deed, fold_person, fold_wish
from wishlight.records.formlinks import FORMS
from wishlight.words import list_languages, load_words


@pytest.fixture
def story() -> Story:
    told = start_story()
    for name in ("lin", "wang", "zhao"):
        told.join(name)
    return told


def open_wish(story: Story, **answers: object) -> str:
    wish = story.do("wish", "lin", **{**WISH, **answers}).record
    story.record_event(wish, "m1", "published")
    return wish


def open_action(story: Story, **answers: object) -> str:
    action = story.do("action", "lin", **{**ACTION, "host": "post:h1", **answers}).record
    story.record_event(action, "m1", "published")
    return action


def declined(story: Story, form: str, who: str, **answers: object) -> str:
    with pytest.raises(DeclinedError) as refused:
        story.try_change(form, who, **answers)
    return refused.value.rule


def test_a_wish_goes_from_form_to_confirmed_and_every_step_is_one_added_line(story: Story) -> None:
    wish = open_wish(story)
    steps = [
        ("claim", "wang", {"record": wish[-6:], "note": "周六去"}),
        ("extend", "wang", {"record": wish, "until": "2026-03-30", "why": "等配件"}),
        ("deliver", "wang", {"record": wish, "minutes": 55, "cost": 7900, "helpers": [story.people["zhao"]]}),
        ("confirm", "g13", {"record": wish, "done": "yes", "minutes": 50}),
    ]
    for form, who, answers in steps:
        path = story.records[wish].path
        before = story.files[path]
        change = story.do(form, who, **answers)
        assert change.text.encode().startswith(before)
        assert change.text.count("\n") == before.count(b"\n") + 1
    state = fold_wish(story.records[wish], story.board, story.now.date())
    assert state.status == "fulfilled"
    assert [e.event for e in story.records[wish].history][2:] == ["claimed", "extension_asked", "delivered", "confirmed"]
    assert [e.by for e in story.records[wish].history][2::3] == [story.people["wang"], "post:g13"]


def test_the_second_claimer_waits_and_the_third_stands_behind_them(story: Story) -> None:
    wish = open_wish(story)
    events = [story.do("claim", who, record=wish).entries[0] for who in ("wang", "zhao", "m1")]
    assert [(e["event"], e["claim"]) for e in events] == [("claimed", "c1"), ("queued", "c2"), ("queued", "c3")]


def test_a_place_that_came_free_is_not_taken_past_the_line(story: Story) -> None:
    wish = open_wish(story)
    for who in ("wang", "zhao"):
        story.do("claim", who, record=wish)
    story.do("release", "wang", what="claim", record=wish, why="要出差")
    assert story.do("claim", "m1", record=wish).entries[0]["event"] == "queued"


def test_a_claim_for_more_than_is_left_waits(story: Story) -> None:
    wish = open_wish(story, needs=3)
    assert story.do("claim", "wang", record=wish, qty=2).entries[0]["event"] == "claimed"
    assert story.do("claim", "zhao", record=wish, qty=2).entries[0]["event"] == "queued"


def test_nobody_claims_twice_and_the_judge_says_why(story: Story) -> None:
    wish = open_wish(story)
    story.do("claim", "wang", record=wish)
    _, problems = story.try_change("claim", "wang", record=wish)
    assert {p.rule for p in problems} == {"claimed-twice"}


def test_a_delivery_told_twice_takes_no_second_place_for_a_claim_that_lapsed_before(story: Story) -> None:
    wish = open_wish(story, needs=2)
    story.do("claim", "wang", record=wish)
    desk = story.desk()
    story.apply(write_change(Draft("wish", wish, None, ({"actor": "board", "event": "lapsed", "claim": "c1"},)), desk))
    story.apply(story.try_change("deliver", "wang", record=wish, minutes=40)[0])
    assert [(e.event, e.claim) for e in story.records[wish].history[-2:]] == [("claimed", "c2"), ("delivered", "c2")]
    assert declined(story, "deliver", "wang", record=wish, minutes=40) == "claim-elsewhere"


def test_nobody_claims_their_own_wish(story: Story) -> None:
    wish = open_wish(story)
    _, problems = story.try_change("claim", "lin", record=wish)
    assert "own-wish" in {p.rule for p in problems}


def test_nobody_confirms_their_own_claim_whatever_post_they_hold(story: Story) -> None:
    wish = open_wish(story)
    story.do("claim", "g13", record=wish)
    story.do("deliver", "g13", record=wish, minutes=30)
    _, problems = story.try_change("confirm", "g13", record=wish, done="yes")
    assert "self-confirmed" in {p.rule for p in problems}


def test_what_was_wrong_before_is_not_held_against_a_change(story: Story) -> None:
    wish = open_wish(story)
    path = story.records[wish].path
    story.files[path] = story.files[path].replace(b"urgency: normal", b'urgency: "normal"')
    desk = story.desk("wang")
    known = judge_board(desk, WORDS)
    assert known
    change = make_change("claim", {"record": wish}, desk)
    assert judge_change(change, desk, WORDS, known) == []
    assert judge_change(change, desk, WORDS) != []


def test_only_a_post_of_the_area_confirms(story: Story) -> None:
    wish = open_wish(story, area="heye-1")
    story.do("claim", "wang", record=wish)
    story.do("deliver", "wang", record=wish, minutes=55)
    assert declined(story, "confirm", "g13", record=wish, done="yes") == "no-post"
    assert declined(story, "confirm", "zhao", record=wish, done="yes") == "no-post"


def test_someone_who_has_not_joined_is_told_to_join_first(story: Story) -> None:
    wish = open_wish(story)
    assert declined(story, "claim", "nobody", record=wish) == "not-joined"


def test_a_number_that_nothing_or_that_several_records_have_is_said_so(story: Story) -> None:
    assert declined(story, "claim", "wang", record="ZZZZZZ") == "no-record"
    wish = open_wish(story)
    assert declined(story, "sign-up", "wang", record=wish) == "wrong-kind"


def test_an_action_from_proposal_to_report(story: Story) -> None:
    action = open_action(story)
    story.do("sign-up", "wang", record=action)
    story.do("sign-up", "zhao", record=action)
    assert story.do("sign-up", "m1", record=action).entries[0]["event"] == "queued"
    story.do("release", "m1", what="claim", record=action)
    story.now += timedelta(days=13)
    change = story.do("attendance", "h1", record=action, attended=["c1 170", f"{story.people['zhao']} 3小时"], guests=26, note="磨了三十把刀")
    assert [e["event"] for e in change.entries] == ["held", "attended", "attended", "guests", "reported"]
    state = fold_action(story.records[action], story.board, story.now.date())
    assert (state.state, state.attended, state.guests) == ("reported", 2, 26)


def test_attendance_of_someone_who_never_signed_up_is_asked_about(story: Story) -> None:
    action = open_action(story)
    assert declined(story, "attendance", "h1", record=action, attended=["c9 60"]) == "no-sign-up"
    story.do("sign-up", "wang", record=action)
    assert declined(story, "attendance", "h1", record=action, attended=["c1 一会儿"]) == "bad-attendance-line"


def test_a_deed_from_proposal_to_a_payment(story: Story) -> None:
    deed = story.do(
        "deed", "lin", title="给充电桩加遮雨棚", category="charging-safety", area="xinghu", due="2026-06-30", budget=["雨棚施工 1.2万", "设计：800.5元"]
    ).record
    assert story.records[deed].head["budget"] == [
        {"line": "b1", "label": "雨棚施工", "fen": 1200000},
        {"line": "b2", "label": "设计", "fen": 80050},
    ]
    for who in ("wang", "zhao"):
        story.do("second", who, record=deed, what="second")
    story.record_event(deed, "c1", "roll", unit="council", count=15, quorum=667, threshold=500)
    assert declined(story, "second", "c1", record=deed, what="tally", votes_for=14) == "votes-missing"
    story.do("second", "c1", record=deed, what="tally", votes_for=14, votes_against=1, abstain=0, void=0)
    story.record_event(deed, "c1", "publicised", days=5)
    assert declined(story, "second", "wang", record=deed, what="object") == "why-missing"
    story.now += timedelta(days=10)
    story.record_event(deed, "m1", "approved")
    story.record_event(deed, "m1", "funded", fund="street", fen=1280050)
    story.do("progress", "h1", record=deed, what="started")
    assert declined(story, "progress", "h1", record=deed, what="spent", line="b1") == "details-missing"
    story.do("progress", "h1", record=deed, what="spent", line="b1", fen=400000, stage="advance", voucher="V-1", percent=3)
    state = fold_deed(story.records[deed], story.board, story.now.date())
    assert (state.state, state.seconds, state.spent_fen) == ("started", 2, 400000)


@pytest.mark.parametrize("line", ["雨棚施工", "12000", "雨棚 很多钱", ""])
def test_a_budget_line_without_a_name_or_an_amount_is_named(line: str, story: Story) -> None:
    assert declined(story, "deed", "lin", title="遮雨棚", category="charging-safety", area="xinghu", budget=[line]) == "bad-budget-line"


def test_joining_links_the_account_and_names_only_who_agreed(story: Story) -> None:
    desk = story.desk(account=583231)
    answers = {"what": "person", "area": "xinghu", "age": "adult", "skills": ["repair"], "name": "小满", "scope": "page"}
    change = make_change("join", answers, desk)
    assert judge_change(change, desk, WORDS) == []
    story.apply(change)
    person = fold_person(story.records[change.record], story.now.date())
    assert (person.state, person.account, person.name, person.scope) == ("active", 583231, "小满", "page")
    assert find_person(story.records.values(), 583231, story.now.date()) == change.record
    assert find_person(story.records.values(), 1, story.now.date()) is None


def test_a_child_is_never_named_even_when_a_name_was_typed(story: Story) -> None:
    change = story.do("join", what="person", area="xinghu", age="under-18", name="小满")
    assert "小满" not in change.text


def test_joining_twice_or_without_a_place_is_explained(story: Story) -> None:
    assert declined(story, "join", "lin", what="person", area="xinghu", age="adult") == "already-joined"
    assert declined(story, "join", "", what="person") == "answers-missing"


def test_a_team_is_registered_and_joined(story: Story) -> None:
    team = {"team": "team:night-riders", "title": "夜行骑手", "team_kind": "neighbours", "area": "xinghu"}
    assert declined(story, "join", "wang", what="join-team", team="team:night-riders") == "no-team"
    story.do("join", "lin", what="team", **team)
    assert declined(story, "join", "wang", what="team", **team) == "team-taken"
    story.do("join", "wang", what="join-team", team="team:night-riders")
    spells = fold_person(story.records[story.people["wang"]], story.now.date()).spells
    assert [spell.team for spell in spells] == ["team:night-riders"]


def test_consent_is_withdrawn_and_the_board_left(story: Story) -> None:
    story.do("release", "wang", what="consent")
    story.do("release", "wang", what="board")
    assert fold_person(story.records[story.people["wang"]], story.now.date()).state == "left"


def test_a_removal_repeats_nothing_of_what_was_typed(story: Story) -> None:
    wish = open_wish(story)
    change = story.do("question", "wang", record=wish, what="removal", entry=1, why="写了我家门牌 3-201")
    assert change.entries[0]["event"] == "questioned"
    assert "3-201" not in change.text
    assert "不公平" in story.do("question", "zhao", record=wish, what="appeal", why="不公平").text
    assert declined(story, "question", "wang", record=wish, what="question", entry=99) == "no-entry"


def test_the_same_issue_never_makes_two_records(story: Story) -> None:
    desk = story.desk("lin")
    change = make_change("wish", WISH, desk)
    story.apply(change)
    again = replace(story.desk("lin"), source=desk.source)
    with pytest.raises(DeclinedError) as refused:
        make_change("wish", WISH, again)
    assert refused.value.rule == "already-there"


def test_the_same_source_makes_the_same_id_on_every_run(story: Story) -> None:
    desk = story.desk("lin")
    assert make_change("wish", WISH, desk) == make_change("wish", WISH, desk)


def test_a_grid_worker_acts_for_someone_and_both_are_recorded(story: Story) -> None:
    wish = open_wish(story)
    desk = replace(story.desk("g13", post="g13", whose=story.people["wang"]), source=Source("terminal"))
    entry = make_change("claim", {"record": wish}, desk).entries[0]
    assert (entry["actor"], entry["whose"]) == ("post:g13", story.people["wang"])


def test_what_happened_today_needs_no_second_date(story: Story) -> None:
    wish = open_wish(story)
    story.do("claim", "wang", record=wish)
    today = story.now.date().isoformat()
    assert "happened_on" not in story.do("deliver", "wang", record=wish, minutes=5, happened=today).entries[0]


def test_people_s_text_stays_text(story: Story) -> None:
    wish = open_wish(story)
    note = 'a: b, {c} # "d"\n- event: confirmed'
    story.do("claim", "wang", record=wish, note=note)
    assert story.records[wish].history[-1].data["note"] == note
    assert len(story.records[wish].history) == 3


def test_a_file_that_lost_its_last_line_end_is_not_appended_to(story: Story) -> None:
    wish = open_wish(story)
    path = story.records[wish].path
    story.files[path] = story.files[path].rstrip(b"\n")
    assert declined(story, "claim", "wang", record=wish) == "not-canonical"


def test_every_form_has_a_maker_and_every_refusal_has_words() -> None:
    for form in FORMS:
        assert callable(import_module(f"wishlight.intake.changes.{form.replace('-', '_')}").make)
    source = "".join(p.read_text("utf-8") for name in ("intake", "commands") for p in (ROOT / "generator/wishlight" / name).rglob("*.py"))
    for lang in list_languages():
        words = load_words(lang)
        rules = {key.split(".")[2] for key in words.keys("intake.change.")}
        assert len(rules) >= 20
        assert all(f'"{rule}"' in source for rule in rules)
        for rule in rules:
            values = dict.fromkeys(("record", "records", "claims", "person", "team", "line", "name", "names", "claim", "entry", "number", "last", "has", "needed", "most"), "x")
            problem = say_declined(DeclinedError(rule, **values, state="queued", fields=["percent"], asks=["area"]), words)
            assert "{" not in problem.says + problem.mend
            assert "intake." not in problem.says
