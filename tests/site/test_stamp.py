"""A stamped page is what the engine itself would have made of it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from sample_site import BODY, make_page
from wishlight.pages.links import root_of
from wishlight.pages.page import Page
from wishlight.site.engine import run_engine
from wishlight.site.settings import SiteSettings
from wishlight.site.shells import make_frames, squeeze
from wishlight.site.staging import stage
from wishlight.site.stamp import file_of, shell_key, stamp
from wishlight.site.theme import read_theme

PAGES = [
    make_page(""),
    make_page("wishes/"),
    make_page("wishes/category/repair/2/"),
    make_page(source="wishes/wish/2026-03/02/W-260302-7K3FQX.yml"),
    make_page("wish/2026-04/W-260402-8X2MTA/", alternate=False),
    make_page("data/dictionary/", section="data"),
    make_page("person/4TD9/", section="starlight", source="wishes/people/p-4td9.yml", alternate=False),
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_stamped_page_equals_the_engines_own_rendering_squeezed(board: SiteSettings, lang: str) -> None:
    pages = [make_page(p.path, lang, section=p.section, source=p.source, alternate=p.alternate) for p in PAGES]
    theme = read_theme(board.root / "site_config" / "theme")
    frame = make_frames(board, theme, map(shell_key, pages))[lang]
    folder = board.root / "own"
    for path, data in {**stage(board, lang, [], theme), **dict(_as_markdown(p) for p in pages)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    run_engine(board, folder / "mkdocs.yml")
    for page in pages:
        own = (folder / "site" / file_of(page, board.languages).removeprefix(root_of(lang, board.languages))).read_text(
            "utf-8"
        )
        assert _without_blanks(stamp(frame.shells[shell_key(page)], page).decode()) == _without_blanks(squeeze(own)), page.path


def test_what_a_page_says_is_escaped_and_lands_in_its_slots(rendered: SiteSettings) -> None:
    page = make_page(title="</title><script>alert(1)</script>", description='"><img src=x onerror=alert(1)>')
    text = _stamp(rendered, page)
    found = _Tags()
    found.feed(text)
    assert found.values["title"] == "</title><script>alert(1)</script> · 小镇微光"
    assert found.metas["description"] == page.description
    assert found.scripts == 2  # early.js and site.js
    assert BODY in text


def test_a_page_names_its_own_address_and_its_other_language(rendered: SiteSettings) -> None:
    text = _stamp(rendered, make_page("wish/2026-03/W-1/", "en"))
    assert '<link rel="canonical" href="https://board.example/town/en/wish/2026-03/W-1/">' in text
    assert '<link rel="alternate" hreflang="zh" href="https://board.example/town/wish/2026-03/W-1/">' in text
    assert re.search(r'<a class="tool"[^>]*hreflang="zh" href="../../../../wish/2026-03/W-1/">', text)


def test_a_page_without_a_twin_leads_to_the_other_languages_home(rendered: SiteSettings) -> None:
    text = _stamp(rendered, make_page("wish/2026-03/W-1/", alternate=False))
    assert 'rel="alternate"' not in text
    assert re.search(r'<a class="tool"[^>]*hreflang="en" href="../../../en/">', text)


def test_only_a_page_with_a_source_has_edit_links(rendered: SiteSettings) -> None:
    with_source = _stamp(rendered, make_page(source="wishes/a.yml"))
    for verb in ("edit", "commits", "blame"):
        assert f'href="https://forge.example/o/r/{verb}/main/wishes/a.yml"' in with_source
    assert "/edit/" not in _stamp(rendered, make_page())


def test_the_frame_weighs_at_most_seven_kilobytes(rendered: SiteSettings) -> None:
    for lang in rendered.languages:
        bare = _stamp(rendered, make_page(lang=lang, text="", source="wishes/wish/2026-03/02/W-260302-7K3FQX.yml"))
        assert len(bare.encode()) <= 7 * 1024


def test_the_frame_has_no_inline_code_and_a_strict_policy(rendered: SiteSettings) -> None:
    text = _stamp(rendered, make_page())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.search(r"<style|<script(?![^>]*src=)|\son\w+=|\sstyle=", text)


def _stamp(settings: SiteSettings, page: Page) -> str:
    frame = make_frames(settings, read_theme(settings.root / "site_config" / "theme"), [shell_key(page)])[page.lang]
    return stamp(frame.shells[shell_key(page)], page).decode()


def _as_markdown(page: Page) -> tuple[str, bytes]:
    section = "transparency" if page.section == "data" else page.section
    head = {"title": page.title, "description": page.description, "section": section, "alternate": page.alternate}
    if page.source:
        head["source"] = page.source
    if not page.path:
        head["home"] = True
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in head.items())
    return f"docs/{page.path.rstrip('/') or 'index'}.md", f"---\n{lines}---\n\n{page.body}\n".encode()


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.metas: dict[str, str | None] = {}
        self.scripts = 0
        self.tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tag = tag
        self.scripts += tag == "script"
        if tag == "meta" and found.get("name"):
            self.metas[str(found["name"])] = found.get("content")

    def handle_data(self, data: str) -> None:
        self.values.setdefault(self.tag, data)


def test_nothing_is_left_of_materials_switches_which_this_frame_does_not_use(rendered: SiteSettings) -> None:
    frames = make_frames(rendered, read_theme(rendered.root / "site_config" / "theme"))
    texts = [b"".join(shell.texts) for frame in frames.values() for shell in frame.shells.values()]
    texts += [file.data for frame in frames.values() for file in frame.files if file.path.endswith(".html")]
    assert len(texts) > 100
    for text in texts:
        for left in (b"<input", b"md-overlay", b"md-dialog", b"data-md-component"):
            assert left not in text
