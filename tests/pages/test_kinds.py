"""What holds for every page of every kind: form, links, languages, and nothing live that people wrote."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import import_module, resources
from itertools import pairwise
from pkgutil import iter_modules
from urllib.parse import urljoin, urlsplit

import pytest

import wishlight.pages
from sample_pages import ROOT, Seen, sample_context, sample_pages
from wishlight.pages import Page, list_kinds, make_pages
from wishlight.pages.links import root_of

EXPECTED = {
    *("home", "wishes", "suited", "wish", "overdue", "refusals", "corrections", "areas", "area", "week", "hall"),
    *(
        "actions",
        "actions_calendar",
        "action",
        "deeds",
        "deed",
        "starlight",
        "stories",
        "person",
        "team",
        "transparency",
        "figure",
    ),
    *("data", "data_dictionary", "data_lifecycle", "rules"),
}
SITE = "https://board.example/site/"
WRITTEN = {f"{path.stem}/" for path in (ROOT / "content" / "zh").glob("*.md")}
KEY = re.compile(r"\b(?:pages|status|events|enums|fields|units|metrics|columns|values)(?:\.[a-z0-9_-]+){1,4}\b")


@cache
def every_page() -> tuple[Page, ...]:
    return tuple(make_pages(sample_context()))


def test_no_kind_of_page_was_lost() -> None:
    assert set(list_kinds()) >= EXPECTED


def test_each_module_that_makes_pages_has_a_template_and_each_template_its_module() -> None:
    makers = {
        m.name
        for m in iter_modules(wishlight.pages.__path__)
        if any(hasattr(import_module(f"wishlight.pages.{m.name}"), maker) for maker in ("make", "plan", "plan_in", "plan_one"))
    }
    assert makers == set(list_kinds())


def test_each_part_is_used_by_a_template() -> None:
    folder = resources.files("wishlight") / "templates"
    parts = {f.name for f in (folder / "parts").iterdir()}
    files = [*folder.iterdir(), *(folder / "parts").iterdir()]
    used = {
        name for f in files if f.is_file() for name in re.findall(r'from "parts/([a-z_]+\.html)"', f.read_text("utf-8"))
    }
    assert parts
    assert parts == used


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_every_kind_makes_the_same_pages_in_each_language(kind: str) -> None:
    found = {lang: {path for path, there in sample_pages(kind) if there == lang} for lang in ("zh", "en")}
    assert found["zh"]
    assert found["zh"] == found["en"]
    assert all(page.kind == kind for page in sample_pages(kind).values())


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_every_page_is_well_formed_with_one_first_heading_and_none_skipped(kind: str) -> None:
    for page in sample_pages(kind).values():
        seen = Seen(page.body)
        levels = [int(tag[1]) for tag, _ in seen.tags if re.fullmatch("h[1-6]", tag)]
        assert seen.errors == [], page.path
        assert levels[0] == 1, page.path
        assert levels.count(1) == 1, page.path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (page.path, levels)


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_nothing_on_a_page_needs_what_the_policy_forbids(kind: str) -> None:
    for page in sample_pages(kind).values():
        for tag, attrs in Seen(page.body).tags:
            assert tag not in ("script", "style", "iframe", "object", "embed", "form", "base", "link", "meta", "img"), (
                page.path,
                tag,
            )
            assert not [name for name in attrs if name.startswith("on") or name == "style"], (page.path, attrs)
            assert urlsplit(attrs.get("href", "")).scheme in ("", "https"), (page.path, attrs)


@pytest.mark.parametrize("kind", sorted(EXPECTED))
def test_every_sentence_of_a_page_has_its_words(kind: str) -> None:
    for page in sample_pages(kind).values():
        attributes = " ".join(
            value
            for tag, attrs in Seen(page.body).tags
            for name, value in attrs.items()
            if name in ("aria-label", "title")
        )
        text = re.sub(r"(?s)<(?:pre|code)\b.*?</(?:pre|code)>", "", page.body)
        assert not KEY.findall(f"{Seen(text).text} {attributes} {page.title} {page.description}"), page.path
        assert page.title
        assert page.description


def test_every_link_leads_to_a_page_of_the_site_or_away_on_purpose() -> None:
    languages = ("zh", "en")
    known = {urljoin(SITE, root_of(page.lang, languages) + page.path) for page in every_page()}
    known |= {urljoin(SITE, root_of(lang, languages) + path) for lang in languages for path in WRITTEN}
    broken, followed = set(), 0
    for page in every_page():
        here = urljoin(SITE, root_of(page.lang, languages) + page.path)
        for link in Seen(page.body).links():
            to = urljoin(here, link).partition("#")[0].partition("?")[0]
            # Files (feeds, tables) are not pages; whoever writes the site checks those links.
            if to.startswith(SITE) and to.endswith("/") and not to.startswith((f"{SITE}data/", f"{SITE}en/data/")):
                followed += 1
                if to not in known:
                    broken.add((page.kind, to.removeprefix(SITE)))
    assert broken == set()
    assert followed > 1000


def test_two_pages_never_share_an_address() -> None:
    addresses = [(page.lang, page.path) for page in every_page()]
    assert len(addresses) == len(set(addresses))
    assert all(
        path == "" or (path.isascii() and path.endswith("/") and not path.startswith("/")) for _, path in addresses
    )


def test_what_people_write_is_text_wherever_it_stands() -> None:
    everywhere = "".join(page.body for page in every_page())
    assert "<script>alert(1)</script>'&#34;&amp;" not in everywhere
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in everywhere
    assert "onerror=alert" not in re.sub(r"&lt;.*?&gt;", "", everywhere)
    assert (
        "49" not in Seen(sample_pages("wish")["wish/2026-10/W-261001-1A2B3C/", "zh"].body).text.partition("{{")[2][:8]
    )


def test_a_person_without_consent_or_under_18_is_never_named() -> None:
    assert not [page.path for page in every_page() if "不该出现" in page.body + page.title + page.description]
    assert [page.path for page in every_page() if "林&lt;i&gt;小满" in page.body]


def test_the_same_records_give_the_same_bytes() -> None:
    runs = (make_pages(sample_context()), every_page())
    finished = [[replace(page, text=page.body) for page in pages] for pages in runs]
    assert finished[0] == finished[1]  # their names too: what is made from the same is not made again
