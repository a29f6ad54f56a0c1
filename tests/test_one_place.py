"""One place each: a field is one line of a schema and its words, a leaderboard is one SQL file and its words."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIELD = '- {name: lift, type: string, x-show: true, example: "yes", constraints: {enum: ["yes", "no"]}}\n'
BOARD = """-- shows: board
-- Communities by the wishes they published.
SELECT a.community, count(*) AS published
FROM wish_states s JOIN wishes w ON w.id = s.wish JOIN areas a ON a.id = w.area
WHERE s.published_on IS NOT NULL
GROUP BY ALL ORDER BY published DESC, a.community
"""


def run(source: Path, folder: Path, *call: str) -> str:
    """What a call of the program in `source` prints; fails the test where it fails."""
    env = {**os.environ, "PYTHONPATH": str(source), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "wishlight", *call, "--lang", "en"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Copy:
    """A copy of the program beside a new small board, so that a test may edit both."""

    def __init__(self, folder: Path) -> None:
        self.package, self.board = folder / "generator" / "wishlight", folder / "board"
        shutil.copytree(ROOT / "generator" / "wishlight", self.package, ignore=shutil.ignore_patterns("__pycache__"))
        run(ROOT / "generator", folder, "init", str(self.board), "--yes")

    def run(self, *call: str) -> str:
        """A call of the edited program in the board's folder."""
        return run(self.package.parent, self.board, *call)

    def wish(self) -> Path:
        return next((self.board / "wishes" / "wish").rglob("*.yml"))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_field_is_one_line_of_a_schema_and_its_words(copy: Copy) -> None:
    schema = copy.package / "records" / "schema" / "wish.yml"
    text = schema.read_text("utf-8")
    schema.write_text(text.replace("- {name: due,", FIELD + "- {name: due,"), "utf-8")
    for lang, label, yes in (("zh", "有电梯", "有"), ("en", "Lift", "there is one")):
        words = copy.package / "words" / f"{lang}.yml"
        text = words.read_text("utf-8")
        head, mark, rest = text.partition("\nfields:\n  wishes: {")
        assert mark
        text = f"{head}{mark}lift: {label}, {rest}"
        text = text.replace("\nenums:\n", f'\nenums:\n  lift: {{"yes": {yes}, "no": "-"}}\n', 1)
        words.write_text(text, "utf-8")
    wish = copy.wish()
    lines = wish.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith(("due:", "source:")))
    wish.write_text("".join([*lines[:at], 'lift: "yes"\n', *lines[at:]]), "utf-8")

    copy.run("fmt")
    assert "lift: yes\n" in wish.read_text("utf-8")
    copy.run("check")
    copy.run("generate")
    editor = json.loads((copy.board / "site_config" / "schema" / "wish.json").read_text("utf-8"))
    assert editor["properties"]["lift"]["enum"] == ["yes", "no"]
    copy.run("build")
    site = copy.board / "site"
    with (site / "data" / "tables" / "wishes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["lift"] for row in csv.DictReader(file)] == ["yes"]
    package = json.loads((site / "data" / "datapackage.json").read_text("utf-8"))
    fields = next(r["schema"]["fields"] for r in package["resources"] if r["path"].endswith("wishes.csv"))
    assert "lift" in {field["name"] for field in fields}
    for folder, label in ((site, "Lift"), (site / "zh", "有电梯")):
        assert label in (folder / "data" / "dictionary" / "index.html").read_text("utf-8")
        assert label in next((folder / "wish").rglob("index.html")).read_text("utf-8")


def test_a_wrong_value_of_the_new_field_is_refused(copy: Copy) -> None:
    schema = copy.package / "records" / "schema" / "wish.yml"
    schema.write_text(schema.read_text("utf-8").replace("- {name: due,", FIELD + "- {name: due,"), "utf-8")
    wish = copy.wish()
    wish.write_text(wish.read_text("utf-8").replace("source:", "lift: maybe\nsource:", 1), "utf-8")
    with pytest.raises(AssertionError, match="lift is 'maybe'"):
        copy.run("check")


def test_a_board_adds_a_field_of_its_own_without_touching_code(copy: Copy) -> None:
    own = 'wish:\n- {name: lift, type: string, constraints: {enum: ["yes", "no"]}, words: {zh: 有电梯, en: Lift}}\n'
    (copy.board / "site_config" / "fields.yml").write_text(own, "utf-8")
    wish = copy.wish()
    wish.write_text(wish.read_text("utf-8").replace("source:", "lift: yes\nsource:", 1), "utf-8")
    copy.run("fmt")
    copy.run("generate")
    assert "lift" in (copy.board / "site_config" / "schema" / "wish.json").read_text("utf-8")
    copy.run("build", "--strict")
    site = copy.board / "site"
    with (site / "data" / "tables" / "wishes.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["lift"] for row in csv.DictReader(file)] == ["yes"]
    for folder, label in ((site, "Lift"), (site / "zh", "有电梯")):
        assert label in next((folder / "wish").rglob("index.html")).read_text("utf-8")
        assert label in (folder / "data" / "dictionary" / "index.html").read_text("utf-8")
    copy.run("recount", "site")


def test_a_leaderboard_is_one_sql_file_and_its_words(copy: Copy) -> None:
    (copy.package / "metrics" / "boards" / "communities_published.sql").write_text(BOARD, "utf-8")
    for lang, title in (("zh", "各社区公布的心愿"), ("en", "Wishes published")):
        words = copy.package / "words" / f"{lang}.yml"
        text = words.read_text("utf-8")
        line = f'  communities_published: {{title: "{title}", what: "{title}"}}\n'
        words.write_text(text.replace("\nmetrics:\n", f"\nmetrics:\n{line}", 1), "utf-8")
    copy.run("build", "--strict")
    site = copy.board / "site"
    for folder, title in ((site, "Wishes published"), (site / "zh", "各社区公布的心愿")):
        page = (folder / "figure" / "communities_published" / "index.html").read_text("utf-8")
        assert title in page
        assert "GROUP BY ALL" in page
    figures = json.loads((site / "data" / "figures.json").read_text("utf-8"))
    assert "communities_published" in json.dumps(figures)
    assert "communities_published" in (site / "transparency" / "index.html").read_text("utf-8")
    copy.run("recount", "site")
