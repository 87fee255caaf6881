"""`problems`, `practices` and `meeting`, exactly as docs/CLI.md has them."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

WORDS = "走访台账与系统口径不一致。"
GOOD = "走访前先查信用报告。"


@pytest.fixture
def heard(shell: Shell, met: tuple[Path, Path]) -> Path:
    """A centre to which 澄江街道 has sent a problem and a good practice."""
    unit, centre = met
    shell(
        "-C", unit, "record", "T20", "--text", "走访。", "--problems", WORDS, "--practice", GOOD,
    )  # fmt: skip
    bring(shell, unit, centre)
    return centre


def bring(shell: Shell, unit: Path, centre: Path, *period: str) -> None:
    path = shell("-C", unit, "export", *period, "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 0


def waits(shell: Shell, centre: Path, command: str = "problems") -> list[str]:
    return [each["id"][:8] for each in shell("-C", centre, command, "--json").json["waiting"]]


def test_words_wait_until_they_are_taken_up_or_put_aside_and_both_can_be_undone(
    shell: Shell, heard: Path
) -> None:
    (raised,) = shell("-C", heard, "problems", "--json").json["waiting"]
    assert set(raised) == {"id", "item", "units", "months", "words", "like", "sources"}
    assert (raised["item"], raised["units"], raised["words"]) == ("T20", ["chengjiang"], WORDS)
    told = shell("-C", heard, "problems").out
    assert told.startswith("待登记的问题 1：")
    aside = shell("-C", heard, "problems", "aside", raised["id"][:8], "--json").json
    assert waits(shell, heard) == []
    assert shell("-C", heard, "problems", "undo", aside["id"]).status == 0
    assert waits(shell, heard) == [raised["id"][:8]]
    made = shell(
        "-C", heard, "problems", "take", raised["id"][:8], "--title", "台账口径", "--answers",
        "税务局", "--answers", "信用办", "--by", "7-1", "--json",
    ).json  # fmt: skip
    assert set(made) == {
        "id", "title", "state", "overdue", "units", "items", "words", "sources", "again",
        "answers", "by", "decision", "decided", "to", "calls", "history",
    }  # fmt: skip
    assert (made["id"], made["state"], made["by"]) == ("W01", "open", "2021-07-01")
    assert made["sources"] == raised["sources"]
    assert waits(shell, heard) == []
    assert shell("-C", heard, "problems", "take", raised["id"][:8]).status == 1
    assert "台账口径" in shell("-C", heard, "problems", "W01").out
    assert shell("-C", heard, "problems", "undo", "W01").status == 0
    assert waits(shell, heard) == [raised["id"][:8]]


def test_a_problem_is_answered_and_one_past_its_day_stands_first(
    shell: Shell, heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title, by in (("甲", "2021-09-01"), ("乙", "2021-07-01"), ("丙", "2021-08-01")):
        made = shell(
            "-C", heard, "problems", "add", "--title", title, "--by", by, "--unit", "华士镇",
        )  # fmt: skip
        assert made.status == 0
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-10")
    rows = shell("-C", heard, "problems", "--json").json["problems"]
    assert [(r["title"], r["overdue"]) for r in rows] == [
        ("乙", True), ("丙", False), ("甲", False),
    ]  # fmt: skip
    assert "待研究（逾期）" in shell("-C", heard, "problems").out
    done = shell("-C", heard, "problems", "change", "W02", "--decision", "按系统口径。", "--json")
    assert (done.json["state"], done.json["decided"]) == ("answered", "2021-07-10")
    assert [row["set"] for row in done.json["history"]][-1] == ["decision", "state", "decided"]
    rows = shell("-C", heard, "problems", "--state", "待研究", "--json").json["problems"]
    assert [r["title"] for r in rows] == ["丙", "甲"]
    assert shell("-C", heard, "problems", "--unit", "青阳镇", "--json").json["problems"] == []


def test_a_practice_is_spread_to_somebody_or_not_at_all(shell: Shell, heard: Path) -> None:
    (name,) = waits(shell, heard, "practices")
    assert shell("-C", heard, "practices", "take", name).status == 0
    refused = shell("-C", heard, "practices", "change", "J01", "--state", "已推广")
    assert (refused.status, "推广到哪里" in refused.err) == (1, True)
    done = shell(
        "-C", heard, "practices", "change", "J01", "--state", "已推广", "--to", "各镇街园区",
        "--json",
    ).json  # fmt: skip
    assert (done["state"], done["to"], done["decided"]) == ("spread", "各镇街园区", "2021-06-28")
    assert done["title"] == GOOD.removesuffix("。")
    assert "各镇街园区" in shell("-C", heard, "practices").out


def test_another_unit_is_asked_in_the_clerks_words_alone_and_no_file_holds_the_source_units(
    shell: Shell, heard: Path
) -> None:
    (name,) = waits(shell, heard)
    shell("-C", heard, "problems", "take", name, "--title", "台账口径")
    asked = shell(
        "-C", heard, "problems", "call", "W01", "--unit", "税务局", "--due", "2021-07-05",
        "--text", "请明确统计口径。", "--json",
    )  # fmt: skip
    assert asked.json == {"id": "D01", "matter": "W01", "units": ["shuiwu"]}
    (row,) = shell("-C", heard, "problems", "W01", "--json").json["problems"]
    assert [(c["id"], c["unit"], c["answer"]) for c in row["calls"]] == [("D01", "shuiwu", None)]
    (file,) = shell("-C", heard, "feedback", "--unit", "税务局", "--json").json["files"]
    inside = contents(Path(file["path"]))
    assert "请明确统计口径".encode() in inside
    for words in (WORDS, GOOD, "台账口径"):
        assert words.encode() not in inside
    assert shell("-C", heard, "problems", "undo", "W01").status == 1
    assert shell("-C", heard, "check", "--rebuild").status == 0
    assert shell("-C", heard, "problems", "W01", "--json").json["problems"] == [row]


def contents(bundle: Path) -> bytes:
    with zipfile.ZipFile(bundle) as members:
        return b"".join(members.read(name) for name in members.namelist())


def test_a_meeting_has_an_agenda_on_paper_and_its_decisions_go_back_to_the_register(
    shell: Shell, heard: Path
) -> None:
    (problem,), (practice,) = waits(shell, heard), waits(shell, heard, "practices")
    shell("-C", heard, "problems", "take", problem, "--title", "台账口径", "--answers", "税务局")
    shell("-C", heard, "practices", "take", practice, "--title", "先查后访")
    made = shell(
        "-C", heard, "meeting", "add", "--date", "7-15", "--place", "三楼会议室", "--json"
    ).json  # fmt: skip
    assert set(made) == {
        "id", "date", "subject", "place", "participants", "cancelled", "agenda",
    }  # fmt: skip
    assert [each["id"] for each in made["agenda"]] == ["W01", "J01"]
    assert "税务局、澄江街道" in made["participants"]
    text = shell("-C", heard, "meeting", "agenda", "H01").out
    for words in ("时间：2021年7月15日", "三楼会议室", "台账口径", WORDS, "答复：税务局", GOOD):
        assert words in text
    done = shell(
        "-C", heard, "meeting", "decide", "H01", "W01", "--decision", "以系统为准。", "--state",
        "研究中", "--answers", "信用办", "--by", "2021-08-01", "--json",
    ).json  # fmt: skip
    assert (done["decision"], done["state"], done["by"]) == (
        "以系统为准。",
        "studying",
        "2021-08-01",
    )
    assert "议定：以系统为准。" in shell("-C", heard, "meeting", "agenda").out
    for ending in (".docx", ".html", ".txt"):
        assert shell("-C", heard, "meeting", "agenda", "-o", f"议题{ending}").status == 0
    assert WORDS in Path("议题.txt").read_text("utf-8-sig")
    assert shell("-C", heard, "problems", "undo", "H01").status == 0
    (row,) = shell("-C", heard, "problems", "W01", "--json").json["problems"]
    assert (row["decision"], row["state"]) == ("", "open")
    (meeting,) = shell("-C", heard, "meeting", "--json").json["meetings"]
    assert [each["decision"] for each in meeting["agenda"]] == [None, None]
    shell("-C", heard, "meeting", "change", "H01", "--item", "J01", "--item", "W01")
    shell("-C", heard, "meeting", "cancel", "H01")
    (meeting,) = shell("-C", heard, "meeting", "--json").json["meetings"]
    assert [each["id"] for each in meeting["agenda"]] == ["J01", "W01"]
    assert meeting["cancelled"]


def test_what_cannot_be_is_refused_in_a_sentence(
    shell: Shell, heard: Path, met: tuple[Path, Path]
) -> None:
    shell("-C", heard, "problems", "add", "--title", "甲")
    for folder, status, arguments in (
        (met[0], 2, ["problems"]),
        (met[0], 2, ["meeting"]),
        (heard, 2, ["problems", "tak"]),
        (heard, 2, ["problems", "take"]),
        (heard, 1, ["problems", "take", "ffff0000"]),
        (heard, 1, ["problems", "W09"]),
        (heard, 2, ["problems", "add"]),
        (heard, 2, ["problems", "change", "W01"]),
        (heard, 2, ["problems", "change", "W01", "--by", "soon"]),
        (heard, 2, ["problems", "change", "W01", "--answers", "没有的局"]),
        (heard, 1, ["problems", "change", "W01", "--title", " "]),
        (heard, 1, ["problems", "change", "W01", "--title", "长" * 600]),
        (heard, 2, ["problems", "call", "W01", "--unit", "税务局", "--text", "一"]),
        (heard, 1, ["problems", "call", "W01", "--due", "2021-07-05", "--text", "一"]),
        (heard, 1, ["problems", "call", "W01", "--unit", "税务局", "--due", "2021-07-05"]),
        (heard, 1, ["problems", "undo", "W05"]),
        (heard, 2, ["practices", "call", "J01"]),
        (heard, 2, ["meeting", "add"]),
        (heard, 1, ["meeting", "agenda"]),
        (heard, 1, ["meeting", "add", "--date", "7-15", "--item", "W09"]),
        (heard, 1, ["meeting", "decide", "H01", "W01", "--decision", "一"]),
    ):  # fmt: skip
        answer = shell("-C", folder, *arguments)
        assert (arguments, answer.status, answer.out) == (arguments, status, "")
        assert answer.err.count("\n") == 1
    (heard / "store" / "meetings.jsonl").write_bytes(b"{}\n")
    answer = shell("-C", heard, "problems")
    assert (answer.status, "第 1 行读不懂" in answer.err) == (1, True)
