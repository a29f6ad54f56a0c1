"""Pages and files to a site: the recipe."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from wishlight.pages.page import Page
from wishlight.site.cards import make_cards, make_icons
from wishlight.site.publish import publish
from wishlight.site.settings import Asset, Draft, SiteSettings, WriteReport
from wishlight.site.shells import Frame, make_frames
from wishlight.site.sitemap import make_sitemap
from wishlight.site.stamp import file_of, name_stamped, shell_key, stamp
from wishlight.site.theme import Theme, read_theme
from wishlight.site.webmanifest import make_webmanifests


def write_site(pages: Iterable[Page], assets: Iterable[Asset | Draft], settings: SiteSettings) -> WriteReport:
    """Make the site's folder hold these pages and files, the hand-written pages and the frame, and nothing else.

    Only pages that would say something else than last time are made, and only files whose bytes differ are written. Raises
    SiteError, and leaves the old site, when the frame can't be rendered or two pages want one address.
    """
    return publish(render_files(pages, assets, settings), settings)


def render_files(pages: Iterable[Page], assets: Iterable[Asset | Draft], settings: SiteSettings) -> Iterator[Asset | Draft]:
    """Every file of the site, one after the other: what it takes to hold one page in memory at a time."""
    theme = read_theme(settings.root / "site_config" / "theme")
    frames = make_frames(settings, theme)
    names: list[str] = []
    for file in (*theme.assets, *(file for frame in frames.values() for file in frame.files)):
        names.append(file.path)
        yield file
    for page in pages:
        stamped = _stamp(page, frames, settings, theme)
        names.append(stamped.path)
        yield stamped
    yield from assets
    yield from make_sitemap(names, settings)
    yield from make_cards()
    yield from make_icons()
    yield from make_webmanifests(settings)
    yield Asset(
        "build.json", (json.dumps({"as_of": settings.as_of, "commit": settings.commit}, indent=1) + "\n").encode()
    )


def _stamp(page: Page, frames: dict[str, Frame], settings: SiteSettings, theme: Theme) -> Asset | Draft:
    key = shell_key(page)
    if key not in frames[page.lang].shells:
        known = {key for frame in frames.values() for key in frame.shells}
        frames.update(make_frames(settings, theme, {*known, key}))
    path, shell = file_of(page, settings.languages), frames[page.lang].shells[key]
    return Draft(path, partial(stamp, shell, page), name_stamped(shell, page)) if page.made_from else Asset(path, stamp(shell, page))
