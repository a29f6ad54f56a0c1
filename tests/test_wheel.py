"""The wheel alone is enough: in a clean environment, away from the repository, it starts a board that is good and builds."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
pytestmark = pytest.mark.wheel


def call(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environ = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "LANGUAGE", "LC_ALL")}
    return subprocess.run(words, cwd=cwd, env={**environ, "LANG": "zh_CN.UTF-8"}, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    told = call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    assert told.returncode == 0, told.stdout + told.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `wishlight` of a clean environment that has the wheel; what the wheel asks for is lent from this one."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / SCRIPTS / "python"
    told = call(sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--python", python, wheel, cwd=folder)
    assert told.returncode == 0, told.stderr
    own = call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).stdout.strip()
    (Path(own) / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    where = call(python, "-c", "import wishlight; print(wishlight.__file__)", cwd=folder).stdout.strip()
    assert Path(where).is_relative_to(folder)
    return folder / SCRIPTS / "wishlight"


@pytest.fixture(scope="module")
def new_board(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("boards") / "我们的 board"
    told = call(installed, "init", folder, "--yes", "--name", "星湖微光", "--area", "星湖社区=2", cwd=folder.parent)
    assert told.returncode == 0, told.stdout + told.stderr
    return folder


def test_the_wheel_holds_every_file_of_the_package(wheel: Path):
    tracked = call("git", "ls-files", "generator/wishlight", cwd=ROOT).stdout.splitlines()
    names = set(zipfile.ZipFile(wheel).namelist())
    assert len(tracked) > 50
    assert [name for name in tracked if (ROOT / name).exists() and name.removeprefix("generator/") not in names] == []
    assert [name for name in names if name.startswith("tests") or "__pycache__" in name] == []


def test_a_new_boards_record_is_judged_good(installed: Path, new_board: Path):
    told = call(installed, "check", cwd=new_board)
    assert told.returncode == 0, told.stdout + told.stderr


def test_a_new_board_builds_at_once(installed: Path, new_board: Path):
    told = call(installed, "build", cwd=new_board)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "星湖微光" in (new_board / "site" / "index.html").read_text("utf-8")
    (record,) = (new_board / "wishes" / "wish").rglob("*.yml")
    (page,) = (new_board / "site" / "wish").rglob(f"{record.stem}/index.html")
    assert "想要一盏感应小夜灯" in page.read_text("utf-8")
