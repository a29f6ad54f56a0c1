"""Forms and records agree in the end, however often intake ran, wherever it was cut off, and whoever else was at work."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from intake.bodies import fill
from intake.fake_forge import FakeForge, KilledError
from intake.story import WISH, WORDS, ZONE, Story, start_story
from wishlight.forge.port import BusyError
from wishlight.intake.change import make_change
from wishlight.intake.reconcile import Report, read_board_records, run_pass
from wishlight.intake.workspace import MOST_WAITING
from wishlight.records.board import Board
from wishlight.records.fold import fold_wish
from wishlight.records.judge import judge

FEW = 3
"""Seeds tried with nothing remembered between passes; `test_chaos.py` tries thousands, remembering what was decided."""

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=ZONE)
ACCOUNTS = {"lin": 11, "wang": 12, "zhao": 13, "m1": 21, "g13": 22}


@pytest.fixture(scope="module")
def start() -> tuple[Story, str]:
    """Three neighbours and two posts with linked accounts, and one open wish."""
    story = start_story()
    for name in ("lin", "wang", "zhao"):
        desk = story.desk(account=ACCOUNTS[name])
        change = story.apply(make_change("join", {"what": "person", "area": "xinghu", "age": "adult"}, desk))
        story.people[name] = change.record
    for post in ("m1", "g13"):
        story.record_event(story.people[post], "h1", "linked", forge="github", account=ACCOUNTS[post])
    wish = story.do("wish", "lin", **WISH).record
    story.record_event(wish, "m1", "published")
    return story, wish


@pytest.fixture
def forge(start: tuple[Story, str]) -> FakeForge:
    fake = FakeForge()
    fake.push(start[0].files)
    return fake


def send(forge: FakeForge, board: Board, number: int, form: str, who: str | None, **answers: str) -> None:
    forge.open_issue(number, fill(board, form, **answers), ACCOUNTS[who] if who else 99, NOW)


def go(forge: FakeForge, board: Board, now: datetime = NOW, limit: int = 200) -> Report:
    return run_pass(forge, board, lambda: now, limit=limit)


def state(forge: FakeForge) -> dict[str, object]:
    """What people can see: files, the bot's comments, closed issues, pull requests. Ids of commits and comments are not part of it."""
    return {
        "main": forge.main,
        "comments": {n: [note.body for note in notes] for n, notes in forge.notes.items() if notes},
        "closed": forge.closed,
        "pulls": sorted((pull.branch, pull.state) for pull in forge.pulls.values()),
        "branches": {name: forge.commits[head].files for name, head in forge.branches.items()},
    }


def check_laws(forge: FakeForge, board: Board) -> None:
    records = read_board_records(board, forge.main)
    assert judge(list(records.values()), board, WORDS, now=NOW + timedelta(days=400), read=forge.main.get) == []
    for notes in forge.notes.values():
        markers = [note.body.split("\n")[0] for note in notes if note.ours]
        assert len(markers) == len(set(markers)), "a comment stands twice"


def two_claims(forge: FakeForge, start: tuple[Story, str]) -> Board:
    """The usual crowd: two claims at once, a wish, a form with a slip, a stranger, free text, and a bot's own issue."""
    story, wish = start
    board = story.board
    send(forge, board, 31, "claim", "wang", record=wish)
    send(forge, board, 32, "claim", "zhao", record=wish[-6:])
    texts = {key: str(value) for key, value in WISH.items()} | {"title": "楼下长椅松了"}
    send(forge, board, 33, "wish", "wang", **texts)
    send(forge, board, 34, "claim", "zhao", record="W-260302-AAAAAA")
    send(forge, board, 35, "claim", None, record=wish)
    forge.open_issue(36, "你好，我想要一盏灯", 12, NOW)
    forge.open_issue(37, "a bot's own words", 7, NOW, bot=True)
    return board


