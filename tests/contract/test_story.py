"""A wish from a form to stars on the site: the real command line, GitHub's contract, a real git repository, and every page on the way."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from contract.ledger import list_unexplained
from contract.proxy import Proxy
from contract.town import LANGUAGES, Town
from wishlight.pages.formats import count
from wishlight.records.model import Entry

TITLE = "给三楼过道添一盏感应灯"
WISH = {"kind": "public-space", "category": "shared-space", "area": "c1-1", "place": "outdoors", "beneficiary": "neighbours", "urgency": "normal", "minutes": "60"}


@pytest.mark.figure
@pytest.mark.parametrize("lang", LANGUAGES if os.environ.get("WISHLIGHT_NIGHTLY") else [*LANGUAGES][:1])
def test_a_wish_by_form_goes_all_the_way_to_the_stars(lang: str, proxy: Proxy, tmp_path: Path, figure: Callable[..., None]) -> None:
    town = Town(proxy, tmp_path, lang)
    people = {**town.ids, "lin": join(town, "lin")}
    make_post(town, people["gu"])
    wish = make_wish(town, people)
    first, second = claim_at_once(town, wish, people)
    give_back(town, wish, first, second, people)
    deliver(town, wish, second, people)
    confirm(town, wish, second)
    assert_page(town, wish, "fulfilled")
    find_stars(town, wish, people[second], people[first])
    town.look("audit")
    ours = [each for each in proxy.exchanges if each.ours]
    assert list_unexplained(proxy.exchanges) == []
    assert len(ours) >= 60
    figure("contract", tried=len(ours), failed=0, note=f"the story from a form to the stars, commands in {lang}")


def join(town: Town, login: str) -> str:
    """By form, reviewed; the person's id."""
    issue = town.send(login, "join", what="person", area="c1", age="adult", name=f"{login} 小灯", scope="board")
    town.intake()
    assert_said(town, issue, "proposed")
    how, path, added = town.read_change(town.find_pull(issue))
    assert (how, Path(path).parent.as_posix()) == ("A", "wishes/people") and f"account: {town.people[login].number}" in added
    person = town.merge(issue)
    town.intake()
    assert_closed(town, issue, "joined", person)
    return person


def make_post(town: Town, person: str) -> None:
    """A maintainer makes someone the grid worker of a grid. That alone doesn't let the account act for the post: see `confirm`."""
    roles = town.root / "site_config" / "roles.yml"
    day = town.board.posts["h1"].holders[0].since.isoformat()
    post = f'- {{id: g1, duty: grid, area: c1-1, name: {{zh: "第1网格员", en: "Grid 1 worker"}}, holders: [{{person: "{person}", from: {day}}}]}}\n'
    roles.write_text(roles.read_text("utf-8") + post, "utf-8")
    town.look("check")
    town.hub.push("A grid worker for grid 1")


def make_wish(town: Town, people: dict[str, str]) -> str:
    """First with a mistake, then edited twice: each edit is answered in the one comment, and only the newest text is proposed."""
    lin = town.people["lin"]
    issue = town.send("lin", "wish", **WISH)
    town.intake()
    (answer,) = lin.read_answers(issue)
    assert all(words("intake.reply.problems") in answer for words in LANGUAGES.values())
    assert town.keeper.list_pulls() == []
    wrong = lin.read_issue(issue)["body"]
    lin.edit_issue(issue, wrong.replace("_No response_", "楼道里太黑了", 1))
    town.intake()
    assert_said(town, issue, "proposed")
    old = town.find_pull(issue)
    lin.edit_issue(issue, wrong.replace("_No response_", TITLE, 1))
    town.intake()
    new = town.find_pull(issue)
    assert (new["number"] != old["number"], town.keeper.call("GET", f"/pulls/{old['number']}")["state"]) == (True, "closed")
    town.keeper.call("GET", f"/git/ref/heads/{old['head']['ref']}", expect=404)
    how, path, added = town.read_change(new)
    assert (how, TITLE in added, f"by: {people['lin']}" in added) == ("A", True, True)
    wish = town.merge(issue, "merge")
    assert Path(path).stem == wish
    town.look("step", wish, "published", "--post", "m1", "--by", town.board.posts["m1"].holders[0].person)
    town.hub.push(f"Publish {wish}")
    town.intake()
    assert_closed(town, issue, "submitted", wish)
    assert_page(town, wish, "open")
    return wish


def claim_at_once(town: Town, wish: str, people: dict[str, str]) -> tuple[str, str]:
    """Two send the form in the same moment: the lower number has it, the other stands in line. Who is who."""
    with ThreadPoolExecutor(2) as pool:
        sent = {who: pool.submit(town.send, who, "claim", record=key) for who, key in (("wang", wish), ("zhao", wish[-6:]))}
    numbers = {future.result(): who for who, future in sent.items()}
    (low, first), (high, second) = sorted(numbers.items())
    town.intake()
    assert read_events(town, wish, 2) == [("claimed", people[first], low), ("queued", people[second], high)]
    assert_closed(town, low, "claimed", wish)
    assert_closed(town, high, "queued", wish)
    assert_page(town, wish, "claimed")
    return first, second


