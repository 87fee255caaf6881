"""A unit's commands, exactly as docs/CLI.md has them."""

import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

ITEM_KEYS = {
    "id", "kind", "area", "text", "cycle", "reports", "standing", "due", "points", "role", "via",
    "state", "status", "percent", "light", "entry",
}  # fmt: skip


def test_tasks_work_without_a_workspace_when_a_unit_is_named(shell: Shell) -> None:
    answer = shell("tasks", "--unit", "市税务局", "--json")
    assert answer.status == 0
    assert set(answer.json) == {"programme", "unit", "period", "due", "items"}
    assert answer.json["unit"] == {"id": "shuiwu", "name": "税务局"}
    assert (answer.json["period"], answer.json["due"]) == ("2021-06", "2021-07-05")
    assert len(answer.json["items"]) == 24
    for item in answer.json["items"]:
        assert set(item) == ITEM_KEYS
        assert (item["state"], item["light"], item["entry"]) == ("unreported", "grey", None)
    named = {item["id"] for item in answer.json["items"] if item["via"] == "named"}
    assert named == {"T09", "I17", "I24"}


def test_tasks_need_a_unit_or_a_workspace(shell: Shell) -> None:
    answer = shell("tasks")
    assert answer.status == 2
    assert "liaison init" in answer.err
    assert answer.out == ""
    assert "liaison -C 文件夹" in answer.err
    assert "liaison tasks --unit 单位名称" in answer.err


@pytest.mark.parametrize(
    ("name", "unit"),
    [("发改委(信用办)", "fagaiwei"), ("发改委（信用办）", "fagaiwei"), ("市发改委", "fagaiwei"),
     ("高新区", "gaoxinqu"), ("shuiwu", "shuiwu"), ("江阴市公安局", "gongan"),
     ("文明办", "xuanchuanbu")],
)  # fmt: skip
def test_units_go_by_any_of_their_names(shell: Shell, name: str, unit: str) -> None:
    assert shell("tasks", "--unit", name, "--json").json["unit"]["id"] == unit


def test_an_unknown_name_is_answered_with_the_nearest(shell: Shell, unit: Path) -> None:
    for arguments, near in (
        (["tasks", "--unit", "税物局"], "税务局"),
        (["record", "T99", "--text", "x"], "T19"),
        (["record", "T20", "--period", "2021-13", "--text", "x"], "2021-12"),
        (["record", "T20", "--status", "in-progres"], "in-progress"),
        (["tasks", "--state", "reportd"], "reported"),
        (["recrd"], "record"),
    ):
        answer = shell("-C", unit, *arguments)
        assert answer.status == 2
        assert near in answer.err
        assert answer.out == ""


def test_an_entry_is_written_and_corrected(shell: Shell, unit: Path) -> None:
    first = shell(
        "-C", unit, "record", "t20", "--status", "推进中", "--percent", "60%", "--quantity",
        "certified=１２", "--text", "新增。", "--problems", "无。", "--next", "继续。",
        "--practice", "走访。", "--json",
    )  # fmt: skip
    assert first.status == 0
    assert set(first.json) == {"id", "item", "period", "warnings"}
    assert (first.json["item"], first.json["period"]) == ("T20", "2021-06")
    second = shell("-C", unit, "record", "T20", "--percent", "65", "--text", "更正。", "--json")
    history = shell("-C", unit, "history", "T20", "--json").json
    assert [row["id"] for row in history] == [first.json["id"], second.json["id"]]
    assert [row["head"] for row in history] == [False, True]
    assert history[0]["quantities"] == {"certified": "12"}
    assert history[1]["replaces"] == [first.json["id"]]
    item = next(i for i in shell("-C", unit, "tasks", "--json").json["items"] if i["id"] == "T20")
    assert (item["state"], item["percent"], item["entry"]) == ("reported", 65, second.json["id"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["--percent", "101"],
        ["--percent", "-1"],
        ["--percent", "六十"],
        ["--quantity", "certified=-1"],
        ["--quantity", "unknown=1"],
        ["--quantity", "certified=x"],
        ["--text", "长" * 20_001],
        ["--text", "x", "--attach", "missing.pdf"],
        ["--text", "x", "--attach", "/dev/null"],
        ["--text", "x", "--attach", "."],
        [],
    ],
)
def test_what_the_formats_forbid_is_refused_and_nothing_is_written(
    shell: Shell, unit: Path, arguments: list[str]
) -> None:
    answer = shell("-C", unit, "record", "T20", *arguments)
    assert answer.status == 1
    assert answer.out == ""
    assert answer.err.count("\n") == 1
    assert shell("-C", unit, "history", "T20", "--json").json == []
    assert not any((unit / "store").glob("evidence/*"))


