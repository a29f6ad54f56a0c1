"""A board of its own, made with `wishlight init`, that lives on the emulator, in a bare git repository and in a maintainer's clone."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from contract.emulator import OWNER, token_of
from contract.hub import Hub, run_git
from contract.people import Person
from contract.proxy import Proxy
from intake.bodies import fill
from wishlight import cli
from wishlight.forge.access import ADDRESS, TOKEN
from wishlight.intake.change import make_change
from wishlight.intake.desk import Desk, Source
from wishlight.intake.reconcile import read_board_records
from wishlight.intake.terminal import write_change_to
from wishlight.pages import make_context, make_kind
from wishlight.records.board import Board, load_board
from wishlight.records.model import Record
from wishlight.tables import fold_all, make_tables
from wishlight.words import load_words

LANGUAGES = {lang: load_words(lang) for lang in ("zh", "en")}
NEIGHBOURS = ("lin", "wang", "zhao", "gu")
GENERATOR = Path(__file__).parents[2] / "generator"


class Town:
    """What a test does there. `lang` is the language that the board was made in and in which the commands speak."""

    def __init__(self, proxy: Proxy, folder: Path, lang: str) -> None:
        self.proxy, self.folder, self.lang = proxy, folder, lang
        self.repository = f"{OWNER}/board-{lang}"
        self.people = {login: Person(proxy.address, self.repository, login) for login in (OWNER, "lamp-bot", *NEIGHBOURS)}
        self.keeper = self.people[OWNER]
        self.keeper.call("PUT", "/collaborators/lamp-bot", {"permission": "push"}, 201)
        self.hub = Hub(folder, self.keeper)
        self._start()

    @property
    def root(self) -> Path:
        """The maintainer's clone."""
        return self.hub.clone

    @property
    def board(self) -> Board:
        board, problems = load_board(self.root, LANGUAGES[self.lang])
        assert not problems
        return board

    @property
    def records(self) -> Mapping[str, Record]:
        """The records of main, by id."""
        files = {path.relative_to(self.root).as_posix(): path.read_bytes() for path in (self.root / "wishes").rglob("*.yml")}
        return read_board_records(self.board, files)

    def look(self, *arguments: str) -> str:
        """What a command prints that asks nothing of the forge: in this process, because there are many of them."""
        said = StringIO()
        with redirect_stdout(said):
            code = cli.run(["--root", str(self.root), "--lang", self.lang, *arguments], self.root)
        assert code == 0, (arguments, said.getvalue())
        return said.getvalue()

    def run(self, *arguments: str) -> None:
        """A command in a process of its own, in the clone, with the program's token."""
        around = {**os.environ, TOKEN: token_of("lamp-bot"), ADDRESS: self.proxy.address, "PYTHONPATH": str(GENERATOR)}
        call = [sys.executable, "-m", "wishlight", "--root", str(self.root), "--lang", self.lang, *arguments]
        done = subprocess.run(call, env=around, cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)

    def send(self, who: str, form: str, **answers: str) -> int:
        """A form as the platform would send it; the number of its issue."""
        return self.people[who].open_issue(LANGUAGES[self.lang](f"forms.{form}.title"), fill(self.board, form, **answers))

    def intake(self) -> None:
        """One run from a fresh checkout of main, as the workflow does it; a main that it moved is held against what it was."""
        self.hub.pull()
        self.run("intake")
        before = self.hub.pull()
        if run_git(self.root, "rev-parse", "HEAD").strip() != before:
            self.look("check", "--base", before)

    def find_pull(self, issue: int) -> dict[str, Any]:
        """The one open pull request of a form."""
        (pull,) = (each for each in self.keeper.list_pulls() if each["head"]["ref"].startswith(f"form/{issue}-"))
        return pull

    def read_change(self, pull: dict[str, Any], *, review: bool = False) -> tuple[str, str, str]:
        """What a pull request does by git: how the one file changes (A or M), its path, and the lines that are added.

        As the workflow on pull requests does it, the merge is judged, and where wanted a review is put below the pull request.
        """
        branch, head = pull["head"]["ref"], pull["head"]["sha"]
        assert self.hub.fetch(branch) == head
        run_git(self.root, "fetch", "--quiet", "origin")
        run_git(self.root, "checkout", "--quiet", "--detach", "origin/main")
        run_git(self.root, "merge", "--quiet", "--no-ff", "-m", "merged to be looked at", head)
        self.look("check", "--base", "origin/main")
        if review:
            self._comment(pull["number"], head)
        run_git(self.root, "checkout", "--quiet", "main")
        how, path = run_git(self.root, "diff", "--name-status", f"origin/main...{head}").split()
        lines = run_git(self.root, "diff", "--unified=0", f"origin/main...{head}").splitlines()
        assert not [line for line in lines if line.startswith("-") and not line.startswith("---")]
        return how, path, "\n".join(line[1:] for line in lines if line.startswith("+") and not line.startswith("+++"))

    def _comment(self, pull: int, commit: str) -> None:
        file = self.folder / "review.md"
        file.write_text(self.look("review", "--base", "origin/main", "--markdown", "--commit", commit), "utf-8")
        for _ in range(2):
            self.run("comment", str(file), "--commit", commit)
        (shown,) = self.keeper.read_answers(pull)
        assert shown.strip() == file.read_text("utf-8").strip()

    def merge(self, issue: int, how: str = "squash") -> str:
        """A maintainer merges what a form proposed; the id of the record in it."""
        pull = self.find_pull(issue)
        main = run_git(self.root, "rev-parse", "HEAD").strip()
        assert pull["base"]["sha"] == main, "the emulator merges onto the commit that the pull request began at"
        self.keeper.merge(pull, how)
        self.hub.pull()
        return str(pull["title"].split()[-2])

    def draw_page(self, record: str) -> dict[str, str]:
        """The page of a wish by language, as a build would make it now, without its frame."""
        board, records = self.board, self.records
        day = max(entry.at for each in records.values() for entry in each.history).date()
        folded = list(fold_all([records[id] for id in sorted(records)], board, day))
        con = make_tables(board, folded, day)
        context = make_context(board, LANGUAGES, day, con, {}, {item.record.id: item for item in folded})
        return {page.lang: page.body for page in make_kind(context, "wish") if page.path.endswith(f"/{record}/")}

    def build(self) -> Path:
        """The site of main."""
        out = self.folder / "site"
        self.look("build", "--quiet", "--out", str(out))
        return out

    def _start(self) -> None:
        made = self.folder / "made"
        self.look("init", str(made), "--name", "小灯", "--place", "灯街", "--area", "星湖=3", "--forge", "github", "--repository", self.repository, "--yes")
        shutil.copytree(made, self.root, dirs_exist_ok=True)
        settings = self.root / "site_config" / "board.yml"
        other = next(lang for lang in LANGUAGES if lang != self.lang)
        text = settings.read_text("utf-8")
        lines = [line for line in text.splitlines() if not line.startswith(("languages:", "detail_languages:"))]
        languages = f"[{self.lang}, {other}]"
        settings.write_text("\n".join([*lines, f"languages: {languages}", f"detail_languages: {languages}", ""]), "utf-8")
        rules = self.root / "site_config" / "rules.yml"
        rules.write_text(re.sub(r"(star_hours:.*\n.*value: \[)100", r"\g<1>1", rules.read_text("utf-8")), "utf-8")
        self.look("forms")
        self.ids = {login: self._enrol(login) for login in NEIGHBOURS[1:]}
        self.hub.push("A board of our own, whose first star is at one hour")
        self.look("check")

    def _enrol(self, login: str) -> str:
        """Someone who joined in the hall, with their account; their id."""
        account = self.people[login].number
        desk = Desk(self.board, self.records, datetime.now(UTC), "", Source("hall", slip=f"join-{login}", account=account), lambda path: None, post="h1")
        answers = {"what": "person", "area": "c1", "age": "adult", "name": f"{login} 小灯", "scope": "board"}
        change = make_change("join", answers, desk)
        write_change_to(self.root, change)
        return change.record
