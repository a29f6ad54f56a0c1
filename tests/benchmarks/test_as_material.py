"""A stamped page is the page that MkDocs Material itself would make; nightly on a board of a thousand wishes, here on one of ten."""

from __future__ import annotations

from pathlib import Path

from benchmarks.as_material import compare, find_difference, write_markdown
from benchmarks.corpus import make_corpus
from wishlight.pages.page import Page


def test_stamped_pages_are_what_the_engine_makes(tmp_path: Path) -> None:
    make_corpus(tmp_path / "board", 10)
    count, found = compare(tmp_path / "board")
    assert count == 612
    assert found == []


def test_white_space_is_no_difference_and_all_else_is() -> None:
    assert find_difference("<p>a\n b</p>\n<p>c</p>", "<p> a b </p><p>c</p>") is None
    assert find_difference("<p>a</p>", "<p>b</p>") == ("a", "b")
    assert find_difference("<p>a</p>", '<p class="x">a</p>') == ("<p>", '<p class="x">')
    assert find_difference("<p>a</p>", "<p>a</p><p>") == ("", "<p>")


def test_a_body_is_one_block_and_texts_are_quoted() -> None:
    page = Page("wish/x/", "zh", "wish", 'a "b"', "c: d", "<p>1</p>\n\n<p>2</p>", "wishes", source="wishes/x.yml")
    assert write_markdown(page).decode().splitlines() == [
        "---", 'title: "a \\"b\\""', 'description: "c: d"', 'head: ""', 'card: "wishes"', 'section: "wishes"', "alternate: true", 'source: "wishes/x.yml"', "---", "<p>1</p>", "<p>2</p>",
    ]  # fmt: skip
