"""Whatever people wrote shows just its own signs in a comment."""

from __future__ import annotations

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from wishlight.review.pen import ALLOWED, inert, is_inert, markdown_pen, plain_pen
from wishlight.words import load_words

HOSTILE = (
    "@someone", "a@team/all", "请 @everyone 看", "#12", "GH-12", "owner/repo#12", "see http://x.example/a?b=1", "HTTPS://X.EXAMPLE", "www.x.example",
    "mail me@x.example", "mailto:me@x.example", "ftp://x.example", "[x](javascript:alert(1))", "![](//x.example/i.png)", "[x][y]", "<b>b</b>",
    "<script>alert(1)</script>", "<!-- wishlight:review -->", "</details>", "`code`", "```", "**bold**", "__b__", "_i_", "~~s~~", "# head", "> quote",
    "- [ ] task", "1. one", "a\n\n# head", "a\r\n- b", "| a | b |\n|---|---|", "---", "$x$", "&#64;someone", "&lt;b&gt;", "\\@someone", "\\\\<b>", "a\\", ":smile:",
    ":+1:", "0123456789abcdef0123456789abcdef01234567", "\u202e txt", "a\u200b@b", "line\u2028break", "[^1]: note", "<https://x.example>", "\\`x\\`",
)  # fmt: skip
CALLS = re.compile(r"@\w|#\d|://|www\.|gh-\d|:[a-z0-9+_-]+:|[0-9a-f]{7}", re.IGNORECASE)


def render(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_becomes_plain_text_and_nothing_else(text: str):
    page = render(f"- **W**（{inert(text)}）：{inert(text)}")
    assert set(re.findall(r"</?([a-z0-9]+)", page)) == {"ul", "li", "strong"}
    assert not CALLS.search(unescape(re.sub("<[^>]*>", "", page)))


@pytest.mark.parametrize("text", ["一盏小夜灯", "3楼: 灯坏 (两处) 100%", "a_b*c", "8:30—17:30", "C++ & <tag>", "it's 50/50 [ok]!"])
def test_a_reader_sees_every_sign_of_a_text(text: str):
    shown = unescape(re.sub("<[^>]*>", "", render(inert(text)))).strip().replace("\u200b", "")
    assert shown == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_comment_is_told_from_one_with_live_text_in_it(text: str):
    assert is_inert(f"{ALLOWED[0]}\n### 标题\n\n- {inert(text)}\n")


@pytest.mark.parametrize("text", ["@a", "#1", "<b>", "[x](y)", "`x`", "&#64;a", "http://x", "www.x", "\\\\<b>", "\\\\[x](y)", "gh-1", "<!-- wishlight:claim -->"])
def test_live_text_is_seen(text: str):
    assert not is_inert(f"ok {text} ok")


def test_a_finished_sentence_is_not_quoted_twice():
    pen = markdown_pen(load_words("zh"))
    once = pen("review.named", id=pen.strong("W-1"), title="a*b")
    assert once == "**W\\-1**（a\\*b）"
    assert pen("review.set", label=once, value="x") == "**W\\-1**（a\\*b）：x"


def test_more_lines_than_are_told_are_counted():
    pen = plain_pen(load_words("en"))
    lines = [pen.take(str(n)) for n in range(5)]
    assert list(pen.cap(lines, 5)) == lines
    assert list(pen.cap(lines, 3)) == [*lines[:3], pen("review.more", n=2)]
