"""Pages and files to a site: the recipe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from wishlight.drafts import Bundle, Draft, Poured
from wishlight.pages.page import Page
from wishlight.pages.watch import Batch, Planned
from wishlight.site.cards import make_cards, make_icons
from wishlight.site.headers import make_headers
from wishlight.site.offline import make_worker
from wishlight.site.place import MARK
from wishlight.site.publish import Press
from wishlight.site.settings import Asset, SiteSettings, WriteReport
from wishlight.site.shells import Frame, Shell, make_frames
from wishlight.site.sitemap import is_sitemap, make_sitemap
from wishlight.site.staging import ShellKey
from wishlight.site.stamp import file_of, name_stamped, shell_key, stamp
from wishlight.site.theme import Theme, read_theme
from wishlight.site.traces import Noted, Traces
from wishlight.site.webmanifest import make_webmanifests
from wishlight.workers import sharing


class Desk(NamedTuple):
    """What turns pages into files: the settings, the theme, the frames by language, what pages looked at last time, and the press."""

    settings: SiteSettings
    theme: Theme
    frames: dict[str, Frame]
    traces: Traces
    press: Press

    def put(self, page: Page | Planned) -> None:
        """Make a page's file, where it would say something else than last time."""
        path = file_of(page, self.settings.languages)
        self.press.put(self.traces.draft(path, page, self.stamp) if isinstance(page, Planned) else self.draft(page))

    def put_all(self, batch: Batch | Bundle) -> None:
        """Make the pages or files of a batch here."""
        for one in batch.make():
            if isinstance(one, Asset | Draft):
                self.press.put(one)
            else:
                self.put(one)

    def draft(self, page: Page) -> Draft | Asset:
        """A page that need not be made where it would be made from the same as last time."""
        shell = self._find_shell(page)
        return Draft(file_of(page, self.settings.languages), lambda: self.stamp(page).data, name_stamped(shell, page)) if page.made_from else self.stamp(page)

    def stamp(self, page: Page) -> Asset:
        """A page in its shell."""
        return Asset(file_of(page, self.settings.languages), stamp(self._find_shell(page), page))

    def _find_shell(self, page: Page) -> Shell:
        """The shell that a page stands in; one that no page has asked for yet is made now."""
        key = shell_key(page)
        if key not in self.frames[page.lang].shells:
            known = {key for frame in self.frames.values() for key in frame.shells}
            self.frames.update(make_frames(self.settings, self.theme, {*known, key}))
        return self.frames[page.lang].shells[key]


def write_site(
    pages: Iterable[Page | Planned | Batch], assets: Iterable[Asset | Draft | Poured], settings: SiteSettings, bundles: Iterable[Bundle] = ()
) -> WriteReport:
    """Make the site's folder hold these pages and files, the hand-written pages and the frame, and nothing else.

    Only pages that would say something else than last time are made, and only files whose bytes differ are written; batches of pages and
    bundles of files are made on all cores. Raises SiteError, and leaves the old site, when the frame can't be rendered or two pages want one address.
    """
    theme = read_theme(settings.root / "site_config" / "theme")
    frames = make_frames(settings, theme)
    desk = Desk(settings, theme, frames, Traces(settings.cache, _name_common(settings, frames)), Press(settings))
    single, planned = _part(pages)
    batches: list[Batch | Bundle] = [*bundles, *planned]
    with sharing(partial(_put_batch, desk), batches) as put:
        _put_files(desk, single, assets)
        for batch, done in zip(batches, put, strict=True):
            if done and done.noted:
                desk.press.take(done.made)
                desk.traces.take(done.noted, batch.basis)
            elif done and batch.basis and (paths := desk.traces.keep(batch.basis)) is not None:
                desk.press.keep(paths)
            else:
                desk.put_all(batch)
    rest = desk.press.list_rest() if desk.traces.hold and settings.as_left else None
    if rest is not None and all(map(is_sitemap, rest)):
        desk.press.keep(rest)
    else:
        for file in make_sitemap(desk.press.list_paths(), settings):
            desk.press.put(file)
    report = desk.press.close()
    desk.traces.save()
    return report


def stamp_all(pages: Iterable[Page], settings: SiteSettings) -> Iterator[Asset]:
    """Some finished pages of a site whose other files stay as they are. Raises SiteError when a frame can't be rendered."""
    theme = read_theme(settings.root / "site_config" / "theme")
    known: set[ShellKey] = set()
    frames = make_frames(settings, theme)
    for page in pages:
        if shell_key(page) not in frames[page.lang].shells:
            known.add(shell_key(page))
            frames = make_frames(settings, theme, known)
        yield Asset(file_of(page, settings.languages), stamp(frames[page.lang].shells[shell_key(page)], page))


def _part(pages: Iterable[Page | Planned | Batch]) -> tuple[Iterable[Page | Planned | Batch], list[Batch]]:
    """The batches at the head of the pages, and the pages after them, of which none is made yet."""
    rest = iter(pages)
    batches: list[Batch] = []
    for page in rest:
        if not isinstance(page, Batch):
            return chain([page], rest), batches
        batches.append(page)
    return (), batches


class _Put(NamedTuple):
    """What a worker made of a batch, as bytes of MessagePack, which cost a fifth of pickling it; nothing was noted where all is as it was."""

    made: bytes
    noted: Noted | None


def _put_batch(desk: Desk, batch: Batch | Bundle) -> _Put | None:
    """Make the pages of a batch; None where one of them needs a shell that isn't there, which two workers must not make at once."""
    before = desk.traces.find(batch.basis)
    if batch.basis and before and desk.settings.as_left and batch.basis.name(before.seen) == before.name:
        return _Put(b"", None)
    own = desk._replace(press=desk.press.copy(), traces=desk.traces.copy(before), frames=_Closed(desk.frames))
    try:
        own.put_all(batch)
    except _NoShellError:
        return None
    return _Put(own.press.hand_over(), own.traces.hand_over(batch.basis, own.press.list_made()))


class _NoShellError(Exception):
    """A page needs a shell that nobody has asked for yet."""


class _Closed(dict[str, Frame]):
    """Frames that get no more shells."""

    def update(self, *given: object, **named: object) -> None:
        raise _NoShellError


def _put_files(desk: Desk, pages: Iterable[Page | Planned | Batch], assets: Iterable[Asset | Draft | Poured]) -> None:
    """Every other file of the site, one after the other: what it takes to hold one page in memory at a time."""
    settings, put = desk.settings, desk.press.put
    files = [*desk.theme.assets, *(file for frame in desk.frames.values() for file in frame.files)]
    for page in pages:
        if isinstance(page, Batch):
            desk.put_all(page)
        else:
            desk.put(page)
    build = Asset(MARK, (json.dumps({"as_of": settings.as_of, "commit": settings.commit}, indent=1) + "\n").encode())
    made = (make_cards(), make_icons(), make_headers(), make_webmanifests(settings), [build])
    for file in chain(files, make_worker(settings, files), assets, *made):
        put(file)


def _name_common(settings: SiteSettings, frames: dict[str, Frame]) -> str:
    """The short name of what every page is made from besides what it looks at."""
    shells = sorted((lang, key, shell.name) for lang, frame in frames.items() for key, shell in frame.shells.items())
    return blake2b(f"{settings.made_from} {shells}".encode(), digest_size=16).hexdigest()
