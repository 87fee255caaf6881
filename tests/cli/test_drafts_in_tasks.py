"""Half-filled forms among what is owed, as docs/CLI.md has the state `draft`."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.storage.drafts import Draft
from liaison_tui.workspace import Workspace
from tests.cli.conftest import Shell
from tests.storage.half_filled import set_aside


def keep(unit: Path, item: str, period: str = "2021-06") -> None:
    """Leave a form about an item half filled."""
    draft = Draft(
        "chengjiang", item, period, {"text": "写到一半"}, (), (), (), "2021-06-28T10:00:00+08:00"
    )
    Workspace(unit).drafts.keep(draft)


def row(shell: Shell, unit: Path, item: str, *options: str) -> dict[str, Any]:
    items = shell("-C", unit, "tasks", *options, "--json").json["items"]
    (found,) = [row for row in items if row["id"] == item]
    return dict(found)


def test_a_half_filled_form_is_shown_as_a_draft(shell: Shell, unit: Path) -> None:
    keep(unit, "T20")
    found = row(shell, unit, "T20")
    assert (found["state"], found["entry"], found["status"]) == ("draft", None, None)
    states = Counter(i["state"] for i in shell("-C", unit, "tasks", "--json").json["items"])
    assert states == {"draft": 1, "unreported": 32}


@pytest.mark.parametrize("state", ["draft", "草稿"])
def test_drafts_can_be_asked_for(shell: Shell, unit: Path, state: str) -> None:
    keep(unit, "T20")
    shell("-C", unit, "record", "I05", "--text", "已填。")
    answer = shell("-C", unit, "tasks", "--state", state, "--json").json
    assert [item["id"] for item in answer["items"]] == ["T20"]
    table = shell("-C", unit, "tasks", "--state", state).out
    assert "草稿" in table
    assert "写到一半" not in table


def test_a_draft_belongs_to_its_month(shell: Shell, unit: Path) -> None:
    keep(unit, "I05", "2021-05")
    assert row(shell, unit, "I05")["state"] == "unreported"
    assert row(shell, unit, "I05", "--period", "2021-05")["state"] == "draft"


def test_a_half_filled_correction_is_a_draft_beside_the_entry_that_stands(
    shell: Shell, unit: Path
) -> None:
    said = shell("-C", unit, "record", "T20", "--percent", "60", "--text", "x", "--json").json["id"]
    keep(unit, "T20")
    found = row(shell, unit, "T20")
    assert (found["state"], found["entry"], found["percent"]) == ("draft", said, 60)
    Workspace(unit).drafts.drop(("chengjiang", "T20", "2021-06"))
    assert row(shell, unit, "T20")["state"] == "reported"


def test_a_returned_entry_stays_returned_however_much_is_drafted(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    (entry,) = shell("-C", centre, "entries", "--json").json
    shell("-C", centre, "review", entry["id"], "--return", "请补充")
    feedback = shell("-C", centre, "feedback", "--json").json["files"][0]["path"]
    shell("-C", unit, "receive", feedback)
    keep(unit, "I05")
    assert row(shell, unit, "I05")["state"] == "returned"


def test_drafts_are_nobody_elses_business(
    shell: Shell, met: tuple[Path, Path], tmp_path: Path
) -> None:
    unit, centre = met
    keep(unit, "T20")
    assert row(shell, unit, "T20", "--unit", "南闸街道")["state"] == "unreported"
    exported = shell("-C", unit, "export", "-o", tmp_path, "--json").json
    assert "T20" in exported["missing"]
    assert "写到一半".encode() not in Path(exported["path"]).read_bytes()
    assert shell("-C", centre, "merge", exported["path"]).status == 0
    assert row(shell, centre, "T20", "--unit", "澄江街道")["state"] == "unreported"


def test_a_damaged_draft_does_not_stop_the_list(shell: Shell, unit: Path) -> None:
    keep(unit, "T20")
    (unit / "store" / "drafts.json").write_bytes(b"{")
    assert row(shell, unit, "T20")["state"] == "unreported"
    assert set_aside(unit / "store") == b"{"
