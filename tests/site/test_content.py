"""The hand-written pages: both languages, described, and with every link sound."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

from sample_site import REPOSITORY, make_page
from wishlight.records.formlinks import FORMS
from wishlight.site.build import write_site
from wishlight.site.linkcheck import check_links
from wishlight.site.settings import SiteError, SiteSettings
from wishlight.site.staging import read_content, stage
from wishlight.site.theme import read_theme

PAGES = read_content(REPOSITORY / "content" / "zh")
MADE = ("", "wishes/", "wishes/for-you/", *(f"wishes/minutes/{n}/" for n in (15, 30, 60)), "hall/", "actions/", "deeds/", "starlight/", "areas/", "transparency/", "rules/", "data/", "corrections/")
"""Pages that are made from records and that the frame and the hand-written pages lead to."""


def test_there_are_hand_written_pages_in_both_languages() -> None:
    assert {"take-part.md", "no-account.md", "privacy.md", "about.md", "rules-in-plain-words.md"} <= PAGES.keys()
    assert PAGES.keys() == read_content(REPOSITORY / "content" / "en").keys()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [p for p in PAGES if p.endswith(".md")])
def test_a_page_has_title_description_one_heading_and_the_same_parts_in_both_languages(path: str, lang: str) -> None:
    text = read_content(REPOSITORY / "content" / lang)[path].decode("utf-8")
    head = yaml.safe_load(text.split("---\n")[1])
    assert head["title"]
    assert head["description"]
    assert len(re.findall(r"^# ", text, re.M)) == 1
    assert len(re.findall(r"^## ", text, re.M)) == len(re.findall(r"^## ", PAGES[path].decode("utf-8"), re.M))


def test_every_link_of_frame_and_hand_written_pages_leads_somewhere(board: SiteSettings) -> None:
    pages = [make_page(path, lang, text="<p>x</p>") for lang in board.languages for path in MADE]
    write_site(pages, [], board)
    assert check_links(board.out, board.words, board.address) == []


def test_a_page_in_one_language_only_is_no_twin_of_anything(board: SiteSettings) -> None:
    (board.root / "content/zh/local.md").write_text("---\ntitle: 本地\ndescription: 一页\n---\n# 本地\n", "utf-8")
    write_site([], [], board)
    text = (board.out / "local/index.html").read_text("utf-8")
    assert "hreflang" in text
    assert 'rel="alternate"' not in text
    assert 'href="../en/local/"' not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_taking_part_leads_to_the_form_of_a_wish_of_joining_of_an_action_and_of_a_deed(board: SiteSettings, lang: str) -> None:
    text = stage(board, lang, [], read_theme(board.root / "site_config/theme"))["docs/take-part.md"].decode()
    assert {form for form in FORMS if f"](https://forge.example/o/r/issues/new?template={form}.yml)" in text} == {"wish", "join", "action", "deed"}


def test_without_a_forge_a_link_to_a_form_leads_to_what_can_be_done_without_an_account(board: SiteSettings) -> None:
    text = stage(replace(board, repository=""), "zh", [], read_theme(board.root / "site_config/theme"))["docs/take-part.md"].decode()
    assert "[在网上填表](no-account.md)" in text and "form:" not in text and "template=" not in text


def test_a_link_to_a_form_that_there_is_none_of_is_refused_by_its_name(board: SiteSettings) -> None:
    page = board.root / "content/zh/about.md"
    page.write_text(page.read_text("utf-8") + "\n[表](form:wishes)\n", "utf-8")
    with pytest.raises(SiteError) as refused:
        write_site([], [], board)
    (problem,) = refused.value.problems
    assert (problem.path, problem.says) == ("content/zh/about.md", "there is no form “wishes”")


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("content/zh/about.md", b"---\ntitle: x\n---\n# x\n\xff\n", 5),
        ("content/zh/about.md", b'---\ntitle: "x\n---\n# x\n', 2),
        ("content/zh/about.md", b"---\n- x\n---\n# x\n", 2),
        ("content/zh/about.md", b"---\ntitle: x\n\tnav: y\n---\n# x\n", 3),
        ("mkdocs.yml", b"nav: 5\n", 0),
        ("mkdocs.yml", b"extra: [foot]\n", 0),
        ("mkdocs.yml", b"extra: {foot: 5}\n", 0),
        ("mkdocs.yml", b"- x\n", 0),
    ],
)
def test_a_page_or_frame_that_cannot_be_read_is_named_with_its_line(board: SiteSettings, name: str, data: bytes, line: int) -> None:
    (board.root / name).write_bytes(data)
    with pytest.raises(SiteError) as refused:
        write_site([], [], board)
    assert [(problem.path, problem.line) for problem in refused.value.problems] == [(name, line)]


def test_of_an_engine_that_fails_only_what_it_says_is_told(board: SiteSettings) -> None:
    (board.root / "site_config/theme/main.html").write_text("{% if %}", "utf-8")
    with pytest.raises(SiteError) as refused:
        write_site([], [], board)
    (problem,) = refused.value.problems
    assert "TemplateSyntaxError" in problem.says and "site-packages" not in problem.says
