"""Which feeds there are: the board's, one an area, one a category of wishes, one a volunteer who agreed to have a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from functools import partial
from itertools import islice
from typing import NamedTuple

from wishlight.drafts import Basis, Bundle, Draft
from wishlight.feeds.atom import write_atom
from wishlight.feeds.entries import Feed, name_id, tell
from wishlight.feeds.jsonfeed import write_json
from wishlight.pages.addresses import LETTERS, address_of
from wishlight.pages.areas import read_totals
from wishlight.pages.context import Context, list_ids, place_of
from wishlight.pages.follow import ATOM, FILES, JSON, board_name, site_address
from wishlight.pages.given import Awards, read_awards
from wishlight.pages.happenings import Happening, walk_back
from wishlight.pages.links import RECORDS, root_of
from wishlight.pages.person import has_page
from wishlight.pages.watch import Run, divide, name_given, name_record, name_records
from wishlight.pages.wishfilters import Filter

MOST = 50
"""Entries in a feed, the newest; everything older stands on the site."""


BOARD, NONE = "", "-"
"""What the board's own feed is called among those of its categories, and what none of them is called."""


class Channel(NamedTuple):
    """One feed before it is written: the page it stands beside, what it is called (empty: the board), what it tells."""

    page: str
    names: dict[str, str]
    told: Sequence[Happening]


class _Told:
    """The newest MOST of what happened on the board, in each area and with wishes of each category."""

    def __init__(self, context: Context) -> None:
        self.board: list[Happening] = []
        self.areas: dict[str, list[Happening]] = {id: [] for id in read_totals(context)}
        self.categories: dict[str, list[Happening]] = {id: [] for id in context.board.lists.get("wish_categories", {})}
        self._context = context
        self._lines = {id: [one.id for one in context.board.area_line(id) if one.id in self.areas] for id in context.board.areas}
        self._short, self._short_areas = {BOARD, *self.categories}, {*self.areas}
        self._wanted: dict[tuple[str, str], bool] = {}

    def fill(self) -> None:
        """Look back no further than it takes to find them."""
        for one in walk_back(self._context, is_wanted=self._is_wanted):
            area, category = self._find_place(one.id)
            self._put(one, BOARD, self.board, self._short)
            for line in self._lines.get(area, ()):
                self._put(one, line, self.areas[line], self._short_areas)
            if category in self.categories:
                self._put(one, category, self.categories[category], self._short)

    def _find_place(self, id: str) -> tuple[str, str]:
        """The area of a record and the category of a wish; that of nothing else has a feed."""
        area, category = place_of(self._context, id)
        return area, category if LETTERS.get(id[:1]) == "wish" else NONE

    def _is_wanted(self, id: str) -> bool:
        place = self._find_place(id)
        if place not in self._wanted:
            area, category = place
            self._wanted[place] = not self._short.isdisjoint((BOARD, category)) or not self._short_areas.isdisjoint(self._lines.get(area, ()))
        return self._wanted[place]

    def _put(self, one: Happening, name: str, found: list[Happening], short: set[str]) -> None:
        """Put one into a list that has room; a full list is not `short` any more."""
        if len(found) < MOST:
            found.append(one)
            if len(found) == MOST:
                short.discard(name)
                self._wanted.clear()


class _Plan(NamedTuple):
    """A feed that is put together where it has to be written: `name` names all that it says, in any language."""

    page: str
    name: str
    find: Callable[[], Channel]


def make_channels(context: Context) -> Iterator[tuple[str, bytes]]:
    """Every feed as its path and bytes."""
    return ((file.path, file.make()) for bundle in plan_channels(context, "") for file in bundle.make())


def plan_channels(context: Context, made_from: str) -> Iterator[Bundle]:
    """All feeds in parts, an empty feed where nothing has happened yet; none where the site's address is unknown."""
    if not site_address(context.board):
        return
    yield Bundle(partial(_plan_parts, context, made_from))
    awards = read_awards(context, "person")
    yield from (_plan_run(context, awards, run, made_from) for run in divide("feeds of person", list_ids(context, "person")))


