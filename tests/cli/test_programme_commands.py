"""The plan's versions by commands: assigned at the centre, sent, in force at the unit."""

from pathlib import Path

import click
import pytest

from liaison_tui.cli import liaison
from liaison_tui.workspace import Workspace, shipped_programme
from tests.cli.conftest import Shell
from tests.exchange.years import NEXT, next_year

SECOND = "jiangyin-2021@2"
ASSIGN = ("programme", "assign", "T09", "--unit", "澄江街道", "--from", "2021-07")
DOCS = Path(__file__).parents[2] / "docs" / "CLI.md"
ACTIONS = sorted(liaison.commands["programme"].commands)  # type: ignore[attr-defined]


def second() -> str:
    text = shipped_programme().decode()
    text = text.replace("\nversion = 1\n", "\nversion = 2\n")
    return text.replace('\nfrom = "2021-01"\n', '\nfrom = "2021-07"\n')


def owed(shell: Shell, place: Path, period: str) -> list[str]:
    found = shell("-C", place, "tasks", "--unit", "澄江街道", "--period", period, "--json").json
    return [item["id"] for item in found["items"]]


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_has_help_with_an_example_and_is_documented(shell: Shell, name: str) -> None:
    answer = shell("programme", name, "--help")
    assert answer.status == 0
    assert "例：" in answer.out
    page = DOCS.read_text(encoding="utf-8")
    assert name in page
    command = liaison.commands["programme"].commands[name]  # type: ignore[attr-defined]
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert all(spelled in page for option in options for spelled in option.opts)


def test_words_of_the_plan_may_still_be_written_in_chinese(shell: Shell) -> None:
    assert shell("programme", "检查").status == 0
    assert shell("programme", "units", "--json").json == shell("programme", "单位", "--json").json


def test_an_assignment_is_shown_asked_about_and_then_kept(shell: Shell, centre: Path) -> None:
    before = owed(shell, centre, "2021-09")
    asked = shell("-C", centre, *ASSIGN)
    assert asked.status == 1
    assert "新增" in asked.out
    assert "澄江街道" in asked.out
    shown = shell("-C", centre, *ASSIGN, "--json").json
    assert (shown["kept"], shown["path"]) == (False, None)
    assert owed(shell, centre, "2021-09") == before
    kept = shell("-C", centre, *ASSIGN, "--yes", "--json").json
    assert kept == {**shown, "kept": True, "path": kept["path"], "sha256": kept["sha256"]}
    assert [(c["unit"], c["item"], c["sort"]) for c in kept["changes"]] == [
        ("chengjiang", "T09", "added")
    ]
    assert Path(kept["path"]).name == f"{SECOND}.toml"
    assert sorted(owed(shell, centre, "2021-09")) == sorted([*before, "T09"])
    listed = shell("-C", centre, "programme", "assign", "--json").json
    [nine] = [row for row in listed if row["item"] == "T09"]
    assert [told["unit"] for told in nine["assigned"]] == ["chengjiang"]


def test_the_versions_say_which_one_holds_now(shell: Shell, centre: Path) -> None:
    assert shell("-C", centre, *ASSIGN, "--yes").status == 0
    rows = shell("-C", centre, "programme", "versions", "--json").json
    assert [(r["programme"], r["from"], r["in_force"]) for r in rows] == [
        (SECOND, "2021-07", False), ("jiangyin-2021@1", "2021-01", True),
    ]  # fmt: skip
    assert "现行" in shell("-C", centre, "programme", "versions").out


def test_it_travels_with_feedback_and_past_months_stay_as_they_were(
    shell: Shell, centre: Path, unit: Path, tmp_path: Path
) -> None:
    shell("-C", unit, "record", "I27", "--nothing", "zero", "--period", "2021-06")
    sent = shell("-C", unit, "export", "--period", "2021-06", "--json").json
    shell("-C", centre, "merge", sent["path"])
    [device] = shell("-C", centre, "trust", "--json").json["devices"]
    shell("-C", centre, "trust", device["device"])
    before = shell("-C", centre, "overview", "--period", "2021-06", "--json").json
    assert shell("-C", centre, *ASSIGN, "--yes").status == 0
    assert shell("-C", centre, "overview", "--period", "2021-06", "--json").json == before

    files = shell("-C", centre, "feedback", "-o", tmp_path / "回执", "--json").json["files"]
    assert len(files) == len(Workspace(centre).programme.units), "every unit is told"
    [mine] = [row["path"] for row in files if row["unit"] == "chengjiang"]
    shell("-C", unit, "merge", mine)
    [device] = shell("-C", unit, "trust", "--json").json["devices"]
    assert shell("-C", unit, "trust", device["device"]).status == 0
    [row] = shell("-C", unit, "programme", "versions", "--json").json[:1]
    assert row["programme"] == SECOND
    for period in ("2021-06", "2021-09"):
        assert owed(shell, unit, period) == owed(shell, centre, period)
    assert "T09" in owed(shell, unit, "2021-09")

    assert shell("-C", unit, "record", "I28", "--nothing", "zero").status == 0
    again = shell("-C", unit, "export", "--period", "2021-06", "--json").json
    merged = shell("-C", centre, "merge", again["path"], "--json").json
    assert merged["bundles"][0]["outcome"] == "merged"


