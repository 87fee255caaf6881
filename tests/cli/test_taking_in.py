"""What a centre notes as it takes files in: days stated by a person, telephone calls, receipts."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell
from tests.second_writer import Chain, Device, attachment, event_id, progress, read_bundle

MONTH = "2021-06"
BY_MAIL = ("--received", "2021-06-25", "--reason", "邮件6月25日到")


@pytest.fixture
def first(shell: Shell, unit: Path) -> Path:
    """The first file of a unit whose device no centre knows."""
    shell("-C", unit, "record", "T20", "--text", "新增。")
    return Path(shell("-C", unit, "export", "--json").json["path"])


def received(shell: Shell, centre: Path, item: str = "T20") -> list[str]:
    rows = shell("-C", centre, "entries", "--item", item, "--period", MONTH, "--json").json
    return [row["received_at"][:10] for row in rows]


def confirm_all(shell: Shell, centre: Path) -> None:
    for device in shell("-C", centre, "trust", "--json").json["devices"]:
        if device["state"] == "pending":
            assert shell("-C", centre, "trust", device["device"]).status == 0


def receipts(shell: Shell, centre: Path, unit: str, folder: Path) -> list[dict[str, Any]]:
    """The receipts in the feedback that goes to a unit."""
    sent = shell("-C", centre, "feedback", "--unit", unit, "-o", folder, "--json").json["files"]
    lines = read_bundle(Path(sent[0]["path"])).lines.values()
    events = [json.loads(line) for line in lines if line]
    return [event for event in events if event["kind"] == "receipt"]


def test_a_stated_day_holds_when_a_held_file_is_confirmed_later(
    shell: Shell, centre: Path, first: Path, tmp_path: Path
) -> None:
    held = shell("-C", centre, "merge", first, *BY_MAIL, "--json").json
    assert [row["outcome"] for row in held["bundles"]] == ["held"]
    shell("-C", centre, "merge", first)  # the same file by chance again: the word stays
    confirm_all(shell, centre)
    assert received(shell, centre) == ["2021-06-25"]
    (receipt,) = receipts(shell, centre, "澄江街道", tmp_path / "回执")
    assert receipt["body"]["reason"] == "邮件6月25日到"
    assert receipt["body"]["received_at"].startswith("2021-06-25")


def test_a_day_may_still_be_stated_for_a_file_that_waits(
    shell: Shell, centre: Path, first: Path
) -> None:
    assert shell("-C", centre, "merge", first).status == 1
    assert shell("-C", centre, "merge", first, *BY_MAIL).status == 1
    confirm_all(shell, centre)
    assert received(shell, centre) == ["2021-06-25"]


def test_without_a_word_the_day_of_receipt_is_the_first_copys(
    shell: Shell, centre: Path, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("-C", centre, "merge", first)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-09")
    confirm_all(shell, centre)
    assert received(shell, centre) == ["2021-06-28"]


@pytest.mark.parametrize("day", ["2021-06-29", "2021-07-05", "2022-01-01", "2021-06-29T00:00"])
def test_a_day_to_come_is_refused_and_nothing_is_taken_in(
    shell: Shell, centre: Path, first: Path, day: str
) -> None:
    answer = shell("-C", centre, "merge", first, "--received", day, "--reason", "未来")
    assert (answer.status, answer.out) == (2, "")
    assert "不能晚于今天" in answer.err
    assert shell("-C", centre, "trust", "--json").json["devices"] == []
    today = ("--received", "2021-06-28", "--reason", "今天")
    assert shell("-C", centre, "merge", first, *today, "--json").json["bundles"][0]["unit"]


def test_a_day_stated_for_a_known_file_changes_nothing_and_the_row_says_so(
    shell: Shell, centre: Path, first: Path
) -> None:
    shell("-C", centre, "merge", first)
    confirm_all(shell, centre)
    answer = shell("-C", centre, "merge", first, *BY_MAIL, "--json")
    assert answer.status == 0
    (row,) = answer.json["bundles"]
    assert row["outcome"] == "nothing-new"
    assert "收到时间没有改" in row["reason"]
    assert received(shell, centre) == ["2021-06-28"]
    assert "收到时间没有改" in shell("-C", centre, "merge", first, *BY_MAIL).out
    silent = shell("-C", centre, "merge", first, "--json").json["bundles"][0]["reason"]
    assert "收到时间" not in silent


def test_a_second_telephone_entry_after_the_units_own_word_makes_no_conflict(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    by_phone = ("--unit", "澄江街道", "--channel", "telephone", "--informant", "周敏")
    shell("-C", centre, "record", "T20", *by_phone, "--text", "电话一。")
    shell("-C", unit, "record", "T20", "--text", "本单位填报。")
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path, "--json").json["conflicts"] == []

    assert "信用办代录" not in shell("-C", centre, "entries", "--item", "T20").out
    second = shell("-C", centre, "record", "T20", *by_phone, "--text", "电话二。", "--json")
    assert second.status == 0
    (row,) = shell("-C", centre, "entries", "--item", "T20", "--json").json
    assert (row["id"], row["state"]) == (second.json["id"], "received")
    assert row["text"] == "电话二。"
    assert "信用办代录（电话）" in shell("-C", centre, "entries", "--item", "T20").out
    assert shell("-C", centre, "merge", path, "--json").json["conflicts"] == []
    totals = shell("-C", centre, "overview", "--json").json["totals"]
    assert totals["conflicts"] == 0
    third = shell("-C", centre, "record", "T20", *by_phone, "--text", "电话三。")
    assert third.status == 0
    assert len(shell("-C", centre, "entries", "--item", "T20", "--json").json) == 1

    back = shell("-C", centre, "feedback", "--json").json["files"][0]["path"]
    assert shell("-C", unit, "receive", back, "--json").json["conflicts"] == []
    items = shell("-C", unit, "tasks", "--json").json["items"]
    assert next(i["state"] for i in items if i["id"] == "T20") == "received"


def test_a_receipt_names_evidence_missing_in_an_earlier_number_of_the_same_file(
    shell: Shell, centre: Path, tmp_path: Path
) -> None:
    lost, here = b"lost" * 50, b"here" * 50
    device = Device("receipt")
    chain = Chain(
        device, "huashi", programme_sha256=shell("programme", "show", "--json").json["sha256"]
    )
    sent = []
    for item, content, files in (("T20", lost, ()), ("T22", here, (here,)), ("I05", None, ())):
        named = [] if content is None else [attachment(f"{item}.jpg", content)]
        event = progress(device, "huashi", item, MONTH, text=f"{item}。", evidence=named or None)
        sent.append(event_id(event))
        chain.submit([event], period=MONTH, files=files)
    path = chain.write(tmp_path / "huashi.liaison")
    shell("-C", centre, "merge", path)
    confirm_all(shell, centre)

    assert len(shell("-C", centre, "entries", "--unit", "huashi", "--json").json) == len(sent)
    (receipt,) = receipts(shell, centre, "huashi", tmp_path / "回执")
    assert receipt["about"] == [chain.submissions[-1].sha256]
    assert receipt["body"]["evidence_missing"] == [attachment("", lost)["sha256"]]
    assert receipt["body"]["code"] == chain.submissions[-1].code
    row = shell("-C", centre, "merge", path, "--json").json["bundles"][0]
    assert row["receipt"] == chain.submissions[-1].code


def test_a_path_where_nothing_lies_is_said_to_be_missing_and_no_bad_file(
    shell: Shell, unit: Path, first: Path
) -> None:
    missing = first.with_name("没有.liaison")
    told = shell("-C", unit, "merge", missing, first)
    assert told.status == 1
    assert "读不到" in told.out
    assert f"找不到文件 {missing}" in told.out
    assert "问题文件" not in told.out
    rows = shell("-C", unit, "merge", missing, first, "--json").json["bundles"]
    assert [row["outcome"] for row in rows] == ["refused", "nothing-new"]
    assert not (unit / "store" / "quarantine").exists()


def test_each_taking_in_is_kept_with_its_files_and_what_was_stated(
    shell: Shell, centre: Path, first: Path, tmp_path: Path
) -> None:
    assert shell("-C", centre, "merge", "--runs", "--json").json == {"runs": []}
    assert shell("-C", centre, "merge", "--runs").out == "还没有汇入过文件。\n"
    (tmp_path / "说明.txt").write_text("请查收。", encoding="utf-8")
    shell("-C", centre, "merge", first, *BY_MAIL)
    shell("-C", centre, "merge", tmp_path / "说明.txt")
    newest, oldest = shell("-C", centre, "merge", "--runs", "--json").json["runs"]
    assert set(newest) == {"at", "by", "received", "reason", "files"}
    assert (oldest["by"], oldest["received"][:10], oldest["reason"]) == (
        "王健", "2021-06-25", "邮件6月25日到",
    )  # fmt: skip
    assert (newest["received"], newest["reason"]) == (None, "")
    confirm_all(shell, centre)
    merged, *_ = shell("-C", centre, "merge", "--runs", "--json").json["runs"]
    assert (merged["received"], merged["reason"]) == (None, "")
    (later,) = merged["files"]
    assert (later["name"], later["outcome"], later["new_events"]) == (first.name, "merged", 1)
    (file,) = oldest["files"]
    assert (file["name"], file["outcome"], file["unit"]) == (first.name, "held", "chengjiang")
    assert [row["outcome"] for row in newest["files"]] == ["refused"]
    table = shell("-C", centre, "merge", "--runs").out
    assert "邮件6月25日到" in table
    assert "问题文件 1" in table
    assert shell("-C", centre, "merge", first, "--runs").status == 2
