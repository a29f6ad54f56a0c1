"""What a phone needs to know to put the board on its screen (https://www.w3.org/TR/appmanifest/), one file a language."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wishlight.pages.links import root_of
from wishlight.site.cards import ICONS
from wishlight.site.settings import Asset, SiteSettings
from wishlight.words import load_words

NAME = "manifest.webmanifest"
NIGHT, PAPER = "#1b2340", "#f7f6f2"


def make_webmanifests(settings: SiteSettings) -> Iterator[Asset]:
    """The manifest at each language's root; its addresses are relative, so the site may move."""
    for lang in settings.languages:
        root = root_of(lang, settings.languages)
        up = "../" * root.count("/")
        pictures = [{"src": f"{up}assets/icon-{n}.png", "sizes": f"{n}x{n}", "type": "image/png", "purpose": "any maskable"} for n in ICONS]
        made = {
            "name": settings.names[lang],
            "short_name": settings.names[lang],
            "description": load_words(lang)("site.frame.promise"),
            "lang": lang,
            "start_url": "./",
            "scope": f"{up}./",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": NIGHT,
            "icons": [{"src": f"{up}assets/icon.svg", "sizes": "any", "type": "image/svg+xml"}, *pictures],
        }
        yield Asset(root + NAME, (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode())
