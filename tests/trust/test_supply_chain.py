"""What a release is made of: pinned by hash or commit, listed, attested, and made the same way twice."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINS = sorted((ROOT / "requirements").glob("*.txt"))
COMMIT = re.compile(r"[\w./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))  # noqa: S506 - text, lists and mappings only


def list_pins(path: Path) -> list[str]:
    return re.findall(r"^([A-Za-z0-9._-]+==[^ ;\\]+)", path.read_text("utf-8"), re.MULTILINE)


def test_the_bill_of_materials_names_every_pin_with_its_hashes_and_nothing_else(sbom: ModuleType) -> None:
    path = ROOT / "requirements" / "runtime.txt"
    bill = sbom.make_bill(path.read_text("utf-8"), "1.2.3")
    assert [f"{c['name']}=={c['version']}" for c in bill["components"]] == list_pins(path)
    assert sum(len(c["hashes"]) for c in bill["components"]) == path.read_text("utf-8").count("--hash=sha256:")
    assert (bill["bomFormat"], bill["specVersion"], bill["metadata"]["component"]["version"]) == ("CycloneDX", "1.6", "1.2.3")
    refs = {c["bom-ref"] for c in bill["components"]}
    assert len(refs) == len(bill["components"])
    assert set(bill["dependencies"][0]["dependsOn"]) == refs


def test_a_line_that_is_no_pin_is_refused_rather_than_left_out(sbom: ModuleType) -> None:
    with pytest.raises(ValueError, match="git"):
        sbom.list_components("click==8.3.0 \\\n    --hash=sha256:" + "0" * 64 + "\ngit+ssh://somewhere/click\n")


def test_the_bill_is_the_same_on_any_day_and_is_json() -> None:
    call = [sys.executable, str(ROOT / ".ci" / "sbom.py"), str(ROOT / "requirements" / "runtime.txt")]
    one, two = (subprocess.run(call, capture_output=True, check=True).stdout for _ in range(2))
    assert one == two
    assert json.loads(one)["components"]


def test_a_release_is_built_twice_listed_and_attested_before_anyone_gets_it() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "release.yml")["jobs"]
    assert list(jobs) == ["build", "attest", "release"]
    assert (jobs["attest"]["needs"], jobs["release"]["needs"]) == ("build", "attest")
    assert "diff -r dist again" in jobs["build"]["steps"][4]["run"]
    used = [step["uses"].split("@")[0] for step in jobs["attest"]["steps"]]
    assert used.count("actions/attest") == 2
    assert [name for name, job in jobs.items() if "contents" in job["permissions"] and job["permissions"]["contents"] == "write"] == ["release"]
    assert not [step for step in jobs["release"]["steps"] if step.get("uses", "").startswith("actions/checkout")]


def test_newer_versions_wait_a_week_and_every_pin_is_looked_at_for_weaknesses() -> None:
    updates = read(ROOT / ".github" / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    assert all(int(update["cooldown"]["default-days"]) >= 7 for update in updates)
    look = read(ROOT / ".github" / "workflows" / "weaknesses.yml")
    assert look["on"]["schedule"]
    looked_at = set(look["jobs"]["look"]["strategy"]["matrix"]["pins"])
    browser = set(list_pins(ROOT / "requirements" / "browser.txt"))
    assert looked_at | {path.stem for path in PINS if set(list_pins(path)) <= browser} == {path.stem for path in PINS}


@pytest.mark.wheel
def test_two_builds_of_the_wheel_are_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for name in ("one", "two"):
        call = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / name)]
        subprocess.run(call, cwd=ROOT, capture_output=True, check=True, env={"SOURCE_DATE_EPOCH": "1700000000", "PATH": "/usr/bin:/bin", "TZ": name})
        (wheel,) = (tmp_path / name).glob("*.whl")
        built.append(wheel.read_bytes())
        assert zipfile.ZipFile(wheel).testzip() is None
    assert built[0] == built[1]


@pytest.mark.figure
def test_every_action_and_every_wheel_is_named_by_its_own_bytes(figure: Callable[..., None]) -> None:
    uses = [use for path in WORKFLOWS for use in re.findall(r"\buses: (.+)", path.read_text("utf-8"))]
    loose = [use for use in uses if not COMMIT.fullmatch(use)]
    pins = [(path.stem, part) for path in PINS for part in re.split(r"^(?=[a-z0-9])", path.read_text("utf-8"), flags=re.MULTILINE) if part.strip()]
    unhashed = [(stem, part.split()[0]) for stem, part in pins if "--hash=sha256:" not in part]
    told = subprocess.run([str(Path(sys.executable).parent / "zizmor"), "--offline", "--persona", "pedantic", "--quiet", *map(str, WORKFLOWS)], capture_output=True, check=False)
    assert (loose, unhashed, told.returncode) == ([], [], 0)
    assert len(uses) > 20
    assert len(pins) > 200
    note = f"{len(WORKFLOWS)} workflows without a finding, {len(uses)} actions by commit, {len(pins)} pins by hash, SBOM with each release"
    figure("supply-chain", tried=len(WORKFLOWS) + len(uses) + len(pins), failed=len(loose) + len(unhashed), note=note)
