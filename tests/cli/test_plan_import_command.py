"""`programme import`: a year's plan out of the tables of its notice, as docs/CLI.md has it."""

import json
from pathlib import Path

import pytest

from liaison_tui.workspace import load_programme
from tests.cli.processes import run_real
from tests.programme.notices import annex_1, annex_2, write_document


def notice(folder: Path) -> Path:
    plan = load_programme(None)
    return write_document(folder / "通知.docx", [*annex_1(plan), *annex_2(plan)])


def test_a_notice_becomes_a_plan_that_is_checked_and_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-12-20")
    path = tmp_path / "2022.toml"
    done = run_real(
        tmp_path, "programme", "import", str(notice(tmp_path)), "--year", "2022", "-o", str(path),
        "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert {key: told[key] for key in ("programme", "base", "areas", "tasks", "indicators")} == {
        "programme": "jiangyin-2022", "base": "jiangyin-2021@1", "areas": 8, "tasks": 22,
        "indicators": 40,
    }  # fmt: skip
    assert {each["sort"] for each in told["differences"]} == {"kept"}
    assert run_real(tmp_path, "programme", "check", str(path)).returncode == 0
    centre = tmp_path / "信用办"
    run_real(tmp_path, "init", str(centre), "--centre")
    added = run_real(centre, "programme", "add", str(path), "--yes", "--json")
    assert json.loads(added.stdout)["kept"] is True


def test_what_is_there_is_not_written_over_and_other_files_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "2022.toml"
    path.write_text("留着", encoding="utf-8")
    wanted = ["--year", "2022", "-o", str(path)]
    over = run_real(tmp_path, "programme", "import", str(notice(tmp_path)), *wanted)
    assert (over.returncode, path.read_text(encoding="utf-8")) == (1, "留着")
    old = tmp_path / "通知.doc"
    old.write_bytes(b"x")
    other = run_real(tmp_path, "programme", "import", str(old), *wanted)
    assert other.returncode == 2
    assert "另存为 .docx" in other.stderr.decode()
