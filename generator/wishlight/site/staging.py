"""The tree that the engine renders for one language: hand-written pages, and one placeholder for each shell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from wishlight.pages.links import root_of
from wishlight.records.formlinks import FORMS, name_form
from wishlight.site.cards import CARDS
from wishlight.site.settings import SiteSettings, refuse
from wishlight.site.theme import POLICY, Theme
from wishlight.words import Words, load_words

SLOTS = {name: f"slot-{name}-5e7f" for name in ("title", "description", "source", "head", "card", "body")}
"""The texts that stand in a shell where a page's own will be."""

WITHOUT = "no-account.md"
"""The hand-written page that says what can be done without an account."""

_FORM = re.compile(r"\]\(form:([^)\s]*)\)")
"""A link of a hand-written page to one of the board's forms, wherever its repository is."""

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.S)


class ShellKey(NamedTuple):
    """What makes one shell differ from another of its language: the current section, the depth of the address, and
    whether the page exists in every language and comes from a file."""

    section: str
    depth: int
    alternate: bool
    sourced: bool


class Entry(NamedTuple):
    """A link of the navigation: the section it stands for, its address below the language's root, its words."""

    section: str
    url: str
    title: str


def shell_address(key: ShellKey) -> str:
    """The address at which a placeholder is rendered: as deep as the pages that will use it."""
    flags = ("-all" if key.alternate else "") + ("-file" if key.sourced else "")
    return "/".join([f"shell-{key.section}{flags}", *["x"] * (key.depth - 1)]) + "/" if key.depth else ""


def stage(settings: SiteSettings, lang: str, keys: Iterable[ShellKey], theme: Theme) -> dict[str, bytes]:
    """The files to render, by path below the staging folder: `mkdocs.yml` and `docs/`."""
    pages = read_content(settings.root / "content" / lang)
    others = [read_content(settings.root / "content" / other).keys() for other in settings.languages]
    config = read_config(settings)
    docs = {f"docs/{name}.md": f"# {name}\n".encode() for name in _names(config, "nav") if f"{name}.md" not in pages}
    for path, data in pages.items():
        everywhere = all(path in there for there in others)
        up = "../" * root_of(lang, settings.languages).count("/")
        source = f"content/{lang}/{path}"
        docs[f"docs/{path}"] = _stage_page(settings, data, source, everywhere, up) if path.endswith(".md") else data
    for key in keys:
        docs[f"docs/{shell_address(key).rstrip('/') or 'index'}.md"] = _placeholder(key)
    docs["mkdocs.yml"] = _make_config(settings, lang, config, pages, theme)
    return docs


def read_content(folder: Path) -> dict[str, bytes]:
    """Every hand-written file of a language by its path below `content/<language>/`, sorted."""
    found = (
        {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
        if folder.is_dir()
        else {}
    )
    return dict(sorted(found.items()))


def read_config(settings: SiteSettings) -> dict[str, Any]:
    """The board's `mkdocs.yml` as data; tags of Python-Markdown extensions are not resolved here.

    Raises SiteError when there is none or it can't be read.
    """
    try:
        found = yaml.load((settings.root / "mkdocs.yml").read_text("utf-8"), Loader=_Tolerant)  # noqa: S506 - a SafeLoader
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise refuse(settings, "config", "mkdocs.yml", why=str(error)) from error
    shapes = (("mkdocs.yml", found, dict), *((name, found.get(name), kind) for name, kind in _SHAPES.items() if isinstance(found, dict)))
    foot = found["extra"].get("foot") if isinstance(found, dict) and isinstance(found.get("extra"), dict) else None
    for name, value, kind in (*shapes, ("extra: foot", foot, list)):
        if value is not None and not isinstance(value, kind):
            raise refuse(settings, f"no-{kind.__name__}", "mkdocs.yml", name=name)
    return found or {}


_SHAPES = {"nav": list, "extra": dict}
"""What the settings of the frame that are read here must be."""

_ASSETS = re.compile(r'="(?:\.\./)*(?=assets/)')
"""What stands before the address of one of the site's own files in a hand-written page."""


class _Tolerant(yaml.SafeLoader):
    pass


_Tolerant.add_multi_constructor("", lambda loader, tag, node: None)


def _names(config: Mapping[str, Any], key: str) -> list[str]:
    listed = config.get("nav") if key == "nav" else (config.get("extra") or {}).get(key)
    return [str(item).removesuffix(".md") for item in listed or () if isinstance(item, str)]


def _mark(text: str, source: str, alternate: bool, up: str) -> bytes:
    """A hand-written page with what the frame must know about it added to its front matter.

    It names the site's pictures as if its language stood at the site's root; `up` leads from the language's root to there.
    """
    text = _ASSETS.sub(rf"\g<0>{up}" if up else r"\g<0>", text)
    front = _FRONT.match(text)
    head = f"source: {source}\nalternate: {json.dumps(alternate)}\nprose: true\n"
    return f"---\n{head}{front[1] if front else ''}\n---\n{text[front.end() :] if front else text}".encode()


def _stage_page(settings: SiteSettings, data: bytes, source: str, alternate: bool, up: str) -> bytes:
    text = _read_text(settings, data, source)
    _read_front(settings, text, source)
    return _mark(_lead_to_forms(settings, text, source), source, alternate, up)


def _lead_to_forms(settings: SiteSettings, text: str, source: str) -> str:
    """A hand-written page whose links to forms lead to this board's own; without a forge they lead to what can be done without an account.

    Raises SiteError for a form that there is none of.
    """

    def lead(link: re.Match[str]) -> str:
        if link[1] not in FORMS:
            raise refuse(settings, "no-form", source, form=link[1], forms=", ".join(FORMS))
        return f"]({name_form(settings.repository, link[1]) if settings.repository else WITHOUT})"

    return _FORM.sub(lead, text)


def _placeholder(key: ShellKey) -> bytes:
    head: dict[str, object] = {
        "title": SLOTS["title"],
        "description": SLOTS["description"],
        "head": SLOTS["head"],
        "card": SLOTS["card"],
        "section": key.section,
        "alternate": key.alternate,
    }
    if not key.depth:
        head["home"] = True
    if key.sourced:
        head["source"] = SLOTS["source"]
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in head.items())
    return f"---\n{lines}---\n{SLOTS['body']}\n".encode()


