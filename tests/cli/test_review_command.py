"""Judging by commands: the queue, one by one, many at once, taken back; and settling."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

MONTH = ("--period", "2021-06")


@pytest.fixture
def centre_with_month(shell: Shell, met: tuple[Path, Path]) -> Path:
    """A centre that has a town's month: words, a zero report, nothing new, and one 不涉及."""
    unit, centre = met
    shell("-C", unit, "record", "T13", "--text", "走访企业12家。")
    shell("-C", unit, "record", "I27", "--nothing", "zero")
    shell("-C", unit, "record", "I16", "--nothing", "no-progress")
    shell("-C", unit, "record", "I11", "--nothing", "not-applicable")
    send(shell, unit, centre)
    return centre


def send(shell: Shell, unit: Path, centre: Path) -> None:
    path = shell("-C", unit, "export", *MONTH, "--json").json["path"]
    shell("-C", centre, "merge", path)


def waiting(shell: Shell, centre: Path, *filters: str) -> dict[str, str]:
    rows = shell("-C", centre, "review", "--queue", *MONTH, *filters, "--json").json["waiting"]
    return {row["item"]: row["id"] for row in rows}


def states(shell: Shell, centre: Path) -> dict[str, str]:
    rows = shell("-C", centre, "entries", *MONTH, "--json").json
    return {row["item"]: row["state"] for row in rows}


def test_the_queue_tells_what_waits_and_why(shell: Shell, centre_with_month: Path) -> None:
    answer = shell("-C", centre_with_month, "review", "--queue", *MONTH, "--json").json
    assert answer["period"] == "2021-06"
    why = {row["item"]: row["why"] for row in answer["waiting"]}
    assert why == {
        "I11": "not-applicable", "T13": "said", "I05": "said", "I27": "nothing", "I16": "nothing",
    }  # fmt: skip
    assert set(answer["waiting"][0]) == {
        "id", "unit", "item", "period", "why", "nothing", "gist", "at", "by", "received_at",
        "comment", "explanation", "notes", "heads",
    }  # fmt: skip
    for filters, items in (
        (("--unit", "青阳镇"), set()),
        (("--item", "T13"), {"T13"}),
        (("--nothing", "零报告"), {"I27"}),
        (("--area", "6"), {"T13"}),
    ):
        assert set(waiting(shell, centre_with_month, *filters)) == items
    assert "走访企业12家" in shell("-C", centre_with_month, "review", "--queue", *MONTH).out


def test_all_that_says_nothing_is_accepted_at_once_but_for_what_does_not_apply(
    shell: Shell, centre_with_month: Path
) -> None:
    answer = shell("-C", centre_with_month, "review", "--all-nothing", *MONTH, "--json")
    assert answer.status == 0
    assert len(answer.json["accepted"]) == 2
    assert states(shell, centre_with_month) == {
        "I11": "received", "T13": "received", "I05": "received", "I27": "accepted",
        "I16": "accepted",
    }  # fmt: skip
    again = shell("-C", centre_with_month, "review", "--all-nothing", *MONTH)
    assert (again.status, again.out) == (1, "")
    told = shell("-C", centre_with_month, "review", "--accept", "--unit", "澄江街道", *MONTH)
    assert "审核通过 2 条：澄江街道" in told.out
    assert "另有 1 条要逐条办理" in told.err
    ended = shell(
        "-C", centre_with_month, "review", "--accept", "--nothing", "不涉及", *MONTH, "--json"
    )
    assert len(ended.json["accepted"]) == 1
    [struck] = shell("-C", centre_with_month, "discharge", "--json").json["discharges"]
    assert (struck["item"], struck["ground"]) == ("I11", "not-applicable")


def test_nothing_is_accepted_at_once_without_saying_what(
    shell: Shell, centre_with_month: Path
) -> None:
    for arguments in (
        ["--accept"], [], ["--undo"], ["--return", "请补充", "--unit", "澄江街道"],
        ["--all-nothing", "--nothing", "zero"], ["--accept", "--area", "99"],
        ["0" * 8, "--accept", "--unit", "澄江街道"], ["0" * 8, "--accept", "--undo"],
    ):  # fmt: skip
        answer = shell("-C", centre_with_month, "review", *arguments, *MONTH)
        assert (answer.status, answer.out) == (2, ""), arguments
    assert set(states(shell, centre_with_month).values()) == {"received"}


def test_a_judgement_is_told_and_taken_back(shell: Shell, centre_with_month: Path) -> None:
    names = waiting(shell, centre_with_month)
    returned = shell(
        "-C", centre_with_month, "review", names["T13"], "--return", "请写明企业", "--json"
    ).json
    assert (returned["decision"], returned["comment"]) == ("return", "请写明企业")
    assert returned["entry"] == names["T13"]
    undone = shell("-C", centre_with_month, "review", names["T13"][:8], "--undo", "--json").json
    assert (undone["decision"], undone["entry"]) == (None, names["T13"])
    assert states(shell, centre_with_month)["T13"] == "received"
    assert shell("-C", centre_with_month, "review", names["T13"], "--undo").status == 1
    ended = shell("-C", centre_with_month, "review", names["I11"], "--accept")
    assert "2021年6月以后不再报送" in ended.out
    rows = shell("-C", centre_with_month, "history", "T13", "--unit", "澄江街道", *MONTH, "--json")
    assert [row["kind"] for row in rows.json] == ["progress", "review", "review"]
    told = shell("-C", centre_with_month, "history", "T13", "--unit", "澄江街道", *MONTH).out
    assert "撤回审核" in told


def test_what_contradicts_is_shown_side_by_side_and_settled_with_a_reason(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    shell("init", "second", "--unit", "澄江街道", "--officer", "曹琳")
    shell("-C", unit, "record", "T20", "--text", "走访12家。")
    shell("-C", "second", "record", "T20", "--text", "走访15家。")
    send(shell, unit, centre)
    path = shell("-C", "second", "export", *MONTH, "--json").json["path"]
    held = shell("-C", centre, "merge", path, "--json").json
    shell("-C", centre, "trust", held["bundles"][0]["device"])
    town = ("T20", "--unit", "澄江街道", *MONTH)
    shown = shell("-C", centre, "settle", *town, "--json").json
    assert len(shown["heads"]) == 2
    told = shell("-C", centre, "settle", *town).out
    assert all(words in told for words in ("走访12家", "走访15家", "曹琳", "不同"))
    choose = ("--choose", shown["heads"][0][:8])
    assert shell("-C", centre, "settle", *town, *choose).status == 1
    assert shell("-C", centre, "settle", *town, "--choose", "ffffffff", "--reason", "x").status == 1
    done = shell("-C", centre, "settle", *town, *choose, "--reason", "与台账相符", "--json")
    assert done.json["chosen"] == shown["heads"][0]
    assert states(shell, centre)["T20"] == "accepted"
    assert shell("-C", centre, "settle", *town).status == 1
    assert shell("-C", unit, "settle", "T20", "--unit", "青阳镇").status == 2
