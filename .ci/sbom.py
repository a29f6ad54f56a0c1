"""Prints the bill of materials of a release: every package that the pins install, as CycloneDX 1.6 in JSON.

    python .ci/sbom.py requirements/runtime.txt > wishlight.cdx.json

It is made from the pinned, hashed requirements alone, so the same pins give the same bytes on any day.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from pathlib import Path
from typing import Any

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: *; *(?P<marker>[^\\]+?))? *\\?$")
HASH = re.compile(r"^ +--hash=sha256:(?P<digest>[0-9a-f]{64}) *\\?$")
VERSION = re.compile(r'^__version__ = "(?P<version>[^"]+)"$', re.MULTILINE)
ROOT = Path(__file__).parents[1]


def list_components(text: str) -> list[dict[str, Any]]:
    """One component a pin. Raises ValueError for a line that is neither a pin nor a hash of one."""
    components: list[dict[str, Any]] = []
    for line in text.splitlines():
        if pin := PIN.match(line):
            components.append(make_component(pin["name"], pin["version"], pin["marker"]))
        elif components and (digest := HASH.match(line)):
            components[-1]["hashes"].append({"alg": "SHA-256", "content": digest["digest"]})
        elif line.strip():
            raise ValueError(line)
    return components


def make_component(name: str, version: str, marker: str | None) -> dict[str, Any]:
    """A package of the Python registry; `hashes` are those of every file that the pin allows, one for each kind of machine."""
    purl = f"pkg:pypi/{name.lower()}@{version}"
    told = {"properties": [{"name": "wishlight:marker", "value": marker}]} if marker else {}
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "hashes": [], **told}


def make_bill(pins: str, version: str) -> dict[str, Any]:
    """The whole bill. Its serial number follows from its contents."""
    components = list_components(pins)
    root = f"pkg:pypi/wishlight@{version}"
    main = {"type": "application", "bom-ref": root, "name": "wishlight", "version": version, "purl": root, "licenses": [{"license": {"id": "Apache-2.0"}}]}
    refs = [component["bom-ref"] for component in components]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root + pins)}",
        "version": 1,
        "metadata": {"component": main},
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": refs}, *({"ref": ref} for ref in refs)],
    }


if __name__ == "__main__":
    found = VERSION.search((ROOT / "generator/wishlight/__init__.py").read_text("utf-8"))
    if not found:
        sys.exit("generator/wishlight/__init__.py names no version")
    print(json.dumps(make_bill(Path(sys.argv[1]).read_text("utf-8"), found["version"]), indent=1))
