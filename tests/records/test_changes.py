"""`check --base` in a real repository: what a change may do, and every trick that it may not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from record_cases import BOARD
from story_cases import STORIES, read_story
from wishlight.cli import run

Git = Callable[..., str]
STORY = next(read_story(file) for file in STORIES if file.stem == "hand-over")
PATH = STORY.steps[0].path


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A board in a repository: main holds the first half of a story, the branch `change` is checked out."""
    root = tmp_path / "board"
    shutil.copytree(BOARD, root)
    _git(root, "init", "-q", "-b", "main")
    _git(root, "config", "user.email", "t@users.noreply.example")
    _git(root, "config", "user.name", "t")
    _put(root, STORY.steps[2].text)
    _commit(root)
    _git(root, "checkout", "-q", "-b", "change")
    return root


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True).stdout


def _put(root: Path, data: bytes, path: str = PATH) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def _commit(root: Path) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-q", "-m", "x")


def _check(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[tuple[str, str, int]]]:
    code = run(["check", "--base", "main", "--format", "json", "--lang", "en", *options], root)
    out = capsys.readouterr().out
    return code, [(p["rule"], p["path"], p["line"]) for p in json.loads(out or "[]")]


def test_appended_entries_pass(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _put(board, STORY.steps[-1].text)
    assert _check(board, capsys) == (0, [])


def test_a_change_of_writing_alone_is_mended_by_fmt_and_is_no_tampering(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _put(board, STORY.steps[2].text.replace(b"area: xin-1", b"area:   'xin-1'"))
    code, found = _check(board, capsys)
    assert (code, [rule for rule, _, _ in found]) == (1, ["not-canonical"])
    assert run(["fmt", "--lang", "en"], board) == 0
    capsys.readouterr()
    assert _check(board, capsys) == (0, [])


def test_an_edited_entry_is_refused_at_its_line(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _put(board, STORY.steps[2].text.replace(b"T15:00:00", b"T15:01:00"))
    code, found = _check(board, capsys)
    line = STORY.steps[2].text[: STORY.steps[2].text.index(b"T15:00:00")].count(b"\n") + 1
    assert (code, found) == (1, [("entry-changed", PATH, line)])


def test_a_removed_entry_is_refused_even_when_others_were_added(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = STORY.steps[-1].text.split(b"\n")
    at = next(n for n, line in enumerate(lines) if b"event: published" in line)
    _put(board, b"\n".join(lines[:at] + lines[at + 1 :]))
    code, found = _check(board, capsys)
    assert code == 1
    assert "entry-changed" in {rule for rule, _, _ in found}


def test_removing_in_one_commit_and_adding_in_the_next_is_seen_as_a_whole(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _put(board, STORY.steps[0].text)
    _commit(board)
    _put(board, STORY.steps[2].text.replace(b"T15:00:00", b"T15:01:00"))
    _commit(board)
    assert [rule for rule, _, _ in _check(board, capsys)[1]] == ["entry-changed"]


def test_a_deleted_record_is_refused(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).unlink()
    assert _check(board, capsys) == (1, [("record-gone", PATH, 1)])


def test_a_renamed_record_is_a_deleted_one(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).rename(board / PATH.replace("W-2603", "W-2604"))
    assert {"record-gone", "misplaced"} <= {rule for rule, _, _ in _check(board, capsys)[1]}


def test_a_branch_behind_main_is_not_blamed_for_what_main_did(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(board, "checkout", "-q", "main")
    _put(board, STORY.steps[4].text)
    _commit(board)
    _git(board, "checkout", "-q", "change")
    assert _check(board, capsys) == (0, [])


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links without a right to")
def test_a_link_in_place_of_a_record_is_refused(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).unlink()
    (board / PATH).symlink_to(board / "site_config" / "board.yml")
    _git(board, "add", "-A")
    assert {"file-mode", "not-a-file"} <= {rule for rule, _, _ in _check(board, capsys)[1]}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
def test_an_executable_record_is_refused(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).chmod(0o755)
    _git(board, "add", "-A")
    assert _check(board, capsys) == (1, [("file-mode", PATH, 1)])


def test_a_submodule_in_place_of_a_record_is_refused(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).unlink()
    _git(board, "update-index", "--add", "--cacheinfo", f"160000,{_git(board, 'rev-parse', 'HEAD').strip()},{PATH}")
    _git(board, "commit", "-q", "-m", "x")
    assert run(["check", "--base", "main", "--format", "json", "--lang", "en"], board) == 1
    assert ("file-mode", PATH) in {(p["rule"], p["path"]) for p in json.loads(capsys.readouterr().out)}


def test_a_copy_that_fetches_without_force_notices_that_main_was_rewritten(board: Path, tmp_path: Path) -> None:
    _git(board, "checkout", "-q", "main")
    subprocess.run(["git", "clone", "-q", "--mirror", str(board), str(tmp_path / "mirror")], check=True)
    fetch = ["git", "-C", str(tmp_path / "mirror"), "fetch", "origin", "refs/heads/main:refs/heads/main"]
    kept = _git(board, "rev-parse", "main")
    assert subprocess.run(fetch, check=False, capture_output=True).returncode == 0
    _git(board, "commit", "-q", "--amend", "-m", "another past")
    told = subprocess.run(fetch, check=False, capture_output=True, text=True)
    assert told.returncode == 1, told
    assert "non-fast-forward" in told.stderr
    assert _git(tmp_path / "mirror", "rev-parse", "main") == kept


def test_rules_are_not_changed_together_with_records(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = board / "site_config" / "rules.yml"
    text = rules.read_text("utf-8").replace("min_sample:", "min_sample:\n- {from: 2026-11-01, value: 6, why: 样本}\n#", 1)
    rules.write_text(text.replace("#           # ", "# ", 1), "utf-8")
    assert _check(board, capsys) == (0, [])
    _put(board, STORY.steps[-1].text)
    assert _check(board, capsys) == (1, [("mixed-change", "site_config/rules.yml", 1)])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules", "claim_cap:            # open claims one person may hold\n- {from: 2025-11-01, value: 3}", "claim_cap:\n- {from: 2025-11-01, value: 9}"),
        ("choices", "- {id: over-value-cap, name: {zh: 超过上限, en: Above the cap}}\n", ""),
        ("roles", '{person: "p:G1DD", from: 2025-11-01, to: 2026-01-31}', '{person: "p:H1CC", from: 2025-11-01, to: 2026-01-31}'),
        ("areas", "- {id: xin-2, level: grid, parent: xin, to: 2026-02-28, name: {zh: 新二网格, en: Xin 2}}\n", ""),
    ],
)
def test_settings_that_records_rely_on_are_retired_and_never_removed(
    board: Path, capsys: pytest.CaptureFixture[str], file: str, old: str, new: str
) -> None:
    place = board / "site_config" / f"{file}.yml"
    assert old in place.read_text("utf-8")
    place.write_text(place.read_text("utf-8").replace(old, new), "utf-8")
    found = _check(board, capsys)[1]
    assert ("setting-gone", f"site_config/{file}.yml") in {(rule, path) for rule, path, _ in found}


def test_a_setting_may_be_retired(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = board / "site_config" / "choices.yml"
    place.write_text(place.read_text("utf-8").replace("{id: over-value-cap,", "{id: over-value-cap, to: 2026-12-31,"), "utf-8")
    assert _check(board, capsys) == (0, [])


@pytest.mark.parametrize(
    ("actor", "rules"),
    [
        ("p:T1MM", ["not-the-actor"] * 2),
        ("p:M1AA", []),
        ("board", []),
        ("p:H1CC", ["not-the-actor"]),
        ("github:1", ["not-the-actor"] * 3),
    ],
    ids=["claimer", "maintainer", "bot", "desk", "stranger"],
)
def test_who_submits_may_only_speak_for_themself(
    board: Path, capsys: pytest.CaptureFixture[str], actor: str, rules: list[str]
) -> None:
    # new are: introduced and introduced again by the desk, and the hand-over by the claimer
    _put(board, STORY.steps[5].text)
    assert [rule for rule, _, _ in _check(board, capsys, "--actor", actor)[1]] == rules


def test_a_base_that_could_not_be_read_is_left_to_a_human(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(board, "checkout", "-q", "main")
    _put(board, STORY.steps[2].text + b"  broken: [\n")
    _commit(board)
    _git(board, "checkout", "-q", "-B", "change")
    _put(board, STORY.steps[2].text)
    assert _check(board, capsys) == (0, [("old-unreadable", PATH, 1)])


def test_a_base_that_is_not_there_is_a_wrong_use(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--base", "nowhere"], board) == 2
    assert run(["check", "--actor", "p:V1EE"], board) == 2
    assert run(["check", "--base", "--output=x"], board) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("ref", ["nowhere", ""])
@pytest.mark.parametrize("command", ["check", "review"])
def test_a_base_that_is_not_there_is_told_with_a_reason(command: str, ref: str, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--lang", "en", "--base", ref], board) == 2
    assert f"no commit or branch '{ref}'" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "review"])
def test_a_base_without_a_common_commit_is_told_with_a_reason(command: str, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(board, "checkout", "-q", "--orphan", "other")
    (board / "README.md").write_text("another beginning\n")
    _commit(board)
    assert run([command, "--lang", "en", "--base", "main"], board) == 2
    assert "share no commit" in capsys.readouterr().err


def test_an_empty_actor_does_not_pass_as_everybody(board: Path) -> None:
    assert run(["check", "--actor", ""], board) == 2


def test_private_mail_addresses_in_commits_are_noted_and_never_repeated(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(board, "config", "user.email", "lin.xiaoman@mail.example.com")
    _put(board, STORY.steps[-1].text)
    _commit(board)
    assert run(["check", "--base", "main", "--lang", "en"], board) == 0
    said = "".join(capsys.readouterr())
    assert "private mail address" in said
    assert "xiaoman" not in said


@pytest.mark.parametrize("base", [(), ("--base", "main")])
def test_settings_nested_without_end_are_a_problem_and_end_no_program(base: tuple[str, ...], board: Path) -> None:
    (board / "site_config" / "rules.yml").write_text("[" * 100_000)
    call = [sys.executable, "-m", "wishlight", "check", *base]
    told = subprocess.run(call, cwd=board, capture_output=True, text=True, encoding="utf-8", check=False)  # apart, for it would end the tests too
    assert (told.returncode, "site_config/rules.yml:1" in told.stdout) == (1, True)


def test_a_picture_among_the_records_is_refused(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / "wishes" / "wish" / "photo.jpg").write_bytes(b"\xff\xd8")
    assert _check(board, capsys) == (1, [("stray-file", "wishes/wish/photo.jpg", 1)])


def test_a_draft_that_a_kill_left_is_passed_over_unless_it_was_committed(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = (board / PATH).with_name(".W-260302-7K3FQX.yml.4711.new")
    draft.write_bytes(b"half")
    assert _check(board, capsys)[1] == []
    _git(board, "add", "-f", str(draft))
    assert [(rule, path) for rule, path, _ in _check(board, capsys)[1]] == [("stray-file", draft.relative_to(board).as_posix())]


def test_one_path_can_be_asked_about_alone(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).write_bytes(b"id: 1\n")
    assert run(["check", str(board / "wishes" / "people")], board) == 0
    assert run(["check", str(board / PATH)], board) == 1
    assert PATH in capsys.readouterr().out


@pytest.mark.parametrize("path", ["README.md", "../elsewhere.yml", "wishes/../README.md", "content"])
def test_a_path_that_is_no_record_is_named(path: str, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / "README.md").touch()
    (board / "content").mkdir(exist_ok=True)
    (board.parent / "elsewhere.yml").touch()
    for more in ([], [str(board / PATH)]):
        assert run(["check", "--lang", "en", *more, str(board / path)], board) == 2
        told = capsys.readouterr()
        assert (told.out, f"{board / path} is no record" in told.err) == ("", True)


@pytest.mark.parametrize("path", [".", "wishes", "site_config", "site_config/board.yml", PATH, "wishes/wish/../people"])
def test_records_settings_and_the_folders_above_them_are_judged(path: str, board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--lang", "en", str(board / path)], board) == 0
    assert "nothing to mend" in capsys.readouterr().err


def test_a_link_among_the_records_is_judged_where_it_stands(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).unlink()
    (board / PATH).symlink_to("/dev/null")
    assert run(["check", str(board / PATH)], board) == 1
    assert PATH in capsys.readouterr().out


def test_check_finds_the_board_from_a_folder_inside_it(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--lang", "en"], board / "wishes" / "people") == 0
    assert "nothing to mend" in capsys.readouterr().err


def test_annotations_name_file_and_line(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _put(board, STORY.steps[2].text.replace(b"T15:00:00", b"T15:01:00"))
    assert run(["check", "--base", "main", "--format", "github", "--lang", "zh"], board) == 1
    assert f"::error file={PATH},line=" in capsys.readouterr().out


def test_audit_says_what_it_walked_and_finds_a_rewritten_entry(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--lang", "en"], board) == 0
    assert "none of" in capsys.readouterr().out
    _put(board, STORY.steps[2].text.replace(b"T15:00:00", b"T15:01:00"))
    _commit(board)
    _put(board, STORY.steps[2].text)
    _commit(board)
    assert run(["audit", "--lang", "en"], board) == 1
    assert capsys.readouterr().out.count(PATH) == 2
    assert run(["audit", "--lang", "en", "--since", "HEAD"], board) == 0
    settings = board / "site_config" / "board.yml"
    settings.write_text(settings.read_text("utf-8") + f"audit_from: {_git(board, 'rev-parse', 'HEAD')}", "utf-8")
    assert run(["audit", "--lang", "en"], board) == 0
    assert "Counted from commit" in capsys.readouterr().err


def test_audit_finds_a_record_that_was_deleted_and_one_that_came_back_changed(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (board / PATH).unlink()
    _commit(board)
    _put(board, STORY.steps[2].text.replace(b"T15:00:00", b"T15:01:00"))
    _commit(board)
    assert run(["audit", "--lang", "en", "--format", "json"], board) == 1
    assert [p["rule"] for p in json.loads(capsys.readouterr().out)] == ["record-gone", "entry-changed"]


def test_audit_of_a_rewritten_folder_shows_some_of_it_and_counts_the_rest(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = (board / PATH).parent
    text = (board / PATH).read_bytes()
    others = [folder / f"{PATH.rpartition('/')[2][:-6]}{n}.yml" for n in range(9)]
    for place in others:
        place.write_bytes(text)
    _commit(board)
    for place in others:
        place.unlink()
    _commit(board)
    assert run(["audit", "--lang", "en"], board) == 1
    said = capsys.readouterr().out
    assert said.count(": commit ") == 5
    assert f"commit {_git(board, 'rev-parse', 'HEAD')[:10]}: 4 more of record-gone" in said
    assert ": 9 places do not add up" in said
    assert run(["audit", "--lang", "en", "--format", "json"], board) == 1
    assert len(json.loads(capsys.readouterr().out)) == 9


def test_audit_sees_a_merge_as_one_step(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _put(board, STORY.steps[4].text.replace(b"T09:00:00+08:00, event: introduced", b"T09:30:00+08:00, event: introduced"))
    _commit(board)
    _put(board, STORY.steps[4].text)  # put right before it was merged
    _commit(board)
    _git(board, "checkout", "-q", "main")
    _git(board, "commit", "-q", "--allow-empty", "-m", "y")
    _git(board, "merge", "-q", "--no-ff", "-m", "merge", "change")
    assert run(["audit", "--lang", "en"], board) == 0


def test_audit_of_a_shallow_copy_claims_nothing(board: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _put(board, STORY.steps[-1].text)
    _commit(board)
    subprocess.run(["git", "clone", "-q", "--depth", "1", board.as_uri(), str(tmp_path / "copy")], check=True)
    assert run(["audit", "--lang", "en"], tmp_path / "copy") == 2
    assert "unshallow" in capsys.readouterr().err


def test_fmt_leaves_alone_what_it_can_not_read(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = STORY.steps[2].text.replace(b"area: xin-1", b"area: xin-1   # by the gate")
    _put(board, data)
    assert run(["fmt", "--lang", "en"], board) == 1
    assert (board / PATH).read_bytes() == data
    assert "comment" in capsys.readouterr().err


def test_fmt_check_writes_nothing(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = STORY.steps[2].text.replace(b"\n", b"\r\n")
    _put(board, data)
    assert run(["fmt", "--check", "--lang", "en"], board) == 1
    assert (board / PATH).read_bytes() == data
    assert PATH in capsys.readouterr().out


def test_doctor_says_what_is_stale_and_what_git_lacks(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _git(board, "config", "user.email", "lin@mail.example.com")
    assert run(["doctor", "--format", "json"], board) == 1
    assert {p["rule"] for p in json.loads(capsys.readouterr().out)} == {"stale-file", "git-mail"}
    assert run(["generate"], board) == 0
    _git(board, "config", "user.email", "1+lin@users.noreply.github.com")
    capsys.readouterr()
    assert run(["doctor", "--format", "json"], board) == 0
    assert json.loads(capsys.readouterr().out) == []
