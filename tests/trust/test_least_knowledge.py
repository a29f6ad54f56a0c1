"""What a record may not tell, because someone could be recognised by it: each row of the promise, held against the judge."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.story import WISH, WORDS, Story, make_post, start_story
from record_cases import Case, judge_case, list_cases
from wishlight.intake.change import Change, Draft, judge_change, write_change
from wishlight.intake.terminal import make_step
from wishlight.records.fields import load_schema
from wishlight.records.lifecycle import list_steps

BAD = {case.file.stem: case for case in list_cases("records/bad")}


@pytest.fixture
def story() -> Story:
    return start_story()


def refusals(case: Case) -> set[str]:
    return {problem.rule for problem in judge_case(case) if problem.level == "refuse"}


def try_wish(told: Story, **own: object) -> set[str]:
    answers = {**WISH, "kind": "service", "category": "escort", "area": "xinghu", "beneficiary": "elder", "place": "home", **own}
    _, problems = told.try_change("wish", "g13", **answers)
    return {problem.rule for problem in problems if problem.level == "refuse"}


def test_a_sensitive_wish_tells_community_group_and_stock_sentence_only(story: Story) -> None:
    stock = WORDS("stock.story")
    assert try_wish(story, story=stock) == set()
    assert "sensitive-area" in try_wish(story, area="xinghu-3")
    assert "sensitive-story" in try_wish(story, story="透析后走不动，每周三要人陪")
    wish = load_schema().tables["wish"]
    (group,) = [field for field in wish.fields if field.name == "beneficiary"]
    assert group.choices == "beneficiaries"  # a group of the board's list, never free text
    assert all(choice.id for choice in story.board.lists["beneficiaries"].values())


def test_what_was_declined_keeps_no_story(story: Story) -> None:
    change = story.do("wish", "g13", **WISH, story="楼道太黑，晚上看不清台阶")
    desk = story.desk(post="m1")
    bare = write_change(Draft("wish", change.record, None, ({"event": "declined", "reason": _reason(story)},), None), desk)
    assert "declined-story" in {p.rule for p in judge_change(bare, desk, WORDS)}
    dropped: Change = make_step(story.board, change.record, "declined", {"reason": _reason(story)}, WORDS)(desk)
    assert judge_change(dropped, desk, WORDS) == []
    assert "\nstory:" not in dropped.text


def _reason(story: Story) -> str:
    return next(iter(story.board.lists["reasons"]))


@pytest.mark.parametrize("name", ["named-lapse@17--names-the-claimer", "named-lapse@17--adds-a-remark"])
def test_a_lapse_names_nobody(name: str) -> None:
    assert refusals(BAD[name]) == {"named-lapse"}


def test_answers_at_call_backs_are_told_in_monthly_batches_of_enough_people() -> None:
    assert refusals(BAD["small-batch@5--three-answers-told"]) == {"small-batch"}
    steps = list_steps("wish")
    assert not [name for name, step in steps.items() if "rating" in (*step.needs, *step.may)]  # no wish, so no person, is rated


def test_a_form_may_support_a_deed_but_only_the_council_counts_votes(story: Story) -> None:
    steps = list_steps("deed")
    assert steps["tallied"].who == ("post",)
    assert not {"votes_for", "votes_against", "abstain", "void"} & {*steps["seconded"].needs, *steps["seconded"].may}
    story.board = replace(story.board, posts={**story.board.posts, "c1": make_post("c1", "council", "xinghu", story.people["c1"])})
    person = story.join("wang")
    desk = story.desk("wang")
    assert desk.choose_actor("deed", "seconded", "xinghu") == {"actor": person}
    with pytest.raises(Exception, match="no-post"):
        desk.choose_actor("deed", "tallied", "xinghu")
