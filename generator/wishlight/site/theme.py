"""The theme's own style sheet and scripts: joined, made small, and named by what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from wishlight.site.settings import Asset

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
"""The Content-Security-Policy of every page. A `<meta>` can't carry `frame-ancestors`; hosts with headers add it."""


class Theme(NamedTuple):
    """Files to put on the site, and the address of each by what it is for: styles, early, site, icon. Hand-written pages name the pictures themselves."""

    assets: tuple[Asset, ...]
    files: Mapping[str, str]


def read_theme(folder: Path) -> Theme:
    """The style sheet, the two scripts, the icon and the pictures of a theme folder; all scripts but the early one are joined.

    A changed file gets a new name, so a reader's browser never mixes old and new.
    """
    styles = "".join(map(_read, sorted((folder / "styles").glob("*.css"))))
    scripts = "".join(_read(f) for f in sorted((folder / "scripts").glob("*.js")) if f.name != "early.js")
    made = {
        "styles": _name("wishlight", ".css", shrink_css(styles)),
        "early": _name("early", ".js", shrink_js(_read(folder / "scripts" / "early.js"))),
        "site": _name("site", ".js", shrink_js(scripts)),
        "icon": Asset("assets/icon.svg", (folder / "icon.svg").read_bytes()),
    }
    pictures = [Asset(f"assets/pictures/{f.name}", f.read_bytes()) for f in sorted((folder / "pictures").glob("*.svg"))]
    return Theme((*made.values(), *pictures), {name: asset.path for name, asset in made.items()})


def _read(file: Path) -> str:
    """A file of the theme. What is no UTF-8 shows as the sign for it, in the one style or text where it stands."""
    return file.read_text("utf-8", errors="replace")


def shrink_css(text: str) -> str:
    """The same style sheet without comments and needless blanks."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}").strip()


def shrink_js(text: str) -> str:
    """The same script without lines of comment and indentation; line ends stay, because they may end a statement."""
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


def _name(stem: str, ending: str, text: str) -> Asset:
    data = text.encode()
    return Asset(f"assets/{stem}.{blake2b(data, digest_size=5).hexdigest()}{ending}", data)