def test_of_two_claims_the_lower_number_wins_and_the_other_waits(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    assert go(forge, board).finished
    history = read_board_records(board, forge.main)[start[1]].history
    assert [(e.event, e.data.get("source_issue")) for e in history[2:]] == [("claimed", 31), ("queued", 32)]
    assert forge.closed == {31: "completed", 32: "completed"}
    assert "由您认领了" in forge.notes[31][0].body
    assert "排在后面" in forge.notes[32][0].body and "stand in line" in forge.notes[32][0].body
    check_laws(forge, board)


def test_a_form_with_a_slip_stays_open_with_one_kind_answer_in_every_language(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    for number, sentences in ((34, ("核对", "check sign")), (35, ("加入", "'Join'")), (36, ("template=wish.yml", "grid worker"))):
        assert number not in forge.closed
        (note,) = forge.notes[number]
        assert all(sentence in note.body for sentence in sentences)
    assert 37 not in forge.notes


def test_a_review_form_waits_as_a_pull_request_and_is_answered_when_merged(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    (pull,) = forge.pulls.values()
    assert re.fullmatch("form/33-[0-9a-f]{8}", pull.branch)
    assert forge.statuses[forge.branches[pull.branch]] is True
    assert 33 not in forge.closed
    forge.merge(pull.number)
    go(forge, board)
    assert forge.closed[33] == "completed"
    assert len(forge.notes[33]) == 1
    assert "长椅" in forge.notes[33][0].body
    check_laws(forge, board)


def test_a_pull_request_that_a_maintainer_closed_closes_its_form_as_not_taken(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    (pull,) = forge.pulls.values()
    forge.pulls[pull.number] = pull._replace(state="closed")
    go(forge, board)
    assert forge.closed[33] == "not_planned"


def test_running_again_changes_nothing_and_writes_nothing(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    before, calls = copy.deepcopy(state(forge)), len(forge.calls)
    report = go(forge, board)
    assert state(forge) == before
    assert report == Report((), True, None)
    writes = {"create_comment", "edit_comment", "close_issue", "commit_files", "move_branch", "create_pull", "create_branch"}
    assert not writes & set(forge.calls[calls:])


def test_an_edited_form_is_looked_at_again_and_its_old_pull_request_is_withdrawn(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    forge.issues[34] = forge.issues[34]._replace(body=forge.issues[36].body)
    forge.issues[33] = forge.issues[33]._replace(body=forge.issues[33].body.replace("松了", "松动了"))
    go(forge, board)
    assert sorted(pull.state for pull in forge.pulls.values()) == ["open", "withdrawn"]
    assert len(forge.notes[34]) == 1 and "template=wish.yml" in forge.notes[34][0].body
    assert sum(name.startswith("form/") for name in forge.branches) == 1


def test_a_stranger_s_claim_goes_on_by_itself_once_they_have_joined(forge: FakeForge, start: tuple[Story, str]) -> None:
    story, wish = start
    send(forge, story.board, 41, "claim", None, record=wish)
    send(forge, story.board, 42, "join", None, what="person", area="xinghu", age="adult")
    go(forge, story.board)
    assert not forge.closed
    forge.merge(next(iter(forge.pulls)))
    go(forge, story.board)
    assert forge.closed == {41: "completed", 42: "completed"}
    check_laws(forge, story.board)


def test_main_that_moved_in_between_is_read_again_and_nothing_is_lost(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    other = fill_main(start[0])
    moved: list[int] = []

    def push_once(n: int, name: str, after: bool) -> None:
        if name == "move_branch" and not after and not moved:
            moved.append(n)
            forge.push({**forge.main, **other})

    forge.hook = push_once
    assert go(forge, board).finished
    assert moved
    assert all(forge.main[path] == data for path, data in other.items())
    assert 31 in forge.closed
    check_laws(forge, board)


def fill_main(story: Story) -> dict[str, bytes]:
    """Another file that someone merges meanwhile."""
    twin = copy.deepcopy(story)
    before = dict(twin.files)
    twin.issues = 70
    twin.do("wish", "zhao", **{**WISH, "title": "门禁的按钮坏了"})
    return {path: data for path, data in twin.files.items() if path not in before}


def test_a_pull_request_stays_as_it_is_while_main_moves_elsewhere(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    before, calls = copy.deepcopy(forge.branches), len(forge.calls)
    forge.push({**forge.main, **fill_main(start[0])})
    go(forge, board)
    assert {**forge.branches, "main": ""} == {**before, "main": ""}
    assert not {"find_head", "create_pull", "commit_files"} & set(forge.calls[calls + 1 :])


def test_a_pull_request_is_made_anew_when_its_own_file_has_changed(forge: FakeForge, start: tuple[Story, str]) -> None:
    story, wish = start
    board = story.board
    send(forge, board, 81, "claim", "wang", record=wish)
    go(forge, board)
    send(forge, board, 82, "deliver", "wang", record=wish, minutes="60")
    go(forge, board)
    (old,) = forge.pulls.values()
    send(forge, board, 83, "claim", "zhao", record=wish)
    go(forge, board)
    new = next(pull for pull in forge.pulls.values() if pull.state == "open")
    assert forge.pulls[old.number].state == "withdrawn" and new.branch != old.branch
    forge.merge(new.number)
    go(forge, board)
    assert forge.closed.keys() == {81, 82, 83}
    check_laws(forge, board)


def test_a_branch_that_a_maintainer_added_to_is_never_moved(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    (pull,) = forge.pulls.values()
    theirs = forge.push(forge.commits[forge.branches[pull.branch]].files, branch=pull.branch)
    forge.push({**forge.main, **fill_main(start[0])})
    go(forge, board)
    assert forge.branches[pull.branch] == theirs


def run_until_done(forge: FakeForge, board: Board, most: int = 60) -> int:
    for n in range(most):
        try:
            if go(forge, board).finished:
                return n + 1
        except KilledError:
            pass
    raise AssertionError("never finished")


@pytest.mark.figure
def test_cut_off_before_and_after_every_call_it_ends_the_same(forge: FakeForge, start: tuple[Story, str], figure: Callable[..., None]) -> None:
    board = two_claims(forge, start)
    whole = copy.deepcopy(forge)
    run_until_done(whole, board)
    run_until_done(whole, board)
    ends = 0
    for call in range(len(whole.calls)):
        for late in (False, True):
            fake = copy.deepcopy(forge)
            fake.hook = kill_at(call, late)
            run_until_done(fake, board)
            run_until_done(fake, board)
            assert state(fake) == state(whole), f"cut off {'after' if late else 'before'} call {call}, {whole.calls[call]}"
            check_laws(fake, board)
            ends += 1
    assert ends == 2 * len(whole.calls) >= 40
    figure("killed-at-each-call", tried=ends, failed=0)


def kill_at(call: int, late: bool) -> Callable[[int, str, bool], None]:
    def hook(n: int, name: str, after: bool) -> None:
        if n == call and after == late:
            raise KilledError

    return hook


@pytest.mark.parametrize("seed", range(FEW))
def test_killed_refused_and_put_off_at_random_it_ends_the_same(seed: int, forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    whole = copy.deepcopy(forge)
    run_until_done(whole, board)
    run_until_done(whole, board)
    dice = random.Random(seed)

    def misfortune(n: int, name: str, after: bool) -> None:
        if dice.random() < 0.06:
            raise dice.choice((KilledError, BusyError))

    forge.hook = misfortune
    run_until_done(forge, board, most=400)
    forge.hook = None
    run_until_done(forge, board)
    assert state(forge) == state(whole)


@pytest.mark.parametrize("seed", range(FEW))
def test_a_second_runner_in_between_makes_no_second_winner_and_no_second_comment(seed: int, forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    dice = random.Random(seed)
    inside = [False]

    def other_runner(n: int, name: str, after: bool) -> None:
        if not inside[0] and dice.random() < 0.15:
            inside[0] = True
            go(forge, board)
            inside[0] = False

    forge.hook = other_runner
    go(forge, board)
    forge.hook = None
    for _ in range(2):
        go(forge, board)
    wish = read_board_records(board, forge.main)[start[1]]
    assert fold_wish(wish, board, NOW.date()).taken == 1
    assert [e.event for e in wish.history].count("claimed") == 1
    open_notes = {n: notes for n, notes in forge.notes.items() if n not in forge.closed}
    assert all(len(notes) == 1 for notes in open_notes.values())
    records = read_board_records(board, forge.main)
    assert judge(list(records.values()), board, WORDS, now=NOW, read=forge.main.get) == []


def test_a_busy_forge_stops_the_pass_clean_and_says_how_long_to_wait(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)

    def busy(n: int, name: str, after: bool) -> None:
        if name == "create_comment":
            raise BusyError(120)

    forge.hook = busy
    assert go(forge, board) == Report((), False, 120)


def test_a_pass_writes_to_no_more_issues_than_it_may_and_later_ones_do_the_rest(forge: FakeForge, start: tuple[Story, str]) -> None:
    story, _ = start
    for number in range(100, 125):
        send(forge, story.board, number, "claim", "wang", record="W-260302-AAAAAA")
    reports = [go(forge, story.board, limit=10) for _ in range(4)]
    assert [len(report.written) for report in reports] == [10, 10, 5, 0]
    assert [report.finished for report in reports] == [False, False, True, True]
    assert reports[0].written == tuple(range(100, 110))


def test_an_overdue_claim_is_reminded_of_then_lapses_and_the_next_in_line_gets_an_offer(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    go(forge, board)
    wish = start[1]
    due = fold_wish(read_board_records(board, forge.main)[wish], board, NOW.date()).claims[0].due
    assert due
    near = datetime(due.year, due.month, due.day, 8, tzinfo=ZONE) - timedelta(days=1)
    for _ in range(2):
        go(forge, board, near)
    assert sum("提醒" in note.body for note in forge.notes[31]) == 1
    late = near + timedelta(days=10)
    go(forge, board, late)
    history = read_board_records(board, forge.main)[wish].history
    assert [(e.event, e.claim, e.by) for e in history[-2:]] == [("lapsed", "c1", "board"), ("offered", "c2", "board")]
    send(forge, board, 51, "claim", "zhao", record=wish)
    go(forge, board, late + timedelta(hours=1))
    assert read_board_records(board, forge.main)[wish].history[-1].event == "accepted"
    assert forge.closed[51] == "completed"


def test_an_offer_nobody_took_goes_to_the_next(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    wish = start[1]
    go(forge, board)
    send(forge, board, 52, "release", "wang", what="claim", record=wish)
    go(forge, board)
    go(forge, board, NOW + timedelta(days=1))
    assert read_board_records(board, forge.main)[wish].history[-1].event == "offered"
    go(forge, board, NOW + timedelta(days=6))
    assert read_board_records(board, forge.main)[wish].history[-1].event == "passed"


def test_a_deleted_account_stops_nobody(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    forge.issues[31] = forge.issues[31]._replace(account=None)
    go(forge, board)
    assert forge.closed == {32: "completed"}


def test_nothing_typed_in_a_form_becomes_a_link_or_mention_of_the_bot(forge: FakeForge, start: tuple[Story, str]) -> None:
    story = start[0]
    texts = {key: str(value) for key, value in WISH.items()} | {"title": "@everyone [点](http://x) ![图](y) <img>"}
    send(forge, story.board, 61, "wish", "wang", **texts)
    send(forge, story.board, 62, "claim", "wang", record="@everyone <img> 62839105")
    go(forge, story.board)
    forge.merge(next(iter(forge.pulls)))
    go(forge, story.board)
    for number in (61, 62):
        _, _, body = forge.notes[number][0].body.partition("\n")
        assert "everyone" in body
        assert not re.search(r"[@<]|!\[|\]\(", body)
        assert "62839105" not in body


PHONE = "1391234" + "5678"


def hold_a_phone(forge: FakeForge, board: Board, number: int) -> None:
    texts = {key: str(value) for key, value in WISH.items()} | {"story": f"晚上看不清。\n打我电话 {PHONE}\n谢谢"}
    send(forge, board, number, "wish", "wang", **texts)


def everything_said(forge: FakeForge) -> str:
    commits = [(commit.message, commit.files) for commit in forge.commits.values()]
    return repr((forge.notes, forge.pulls, forge.branches, commits, [(issue.title, issue.body) for issue in forge.issues.values()]))


def test_a_phone_number_in_a_form_is_hidden_before_anything_else_and_said_nowhere(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = start[0].board
    hold_a_phone(forge, board, 71)
    go(forge, board)
    assert forge.calls.index("edit_issue") < forge.calls.index("create_comment")
    assert PHONE not in everything_said(forge) and not forge.pulls and 71 not in forge.closed
    (note,) = forge.notes[71]
    assert all(part in note.body for part in ("手机号", "mobile number", "编辑记录", "edit history"))
    assert forge.issues[71].labels == ("含个人信息 / personal data",)
    calls = len(forge.calls)
    assert go(forge, board) == Report((), True, None)
    assert "edit_issue" not in forge.calls[calls:]


def test_a_hidden_form_goes_on_once_its_author_has_written_the_line_anew(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = start[0].board
    hold_a_phone(forge, board, 72)
    go(forge, board)
    body = forge.issues[72].body
    (hidden,) = [line for line in body.splitlines() if "已遮去" in line]
    forge.issues[72] = forge.issues[72]._replace(body=body.replace(hidden, "到服务站找我"))
    go(forge, board)
    assert [pull.state for pull in forge.pulls.values()] == ["open"]
    assert forge.issues[72].labels == ("待审核 / in review",)
    assert len(forge.notes[72]) == 1 and "已遮去" not in forge.notes[72][0].body


READS = frozenset(("find_head", "read_files", "list_issues", "list_pulls", "find_permission"))
"""What a pass may ask before it hides anything: each once, however many forms wait."""


def test_a_phone_number_is_hidden_before_anything_is_written_however_much_else_waits(forge: FakeForge, start: tuple[Story, str]) -> None:
    """How long it stands there is the time until a pass begins and these few calls; not one of them writes."""
    board = two_claims(forge, start)
    for number in range(100, 125):
        forge.open_issue(number, "你好", 99, NOW)
    hold_a_phone(forge, board, 900)
    report = go(forge, board, limit=10)
    assert not report.finished and report.written[0] == 900
    before = forge.calls[: forge.calls.index("edit_issue")]
    assert set(before) <= READS and len(before) <= len(READS)
    assert PHONE not in everything_said(forge)


def test_a_phone_number_is_hidden_even_where_others_move_main_all_the_time(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    hold_a_phone(forge, board, 900)

    def move(n: int, name: str, after: bool) -> None:
        if name == "move_branch" and not after:
            forge.push({**forge.main, "README.md": str(n).encode()})

    forge.hook = move
    assert not go(forge, board).finished
    assert start[1] and [e.event for e in read_board_records(board, forge.main)[start[1]].history] == ["submitted", "published"]
    assert PHONE not in everything_said(forge)


def test_a_late_delivery_counts_where_nobody_took_the_place_and_else_is_asked_to_claim_again(forge: FakeForge, start: tuple[Story, str]) -> None:
    story, wish = start
    board = story.board
    send(forge, board, 31, "claim", "wang", record=wish)
    go(forge, board)
    due = fold_wish(read_board_records(board, forge.main)[wish], board, NOW.date()).claims[0].due
    assert due
    late = datetime(due.year, due.month, due.day, 8, tzinfo=ZONE) + timedelta(days=9)
    go(forge, board, late)
    lapsed = forge.main
    send(forge, board, 61, "deliver", "wang", record=wish, minutes="40")
    go(forge, board, late + timedelta(hours=1))
    forge.merge(max(forge.pulls))
    go(forge, board, late + timedelta(hours=2))
    history = read_board_records(board, forge.main)[wish].history
    assert [(e.event, e.claim) for e in history[2:]] == [("claimed", "c1"), ("lapsed", "c1"), ("claimed", "c2"), ("delivered", "c2")]
    assert forge.closed[61] == "completed" and "送达" in forge.notes[61][0].body
    check_laws(forge, board)

    forge.push(lapsed)
    send(forge, board, 62, "claim", "zhao", record=wish)
    go(forge, board, late + timedelta(hours=1))
    send(forge, board, 63, "deliver", "wang", record=wish, minutes="40")
    go(forge, board, late + timedelta(hours=2))
    assert [e.event for e in read_board_records(board, forge.main)[wish].history[2:]] == ["claimed", "lapsed", "claimed"]
    assert 63 not in forge.closed
    assert all(part in forge.notes[63][0].body for part in ("重新认领", "claim it again"))


@pytest.mark.parametrize("split", [f"{PHONE[:5]}\n{PHONE[5:]}", f"＋86 {PHONE}", "一三九一二三四五六七八"])
def test_spelling_a_number_another_way_does_not_help_it(split: str, forge: FakeForge, start: tuple[Story, str]) -> None:
    forge.open_issue(73, f"你好\n{split}\n想要一盏灯", 12, NOW)
    go(forge, start[0].board)
    assert "已遮去" in forge.issues[73].body and "你好" in forge.issues[73].body
    assert not any(part in forge.issues[73].body for part in split.splitlines())


def test_a_title_is_looked_at_too(forge: FakeForge, start: tuple[Story, str]) -> None:
    send(forge, start[0].board, 74, "claim", "wang", record="W-260302-AAAAAA")
    forge.issues[74] = forge.issues[74]._replace(title=f"认领 {PHONE}")
    go(forge, start[0].board)
    assert PHONE not in everything_said(forge)
    assert "整个删除" in forge.notes[74][0].body


def test_labels_are_for_the_eye_and_taking_them_off_changes_nothing(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = two_claims(forge, start)
    forge.issues[33] = forge.issues[33]._replace(labels=("居民自己的",))
    go(forge, board)
    assert {n: issue.labels for n, issue in forge.issues.items() if issue.labels} == {
        33: ("居民自己的", "待审核 / in review"),
        34: ("待修改 / needs edit",),
        35: ("待修改 / needs edit",),
        36: ("待修改 / needs edit",),
    }
    assert sorted(forge.labels) == ["含个人信息 / personal data", "待修改 / needs edit", "待审核 / in review"]
    before = state(forge)
    for number in forge.issues:
        forge.issues[number] = forge.issues[number]._replace(labels=())
    go(forge, board)
    assert state(forge) == before


def test_a_flood_of_one_account_waits_its_turn_and_holds_up_nobody_else(forge: FakeForge, start: tuple[Story, str]) -> None:
    board = start[0].board
    for number in range(101, 101 + MOST_WAITING + 10):
        send(forge, board, number, "wish", "zhao", **{**WISH, "title": f"第 {number} 盏感应灯"})
    send(forge, board, 900, "wish", "wang", **{**WISH, "title": "给二楼过道添一把椅子"})
    assert go(forge, board).finished
    waiting = {int(pull.branch.split("/")[1].split("-")[0]) for pull in forge.pulls.values() if pull.state == "open"}
    assert waiting == {*range(101, 101 + MOST_WAITING), 900}
    assert [len(forge.notes[number]) for number in (101 + MOST_WAITING, 110 + MOST_WAITING)] == [1, 1]
    assert str(MOST_WAITING) in forge.notes[101 + MOST_WAITING][0].body
    forge.merge(next(number for number, pull in forge.pulls.items() if f"/{101}-" in pull.branch))
    for _ in range(2):
        go(forge, board)
    waiting = {int(pull.branch.split("/")[1].split("-")[0]) for pull in forge.pulls.values() if pull.state == "open"}
    assert waiting == {*range(102, 102 + MOST_WAITING), 900}
    check_laws(forge, board)
