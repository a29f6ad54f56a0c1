"""The link check finds what a reader or a browser would stumble over, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from wishlight.site.linkcheck import check_links
from wishlight.words import load_words

GOOD = """<!doctype html><html><head><link rel="canonical" href="https://board.example/town/a/"><link rel="stylesheet" href="../s.css">
<script src="../s.js"></script><script type="application/ld+json">{"a":1}</script></head><body><h1 id="top">x</h1><a href="#top">1</a><a href="../">2</a><a href="../b/#part">3</a>
<a href="https://forge.example/x">4</a><a href="mailto:a@board.example">5</a><img src="data:image/gif;base64,AA" alt=""><a href="../b/index.html">6</a>
<a href="https://board.example/town/b/">7</a></body></html>"""

CASES = {
    '<a href="../c/">x</a>': ("link-broken", "../c/"),
    '<a href="../b/#nowhere">x</a>': ("anchor-broken", "../b/#nowhere"),
    '<a href="#nowhere">x</a>': ("anchor-broken", "#nowhere"),
    '<a href="https://board.example/town/c/">x</a>': ("link-broken", "https://board.example/town/c/"),
    '<a href="/town/c/">x</a>': ("link-broken", "/town/c/"),
    '<img src="https://elsewhere.example/p.png" alt="">': ("third-party", "https://elsewhere.example/p.png"),
    '<img srcset="../x.png 1x, //elsewhere.example/p.png 2x" alt="">': ("third-party", "//elsewhere.example/p.png"),
    '<script src="//elsewhere.example/a.js"></script>': ("third-party", "//elsewhere.example/a.js"),
    '<link rel="preconnect" href="https://fonts.example">': ("third-party", "https://fonts.example"),
    "<script>alert(1)</script>": ("inline-code", "<script>"),
    "<style>p{}</style>": ("inline-code", "<style>"),
    '<p style="color:red">x</p>': ("inline-code", "style=color:red"),
    '<p onclick="x()">x</p>': ("inline-code", "onclick=x()"),
    '<a href="javascript:alert(1)">x</a>': ("inline-code", "javascript:alert(1)"),
    '<p id="top">x</p>': ("duplicate-id", "top"),
}


def test_a_sound_site_has_no_problem(tmp_path: Path) -> None:
    assert check_links(_make(tmp_path, GOOD), load_words("en"), "https://board.example/town/") == []


@pytest.mark.parametrize("mistake", CASES)
def test_each_mistake_is_named_with_its_file_and_line(tmp_path: Path, mistake: str) -> None:
    out = _make(tmp_path, GOOD.replace("</body>", f"\n{mistake}</body>"))
    found = check_links(out, load_words("en"), "https://board.example/town/")
    rule, target = CASES[mistake]
    assert [(p.rule, p.path, p.line) for p in found if target in p.says] == [(rule, "a/index.html", 5)]


def test_a_style_sheet_that_fetches_from_elsewhere_is_found(tmp_path: Path) -> None:
    out = _make(tmp_path, GOOD)
    (out / "s.css").write_text("p{}\n@import '//fonts.example/f.css';\ni{background:url(https://x.example/y.png)}")
    found = check_links(out, load_words("zh"))
    assert [(p.rule, p.path, p.line) for p in found if p.path == "s.css"] == [
        ("third-party", "s.css", 2),
        ("third-party", "s.css", 3),
    ]


def _make(folder: Path, text: str) -> Path:
    for path, data in {
        "a/index.html": text,
        "b/index.html": '<p id="part">',
        "index.html": "",
        "s.css": "",
        "s.js": "",
        "x.png": "",
    }.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(data, "utf-8")
    return folder
