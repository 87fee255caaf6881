"""What a centre rules and a unit answers, by the commands of docs/CLI.md."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell, send

TOWN = ("--unit", "澄江街道")


def bring_back(shell: Shell, unit: Path, centre: Path, *period: str) -> None:
    path = shell("-C", centre, "feedback", *TOWN, *period, "--json").json["files"][0]["path"]
    assert shell("-C", unit, "receive", path).status == 0


def row(shell: Shell, folder: Path, item: str, period: str = "2021-06") -> dict[str, str]:
    where = () if folder.name == "unit" else TOWN
    items = shell("-C", folder, "tasks", *where, "--period", period, "--json").json["items"]
    return next((each for each in items if each["id"] == item), {})


def test_a_request_for_more_time_is_listed_granted_and_moves_the_due_day(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    shell("-C", unit, "extend", "I05", "--until", "2021-07-20", "--reason", "数据未出。")
    send(shell, unit, centre)
    (waiting,) = shell("-C", centre, "extension", "--json").json["extensions"]
    assert set(waiting) == {"unit", "item", "period", "due", "request", "answer", "waits"}
    assert (waiting["waits"], waiting["answer"]) == (True, None)
    assert set(waiting["request"]) == {"id", "until", "reason", "at", "by"}
    assert "待答复" in shell("-C", centre, "extension").out
    done = shell("-C", centre, "extension", "i05", *TOWN, "--grant", "2021/07/20", "--json")
    assert done.status == 0
    assert set(done.json["answer"]) == {
        "id", "decision", "until", "reason", "approver", "at", "by",
    }  # fmt: skip
    assert (done.json["answer"]["decision"], done.json["answer"]["approver"]) == ("grant", "王健")
    assert not done.json["waits"]
    bring_back(shell, unit, centre)
    for folder in met:
        assert row(shell, folder, "I05")["due"] == "2021-07-20"
        assert row(shell, folder, "I03")["due"] == "2021-07-05"
        assert shell("-C", folder, "check").status == 0
    assert shell("-C", unit, "extension", "--json").json["extensions"] == [done.json]
    assert "同意延期" in shell("-C", unit, "extension").out
    assert "同意延期" in shell("-C", unit, "history", "I05").out
    told = shell("-C", centre, "extension", "I05", *TOWN, "--refuse", "--reason", "不能再晚。").out
    assert told.startswith("不同意延期：澄江街道 I05 2021-06")
    assert row(shell, centre, "I05")["due"] == "2021-07-05"


def test_an_item_is_struck_off_and_put_on_again(shell: Shell, met: tuple[Path, Path]) -> None:
    unit, centre = met
    without = shell("-C", centre, "discharge", "T13", *TOWN)
    assert (without.status, without.out) == (1, "")
    done = shell("-C", centre, "discharge", "T13", *TOWN, "--reason", "已验收。", "--json")
    assert done.status == 0
    assert set(done.json) == {
        "id", "unit", "item", "period", "decision", "ground", "reason", "approver", "at", "by",
    }  # fmt: skip
    bring_back(shell, unit, centre)
    for folder in met:
        assert row(shell, folder, "T13")
        assert not row(shell, folder, "T13", "2021-09")
        assert shell("-C", folder, "discharge", "--json").json["discharges"] == [done.json]
        assert "2021年6月以后不再报送（已办结）" in shell("-C", folder, "discharge").out
    saved = shell("-C", unit, "record", "T13", "--period", "2021-09", "--text", "一")
    assert (saved.status, "提醒" in saved.err) == (0, True)
    again = shell("-C", centre, "discharge", "T13", *TOWN, "--resume", "--period", "2021-09")
    assert "2021年9月起恢复报送" in again.out
    bring_back(shell, unit, centre, "--period", "2021-09")
    assert row(shell, unit, "T13", "2021-09")


def test_an_inspection_and_a_call_go_to_the_unit_and_its_answers_come_back(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    found = shell(
        "-C", centre, "inspect", "T20", *TOWN, "--sort", "不定期", "--manner", "集中检查",
        "--subject", "key", "--finding", "台账不全。", "--deadline", "2021-07-20", "--json",
    )  # fmt: skip
    assert found.status == 0
    assert set(found.json) == {
        "id", "unit", "sort", "manner", "subject", "finding", "deadline", "items", "at", "by",
        "answer",
    }  # fmt: skip
    called = shell(
        "-C", centre, "call", "T20", *TOWN, "--title", "专题调度", "--due", "2021-06-30T16:00",
        "--json",
    )  # fmt: skip
    assert called.status == 0
    (call,) = called.json["calls"]
    assert set(call) == {
        "id", "event", "unit", "title", "text", "due", "items", "at", "by", "answer",
    }  # fmt: skip
    assert (call["id"], call["due"]) == ("D01", "2021-06-30T16:00:00+08:00")
    assert shell("-C", centre, "call", "T20", "--title", "都报", "--due", "2021-06-30").status == 0
    bring_back(shell, unit, centre)
    assert [c["title"] for c in shell("-C", unit, "call", "--json").json["calls"]] == [
        "专题调度", "都报",
    ]  # fmt: skip
    assert "不定期集中检查 重点督查" in shell("-C", unit, "inspect").out
    done = shell("-C", unit, "answer", "D01", "--text", "已报。", "--json")
    assert set(done.json) == {"id", "about", "text"}
    assert done.json["about"] == [call["event"]]
    assert shell("-C", unit, "answer", found.json["id"][:8], "--text", "已补齐。").status == 0
    send(shell, unit, centre)
    (inspected,) = shell("-C", centre, "inspect", "--json").json["inspections"]
    assert inspected["answer"]["text"] == "已补齐。"
    answered = [
        c for c in shell("-C", centre, "call", *TOWN, "--json").json["calls"] if c["answer"]
    ]
    assert [c["answer"]["text"] for c in answered] == ["已报。"]
    gone = shell("-C", centre, "call", "--withdraw", "D02", "--json").json
    assert (gone["id"], len(gone["units"]) > 1, gone["withdrawn"]) == ("D02", True, True)
    assert shell("-C", centre, "inspect", "--withdraw", found.json["id"][:8]).status == 0
    bring_back(shell, unit, centre)
    assert shell("-C", unit, "inspect", "--json").json == {"inspections": []}
    assert [c["id"] for c in shell("-C", unit, "call", "--json").json["calls"]] == ["D01"]
    for folder in met:
        assert shell("-C", folder, "check").status == 0


def test_with_nothing_ruled_each_list_says_so(shell: Shell, met: tuple[Path, Path]) -> None:
    for folder in met:
        for command in ("extension", "discharge", "inspect", "call"):
            answer = shell("-C", folder, command)
            assert (answer.status, answer.err) == (0, "")
            assert answer.out.strip().endswith("。")


def test_what_a_centre_rules_is_refused_at_a_unit_and_wrong_uses_are_one_sentence(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    for folder, status, arguments in (
        (unit, 2, ["extension", "I05", "--grant", "2021-07-20"]),
        (unit, 2, ["discharge", "T13", "--reason", "一"]),
        (unit, 2, ["inspect", "--finding", "一"]),
        (unit, 2, ["call", "T20", "--title", "一", "--due", "2021-06-30"]),
        (unit, 2, ["call", *("--unit", "青阳镇")]),
        (unit, 1, ["answer", "D09", "--text", "一"]),
        (centre, 2, ["answer", "D09", "--text", "一", *TOWN]),
        (centre, 2, ["extension", "I05", *TOWN]),
        (centre, 2, ["extension", "I05", *TOWN, "--grant", "2021-07-20", "--refuse"]),
        (centre, 1, ["extension", "I05", *TOWN, "--grant", "2021-07-01"]),
        (centre, 1, ["extension", "I05", *TOWN, "--refuse", "--reason", "一"]),
        (centre, 1, ["extension", "T01", *TOWN, "--grant", "2021-07-20"]),
        (centre, 1, ["discharge", "T01", *TOWN, "--reason", "一"]),
        (centre, 1, ["discharge", "T13", *TOWN, "--resume"]),
        (centre, 2, ["inspect", "--finding", "一"]),
        (centre, 1, ["inspect", "T01", *TOWN, "--finding", "一"]),
        (centre, 1, ["inspect", "--withdraw", "ffff"]),
        (centre, 1, ["inspect", "--judge", "ffff", "--verdict", "done"]),
        (centre, 2, ["inspect", "--judge", "ffff"]),
        (centre, 1, ["inspect", "--undo", "ffff"]),
        (unit, 2, ["inspect", "--judge", "ffff", "--verdict", "done"]),
        (centre, 2, ["call", "--title", "一", "--due", "2021-06-30"]),
        (centre, 2, ["call", "T20", "--title", "一"]),
        (centre, 2, ["call", "T20", "--title", "一", "--due", "soon"]),
        (centre, 1, ["call", "T20", "--title", "一", "--due", "2021-06-01"]),
        (centre, 1, ["call", "--withdraw", "D01"]),
    ):  # fmt: skip
        answer = shell("-C", folder, *arguments)
        assert (arguments, answer.status, answer.out) == (arguments, status, "")
        assert answer.err.endswith("。\n")
        assert answer.err.count("\n") == 1
    assert shell("-C", centre, "feedback", "--json").json["files"]


def test_the_list_of_feedback_files_says_what_its_figures_are_and_how_to_take_one_in(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    told = shell("-C", met[1], "feedback").out
    assert "往来记录：" in told
    assert "按 F4 汇入" in told
    assert "liaison receive" in told


def test_what_was_put_right_is_judged_and_what_is_open_is_listed_by_unit(
    shell: Shell, met: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, centre = met
    found = shell(
        "-C", centre, "inspect", *TOWN, "--finding", "台账不全。", "--deadline", "2021-07-05",
        "--json",
    ).json  # fmt: skip
    shell("-C", centre, "inspect", *TOWN, "--finding", "没有培训。", "--sort", "不定期")
    bring_back(shell, unit, centre)
    assert shell("-C", unit, "answer", found["id"][:8], "--text", "补了一半。").status == 0
    send(shell, unit, centre)
    again = shell(
        "-C", centre, "inspect", "--judge", found["id"][:8], "--verdict", "继续整改", "--text",
        "还缺记录。", "--deadline", "2021-07-20", "--json",
    ).json  # fmt: skip
    assert (again["state"], again["until"], len(again["rounds"])) == ("again", "2021-07-20", 2)
    assert again["rounds"][0]["answer"]["text"] == "补了一半。"
    assert set(again["rounds"][0]["verdict"]) == {"id", "verdict", "text", "deadline", "at", "by"}
    bring_back(shell, unit, centre)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-21")
    for folder in met:
        rows = shell("-C", folder, "inspect", "--open", "--json").json
        assert rows["units"] == [
            {"unit": "chengjiang", "name": "澄江街道", "open": 2, "overdue": 1, "answered": 0}
        ]
        assert [row["state"] for row in rows["inspections"]] == ["overdue", "waiting"]
        assert "逾期" in shell("-C", folder, "inspect", "--open").out
    (only,) = shell("-C", centre, "inspect", "--sort", "不定期", "--json").json["inspections"]
    assert only["finding"] == "没有培训。"
    assert set(only) == set(found)
    done = shell("-C", centre, "inspect", "--judge", found["id"], "--verdict", "done", "--json")
    assert done.json["state"] == "done"
    assert len(shell("-C", centre, "inspect", "--open", "--json").json["inspections"]) == 1
    assert shell("-C", centre, "inspect", "--undo", found["id"]).status == 0
    assert len(shell("-C", centre, "inspect", "--open", "--json").json["inspections"]) == 2
