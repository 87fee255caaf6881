"""`remind`, exactly as docs/CLI.md has it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def heard(shell: Shell, met: tuple[Path, Path]) -> Path:
    """A centre that has received a roster and one entry from 澄江街道, and nothing from others."""
    unit, centre = met
    shell(
        "-C", unit, "roster", "--set", "officer.name=周敏", "--set", "officer.phone=86861234",
        "--set", "section.phone=86865678",
    )  # fmt: skip
    shell("-C", unit, "record", "T20", "--text", "走访企业12家。")
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 0
    return centre


def test_the_units_with_something_missing_are_listed_with_whom_to_call(
    shell: Shell, heard: Path
) -> None:
    answer = shell("-C", heard, "remind", "--period", "2021-06", "--json").json
    assert (answer["period"], answer["due"]) == ("2021-06", "2021-07-05")
    units = {unit["unit"]: unit for unit in answer["units"]}
    town, silent = units["chengjiang"], units["huashi"]
    assert set(town) == {
        "unit", "name", "owed", "missing", "items", "overdue", "waits", "officer", "section",
        "last_bundle", "days", "reminders", "message",
    }  # fmt: skip
    assert town["missing"] == len(town["items"]) == town["owed"] - 2
    assert not {"I05", "T20"} & set(town["items"])
    assert town["officer"] == {"name": "周敏", "phone": "86861234", "mobile": ""}
    assert (town["days"], silent["days"], silent["last_bundle"]) == (0, None, None)
    assert (town["waits"], town["overdue"]) == (False, 0)
    counts = [unit["missing"] for unit in answer["units"]]
    assert counts == sorted(counts, reverse=True)
    overview = shell("-C", heard, "overview", "--period", "2021-06", "--json").json
    assert {u["id"]: u["missing"] for u in overview["units"] if u["missing"]} == {
        unit["unit"]: unit["missing"] for unit in answer["units"]
    }
    table = shell("-C", heard, "remind", "--unit", "澄江街道").out
    assert "86861234、86865678" in table
    assert "华士镇" not in table


def test_a_message_says_unit_month_due_day_what_is_missing_and_by_when(
    shell: Shell, heard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ("-C", heard, "remind", "--period", "2021-06", "--unit", "澄江街道", "--message")
    before = shell(*ask).out
    assert before.startswith("澄江街道：2021年6月信用工作报送将于7月5日（周一）截止。")
    assert "请于7月5日（周一）前" in before
    assert before.endswith("江阴市发改委（信用办）\n")
    shell("-C", heard, "extension", "I03", "--unit", "澄江街道", "--grant", "2021-07-20")
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-09")
    after = shell(*ask).out
    assert "已于7月5日（周一）截止" in after
    assert "请于7月12日（周一）前" in after
    assert "另有1项（I03）已同意延期，请于7月20日（周二）前报送" in after
    assert "请于7月10日（周六）前" in shell(*ask, "--by", "7-10").out


def test_calls_are_noted_and_stay_here(shell: Shell, heard: Path) -> None:
    done = shell(
        "-C", heard, "remind", "--log", "澄江街道", "--period", "2021-06", "--promised", "7-1",
        "--note", "在外开会", "--json",
    )  # fmt: skip
    assert done.status == 0
    assert set(done.json) == {"at", "by", "unit", "period", "person", "promised", "note"}
    assert (done.json["person"], done.json["promised"]) == ("周敏", "2021-07-01")
    told = shell("-C", heard, "remind", "--log", "华士镇", "--person", "李强").out
    assert told.startswith("已记下：华士镇")
    assert shell("-C", heard, "check", "--rebuild").status == 0
    units = shell("-C", heard, "remind", "--period", "2021-06", "--json").json["units"]
    assert {u["unit"]: [r["person"] for r in u["reminders"]] for u in units if u["reminders"]} == {
        "chengjiang": ["周敏"], "huashi": ["李强"],
    }  # fmt: skip
    assert "07-01" in shell("-C", heard, "remind", "--unit", "澄江街道").out
    path = shell("-C", heard, "feedback", "--unit", "澄江街道", "--json").json["files"][0]["path"]
    assert "在外开会".encode() not in Path(path).read_bytes()


def test_what_is_no_call_is_refused_in_a_sentence(shell: Shell, heard: Path, unit: Path) -> None:
    for folder, status, arguments in (
        (heard, 1, ["--log", "华士镇"]),
        (heard, 1, ["--log", "澄江街道", "--promised", "6-20"]),
        (heard, 2, ["--log", "澄江街道", "--promised", "soon"]),
        (heard, 1, ["--log", "澄江街道", "--note", "长" * 20_001]),
        (heard, 2, ["--person", "李强"]),
        (heard, 2, ["--log", "不存在"]),
        (unit, 2, []),
    ):
        answer = shell("-C", folder, "remind", *arguments)
        assert (answer.status, answer.out, answer.err.count("\n")) == (status, "", 1), arguments
    notes = heard / "store" / "reminders.jsonl"
    assert not notes.exists()
    notes.write_bytes(b"{}\n")
    answer = shell("-C", heard, "remind")
    assert (answer.status, "第 1 行读不懂" in answer.err) == (1, True)