def give_back(town: Town, wish: str, first: str, second: str, people: dict[str, str]) -> None:
    """The first gives it back, the board offers it to the one in line, who takes it."""
    issue = town.send(first, "release", what="claim", record=wish, why="这周要出差")
    town.intake()
    assert read_events(town, wish, 4)[0] == ("released", people[first], issue)
    assert_closed(town, issue, "released", wish)
    town.intake()
    assert [event for event, *_ in read_events(town, wish, 4)] == ["released", "offered"]
    accept = town.send(second, "claim", record=wish)
    town.intake()
    assert read_events(town, wish, 6) == [("accepted", people[second], accept)]
    assert_closed(town, accept, "accepted", wish)
    assert_page(town, wish, "claimed")


def deliver(town: Town, wish: str, who: str, people: dict[str, str]) -> None:
    issue = town.send(who, "deliver", record=wish, minutes="60", note="装好并试过")
    town.intake()
    assert_said(town, issue, "proposed")
    how, path, added = town.read_change(town.find_pull(issue), review=True)
    assert (how, Path(path).stem, added.count("\n")) == ("M", wish, 0) and "event: delivered" in added
    town.merge(issue)
    town.intake()
    assert read_events(town, wish, 7) == [("delivered", people[who], issue)]
    assert_closed(town, issue, "delivered", wish)
    assert_page(town, wish, "delivered")


def confirm(town: Town, wish: str, claimer: str) -> None:
    """Nobody confirms their own; and the holder of a post may only when the forge lets that account do so at this moment."""
    own = town.send(claimer, "confirm", record=wish, done="yes", minutes="60")
    issue = town.send("gu", "confirm", record=wish, done="yes", minutes="60")
    town.intake()
    for number in (own, issue):
        (answer,) = town.keeper.read_answers(number)
        assert LANGUAGES[town.lang]("intake.reply.problems") in answer
    assert town.keeper.list_pulls() == []
    town.keeper.call("PUT", "/collaborators/gu", {"permission": "triage"}, 201)
    town.intake()
    assert_said(town, issue, "proposed")
    how, _, added = town.read_change(town.find_pull(issue))
    assert how == "M" and "event: confirmed, by: post:g1" in added
    town.merge(issue)
    town.intake()
    assert read_events(town, wish, 8) == [("confirmed", "post:g1", issue)]
    assert_closed(town, issue, "confirmed", wish)
    assert [each.number for each in town.keeper.list_pulls()] == []
    assert town.people[claimer].read_issue(own)["state"] == "open"


def find_stars(town: Town, wish: str, giver: str, other: str) -> None:
    """The hour and its star stand on the page of whoever gave it, in each language, and not on that of whoever gave the wish back."""
    site = town.build()
    for lang, words in LANGUAGES.items():
        home = site if lang == town.lang else site / lang
        (page,) = home.glob(f"wish/*/{wish}/index.html")
        assert words("status.wish.fulfilled") in read_text(page)
        pages = {id: home / "person" / id.removeprefix("p:").lower() / "index.html" for id in (giver, other)}
        starred = {id: count(words, "pages.starlight.stars", 1) in read_text(page) for id, page in pages.items()}
        assert starred == {giver: True, other: False}, lang
        assert page_link(pages[giver], wish) and not page_link(pages[other], wish)


def read_events(town: Town, wish: str, start: int) -> list[tuple[str, str, int | None]]:
    """What a wish's history says from an entry on: event, whose, and the form that it came by."""
    entries: tuple[Entry, ...] = town.records[wish].history[start:]
    return [(entry.event, entry.by, entry.data.get("source_issue")) for entry in entries]


def assert_said(town: Town, issue: int, reply: str) -> None:
    """There is one comment of the program's, and it says so in every language of the board."""
    (answer,) = town.keeper.read_answers(issue)
    assert all(words(f"intake.reply.{reply}") in answer for words in LANGUAGES.values()), answer


def assert_closed(town: Town, issue: int, event: str, record: str) -> None:
    """The form is closed as done, and its one comment tells of the record."""
    told = town.keeper.read_issue(issue)
    assert (told["state"], told["state_reason"]) == ("closed", "completed")
    (answer,) = town.keeper.read_answers(issue)
    assert answer.count(record) >= len(LANGUAGES), (event, answer)


def assert_page(town: Town, wish: str, status: str) -> None:
    """The wish's page says in each language how it stands."""
    pages = town.draw_page(wish)
    assert pages.keys() == LANGUAGES.keys()
    for lang, words in LANGUAGES.items():
        assert TITLE in pages[lang] and words(f"status.wish.{status}") in pages[lang], (lang, status)


def read_text(page: Path) -> str:
    """A page as plain text, with what is said of its pictures."""
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    return " ".join([soup.get_text(" "), *(str(tag["aria-label"]) for tag in soup.find_all(attrs={"aria-label": True}))])


def page_link(page: Path, wish: str) -> bool:
    """Whether a page leads to a wish."""
    return any(f"/{wish}/" in str(link.get("href")) for link in BeautifulSoup(page.read_bytes(), "html.parser").find_all("a"))
