"""Many windows and commands on one workspace at the same moment: one chain, and nothing lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.cli.processes import start
from tests.second_writer import read_bundle

ITEMS = ("T20", "T22", "I05", "I16")


@pytest.fixture
def rush(shell: Shell, unit: Path) -> tuple[list[Any], list[Any]]:
    """Eight `record` and eight `export` started at once; what they acknowledged."""
    shell("-C", unit, "record", "T12", "--text", "先填一条。")
    started = []
    for number in range(8):
        item = ITEMS[number % len(ITEMS)]
        started.append(start(unit, "record", item, "--text", f"第{number}次。", "--json"))
        started.append(start(unit, "export", "--json"))
    ended = [(process.communicate(timeout=60), process.returncode) for process in started]
    said = [(status, err.decode()) for (_, err), status in ended]
    # An export says how much there still is to look at, and nothing else.
    assert [one for one in said if one[0] or (one[1] and not one[1].startswith("核对："))] == []
    answers = [json.loads(out) for (out, _), _ in ended]
    return answers[0::2], answers[1::2]


def test_sixteen_commands_at_once_keep_one_chain_and_every_entry(
    shell: Shell, unit: Path, centre: Path, rush: tuple[list[Any], list[Any]]
) -> None:
    recorded, exported = rush
    last = shell("-C", unit, "export", "--json").json

    codes: dict[int, set[str]] = {}
    for answer in (*exported, last):
        codes.setdefault(answer["number"], set()).add(answer["code"])
    assert {len(found) for found in codes.values()} == {1}
    for path in {answer["path"] for answer in (*exported, last)}:
        assert read_bundle(Path(path)).forks == []

    bundle = read_bundle(Path(last["path"]))
    numbers = [manifest["number"] for manifest in bundle.manifests]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))

    acknowledged = {answer["id"] for answer in recorded}
    assert len(acknowledged) == 8
    rows = [r for item in ITEMS for r in shell("-C", unit, "history", item, "--json").json]
    assert {row["id"] for row in rows} == acknowledged
    heads = {row["id"] for row in rows if row["head"]}
    assert len(heads) == len(ITEMS)
    assert heads <= set(bundle.lines)

    listed = [item for item in shell("-C", unit, "tasks", "--json").json["items"] if item["entry"]]
    assert {item["state"] for item in listed} == {"exported"}
    assert shell("-C", unit, "check", "--json").json["ok"]

    assert shell("-C", centre, "merge", last["path"]).status == 1
    shell("-C", centre, "trust", bundle.sender)
    merged = shell("-C", centre, "merge", last["path"], "--json").json
    assert (merged["conflicts"], merged["state"]) == ([], bundle.state)
    assert heads <= {row["id"] for row in shell("-C", centre, "entries", "--json").json}


def test_an_officer_at_several_windows_never_conflicts_with_himself(
    shell: Shell, unit: Path
) -> None:
    windows = [start(unit, "record", "T20", "--text", f"窗口{n}。", "--json") for n in range(6)]
    ids = {json.loads(window.communicate(timeout=60)[0])["id"] for window in windows}
    rows = shell("-C", unit, "history", "T20", "--json").json
    assert {row["id"] for row in rows} == ids
    assert sum(row["head"] for row in rows) == 1
    assert shell("-C", unit, "export", "--json").json["events"] == 1


def test_what_is_saved_while_the_key_is_renewed_is_kept(shell: Shell, unit: Path) -> None:
    months = [f"2021-{number:02d}" for number in range(4, 13)]
    saving = [start(unit, "record", "I04", "--period", m, "--text", "一", "--json") for m in months]
    renewing = start(unit, "device", "--renew", "--yes")
    for process in (*saving, renewing):
        process.communicate(timeout=60)
    acknowledged = {m for m, p in zip(months, saving, strict=True) if p.returncode == 0}
    assert renewing.returncode == 0
    rows = shell("-C", unit, "entries", "--period", "2021", "--json").json
    assert {row["period"] for row in rows} == acknowledged
    assert shell("-C", unit, "check").status == 0