def test_a_hand_edited_version_is_put_in_force(shell: Shell, centre: Path, tmp_path: Path) -> None:
    path = tmp_path / "第二版.toml"
    text = second().replace("\nday = 5\n", "\nday = 10\n")
    path.write_text(text, encoding="utf-8")
    shown = shell("-C", centre, "programme", "adopt", path, "--yes")
    assert shown.status == 0, shown.err
    assert "每月 5 日改为 10 日" in shown.out
    months = [("2021-06", "2021-07-05"), ("2021-07", "2021-08-10")]
    for period, due in months:
        found = shell("-C", centre, "overview", "--period", period, "--json").json
        assert found["due"] == due


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("\nversion = 2\n", "\nversion = 3\n", "应为第 2 版"),
        ('\nid = "jiangyin-2021"\n', '\nid = "jiangyin-2022"\n', "应为 jiangyin-2021"),
        ('\nfrom = "2021-07"\n', '\nfrom = "2021-04"\n', "已经截止"),
        ("\nday = 5\n", "\nday = 55\n", "有 1 处问题"),
    ],
)
def test_a_file_that_cannot_follow_is_refused(
    shell: Shell, centre: Path, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    path = tmp_path / "第二版.toml"
    path.write_text(second().replace(old, new), encoding="utf-8")
    answer = shell("-C", centre, "programme", "adopt", path, "--yes")
    assert answer.status == 1
    assert sentence in answer.err
    assert len(shell("-C", centre, "programme", "versions", "--json").json) == 1


def test_wrong_use_is_told_and_a_unit_changes_nothing(
    shell: Shell, centre: Path, unit: Path
) -> None:
    assert shell("-C", centre, "programme", "assign", "T09").status == 2
    assert shell("-C", centre, "programme", "shows").status == 2
    assert shell("-C", unit, *ASSIGN, "--yes").status == 2


def test_tried_thresholds_are_kept_as_the_next_version(shell: Shell, centre: Path) -> None:
    tried = ("trial", "--yellow", "5", "--red", "20", "--period", "2021-05")
    assert shell("-C", centre, *tried).status == 0
    assert shell("-C", centre, *tried, "--adopt").status == 2
    asked = shell("-C", centre, *tried, "--adopt", "--from", "2021-07")
    assert asked.status == 1
    assert "亮黄灯的界限由 10 改为 5" in asked.out
    assert "变色" in asked.err
    assert len(shell("-C", centre, "programme", "versions", "--json").json) == 1
    kept = shell("-C", centre, *tried, "--adopt", "--from", "2021-07", "--yes", "--json").json
    assert kept["kept"]
    plan = Workspace(centre).programme
    found = [plan.at(period).lights.yellow_behind for period in ("2021-06", "2021-07")]
    assert found == [10, 5]


def test_another_year_is_added_and_both_can_be_looked_at(
    shell: Shell, centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "2022.toml"
    path.write_bytes(next_year())
    assert shell("programme", "check", path).status == 0
    shown = shell("-C", centre, "programme", "add", path, "--json").json
    assert (shown["kept"], shown["continued"]) == (False, {"T03": "jiangyin-2021:T20"})
    told = shell("-C", centre, "programme", "add", path)
    assert told.status == 1
    assert "报送期 2022-01 至 2022-12" in told.out
    before = owed(shell, centre, "2021-12")
    assert shell("-C", centre, "programme", "add", path, "--yes").status == 0
    assert shell("-C", centre, "programme", "add", path, "--yes").status == 1
    assert owed(shell, centre, "2021-12") == before
    shows = {
        name: shell("-C", centre, "programme", "show", *([name] if name else []), "--json").json
        for name in ("", "jiangyin-2021", NEXT)
    }
    assert [shows[name]["id"] for name in shows] == ["jiangyin-2021", "jiangyin-2021", NEXT]
    units = shell("-C", centre, "programme", "units", NEXT, "--json").json
    assert len(units) == len(shows[NEXT]["units"])
    bare = shell("-C", centre, "overview", "--period", "6月")
    assert bare.status == 2
    assert "2022-06" in bare.err
    monkeypatch.setenv("LIAISON_TODAY", "2022-01-20")
    assert shell("-C", centre, "overview", "--json").json["period"] == "2022-01"
    assert shell("-C", centre, "programme", "show", "--json").json["id"] == NEXT
    assert shell("-C", centre, "overview", "--period", "2021-12", "--json").json["units"]


def test_history_goes_back_over_the_years_end(
    shell: Shell, unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (unit / "store" / "programmes" / f"{NEXT}@1.toml").write_bytes(next_year())
    monkeypatch.setenv("LIAISON_TODAY", "2021-12-20")
    old = shell("-C", unit, "record", "T20", "--period", "2021-12", "--text", "旧年的")
    assert old.status == 0, old.err
    monkeypatch.setenv("LIAISON_TODAY", "2022-01-20")
    new = shell("-C", unit, "record", "T03", "--text", "新年的", "--json")
    assert new.json["warnings"] == []
    assert shell("-C", unit, "record", "T20", "--text", "另一个事项").status == 0
    rows = shell("-C", unit, "history", "T03", "--period", "2022-01", "--json").json
    assert [row["text"] for row in rows] == ["新年的"]
    across = shell("-C", unit, "history", "T20", "--period", "2021", "--json").json
    assert [row["text"] for row in across] == ["旧年的"]
