"""A device that was stopped: told to its officer, replaced with a new key, nothing unsent lost."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.cli.processes import run_real
from tests.second_writer import read_bundle

Texts = Callable[[], dict[str, str]]


@dataclass(frozen=True)
class Revoked:
    """A unit whose device the centre has stopped after number 1, and a copy of its folder."""

    unit: Path
    copy: Path
    centre: Path
    device: str
    at_centre: Texts


def device_of(shell: Shell, folder: Path) -> str:
    return "".join(shell("-C", folder, "device").out.split())


@pytest.fixture
def revoked(shell: Shell, met: tuple[Path, Path]) -> Revoked:
    unit, centre = met
    copy = unit.with_name("copy")
    shutil.copytree(unit, copy)
    device = device_of(shell, unit)
    listed = shell("-C", centre, "trust", device[:8], "--revoke", "--json")
    assert listed.status == 0
    assert [d["state"] for d in listed.json["devices"]] == ["revoked"]

    def at_centre() -> dict[str, str]:
        rows = shell("-C", centre, "entries", "--json").json
        return {row["item"]: row["text"] for row in rows}

    return Revoked(unit, copy, centre, device, at_centre)


def export(shell: Shell, folder: Path) -> Path:
    return Path(shell("-C", folder, "export", "--json").json["path"])


def tell_unit(shell: Shell, case: Revoked) -> None:
    path = shell("-C", case.centre, "feedback", "--json").json["files"][0]["path"]
    assert shell("-C", case.unit, "receive", path).status == 0


def renew(shell: Shell, unit: Path) -> str:
    """Renew the key; returns the new device, as the command shows it."""
    answer = shell("-C", unit, "device", "--renew", "--yes")
    assert answer.status == 0
    shown = answer.out.strip()
    assert re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){7}", shown)
    return shown.replace(" ", "")


def test_an_officer_is_warned_at_every_record_once_the_device_was_stopped(
    shell: Shell, revoked: Revoked
) -> None:
    before = shell("-C", revoked.unit, "record", "T20", "--text", "还不知道。")
    assert "停用" not in before.err
    tell_unit(shell, revoked)
    answer = shell("-C", revoked.unit, "record", "T20", "--text", "新增。", "--json")
    assert answer.status == 0
    assert "停用" in answer.err
    assert "liaison device --renew" in answer.err
    assert answer.json["item"] == "T20"
    renew(shell, revoked.unit)
    assert "停用" not in shell("-C", revoked.unit, "record", "T20", "--text", "再增。").err


def test_unsent_entries_go_on_under_a_new_key_and_count_once_it_is_confirmed(
    shell: Shell, revoked: Revoked
) -> None:
    unit, centre = revoked.unit, revoked.centre
    tell_unit(shell, revoked)
    shell("-C", unit, "record", "T20", "--text", "未报的一条。", "--quantity", "certified=4")
    shell("-C", unit, "record", "T22", "--text", "未报的又一条。")
    new = renew(shell, unit)
    assert new != revoked.device
    rows = shell("-C", unit, "history", "T20", "--json").json
    assert [(r["text"], r["device"]) for r in rows if r["head"]] == [("未报的一条。", new)]
    items = shell("-C", unit, "tasks", "--json").json["items"]
    states = {item["id"]: item["state"] for item in items}
    assert (states["T20"], states["T22"], states["I05"]) == ("reported", "reported", "received")

    path = export(shell, unit)
    bundle = read_bundle(path)
    assert (bundle.sender, bundle.forks) == (new, [])
    held = shell("-C", centre, "merge", path, "--json")
    assert held.status == 1
    (row,) = held.json["bundles"]
    assert (row["outcome"], row["device"]) == ("held", new)
    assert set(revoked.at_centre()) == {"I05"}
    pending = [d for d in shell("-C", centre, "trust", "--json").json["devices"]
               if d["state"] == "pending"]  # fmt: skip
    assert [d["device"] for d in pending] == [new]

    assert shell("-C", centre, "trust", new[:8]).status == 0
    assert revoked.at_centre() == {
        "I05": "首次报送。", "T20": "未报的一条。", "T22": "未报的又一条。",
    }  # fmt: skip
    certified = next(q for q in shell("-C", centre, "overview", "--json").json["quantities"]
                     if q["key"] == "certified")  # fmt: skip
    assert certified["sum"] == "4"
    again = shell("-C", centre, "merge", path, "--json").json
    assert (again["conflicts"], again["new_events"]) == ([], 0)
    for folder in (unit, centre):
        assert shell("-C", folder, "check", "--json").json["problems"] == []


def test_an_entry_carried_over_can_be_corrected_without_a_conflict(
    shell: Shell, revoked: Revoked
) -> None:
    tell_unit(shell, revoked)
    shell("-C", revoked.unit, "record", "I05", "--text", "更正首次报送。")
    new = renew(shell, revoked.unit)
    assert shell("-C", revoked.unit, "record", "I05", "--text", "再更正。").status == 0
    shell("-C", revoked.centre, "merge", export(shell, revoked.unit))
    shell("-C", revoked.centre, "trust", new)
    assert revoked.at_centre() == {"I05": "再更正。"}


def test_what_a_stopped_device_sends_after_the_cut_does_not_count(
    shell: Shell, revoked: Revoked
) -> None:
    shell("-C", revoked.copy, "record", "T22", "--text", "旧电脑的话。")
    late = export(shell, revoked.copy)
    for _ in range(2):
        answer = shell("-C", revoked.centre, "merge", late, "--json")
        assert answer.status == 1
        (row,) = answer.json["bundles"]
        assert (row["outcome"], row["new_events"], row["receipt"]) == ("refused", 0, None)
        assert "停用" in row["reason"]
    assert revoked.at_centre() == {"I05": "首次报送。"}
    assert shell("-C", revoked.centre, "trust", revoked.device).status == 1
    assert revoked.at_centre() == {"I05": "首次报送。"}


def test_what_the_centre_refused_of_the_old_device_is_said_again_under_the_new(
    shell: Shell, revoked: Revoked
) -> None:
    unit, centre = revoked.unit, revoked.centre
    shell("-C", unit, "record", "T22", "--text", "停用后报的。")
    export(shell, unit)
    tell_unit(shell, revoked)
    refused = shell("-C", unit, "export")
    assert (refused.status, refused.out) == (1, "")
    assert "--renew" in refused.err
    new = renew(shell, unit)
    shell("-C", unit, "record", "T20", "--text", "新电脑的话。")
    path = export(shell, unit)
    shell("-C", centre, "merge", path)
    shell("-C", centre, "trust", new)
    said = {"I05": "首次报送。", "T22": "停用后报的。", "T20": "新电脑的话。"}
    assert revoked.at_centre() == said
    history = shell("-C", centre, "history", "T22", "--unit", "澄江街道", "--json").json
    assert [row["device"] for row in history] == [new]

    shell("-C", unit, "record", "T22", "--text", "新电脑再报。")
    merged = shell("-C", centre, "merge", export(shell, unit), "--json").json
    assert merged["conflicts"] == []
    assert revoked.at_centre()["T22"] == "新电脑再报。"


@pytest.mark.parametrize("typed", [b"n\n", b""])
def test_renewing_asks_first_and_without_a_yes_changes_nothing(
    shell: Shell, unit: Path, typed: bytes
) -> None:
    before = device_of(shell, unit)
    done = run_real(unit, "device", "--renew", typed=typed)
    assert (done.returncode, done.stdout) == (1, b"")
    assert device_of(shell, unit) == before


def test_a_renewal_that_fails_leaves_every_unsent_word_and_the_key(
    shell: Shell, unit: Path
) -> None:
    shell("-C", unit, "record", "T22", "--text", "还没有报送。")
    before = device_of(shell, unit)
    obstacle = unit / "store" / "device.key.new"
    obstacle.mkdir()
    (obstacle / "x").touch()
    assert shell("-C", unit, "device", "--renew", "--yes").status == 1
    assert device_of(shell, unit) == before
    assert "还没有报送。" in shell("-C", unit, "history", "T22").out
    (obstacle / "x").unlink()
    obstacle.rmdir()
    assert shell("-C", unit, "device", "--renew", "--yes").status == 0
    assert device_of(shell, unit) != before
    (row,) = shell("-C", unit, "history", "T22", "--json").json
    assert (row["text"], row["head"]) == ("还没有报送。", True)