def test_what_is_merely_odd_is_written_with_a_warning(shell: Shell, unit: Path) -> None:
    for arguments, kind in (
        (["T12", "--percent", "50", "--text", "x"], "standing"),
        (["T20", "--percent", "40", "--status", "done"], "done-early"),
        (["I27", "--text", "x"], "not-zero"),
        (["T01", "--text", "x"], "not-owed"),
    ):
        answer = shell("-C", unit, "record", *arguments, "--json")
        assert answer.status == 0
        assert kind in [warning["kind"] for warning in answer.json["warnings"]]
        assert set(answer.json["warnings"][0]) == {"field", "kind", "message"}


def test_text_comes_from_stdin_and_is_made_inert(
    shell: Shell, unit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "第一行\r\n\x1b[31m红\u202e反[/张三]".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    assert shell("-C", unit, "record", "T20", "--text", "-").status == 0
    (row,) = shell("-C", unit, "history", "T20", "--json").json
    assert row["text"] == "第一行\n\ufffd[31m红\ufffd反[/张三]"


def test_evidence_goes_along_and_a_link_does_not(shell: Shell, unit: Path, tmp_path: Path) -> None:
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"jpg" * 100)
    link = tmp_path / "链接.jpg"
    link.symlink_to(photo)
    assert shell("-C", unit, "record", "T22", "--text", "x", "--attach", link).status == 1
    assert shell("-C", unit, "record", "T22", "--text", "x", "--attach", photo).status == 0
    (row,) = shell("-C", unit, "history", "T22", "--json").json
    assert [(e["name"], e["size"]) for e in row["evidence"]] == [("照片.jpg", 300)]
    exported = shell("-C", unit, "export", "--json").json
    assert (exported["evidence"], exported["evidence_left_out"]) == (1, [])


def test_export_says_what_it_wrote_and_what_is_missing(
    shell: Shell, unit: Path, tmp_path: Path
) -> None:
    assert shell("-C", unit, "export").status == 1
    shell("-C", unit, "record", "T20", "--text", "一")
    shell("-C", unit, "record", "T20", "--text", "二")
    answer = shell("-C", unit, "export", "-o", tmp_path, "--json").json
    assert set(answer) == {
        "path", "sha256", "code", "period", "number", "events", "evidence", "evidence_left_out",
        "missing", "sealed",
    }  # fmt: skip
    assert (answer["number"], answer["events"], answer["period"]) == (1, 1, "2021-06")
    assert Path(answer["path"]).parent == tmp_path
    assert len(answer["missing"]) == 32
    again = shell("-C", unit, "export", "-o", tmp_path / "b.liaison", "--json").json
    assert (again["number"], again["events"], again["code"]) == (1, 0, answer["code"])


def test_months_quarters_and_years_are_understood(shell: Shell, centre: Path) -> None:
    for period, owed in (("2021-06", 33), ("2021-Q2", 24 + 24 + 33), ("2021", 6 * 24 + 3 * 33)):
        answer = shell("-C", centre, "overview", "--period", period, "--json").json
        row = next(unit for unit in answer["units"] if unit["id"] == "chengjiang")
        assert (answer["period"], row["owed"]) == (period, owed)
