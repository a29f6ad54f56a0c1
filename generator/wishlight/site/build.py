"""Pages and files to a site: the recipe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import blake2b

from wishlight.pages.page import Page
from wishlight.pages.watch import Planned
from wishlight.site.cards import make_cards, make_icons
from wishlight.site.headers import make_headers
from wishlight.site.offline import make_worker
from wishlight.site.publish import publish
from wishlight.site.settings import Asset, Draft, SiteSettings, WriteReport
from wishlight.site.shells import Frame, make_frames
from wishlight.site.sitemap import make_sitemap
from wishlight.site.stamp import file_of, name_stamped, shell_key, stamp
from wishlight.site.theme import Theme, read_theme
from wishlight.site.traces import Traces
from wishlight.site.webmanifest import make_webmanifests


def write_site(pages: Iterable[Page | Planned], assets: Iterable[Asset | Draft], settings: SiteSettings) -> WriteReport:
    """Make the site's folder hold these pages and files, the hand-written pages and the frame, and nothing else.

    Only pages that would say something else than last time are made, and only files whose bytes differ are written. Raises
    SiteError, and leaves the old site, when the frame can't be rendered or two pages want one address.
    """
    theme = read_theme(settings.root / "site_config" / "theme")
    frames = make_frames(settings, theme)
    traces = Traces(settings.cache, _name_common(settings, frames))
    report = publish(_render_files(pages, assets, settings, theme, frames, traces), settings)
    traces.save()
    return report


def _render_files(
    pages: Iterable[Page | Planned], assets: Iterable[Asset | Draft], settings: SiteSettings, theme: Theme, frames: dict[str, Frame], traces: Traces
) -> Iterator[Asset | Draft]:
    """Every file of the site, one after the other: what it takes to hold one page in memory at a time."""
    names: list[str] = []
    files = [*theme.assets, *(file for frame in frames.values() for file in frame.files)]
    for file in files:
        names.append(file.path)
        yield file
    yield from make_worker(settings, files)
    for page in pages:
        stamp_one = partial(_stamp, frames=frames, settings=settings, theme=theme)
        stamped = traces.draft(file_of(page, settings.languages), page, stamp_one) if isinstance(page, Planned) else stamp_one(page)
        names.append(stamped.path)
        yield stamped
    yield from assets
    yield from make_sitemap(names, settings)
    yield from make_cards()
    yield from make_icons()
    yield from make_headers()
    yield from make_webmanifests(settings)
    yield Asset(
        "build.json", (json.dumps({"as_of": settings.as_of, "commit": settings.commit}, indent=1) + "\n").encode()
    )


def _name_common(settings: SiteSettings, frames: dict[str, Frame]) -> str:
    """The short name of what every page is made from besides what it looks at."""
    shells = sorted((lang, key, shell.name) for lang, frame in frames.items() for key, shell in frame.shells.items())
    return blake2b(f"{settings.made_from} {shells}".encode(), digest_size=16).hexdigest()


def _stamp(page: Page, frames: dict[str, Frame], settings: SiteSettings, theme: Theme) -> Asset | Draft:
    key = shell_key(page)
    if key not in frames[page.lang].shells:
        known = {key for frame in frames.values() for key in frame.shells}
        frames.update(make_frames(settings, theme, {*known, key}))
    path, shell = file_of(page, settings.languages), frames[page.lang].shells[key]
    return Draft(path, partial(stamp, shell, page), name_stamped(shell, page)) if page.made_from else Asset(path, stamp(shell, page))
