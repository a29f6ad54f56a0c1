"""What a small board shows, page by page: a changed word or a lost part is seen as a difference in plain text.

The board is the one `wishlight init` gives, on a fixed day. `make bless` accepts what it shows now; look at the diff before
committing it.
"""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from wishlight.build import BuildOptions, build
from wishlight.starter import Answers, make_board
from wishlight.words import list_languages, load_words

EXPECTED = Path(__file__).parent / "example_board"
ANSWERS = Answers("星湖微光", "云溪区", (("星湖社区", 2), ("松园社区", 1)), "none", "", "", date(2026, 3, 2))
NOW = datetime.fromisoformat("2026-03-02T18:00:00+08:00")


def read_text(page: Path) -> str:
    """The title and the visible text of a page's own part, one piece a line."""
    soup = BeautifulSoup(page.read_bytes(), "html.parser")
    main = soup.find("main")
    for hidden in main.select("script, style, template, svg"):
        hidden.decompose()
    lines = [soup.title.get_text(), *main.stripped_strings]
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"


def is_kept(address: str) -> bool:
    """Pages near the top and the record's own: the many figures and filters are alike, and `transparency` shows them all.

    What has been tried is held by tests/trust/test_figures.py, what was measured by tests/benchmarks/test_report.py.
    """
    below = address.removeprefix("en/")
    if below in ("tested", "performance"):
        return False
    return "/" not in below or below.startswith("wish/")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = tmp_path_factory.mktemp("example") / "board"
    make_board(root, ANSWERS, load_words("zh"))
    build(BuildOptions(root, root / "site", "zh", ANSWERS.day), NOW, lambda stage: None)
    pages = sorted(page for page in (root / "site").rglob("index.html") if is_kept(page.relative_to(root / "site").parent.as_posix()))
    return {(page.parent.relative_to(root / "site").as_posix() + ".txt").replace("..txt", "home.txt"): read_text(page) for page in pages}


def test_every_page_shows_what_was_accepted(shown: dict[str, str], request: pytest.FixtureRequest):
    if request.config.getoption("--bless"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, text in shown.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_text(text, "utf-8", newline="\n")
    accepted = {path.relative_to(EXPECTED).as_posix(): path.read_text("utf-8") for path in sorted(EXPECTED.rglob("*.txt"))}
    assert accepted, "run 'make bless'"
    differing = sorted({name for name in accepted.keys() | shown.keys() if accepted.get(name) != shown.get(name)})
    for name in differing[:3]:
        assert shown.get(name) == accepted.get(name), f"{len(differing)} pages differ; look, then run 'make bless': {differing}"


@pytest.mark.parametrize("lang", list_languages())
def test_both_languages_have_the_same_pages_near_the_top(lang: str, shown: dict[str, str]):
    top = "" if lang == "zh" else f"{lang}/"
    sections = ("wishes", "actions", "deeds", "starlight", "areas", "transparency", "take-part", "data", "rules")
    assert [name for name in sections if f"{top}{name}.txt" not in shown] == []


def test_the_example_wish_is_on_its_page_and_on_the_wall(shown: dict[str, str]):
    (page,) = (text for name, text in shown.items() if name.startswith("wish/"))
    assert "想要一盏感应小夜灯" in page
    assert "想要一盏感应小夜灯" in shown["wishes.txt"]
    assert "想要一盏感应小夜灯" in shown["home.txt"]
