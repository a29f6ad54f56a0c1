"""`make` meets a machine without the right Python with one kind sentence in each language, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "python"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS; Windows installs the wheel")


def make_python(folder: Path, name: str, *, supported: bool, venv: bool) -> None:
    """A pretended interpreter that answers the script's three questions."""
    lines = [
        "#!/bin/sh",
        'if [ "$1" = --version ]; then echo "Python 3.9.2"; exit 0; fi',
        f'case "$2" in *version_info*) exit {0 if supported else 1};; *ensurepip*) exit {0 if venv else 1};; esac',
        'if [ "$1 $2" = "-m venv" ]; then mkdir -p "$3/bin"; echo made > "$3/made-by-$(basename "$0")"; fi',
    ]
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    path.chmod(0o755)


def run(pythons: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    tools = pythons / "tools"
    tools.mkdir(exist_ok=True)
    for tool in ("sh", "rm", "mkdir", "basename"):
        found = next(Path(place) / tool for place in ("/bin", "/usr/bin") if (Path(place) / tool).exists())
        (tools / tool).symlink_to(found)
    path = f"{pythons}:{tools}"
    return subprocess.run(["/bin/sh", str(SCRIPT), str(folder)], env={"PATH": path}, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_newest_supported_python_makes_the_environment(tmp_path: Path):
    for name in ("python3.12", "python3.13", "python3"):
        make_python(tmp_path, name, supported=True, venv=True)
    assert run(tmp_path, tmp_path / "venv").returncode == 0
    assert (tmp_path / "venv" / "made-by-python3.13").exists()


def test_a_name_that_is_there_but_does_not_run_is_passed_over(tmp_path: Path):
    make_python(tmp_path, "python3.13", supported=False, venv=True)
    make_python(tmp_path, "python3.11", supported=True, venv=True)
    assert run(tmp_path, tmp_path / "venv").returncode == 0
    assert (tmp_path / "venv" / "made-by-python3.11").exists()


def test_an_environment_that_works_is_kept(tmp_path: Path):
    made = tmp_path / "venv" / "bin"
    made.mkdir(parents=True)
    make_python(made, "python", supported=True, venv=True)
    make_python(tmp_path, "python3.13", supported=True, venv=True)
    assert run(tmp_path, tmp_path / "venv").returncode == 0
    assert not (tmp_path / "venv" / "made-by-python3.13").exists()


def test_an_old_python_is_refused_in_one_sentence_a_language(tmp_path: Path):
    make_python(tmp_path, "python3", supported=False, venv=True)
    told = run(tmp_path, tmp_path / "venv")
    assert told.returncode == 1
    english, chinese = told.stderr.splitlines()
    assert "Python 3.9.2" in english
    assert "3.11" in english
    assert "Python 3.9.2" in chinese
    assert told.stdout == ""


def test_a_python_without_venv_is_told_what_to_install(tmp_path: Path):
    make_python(tmp_path, "python3.11", supported=True, venv=False)
    told = run(tmp_path, tmp_path / "venv")
    assert told.returncode == 1
    assert "python3.11-venv" in told.stderr
    assert len(told.stderr.splitlines()) == 2
