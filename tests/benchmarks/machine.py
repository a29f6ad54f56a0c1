"""What was measured on: enough to compare, nothing that names the machine."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from importlib.metadata import version
from pathlib import Path

from .peers import Tools, read_pins

OURS = ("mkdocs", "mkdocs-material", "jinja2", "pyyaml", "duckdb", "msgspec", "jsonschema-rs")


def describe_machine(scratch: Path) -> dict[str, str]:
    """Cores, processor, memory, system and the kind of disk that was written to."""
    cpu = re.search(r"^model name\s*: (.*)$", _read("/proc/cpuinfo"), re.MULTILINE)
    memory = re.search(r"^MemTotal:\s*(\d+)", _read("/proc/meminfo"), re.MULTILINE)
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "processor": cpu[1].strip() if cpu else platform.machine(),
        "memory": f"{int(memory[1]) / (1 << 20):.0f} GiB" if memory else "",
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "disk": _said(["stat", "-f", "-c", "%T", str(scratch)]),
    }


def describe_versions(tools: Tools | None) -> dict[str, str]:
    """The versions of everything that took part."""
    found = {"python": platform.python_version(), "git": _said(["git", "--version"]).removeprefix("git version ")}
    found |= {name: version(name) for name in OURS}
    if tools:
        found |= {pin.rpartition("@")[0] or pin.partition("==")[0]: pin.rpartition("@" if pin[0] == "@" else "==")[2] for pin in read_pins()}
        found["node"] = _said(["node", "--version"]).removeprefix("v")
    return found


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8", "replace")
    except OSError:
        return ""


def _said(call: list[str]) -> str:
    try:
        return subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
