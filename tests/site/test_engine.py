"""The three engines read one tree; what goes wrong in it is said in words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib.util import find_spec

import pytest

from sample_site import make_page, read_site
from wishlight.site.build import write_site
from wishlight.site.settings import SiteError, SiteSettings


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_a_successor_of_mkdocs_builds_the_same_pages(board: SiteSettings, engine: str) -> None:
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    pages = [make_page(lang=lang) for lang in board.languages]
    write_site(pages, [], board)
    before = read_site(board)
    shutil.rmtree(board.cache)
    write_site(pages, [], replace(board, engine=engine))
    after = read_site(board)
    if engine == "properdocs":
        assert after == before
    else:  # its base template differs in a few attributes; our parts must not
        assert {path for path in after if path.endswith(".html")} == {path for path in before if path.endswith(".html")}
        for path in (file for file in before if file.endswith("W-260302-7K3FQX/index.html")):
            assert _ours(before[path]) == _ours(after[path])


def test_an_engine_that_is_not_installed_is_named(board: SiteSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wishlight.site.engine.find_spec", lambda name: None)
    shutil.rmtree(board.cache)
    with pytest.raises(SiteError) as refused:
        write_site([make_page()], [], replace(board, engine="properdocs"))
    assert refused.value.problems[0].rule == "site-engine-missing"
    assert "properdocs" in refused.value.problems[0].says


def test_a_broken_template_is_told_with_the_engines_words_and_the_old_site_stays(board: SiteSettings) -> None:
    write_site([make_page()], [], board)
    before = read_site(board)
    (board.root / "site_config/theme/main.html").write_text("{% extends 'base.html' %}{% block x %}", "utf-8")
    with pytest.raises(SiteError) as refused:
        write_site([make_page()], [], board)
    assert refused.value.problems[0].rule == "site-engine-failed"
    assert "main.html" in refused.value.problems[0].says or "block" in refused.value.problems[0].says
    assert read_site(board) == before


@pytest.mark.parametrize("text", ["nav: [", "a: *nowhere", "\x00"])
def test_settings_that_are_no_yaml_are_told(board: SiteSettings, text: str) -> None:
    (board.root / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(SiteError) as refused:
        write_site([make_page()], [], board)
    assert [(p.rule, p.path) for p in refused.value.problems] == [("site-config", "mkdocs.yml")]


def test_a_board_may_use_python_markdown_tags_in_its_settings(board: SiteSettings) -> None:
    config = board.root / "mkdocs.yml"
    tagged = "markdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
    config.write_text(config.read_text("utf-8").replace("markdown_extensions:\n", tagged), "utf-8")
    assert write_site([make_page()], [], board).written


def test_the_frame_is_rendered_again_only_when_it_would_say_something_else(
    board: SiteSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site([make_page()], [], board)
    monkeypatch.setattr(
        "wishlight.site.shells.run_engine", lambda settings, config: pytest.fail("rendered without need")
    )
    write_site([make_page(text="<p>another</p>")], [], board)
    monkeypatch.undo()
    about = board.root / "content/zh/about.md"
    about.write_text(about.read_text("utf-8") + "\n一句新的话。\n", "utf-8")
    assert write_site([make_page(text="<p>another</p>")], [], board).written == ("about/index.html",)


def test_an_unusual_depth_gets_its_shell_and_keeps_it(board: SiteSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site([make_page("a/b/c/d/e/f/")], [], board)
    monkeypatch.setattr(
        "wishlight.site.shells.run_engine", lambda settings, config: pytest.fail("rendered without need")
    )
    assert write_site([make_page("a/b/c/d/e/f/")], [], board).written == ()
    assert b'href="../../../../../../assets/' in (board.out / "a/b/c/d/e/f/index.html").read_bytes()


def _ours(page: bytes) -> str:
    text = page.decode()
    return (
        text[text.index('<a class="skip"') : text.index('<div class="md-container"')]
        + text[text.index("<article") : text.index("</footer>")]
    )
