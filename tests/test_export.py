"""`export` and `recount` as they are called, on the demo board."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from wishlight.cli import run
from wishlight.forge.download import DownloadError, download_package

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export")
    assert run(["export", str(folder)], ROOT) == 0
    return folder


def test_the_demo_boards_package_is_recounted_without_a_difference(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "recount", str(package), "--lang", "en"], ROOT) == 0
    assert "all agree" in capsys.readouterr().out


def test_a_tampered_cell_ends_in_one_and_names_the_figures(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(package, tmp_path / "copy")
    path = tmp_path / "copy" / "tables" / "wish_states.csv"
    path.write_text(path.read_text("utf-8").replace(",fulfilled,", ",open,", 1), "utf-8")
    assert run(["recount", str(tmp_path / "copy"), "--lang", "en"], ROOT) == 1
    said = capsys.readouterr().out
    assert "figure wish_counts differs" in said
    assert "table wish_states differs" in said


@pytest.mark.parametrize("file", ["datapackage.json", "figures.json"])
@pytest.mark.parametrize("text", ["[]", "7", '"a text"', '{"figures": [], "resources": 5}', '{"figures": {"x": 1}, "resources": ["x"]}', "{", ""])
def test_what_is_no_package_is_said_in_a_sentence(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, text: str) -> None:
    shutil.copytree(package, tmp_path / "copy")
    (tmp_path / "copy" / file).write_text(text, "utf-8")
    assert run(["recount", str(tmp_path / "copy"), "--lang", "en"], ROOT) == 1
    told = capsys.readouterr()
    assert "can't be understood" in told.err + told.out or "differ" in told.out


def test_an_export_as_of_an_earlier_day_is_that_days_and_recounts_too(tmp_path: Path) -> None:
    assert run(["export", str(tmp_path), "--as-of", "2026-03-31"], ROOT) == 0
    assert json.loads((tmp_path / "figures.json").read_text("utf-8"))["as_of"] == "2026-03-31"
    assert run(["recount", str(tmp_path)], ROOT) == 0


def test_names_of_people_who_did_not_agree_are_nowhere_in_the_package(package: Path) -> None:
    text = {path: path.read_bytes() for path in package.rglob("*") if path.is_file()}
    withdrawn = [file for file in (ROOT / "wishes" / "people").glob("*.yml") if "event: withdrew" in file.read_text("utf-8")]
    assert withdrawn
    for file in withdrawn:
        for name in re.findall(r'name: "([^"]+)"', file.read_text("utf-8")):
            assert not [path for path, data in text.items() if name.encode() in data], name


def test_a_built_sites_marked_values_are_held_against_the_figures(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(package, tmp_path / "data")
    figures = json.loads((package / "figures.json").read_text("utf-8"))["figures"]["wish_counts"]
    page = '<p data-metric="wish_counts" data-column="received" data-value="{}">…</p>'
    (tmp_path / "index.html").write_text(page.format(figures["rows"][0][0]), "utf-8")
    assert run(["recount", str(tmp_path)], ROOT) == 0
    (tmp_path / "index.html").write_text(page.format(figures["rows"][0][0] + 1), "utf-8")
    assert run(["recount", str(tmp_path), "--lang", "en"], ROOT) == 1
    assert "the page index.html shows something else" in capsys.readouterr().out


def test_a_folder_without_a_package_is_wrong_use_and_a_broken_one_a_problem(tmp_path: Path) -> None:
    assert run(["recount", str(tmp_path)], ROOT) == 2
    (tmp_path / "datapackage.json").write_text("{", "utf-8")
    assert run(["recount", str(tmp_path)], ROOT) == 1


def test_a_board_with_problems_is_not_exported(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config")
    (tmp_path / "wishes" / "wish" / "2026-03" / "02").mkdir(parents=True)
    (tmp_path / "wishes" / "wish" / "2026-03" / "02" / "W-260302-7K3FQX.yml").write_text("id: x\n", "utf-8")
    assert run(["export", str(tmp_path / "out")], tmp_path) == 1
    assert not (tmp_path / "out").exists()


def serve(folder: Path, base: str):  # type: ignore[no-untyped-def]
    def read(address: str) -> bytes:
        try:
            return (folder / address.removeprefix(base)).read_bytes()
        except OSError:
            raise DownloadError(address) from None

    return read


@pytest.mark.parametrize("address", ["https://x.example/data", "https://x.example/data/", "https://x.example/data/datapackage.json", "https://x.example"])
def test_a_package_is_fetched_from_its_folder_its_descriptor_or_its_site(address: str, package: Path, tmp_path: Path) -> None:
    download_package(address, tmp_path, serve(package, "https://x.example/data/"))
    assert run(["recount", str(tmp_path)], ROOT) == 0


@pytest.mark.parametrize("path", ["../x.csv", "/etc/x.csv", "a/../../x.csv", "x.sh", "https://y.example/x.csv"])
def test_a_descriptor_can_not_reach_outside_its_folder(path: str, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "datapackage.json").write_text(json.dumps({"resources": [{"path": path}]}), "utf-8")
    (tmp_path / "near").mkdir()
    with pytest.raises(DownloadError):
        download_package("https://x.example/", tmp_path / "near", serve(tmp_path / "far", "https://x.example/"))
    assert [file.name for file in tmp_path.rglob("x*")] == []


def test_the_spreadsheets_open_right_in_excel_and_speak_peoples_words(tmp_path: Path) -> None:
    assert run(["--lang", "zh", "export", str(tmp_path), "--spreadsheet"], ROOT) == 0
    data = (tmp_path / "wishes.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    header, first, *rest = data.decode("utf-8-sig").splitlines()
    assert header.startswith("编号,心愿,") and "大约价值（元）" in header
    assert not re.search(r",(?:xinghu|goods|elder)(?:-[0-9])?,", "\n".join([first, *rest]))
    assert {path.suffix for path in tmp_path.iterdir()} == {".csv"}


@pytest.mark.parametrize("resource", ["x", 5, None, [], {}, {"parts": ["x"]}, {"parts": [{}]}])
def test_a_description_of_anything_else_gets_one_sentence(resource: object, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(package, tmp_path / "copy")
    (tmp_path / "copy" / "datapackage.json").write_text(json.dumps({"resources": [resource]}), "utf-8")
    assert run(["recount", str(tmp_path / "copy"), "--lang", "en"], ROOT) == 1
    assert "Traceback" not in capsys.readouterr().err
    with pytest.raises(DownloadError):
        download_package("https://a.example/data", tmp_path, lambda address: json.dumps({"resources": [resource]}).encode())
