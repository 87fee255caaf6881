"""`scores`, `objection`, `adjust`, exactly as docs/CLI.md has them."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Shell, send

TOWN = ("--unit", "澄江街道")
JUNE = ("--period", "2021-06")


@pytest.fixture
def heard(
    shell: Shell, met: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, Path]:
    """A unit and a centre on 8 July, after the unit has sent one entry in time."""
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "走访企业12家。")
    send(shell, unit, centre)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    return unit, centre


def bring_back(shell: Shell, unit: Path, centre: Path) -> None:
    path = shell("-C", centre, "feedback", *TOWN, "--json").json["files"][0]["path"]
    assert shell("-C", unit, "receive", path).status == 0


def test_the_trial_ranks_assessed_units_and_opens_down_to_entries(
    shell: Shell, heard: tuple[Path, Path]
) -> None:
    _, centre = heard
    answer = shell("-C", centre, "scores", *JUNE, "--json").json
    assert set(answer) == {"period", "rules", "final", "why_not_final", "not_counted", "units"}
    assert (answer["period"], answer["final"], answer["not_counted"]) == ("2021-06", False, [])
    first = answer["units"][0]
    assert set(first) == {
        "unit", "name", "group", "place", "state", "total", "trial", "approved", "objections",
    }  # fmt: skip
    assert (first["unit"], first["place"], first["state"]) == ("chengjiang", 1, "trial")
    assert set(first["trial"]) == {"base", "bonus", "deduction", "total", "parts", "adjustments"}
    assert "fayuan" not in {unit["unit"] for unit in answer["units"]}
    entries = shell("-C", centre, "entries", *TOWN, *JUNE, "--json").json
    found = shell("-C", centre, "scores", *JUNE, *TOWN, "--parts", "--json").json["units"]
    (timely,) = [p for p in found[0]["trial"]["parts"] if p["part"] == "timeliness"]
    assert set(timely) == {"part", "full", "points", "sides", "short", "lines"}
    assert timely["sides"] == {"common": {"count": 33, "credit": "2"}}
    behind = [line for line in timely["lines"] if line["credit"] == 100]
    assert {line["entries"][0] for line in behind} == {entry["id"] for entry in entries}
    table = shell("-C", centre, "scores", *JUNE).out
    assert "只是试算" in table
    assert "【镇街园区】" in table
    assert "T20   2021-06  共性  100%" in shell("-C", centre, "scores", *JUNE, *TOWN, "--parts").out


def test_approved_objected_to_answered_and_final(
    shell: Shell, heard: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, centre = heard
    refused = shell("-C", centre, "scores", *JUNE, "--final")
    assert (refused.status, refused.out) == (1, "")
    printed = ("report", "scores", *JUNE, "-o", centre.parent / "得分.xlsx")
    assert "只是试算" in shell("-C", centre, *printed).err
    assert "只是试算" in refused.err
    done = shell(
        "-C", centre, "scores", *JUNE, "--approve", "--approver", "李局", "--days", "3", "--json"
    ).json["scores"]
    town = next(row for row in done if row["unit"] == "chengjiang")
    assert {"id", "span", "base", "bonus", "deduction", "total", "parts", "adjustments", "rules",
            "approver", "days", "until", "at", "by"} <= set(town)  # fmt: skip
    assert (town["approver"], town["days"], town["until"]) == ("李局", 3, "2021-07-13")
    assert shell("-C", centre, "scores", *JUNE, "--approve").status == 1
    bring_back(shell, unit, centre)
    own = shell("-C", unit, "scores", "--json").json["scores"]
    assert [row["id"] for row in own] == [town["id"]]
    assert "批准人 李局，申诉截止 2021-07-13" in shell("-C", unit, "scores").out
    said = shell("-C", unit, "objection", *JUNE, "--text", "T12 已报过。", "--json").json
    assert said["about"] == [town["id"]]
    send(shell, unit, centre)
    (waiting,) = shell("-C", centre, "objection", *JUNE, "--json").json["objections"]
    assert set(waiting) == {"id", "unit", "period", "day", "text", "channel", "informant", "by",
                            "late", "answer"}  # fmt: skip
    assert (waiting["id"], waiting["late"], waiting["answer"]) == (said["id"], False, None)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")
    assert "申诉还没有答复" in shell("-C", centre, "scores", *JUNE, "--final").err
    answer = ("objection", *JUNE, "--answer", said["id"][:8], "--text", "没有收到 T12。")
    changed = shell("-C", centre, *answer, "--decision", "改按现在的试算")
    assert (changed.status, "相同，改不了" in changed.err) == (1, True)
    upheld = shell("-C", centre, *answer, "--json").json
    assert upheld["answers"][0]["decision"] == "uphold"
    assert upheld["total"] == town["total"]
    final = shell("-C", centre, "scores", *JUNE, "--final", "--json")
    assert (final.status, final.json["final"]) == (0, True)
    assert shell("-C", centre, *printed).status == 0
    parts = openpyxl.load_workbook(centre.parent / "得分.xlsx")["得分明细"]
    told = [[cell.value for cell in row] for row in parts.iter_rows()]
    names = [str(row[1] or "") for row in told]  # the unit's is joined over its parts
    first = names.index("澄江街道")
    after = next(n for n in range(first + 1, len(told)) if names[n] not in ("", "澄江街道"))
    own = sum(Decimal(str(row[3])) for row in told[first:after] if row[3] is not None)
    assert own == Decimal(town["total"])
    bring_back(shell, unit, centre)
    assert "维持原得分：没有收到 T12。" in shell("-C", unit, "objection", *JUNE).out
    for folder in heard:
        assert shell("-C", folder, "check").status == 0


def test_points_are_given_taken_off_listed_and_taken_back(
    shell: Shell, heard: tuple[Path, Path]
) -> None:
    _, centre = heard
    why = ("--reason", "经验做法被推广。", "--basis", "工作简报第6期")
    made = shell("-C", centre, "adjust", *TOWN, *JUNE, "--bonus", "１．５", *why, "--json").json
    assert (made["sort"], made["points"]) == ("bonus", "1.5")
    for wrong in (
        ("--bonus", "1.555", *why), ("--deduct", "0", *why), ("--bonus", "多", *why),
        ("--bonus", "1", "--reason", "没有依据"), ("--deduct", "101", *why),
    ):  # fmt: skip
        assert shell("-C", centre, "adjust", *TOWN, *JUNE, *wrong).status == 1
    assert shell("-C", centre, "adjust", *TOWN, "--bonus", "1", "--deduct", "1", *why).status == 2
    rows = shell("-C", centre, "adjust", "--period", "2021-Q2", "--json").json["adjustments"]
    assert rows == [made]
    found = shell("-C", centre, "scores", *JUNE, *TOWN, "--json").json["units"][0]["trial"]
    assert found["bonus"] == "1.5"
    gone = shell("-C", centre, "adjust", "--withdraw", made["id"][:8], "--json").json
    assert gone["withdrawn"]
    assert shell("-C", centre, "adjust", "--period", "2021-Q2").out == "还没有加减分。\n"


def test_an_objection_by_telephone_needs_who_and_how(
    shell: Shell, heard: tuple[Path, Path]
) -> None:
    _, centre = heard
    shell("-C", centre, "scores", *JUNE, *TOWN, "--approve")
    words = ("objection", *JUNE, *TOWN, "--text", "漏算了。")
    assert shell("-C", centre, *words).status == 2
    made = shell(
        "-C",
        centre,
        *words,
        "--channel",
        "电话",
        "--informant",
        "周敏",
        "--received",
        "7-8",
        "--json",
    ).json
    assert (made["number"], made["day"], made["channel"]) == ("S01", "2021-07-08", "telephone")
    assert "已撤销 S01" in shell("-C", centre, "objection", *JUNE, "--withdraw", "S01").out
    assert shell("-C", centre, "objection", *JUNE).out == "还没有申诉。\n"


def test_the_rules_are_laid_out_to_be_edited_and_a_slip_is_named_with_its_line(
    shell: Shell, heard: tuple[Path, Path]
) -> None:
    unit, centre = heard
    path = Path(shell("-C", centre, "scores", "--rules", "--json").json["path"])
    assert path == centre / "scoring.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("late = 50", "late = 500"), "utf-8")
    line = next(n for n, each in enumerate(text.split("\n"), 1) if each == "late = 50")
    wrong = shell("-C", centre, "scores", *JUNE)
    assert (wrong.status, f"第 {line} 行 timeliness.late" in wrong.err) == (1, True)
    for option in ("--rules", "--final", "--approve"):
        assert shell("-C", unit, "scores", option).status == 2
    assert shell("-C", unit, "scores").out == "还没有收到信用办批准的得分。\n"
    path.unlink()
    shell("-C", centre, "scores", *JUNE, *TOWN, "--approve")
    back = shell("-C", centre, "scores", *JUNE, *TOWN, "--withdraw", "--json").json
    assert back == {"units": ["chengjiang"], "period": "2021-06", "withdrawn": True}
    assert shell("-C", centre, "scores", *JUNE, "--approve", "--final").status == 2
