"""How an actor is called on a page: by name only with consent, otherwise by a neutral word."""

from __future__ import annotations

from typing import NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.records.fold import PersonState


class Called(NamedTuple):
    """A name to show. `own` says that it is people's text, in the board's language; `path` leads to their page, if they have one."""

    text: str
    own: bool = False
    path: str | None = None


def call_actor(context: Context, actor: str, lang: str) -> Called:
    """The name of whoever an entry names: a person, a post, a team, a resident, or the board itself."""
    words = context.words[lang]
    kind, _, id = actor.partition(":")
    if kind == "p":
        return _call_person(context, actor, lang)
    if kind == "post":
        post = context.board.posts.get(id)
        return Called((post.names.get(lang) or next(iter(post.names.values()))) if post else words("pages.who.post"))
    if kind == "team":
        return call_team(context, actor, lang)
    return Called(words(f"pages.who.{kind}"))


def call_team(context: Context, team: str, lang: str) -> Called:
    """The name of a team, in English where it gave one."""
    found = context.folded.get(team)
    if found is None:
        return Called(context.words[lang]("pages.who.team"))
    translated = found.record.head.get("title_en") if lang == "en" else None
    return Called(str(translated or found.record.head["title"]), own=translated is None, path=address_of(team))


def _call_person(context: Context, person: str, lang: str) -> Called:
    state = find_person(context, person)
    if state is None or state.name is None:
        return Called(context.words[lang]("pages.who.volunteer"))
    return Called(state.name, own=True, path=address_of(state.person) if state.scope in ("page", "board") else None)


def find_person(context: Context, person: str) -> PersonState | None:
    """A person's state, that of the record they were merged into where there is one."""
    seen: set[str] = set()
    while person not in seen and (found := context.folded.get(person)):
        seen.add(person)
        if not isinstance(found.state, PersonState) or found.state.merged_into is None:
            return found.state if isinstance(found.state, PersonState) else None
        person = found.state.merged_into
    return None
