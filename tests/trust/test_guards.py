"""Guards that no other test would miss."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import product
from typing import Any

import pytest

from intake.fake_forge import FakeForge
from record_cases import judge_case, list_cases
from wishlight.forge.github_calls import Answer, Calls, Pace, open_session
from wishlight.forge.github_files import Files
from wishlight.forge.port import Comment, Issue
from wishlight.intake.actions import Say
from wishlight.intake.reconcile import Look, Report, _do_rest
from wishlight.intake.replies import mark
from wishlight.intake.sections import MAX_CANDIDATES, AmbiguousError, Slot, cut_body
from wishlight.problems import Problem, print_text
from wishlight.records.history import compare_versions
from wishlight.records.ids import SIGNS, is_valid, make_id
from wishlight.records.marks import list_marks
from wishlight.records.privacy.numbers import is_bank_card, is_id_number

PERSONAL = [case for case in list_cases("records/bad") if case.rule == "personal-data"]


@pytest.mark.parametrize("kind", ["wish", "action", "deed"])
def test_an_id_with_one_wrong_sign_or_two_that_changed_places_is_no_id(kind: str) -> None:
    id = make_id(kind, date(2026, 3, 2), "issue/17")
    assert is_valid(id)
    places = [n for n, sign in enumerate(id) if n > 8 and sign != "-"]
    assert not any(is_valid(id[:n] + sign + id[n + 1 :]) for n, sign in product(places, SIGNS) if sign != id[n])
    swapped = [id[:n] + id[n + 1] + id[n] + id[n + 2 :] for n in places[:-1] if id[n] != id[n + 1]]
    assert swapped
    assert not any(map(is_valid, swapped))


@pytest.mark.parametrize("case", PERSONAL, ids=lambda case: case.file.stem)
def test_what_was_found_in_a_text_is_not_said_again(case) -> None:
    found = [problem for problem in judge_case(case) if problem.rule == "personal-data"]
    assert found
    lines = case.file.read_text("utf-8").splitlines()
    for problem in found:
        field = problem.field.split(".")[-1]
        text = lines[problem.line - 1].partition(f"{field}: ")[2].split(",")[0].strip('"}')
        assert len(text) > 3
        assert text not in print_text([problem])


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x9b31m", "\x07", "\u202e", "\u2066"])
def test_a_problem_says_no_sign_that_a_terminal_obeys(sign: str) -> None:
    for problem in (Problem(f"wishes/{sign}x.yml", 1, 1, "x", "refuse", "title", "says", "mend"), Problem("x.yml", 1, 1, "x", "refuse", "", f"says {sign}", "mend")):
        assert sign not in print_text([problem])
        assert sign[0] not in print_text([problem])


def test_a_comment_of_somebody_else_that_bears_our_mark_is_not_taken_for_ours() -> None:
    forge = FakeForge()
    when = datetime(2026, 3, 2, tzinfo=UTC)
    forge.notes[7] = [Comment(1, f"{mark('answer')}\nnot ours", False)]
    look = Look("", {7: Issue(7, "", "", 1, False, when, 1)}, [Say(7, "answer", "hello")], {}, frozenset())
    assert _do_rest(forge, look, {}, 10) == Report((7,), True, None)
    assert [(note.ours, note.body.splitlines()[-1]) for note in forge.notes[7]] == [(False, "not ours"), (True, "hello")]


@pytest.mark.parametrize(("first", "last", "is_one"), [("11010119900307", range(1000), is_id_number), ("622848040256487", range(10_000), is_bank_card)])
def test_of_numbers_that_look_right_only_those_with_the_right_check_sign_are_taken_for_one(first: str, last: range, is_one: Any) -> None:
    width = len(str(last[-1]))
    tails = {f"{n:0{width}d}" for n in last}
    signs = "0123456789X" if is_one is is_id_number else [""]
    found = [tail + sign for tail in tails for sign in signs if is_one(first + tail + sign)]
    assert len(found) == len(tails) // (1 if is_one is is_id_number else 10)


SLOTS = (Slot("what", frozenset(("What",)), "text"), Slot("why", frozenset(("Why",)), "text"))


def test_a_heading_in_a_code_fence_is_part_of_the_answer() -> None:
    cut = cut_body("### What\n\n```\n### Why\n\nno\n```\n\n### Why\n\nyes", SLOTS)
    assert cut.texts == {"what": "```\n### Why\n\nno\n```", "why": "yes"}


def test_a_body_of_nothing_but_headings_is_refused_before_it_costs_time() -> None:
    body = "### What\n\nx\n\n" * (MAX_CANDIDATES + 1) + "### Why\n\nline"
    with pytest.raises(AmbiguousError):
        cut_body(body, (Slot("what", frozenset(("What",)), "line"), SLOTS[1]))
    assert cut_body(body, SLOTS[1:]).texts == {"why": "line"}


def make_wish(title: str, *history: dict[str, str]) -> dict[str, Any]:
    first = [{"at": "2026-03-10", "event": "submitted", "by": "post:h1"}, {"at": "2026-03-11", "event": "published", "by": "post:m1", "note": "text"}]
    return {"id": "W-260310-000000", "title": title, "history": copy.deepcopy([*first, *history])}


def test_a_correction_that_was_taken_back_excuses_no_later_one() -> None:
    amended = [{"event": "amended", "field": "title", "was": "A"}, {"event": "amended", "field": "title", "was": "B"}]
    assert [broken.rule for broken in compare_versions(make_wish("A", *amended), make_wish("C", *amended))] == ["head-changed"]
    assert not list(compare_versions(make_wish("A", *amended), make_wish("C", *amended, amended[0])))


def test_a_removal_puts_the_mark_in_a_texts_place_and_no_other_words() -> None:
    redacted = {"event": "redacted", "field": "note", "entry": "2"}
    for text, wanted in ((min(list_marks()), []), ("other words", ["entry-changed"])):
        new = make_wish("A", redacted)
        new["history"][1]["note"] = text
        assert [broken.rule for broken in compare_versions(make_wish("A"), new)] == wanted


class Elsewhere(BaseHTTPRequestHandler):
    """Sends every caller on, and remembers who came with what."""

    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Authorization", "")))
        self.send_response(307)
        self.send_header("Location", "/caught")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing for each request."""


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    asked: list[tuple[str, str]] = []
    server = HTTPServer(("127.0.0.1", 0), type("Here", (Elsewhere,), {"asked": asked}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()


def test_an_answer_that_sends_us_on_is_not_followed(elsewhere: tuple[str, list[tuple[str, str]]]) -> None:
    address, asked = elsewhere
    calls = Calls(open_session("test-token", address), Pace(lambda: 0.0, lambda seconds: None))
    assert calls.send("GET", "/repos/a/b").status == 307
    assert asked == [("/repos/a/b", "token test-token")]


def test_a_commit_holds_plain_files_alone() -> None:
    sent: list[Any] = []

    class Recorded:
        def send(self, method: str, path: str, body: Any = None) -> Answer:
            sent.append(body)
            return Answer(200, {"sha": "1", "tree": {"sha": "2"}}, None)

    Files(Recorded(), "/repos/a/b", lambda id: None).commit("0", {"wishes/wish/a.yml": "x"}, "why")  # type: ignore[arg-type]
    trees = [body["tree"] for body in sent if body and isinstance(body.get("tree"), list)]
    assert trees == [[{"path": "wishes/wish/a.yml", "mode": "100644", "type": "blob", "content": "x"}]]