def _plan_parts(context: Context, made_from: str) -> Iterator[Draft]:
    """The feeds of the board, of its areas and of its categories."""
    told = _Told(context)
    told.fill()
    for channel in (Channel("", {}, told.board), *_list_areas(context, told), *_list_categories(context, told)):
        name = name_given(made_from, channel.page, channel.names, [_name(one) for one in channel.told])
        yield from _plan_files(context, _Plan(channel.page, name, partial(Channel, *channel)))


def _plan_files(context: Context, plan: _Plan) -> Iterator[Draft]:
    """A feed in every language in which what it is about has a page."""
    for lang in context.detail_languages if plan.page.startswith(RECORDS) else context.languages:
        path = root_of(lang, context.languages) + plan.page
        yield Draft(path + FILES[ATOM], partial(_write, write_atom, context, plan, lang, ATOM), f"{plan.name}{lang}")
        if not plan.page:
            yield Draft(path + FILES[JSON], partial(_write, write_json, context, plan, lang, JSON), f"{plan.name}{lang}")


def _write(write: Callable[[Feed], bytes], context: Context, plan: _Plan, lang: str, media: str) -> bytes:
    return write(_make_feed(context, plan.find(), lang, media))


def _name(one: Happening) -> tuple[object, ...]:
    """All that a feed says of a happening."""
    return one.n, one.event, one.at, one.updated, name_record(one.context.folded, one.id)


def _list_areas(context: Context, told: _Told) -> Iterator[Channel]:
    for id, chosen in told.areas.items():
        names = {lang: context.board.name_of("areas", id, lang) for lang in context.languages}
        yield Channel(address_of(id), names, chosen)


def _list_categories(context: Context, told: _Told) -> Iterator[Channel]:
    for id, chosen in told.categories.items():
        names = {lang: context.board.name_of("wish_categories", id, lang) for lang in context.languages}
        yield Channel(Filter("category", id, True).path, names, chosen)


def _plan_run(context: Context, awards: Awards, run: Run, made_from: str) -> Bundle:
    basis = Basis(run.key, partial(_name_run, context, awards, run, made_from), set())
    return Bundle(partial(_plan_people, context, awards, run, made_from, basis.seen), basis)


def _name_run(context: Context, awards: Awards, run: Run, made_from: str, seen: Iterable[str]) -> str:
    return name_given(made_from, run.ids, [awards.name(id) for id in run.ids], name_records(context.folded, run.ids), name_records(context.folded, seen))


def _plan_people(context: Context, awards: Awards, run: Run, made_from: str, seen: set[str]) -> Iterator[Draft]:
    """A volunteer's wishes that came true: what their page lists, and nothing of where they will be."""
    for id in run.ids:
        state = context.folded[id].state
        if has_page(state):
            done = sorted({award.record for award in awards.get(id, []) if award.kind == "wish"})
            seen.update(done)
            name = name_given(made_from, id, state.name, name_records(context.folded, done))
            yield from _plan_files(context, _Plan(address_of(id), name, partial(_find_own, context, id, str(state.name), done)))


def _find_own(context: Context, id: str, name: str, done: Sequence[str]) -> Channel:
    fulfilled = (one for one in walk_back(context, done) if one.event == "fulfilled")
    return Channel(address_of(id), dict.fromkeys(context.languages, name), [*islice(fulfilled, MOST)])


def _make_feed(context: Context, channel: Channel, lang: str, media: str) -> Feed:
    words, name = context.words[lang], board_name(context.board, lang)
    root = site_address(context.board) + root_of(lang, context.languages)
    entries = tuple(tell(context, one, lang) for one in channel.told)
    first = min(settings[0].since for settings in context.board.rules.history.values())
    # A feed in which nothing has happened is as old as the board's rules: any other day would change by itself.
    updated = max((entry.updated for entry in entries), default=datetime.combine(first, time(), context.board.zone))
    return Feed(
        id=name_id(context, lang, first, channel.page + FILES[ATOM]),
        lang=lang,
        title=words("feeds.of", part=channel.names[lang], name=name) if channel.names else name,
        note=words("feeds.note"),
        author=name,
        home=root + channel.page,
        own=root + channel.page + FILES[media],
        updated=updated,
        entries=entries,
    )
