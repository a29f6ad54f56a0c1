"""An empty board on which lists are imported by the real command line."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from shutil import copytree

import pytest

from wishlight import cli
from wishlight.commands import import_
from wishlight.intake import terminal

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 9, 9, 0, tzinfo=timezone(timedelta(hours=8)))

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "town"
    copytree(ROOT / "site_config", root / "site_config")
    for path in sorted((ROOT / "wishes" / "people").rglob("*.yml")):
        place = root / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    (root / ".gitignore").write_text("/local/\n", "utf-8")
    for module in (import_, terminal):
        monkeypatch.setattr(module, "read_clock", lambda: NOW)
    return root


@pytest.fixture
def run(town: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*argv: str | Path, lang: str = "zh") -> tuple[int, str]:
        code = cli.run(["--root", str(town), "--lang", lang, "import", *map(str, argv), "--post", "g13"], town)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run
