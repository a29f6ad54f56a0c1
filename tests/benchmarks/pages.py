"""The same records as Markdown pages, for generators that read nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from wishlight.records.store import File, list_files

from .repository import both_cores

FACTS = (("类别", "category"), ("地方", "area"), ("为谁", "beneficiary"), ("种类", "kind"), ("在哪里做", "place"), ("大约用时", "minutes"), ("缓急", "urgency"))
CORES = 2


def list_wishes(board: Path) -> Iterator[File]:
    """The files of a board's wishes."""
    return (file for file in list_files(board) if file.kind == "wish")


def page_of(path: str) -> str:
    """Where the page of a wish's file lies below a generator's folder of content: as on our site."""
    month, name = path.split("/")[2], path.rpartition("/")[2].removesuffix(".yml")
    return f"wish/{month}/{name}.md"


def write_pages(board: Path, docs: Path) -> None:
    """A Markdown page for each wish of a board, below `docs`."""
    both_cores([(board, docs, part) for part in range(CORES)], _write_part)


def _write_part(board: Path, docs: Path, part: int) -> None:
    for n, file in enumerate(list_wishes(board)):
        if n % CORES == part:
            target = docs / page_of(file.path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(write_page(file), "utf-8", newline="\n")


def write_page(file: File) -> str:
    """The page of one wish."""
    record: dict[str, Any] = yaml.load(Path(file.disk).read_bytes(), Loader=yaml.CSafeLoader)
    history, title = record["history"], record["title"]
    description = f"{record['area']}的微心愿“{title}”：{history[-1]['event']}。"
    head = {"title": title, "description": description, "section": "wishes", "alternate": True, "source": file.path}
    lines = ["---", *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()), "---", f"# {title}", ""]
    lines += [description, "", *_paragraph(record.get("story")), "## 心愿详情", "", "| | |", "|---|---|"]
    lines += [f"| {word} | {record.get(name, '')} |" for word, name in FACTS]
    lines += ["", "## 一路经过", ""]
    for n, entry in enumerate(history, 15):
        blame = f"https://github.com/wishlight-demo/yunxi/blame/main/{file.path}#L{n}"
        lines += [f"- {str(entry['at'])[:16]} · [记录第 {n} 行]({blame})", "", f"    {entry['event']} · {entry['by']}", "", *_paragraph(entry.get("note"), 4)]
    return "\n".join(lines) + "\n"


def _paragraph(text: str | None, indent: int = 0) -> list[str]:
    return [" " * indent + text, ""] if text else []
