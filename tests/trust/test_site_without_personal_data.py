"""What the gate refuses in a record is on no page: the build stops before the first write, and the pages of the example hold none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from records.privacy.labelled import SEEN, read_labelled
from wishlight import cli
from wishlight.records.privacy import find_personal_data
from wishlight.records.privacy.detect import REFUSED
from wishlight.site.place import MARK
from wishlight.starter import Answers, make_board
from wishlight.words import load_words

OURS = '{"as_of": "2026-03-01", "commit": ""}'
"""What tells that a folder holds a site of ours."""

EXAMPLE = Path(__file__).parents[1] / "example_board"
PLANTED = {kind: next(row.text for row in read_labelled(SEEN) if row.kind == kind and '"' not in row.text and len(row.text) < 40) for kind in REFUSED}


@pytest.fixture
def board(tmp_path: Path) -> Path:
    root = tmp_path / "board"
    make_board(root, Answers("星湖微光", "云溪区", (("星湖社区", 1),), "none", "", "", date(2026, 3, 2)), load_words("zh"))
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("old", "utf-8")
    (root / "site" / MARK).write_text(OURS, "utf-8")
    return root


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("place", ["title", "story", "note"])
def test_a_board_with_personal_data_in_it_is_not_built_and_the_old_site_stays(board: Path, kind: str, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    (wish,) = (board / "wishes" / "wish").rglob("*.yml")
    lines = wish.read_text("utf-8").splitlines()
    if place == "note":
        lines[-1] = lines[-1].replace("}", f', note: "{PLANTED[kind]}"}}')
    else:
        lines = [f'{place}: "{PLANTED[kind]}"' if line.startswith(f"{place}:") else line for line in lines]
    wish.write_text("\n".join([*lines, ""]), "utf-8")
    assert cli.run(["build", "--lang", "en"], board) == 1
    said = "".join(capsys.readouterr())
    assert load_words("en")(f"privacy.{kind}") in said
    assert PLANTED[kind] not in said
    assert [path.read_text("utf-8") for path in (board / "site").rglob("*") if path.is_file() and path.name != MARK] == ["old"]


def test_the_example_boards_pages_hold_nothing_of_a_kind_that_is_refused() -> None:
    pages = sorted(EXAMPLE.rglob("*.txt"))
    found = {(page.name, item.kind) for page in pages for line in page.read_text("utf-8").splitlines() for item in find_personal_data(line) if item.level == "refuse"}
    assert len(pages) >= 20
    assert found == set()
