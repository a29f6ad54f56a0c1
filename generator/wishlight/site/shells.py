"""Shells: rendered pages with slots, one for each language, section and depth, kept until something they show changes."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight.kept import read_kept, save_kept
from wishlight.pages.links import root_of
from wishlight.records.program import name_program
from wishlight.site.captions import caption_tables
from wishlight.site.engine import read_versions, run_engine
from wishlight.site.settings import Asset, SiteSettings
from wishlight.site.staging import SLOTS, ShellKey, shell_address, stage
from wishlight.site.theme import Theme

SECTIONS = ("wishes", "actions", "deeds", "starlight", "areas", "transparency", "help", "home")
"""The sections that shells are made for before any page asks; another one is made when a page first needs it."""
DEPTHS = (1, 2, 3, 4)
FROM_FILES = (("wishes", 3), ("actions", 3), ("deeds", 3), ("starlight", 2), ("help", 1))
"""Section and depth of the pages that come from a file: those of records, which may stand in one language alone, and the questions of help."""
FOLDER = "shells"
"""Where frames are kept, below the cache folder: one file a language."""


class Shell(NamedTuple):
    """A page cut at its slots: `texts` has one piece more than `slots` has names; `name` is short for both."""

    texts: tuple[bytes, ...]
    slots: tuple[str, ...]
    name: str


class Frame(NamedTuple):
    """What the engine made for one language: shells, and the files of hand-written pages by their path on the site."""

    shells: Mapping[ShellKey, Shell]
    files: tuple[Asset, ...]


def usual_keys() -> set[ShellKey]:
    """The shells that a board needs in any case."""
    inner = {ShellKey(section, depth, True, False) for section in SECTIONS for depth in DEPTHS}
    files = {ShellKey(section, depth, everywhere, True) for section, depth in FROM_FILES for everywhere in (True, False)}
    return inner | files | {ShellKey("home", 0, True, False)}


def make_frames(settings: SiteSettings, theme: Theme, more: Iterable[ShellKey] = ()) -> dict[str, Frame]:
    """The frame of every language, rendered only where it would say something else than last time.

    Raises SiteError when the engine can't render it.
    """
    keys = usual_keys() | set(more)
    with ThreadPoolExecutor(len(settings.languages)) as pool:
        frames = pool.map(lambda lang: _make_frame(settings, lang, keys, theme), settings.languages)
        return dict(zip(settings.languages, frames, strict=True))


def cut(page: str, address: str) -> Shell:
    """A rendered placeholder cut at its slots; `address` is where it was rendered, and so the slot of the path."""
    names = {
        f"<p>{SLOTS['body']}</p>": "body",
        SLOTS["title"]: "title",
        SLOTS["description"]: "description",
        SLOTS["source"]: "source",
        SLOTS["head"]: "head",
        SLOTS["card"]: "card",
    }
    if address:
        names[address] = "path"
    found = re.split("(" + "|".join(re.escape(text) for text in names) + ")", squeeze(page))
    texts, slots = tuple(text.encode() for text in found[::2]), tuple(names[text] for text in found[1::2])
    return Shell(texts, slots, blake2b(repr((texts, slots)).encode(), digest_size=16).hexdigest())


def squeeze(page: str) -> str:
    """The frame without the templates' indentation and empty lines, and without the parts of Material that only its own script uses.

    A line end stays where blanks stood between tags.
    """
    return re.sub(r"\s*\n\s*", "\n", _UNUSED.sub("", page)).strip() + "\n"


_UNUSED = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>|<div data-md-component="(?:skip|announce)">\s*</div>'
    r'|<div class="md-dialog"[^>]*>\s*<div[^>]*></div>\s*</div>| data-md-component="[^"]*"'
    r'|(?<=<svg) xmlns="http://www.w3.org/2000/svg"'
)
"""Material's switches for its drawer and search, its overlay and its message box, which this frame has none of; and the name of a
vocabulary that HTML knows by itself."""


def _make_frame(settings: SiteSettings, lang: str, asked: set[ShellKey], theme: Theme) -> Frame:
    file = settings.cache / FOLDER / f"{lang}.msgpack"
    kept = read_kept(file, Kept) or Kept()
    keys = sorted({*asked, *kept.keys})
    staged = stage(settings, lang, keys, theme)
    wanted = _fingerprint(settings, staged)
    if kept.of != wanted:
        kept = _render(settings, lang, keys, staged, wanted)
        save_kept(file, kept)
    return Frame(dict(zip(kept.keys, kept.shells, strict=True)), kept.files)


class Kept(msgspec.Struct, array_like=True, frozen=True):
    """One language's frame as it is kept: what it was rendered of, the keys that pages asked for, their shells in the same order, the files."""

    of: str = ""
    keys: tuple[ShellKey, ...] = ()
    shells: tuple[Shell, ...] = ()
    files: tuple[Asset, ...] = ()


def _render(settings: SiteSettings, lang: str, keys: list[ShellKey], staged: Mapping[str, bytes], of: str) -> Kept:
    """The frame made anew, in a folder beside the kept one that goes again."""
    folder = settings.cache / FOLDER / lang
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in staged.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    run_engine(settings, folder / "mkdocs.yml")
    site = folder / "site"
    shells = tuple(cut((site / shell_address(key) / "index.html").read_text("utf-8"), shell_address(key)) for key in keys)
    files = tuple(_list_files(site, root_of(lang, settings.languages), staged))
    shutil.rmtree(folder)
    return Kept(of, tuple(keys), shells, files)


def _fingerprint(settings: SiteSettings, staged: Mapping[str, bytes]) -> str:
    """What the frame depends on: the staged tree, the board's own configuration, the templates, the versions, this program."""
    digest = blake2b(json.dumps([settings.engine, read_versions(settings.engine), name_program()]).encode())
    theme = settings.root / "site_config" / "theme"
    templates = {
        f.relative_to(theme).as_posix(): f.read_bytes()
        for f in sorted(theme.rglob("*"))
        if f.suffix in (".html", ".svg")
    }
    # The staged configuration names the board's folder; the same board elsewhere must give the same frame.
    here = settings.root.resolve().as_posix().encode()
    for path, data in (*staged.items(), ("", (settings.root / "mkdocs.yml").read_bytes()), *templates.items()):
        digest.update(f"{path}\0".encode() + data.replace(here, b".") + b"\0")
    return digest.hexdigest()


def _list_files(site: Path, root: str, staged: Mapping[str, bytes]) -> Iterator[Asset]:
    """Hand-written pages, the files beside them, and the style sheet that Material brings for them."""
    for path in (p.removeprefix("docs/") for p in staged if p.startswith("docs/")):
        if not path.endswith(".md"):
            yield Asset(root + path, staged[f"docs/{path}"])
        elif b"\nprose: true\n" in staged[f"docs/{path}"]:
            page = path.removesuffix(".md").removesuffix("index").rstrip("/")
            made = f"{page}/index.html" if page else "index.html"
            yield Asset(root + made, caption_tables(squeeze((site / made).read_text("utf-8"))).encode())
    for sheet in sorted((site / "assets" / "stylesheets").rglob("main.*.css")):
        yield Asset(root + sheet.relative_to(site).as_posix(), _without_map(sheet.read_bytes()))
    if not root:
        yield Asset("404.html", squeeze((site / "404.html").read_text("utf-8")).encode())


def _without_map(sheet: bytes) -> bytes:
    # The map is not published, and a browser's tools would ask for it.
    return re.sub(rb"\n?/\*# sourceMappingURL=.*?\*/\s*$", b"\n", sheet)
