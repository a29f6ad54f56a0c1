"""What people write down from one day to the next: each function makes one such change to a town, and says nothing of what follows from it."""

from __future__ import annotations

from datetime import date, timedelta

from demo.book import Draft
from warm.town import NotNowError, Town, list_names
from wishlight.records.marks import list_marks

CASES = "wish action deed"
TITLES = ("想修一修楼道的扶手", "想要一双防滑的鞋", "想有人教用手机看病历", "A lamp for the stairwell", "想要几本旧画报 <b>&amp;")
NAMES = ("梁青禾", "唐小满", "Lin Qing", "周一鸣")


def add_a_record(town: Town) -> None:
    """A wish, an action or a deed that nobody knew of."""
    hidden = [draft for id, draft in town.drafts.items() if not town.shown[id]]
    if not hidden:
        raise NotNowError
    draft = town.chance.choice(hidden)
    town.show(draft, town.chance.randint(1, len(draft.history)))


def tell_further(town: Town) -> None:
    """The next entries of a record: it is published, claimed, delivered, confirmed, signed up for, voted on."""
    draft = town.pick(CASES, lambda draft: town.shown[draft.id] < len(draft.history))
    town.show(draft, min(len(draft.history), town.shown[draft.id] + town.chance.randint(1, 3)))


def take_entries_back(town: Town) -> None:
    """A commit reverted: a record's last entries are gone again."""
    draft = town.pick(CASES, lambda draft: town.shown[draft.id] > 1)
    town.show(draft, town.chance.randint(1, town.shown[draft.id] - 1))


def remove_a_record(town: Town) -> None:
    """A file is gone, of a record that no other one names."""
    named = {name for id, draft in town.drafts.items() if town.shown[id] for name in list_names(draft) if name != id}
    town.show(town.pick(CASES, lambda draft: draft.id not in named), 0)


def claim_a_wish(town: Town) -> None:
    """A verified neighbour claims an open wish."""
    wish = town.pick("wish", lambda draft: _last(town, draft) in ("published", "released"))
    person = town.pick("person", lambda draft: any(row["event"] == "verified" for row in draft.history))
    number = 1 + sum(row["event"] == "claimed" for row in town.told(wish))
    town.add(wish, "claimed", person.id, claim=f"c{number}", qty=1)


def release_a_claim(town: Town) -> None:
    """Who claimed gives the wish back."""
    wish = town.pick("wish", lambda draft: _last(town, draft) in ("claimed", "introduced"))
    claim = next(row for row in reversed(town.told(wish)) if row["event"] == "claimed")
    town.add(wish, "released", claim["actor"], claim=claim["claim"], why="临时要出差")


def lapse_a_claim(town: Town) -> None:
    """The board takes a claim back that ran out."""
    wish = town.pick("wish", lambda draft: _last(town, draft) in ("claimed", "introduced"))
    claim = next(row for row in reversed(town.told(wish)) if row["event"] == "claimed")
    late = date.fromisoformat(claim["recorded_at"][:10]) + timedelta(days=town.chance.choice((16, 25, 40)))
    town.add(wish, "lapsed", "board", claim=claim["claim"], happened_on=late.isoformat())


def deliver_a_claim(town: Town) -> None:
    """Who claimed has done it."""
    wish = town.pick("wish", lambda draft: _last(town, draft) in ("claimed", "introduced"))
    claim = next(row for row in reversed(town.told(wish)) if row["event"] == "claimed")
    town.add(wish, "delivered", claim["actor"], claim=claim["claim"], minutes=town.chance.choice((30, 45, 90)))


def confirm_a_delivery(town: Town) -> None:
    """The hall confirms what was delivered, or says that it was not done."""
    wish = town.pick("wish", lambda draft: _last(town, draft) == "delivered")
    row = town.told(wish)[-1]
    done = town.chance.choice(("yes", "yes", "no"))
    town.add(wish, "confirmed", "post:h1", claim=row["claim"], done=done, **({"minutes": 30} if "minutes" in row else {}))


def let_days_pass(town: Town) -> None:
    """Days go by, on which what is promised runs out and nobody writes anything; then somebody does."""
    town.let_pass(town.chance.randint(1, 3))
    town.chance.choice((claim_a_wish, release_a_claim, deliver_a_claim, consent, withdraw_consent))(town)


def retell_a_record(town: Town) -> None:
    """A title is put in other words."""
    draft = town.pick(CASES)
    town.change(draft, {**draft.head, "title": town.chance.choice(TITLES)}, town.told(draft))


def redact_a_story(town: Town) -> None:
    """A text is taken away for good, on request."""
    draft = town.pick(CASES, lambda draft: "story" in draft.head and draft.head["story"] not in list_marks())
    row = {"recorded_at": town.tick(), "event": "redacted", "actor": "post:m2", "ground": "on-request", "field": "story"}
    town.change(draft, {**draft.head, "story": "【应要求移除】"}, [*town.told(draft), row])


def withdraw_consent(town: Town) -> None:
    """Somebody no longer wants to be named."""
    person = town.pick("person", lambda draft: _consents(town, draft) == "consented")
    town.add(person, "withdrew", "post:h1", whose=person.id)


def consent(town: Town) -> None:
    """Somebody wants to be named, who was not or took it back."""
    person = town.pick("person", lambda draft: _consents(town, draft) != "consented")
    town.add(person, "consented", "post:h1", whose=person.id, name=town.chance.choice(NAMES), scope="board")


def rename_a_person(town: Town) -> None:
    """Somebody chose another name; what they were called before is edited away."""
    person = town.pick("person", lambda draft: _consents(town, draft) == "consented")
    name = town.chance.choice(NAMES)
    town.change(person, person.head, [{**row, "name": name} if row["event"] == "consented" else row for row in town.told(person)])


def merge_a_person(town: Town) -> None:
    """One human had two numbers."""
    one = town.pick("person", lambda draft: _last(town, draft) not in ("merged", "left"))
    other = town.pick("person", lambda draft: draft.id != one.id and _last(town, draft) not in ("merged", "left"))
    town.add(one, "merged", "post:m2", into=other.id)


def rename_a_team(town: Town) -> None:
    """A team calls itself something else."""
    team = town.pick("team")
    town.change(team, {**team.head, "title": team.head["title"] + town.chance.choice("甲乙丙丁")}, town.told(team))


def say_nothing_new(town: Town) -> None:
    """A file is written again as it is: newer on the disk, the same to read."""
    draft = town.pick(CASES)
    town.write(draft.id)


def _last(town: Town, draft: Draft) -> str:
    return str(town.told(draft)[-1]["event"])


def _consents(town: Town, draft: Draft) -> str:
    events = [row["event"] for row in town.told(draft) if row["event"] in ("consented", "withdrew")]
    return str(events[-1]) if events else ""


CHANGES = (
    add_a_record, tell_further, take_entries_back, remove_a_record, claim_a_wish, release_a_claim, lapse_a_claim, deliver_a_claim,
    confirm_a_delivery, let_days_pass, retell_a_record, redact_a_story, withdraw_consent, consent, rename_a_person, merge_a_person, rename_a_team,
    say_nothing_new,
)
"""Changes that concern few pages."""
