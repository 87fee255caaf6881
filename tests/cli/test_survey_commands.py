"""What a centre looks up over all its units: the heat map, entries by words, files in use."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell, send

COUNTS = {
    "owed", "reported", "on_time", "late", "nothing_new", "missing", "returned", "accepted",
    "conflicts", "lights",
}  # fmt: skip


def test_the_heat_map_counts_rows_columns_and_the_year(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "新增4家。")
    send(shell, unit, centre)
    data = shell("-C", centre, "heat", "--json").json
    assert set(data) == {"period", "due", "items", "units", "totals", "year"}
    assert set(data["totals"]) == COUNTS
    town = next(row for row in data["units"] if row["id"] == "chengjiang")
    assert set(town) == {"id", "name", "group", "cells"} | COUNTS
    assert town["cells"]["T20"]["mark"] == "报"
    item = next(row for row in data["items"] if row["id"] == "T20")
    assert set(item) == {"id", "text"} | COUNTS
    assert item["reported"] == 1
    overview = shell("-C", centre, "overview", "--json").json
    assert overview["totals"] == data["totals"]
    assert [month["period"] for month in data["year"]] == ["2021-04", "2021-05", "2021-06"]
    assert data["year"][-1] == {
        "period": "2021-06", "owed": data["totals"]["owed"], "reported": 2, "red": 0,
    }  # fmt: skip


def test_the_heat_map_for_people_has_a_line_a_unit_and_says_what_its_signs_mean(
    shell: Shell, centre: Path
) -> None:
    out = shell("-C", centre, "heat", "--period", "2021-04", "--order", "missing").out
    assert "未 未报" in out
    assert "【部门】" in out
    assert [line for line in out.splitlines() if line.startswith("澄江街道 ")]
    assert "6月" not in out
    assert "4月 已报 0 / " in out
    assert shell("-C", centre, "heat", "--order", "colour").status == 2


def test_former_entries_are_found_too_and_said_to_be_corrected(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "走访“双百”企业12家，50%完成贯标。")
    send(shell, unit, centre)
    shell("-C", unit, "record", "T20", "--text", "走访企业13家，完成贯标。")
    shell("-C", unit, "record", "T13", "--text", "召开推进会。", "--problems", "企业 C:\\ 不足")
    send(shell, unit, centre)

    def search(*words: str) -> list[tuple[str, bool, str]]:
        data = shell("-C", centre, "search", *words, "--json").json
        assert data["count"] == len(data["entries"])
        return [(e["item"], e["current"], e["field"]) for e in data["entries"]]

    assert search("贯标") == [("T20", False, "text"), ("T20", True, "text")]
    assert search("贯标", "１２") == [("T20", False, "text")]
    assert search("0%") == [("T20", False, "text")]
    assert search("“双百”") == [("T20", False, "text")]
    assert search("c:\\") == [("T13", True, "problems")]
    assert search("企业", "--item", "T13") == [("T13", True, "problems")]
    assert search("企业", "--unit", "青阳镇") == []
    assert search("企业", "--period", "2021-05") == []
    assert search("progress") == search("_") == search("没有写的") == []
    row = shell("-C", centre, "search", "贯标", "--json").json["entries"][0]
    assert row["excerpt"][row["start"] : row["end"]] == "贯标"
    out = shell("-C", centre, "search", "贯标").out
    assert "找到 2 条。" in out
    assert "【贯标】" in out
    assert "已更正" in out
    assert shell("-C", centre, "search", "没有写的").out == "没有找到。\n"


def test_nothing_and_far_too_much_is_not_looked_for(shell: Shell, centre: Path) -> None:
    for words in (" ", "字" * 201):
        answer = shell("-C", centre, "search", words)
        assert (answer.status, answer.out) == (2, "")


def test_a_file_in_several_places_is_listed_with_all_of_them(
    shell: Shell, met: tuple[Path, Path], tmp_path: Path
) -> None:
    unit, centre = met
    for name in ("现场.jpg", "签到.jpg"):
        (tmp_path / name).write_bytes(name.encode())
    shell("-C", unit, "record", "T20", "--text", "甲", "--attach", "现场.jpg")
    (tmp_path / "现场.jpg").rename(tmp_path / "照片.jpg")
    shell("-C", unit, "record", "T13", "--text", "乙", "--attach", "照片.jpg")
    shell("-C", unit, "record", "T14", "--text", "丙", "--attach", "签到.jpg")
    send(shell, unit, centre)
    files = shell("-C", centre, "evidence", "--shared", "--json").json["files"]
    assert [[(p["item"], p["name"]) for p in file["places"]] for file in files] == [
        [("T13", "照片.jpg"), ("T20", "现场.jpg")]
    ]
    assert set(files[0]) == {"sha256", "size", "places"}
    assert len(shell("-C", centre, "evidence", "--json").json["files"]) == 2
    assert "T13（2021年6月）、T20（2021年6月）" in shell("-C", centre, "evidence", "--shared").out
    none = shell("-C", centre, "evidence", "--shared", "--period", "2021-05")
    assert none.out == "没有这样的佐证材料。\n"


def test_a_unit_has_none_of_it(shell: Shell, unit: Path) -> None:
    for command in (["heat"], ["search", "x"], ["evidence"]):
        assert shell("-C", unit, *command).status == 2


def test_a_trial_says_who_would_change_colour_and_changes_nothing(
    shell: Shell, met: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "推进。", "--percent", "45")
    send(shell, unit, centre)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    month = ("--period", "2021-06")
    data = shell("-C", centre, "trial", "--yellow", "5", *month, "--json").json
    assert set(data) == {"period", "yellow_behind", "red_behind", "lights", "changes"}
    assert (data["yellow_behind"], data["red_behind"]) == (5, 30)
    assert data["changes"] == [
        {"unit": "chengjiang", "item": "T20", "percent": 45, "before": "green", "after": "yellow"}
    ]
    assert data["lights"]["after"]["yellow"] == data["lights"]["before"]["yellow"] + 1
    out = shell("-C", centre, "trial", "--yellow", "5", *month).out
    assert "绿改黄" in out
    assert "没有改动任何规则" in out
    assert shell("-C", centre, "trial", "--red", "5").status == 2
    assert shell("-C", centre, "trial", *month, "--json").json["changes"] == []
