"""The board and the forge that the command's tests share."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from forge.github_server import serve
from forge.github_state import GitHubState
from forge.town import ACCOUNTS, NOW, Town
from intake.story import POSTS, ROOT, WORDS, start_story
from wishlight.commands import intake as command
from wishlight.intake.change import make_change
from wishlight.records.board import load_board


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings and the records of three neighbours and the holders of the posts."""
    root = tmp_path_factory.mktemp("board")
    shutil.copytree(ROOT / "site_config", root / "site_config", ignore=shutil.ignore_patterns("theme", "schema"))
    story = start_story()
    for name in ("lin", "wang", "zhao"):
        change = story.apply(make_change("join", {"what": "person", "area": "xinghu", "age": "adult"}, story.desk(account=ACCOUNTS[name])))
        story.people[name] = change.record
    story.record_event(story.people["g13"], "h1", "linked", forge="github", account=ACCOUNTS["g13"])
    rows = [
        {"id": id, "duty": duty, "area": area, "name": {"zh": id, "en": id}, "holders": [{"person": story.people[id], "from": "2025-11-01"}]}
        for id, (duty, area) in POSTS.items()
    ]
    (root / "site_config" / "roles.yml").write_text("posts:\n" + "".join(f"- {json.dumps(row)}\n" for row in rows), "utf-8")
    for path, data in story.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every wait of the command, which takes no time here."""
    found: list[float] = []
    monkeypatch.setattr(command, "wait", found.append)
    return found


@pytest.fixture
def town(start: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, waits: list[float]) -> Iterator[Town]:
    root = tmp_path / "board"
    shutil.copytree(start, root)
    board, problems = load_board(root, WORDS)
    assert not problems
    with serve(GitHubState(NOW)) as forge:
        files = sorted(path for path in root.rglob("*.yml") if path.is_file())
        forge.commit({path.relative_to(root).as_posix(): path.read_bytes() for path in files})
        monkeypatch.setenv("GITHUB_API_URL", forge.address)
        monkeypatch.setenv("GITHUB_TOKEN", forge.token)
        yield Town(root, board, forge)
