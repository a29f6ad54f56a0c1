"""A board on disk, the same on a GitHub of this machine, and the real command line between the two."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from forge.github_state import GitHubState
from intake.bodies import fill
from intake.story import WISH, ZONE
from wishlight import cli
from wishlight.intake.reconcile import read_board_records
from wishlight.records.board import Board
from wishlight.records.model import Entry

NOW = datetime(2026, 3, 9, 9, 0, tzinfo=ZONE)
ACCOUNTS = {"lin": 11, "wang": 12, "zhao": 13, "m1": 21, "g13": 22}
TEXTS = {key: str(value) for key, value in WISH.items()}


class Town:
    """What a test does there."""

    def __init__(self, root: Path, board: Board, forge: GitHubState) -> None:
        self.root, self.board, self.forge = root, board, forge

    def send(self, number: int, form: str, who: str, **answers: str) -> None:
        self.forge.open_issue(number, fill(self.board, form, **answers), ACCOUNTS[who])

    def run(self, *options: str) -> int:
        return cli.run(["--root", str(self.root), "--lang", "zh", "intake", *options], self.root)

    def history(self, wish: str) -> list[Entry]:
        return list(read_board_records(self.board, self.forge.files())[wish].history)

    def publish(self, number: int) -> str:
        """A maintainer merges the wish of a form and publishes it."""
        (pull,) = (n for n, pull in self.forge.pulls.items() if pull["head"]["ref"].startswith(f"form/{number}-"))
        before = set(self.forge.files())
        self.forge.merge(pull)
        (path,) = set(self.forge.files()) - before
        text = self.forge.files()[path].decode().rstrip("\n")
        line = f"- {{at: {self.forge.now.isoformat()}, event: published, by: post:m1}}\n"
        self.forge.commit({**self.forge.files(), path: f"{text}\n{line}".encode()})
        return Path(path).stem

    def open_wish(self) -> str:
        """A published wish that came by form 31."""
        self.send(31, "wish", "lin", **TEXTS)
        assert self.run() == 0
        return self.publish(31)