def _read_text(settings: SiteSettings, data: bytes, source: str) -> str:
    """The text of a hand-written page. Raises SiteError where it is no UTF-8."""
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise refuse(settings, "no-utf8", source, data.count(b"\n", 0, error.start) + 1) from None


def _read_front(settings: SiteSettings, text: str, source: str) -> dict[str, Any]:
    """What a hand-written page says of itself before its text. Raises SiteError where it can't be read."""
    front = _FRONT.match(text)
    try:
        head = yaml.safe_load(front[1]) if front else {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise refuse(settings, "front", source, mark.line + 2 if mark else 1) from None
    if not isinstance(head or {}, dict):
        raise refuse(settings, "front", source, 2)
    return head or {}


def _entry(settings: SiteSettings, lang: str, name: str, pages: Mapping[str, bytes], words: Words) -> Entry | None:
    """How the navigation names a page: a hand-written one by its own title, a made one by the words of the site."""
    url = "" if name == "index" else f"{name}/"
    if f"{name}.md" in pages:
        source = f"content/{lang}/{name}.md"
        head = _read_front(settings, _read_text(settings, pages[f"{name}.md"], source), source)
        return Entry(str(head.get("section", name)), url, str(head.get("nav") or head.get("title") or name))
    section = "home" if name == "index" else name
    return Entry(section, url, words(f"site.nav.{section}")) if words.has(f"site.nav.{section}") else None


def _make_config(
    settings: SiteSettings, lang: str, config: Mapping[str, Any], pages: Mapping[str, bytes], theme: Theme
) -> bytes:
    words = load_words(lang)
    folder = settings.root.resolve()
    made = {
        "INHERIT": (folder / "mkdocs.yml").as_posix(),
        "site_name": settings.names[lang],
        "site_url": settings.address + root_of(lang, settings.languages) if settings.address else "",
        "repo_url": settings.repository,
        "docs_dir": "docs",
        "site_dir": "site",
        "nav": [f"{name}.md" for name in _names(config, "nav")],
        "not_in_nav": "*\n",
        "validation": {"omitted_files": "ignore", "links": {"not_found": "ignore", "unrecognized_links": "ignore"}},
        "theme": {"custom_dir": (folder / "site_config" / "theme").as_posix(), "language": lang},
        "extra": _make_extra(settings, lang, config, pages, theme, words),
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def _make_extra(
    settings: SiteSettings, lang: str, config: Mapping[str, Any], pages: Mapping[str, bytes], theme: Theme, words: Words
) -> dict[str, Any]:
    entries = {
        key: [e._asdict() for name in _names(config, key) if (e := _entry(settings, lang, name, pages, words))]
        for key in ("nav", "foot")
    }
    forge = settings.repository.rstrip("/")
    return {
        "policy": POLICY,
        "lang": lang,
        "up": "../" if root_of(lang, settings.languages) else "",
        "address": settings.address,
        "languages": [
            {"lang": each, "root": root_of(each, settings.languages), "short": load_words(each)("site.short")}
            for each in settings.languages
        ],
        "sections": entries["nav"],
        "foot_links": entries["foot"],
        "files": dict(theme.files),
        "search": settings.search,
        "feed": settings.feed,
        "cards": list(CARDS),
        "demo": settings.demo,
        "source": {verb: f"{forge}/{part}/{settings.branch}/" for verb, part in _VERBS.items()} if forge else None,
        "words": {key.removeprefix("site.frame."): words(key) for key in words.keys("site.frame.")},
        "lost": [_lost(each, settings) for each in settings.languages],
    }


_VERBS = {"edit": "edit", "history": "commits", "blame": "blame"}


def _lost(lang: str, settings: SiteSettings) -> dict[str, str]:
    words = load_words(lang)
    keys = {"title": "lost_title", "text": "lost_text", "home": "lost_home", "wishes": "lost_wishes"}
    return {
        "lang": lang,
        "root": root_of(lang, settings.languages),
        **{name: words(f"site.frame.{key}") for name, key in keys.items()},
    }
