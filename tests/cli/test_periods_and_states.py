"""Asking for a month, a quarter, a year or a state in the words people use."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

MONTHS = {
    "2021-06": "2021-06", "2021年6月": "2021-06", "2021年06月": "2021-06", "2021-6": "2021-06",
    "２０２１年６月": "2021-06", "2021年第2季度": "2021-Q2", "2021年": "2021",
    "2021年上半年": "2021-H1",
}  # fmt: skip


@pytest.mark.parametrize("written", MONTHS)
def test_a_period_is_answered_as_scripts_write_it(
    shell: Shell, unit: Path, centre: Path, written: str
) -> None:
    for folder, command in ((centre, "overview"), (unit, "tasks")):
        answer = shell("-C", folder, command, "--period", written, "--json")
        assert answer.status == 0
        assert answer.json["period"] == MONTHS[written]


def test_a_month_in_chinese_words_is_written_as_the_formats_do(shell: Shell, unit: Path) -> None:
    done = shell("-C", unit, "record", "T20", "--period", "2021年6月", "--text", "甲", "--json")
    assert done.json["period"] == "2021-06"
    exported = shell("-C", unit, "export", "--period", "2021年6月", "--json").json
    assert (exported["period"], exported["events"]) == ("2021-06", 1)
    assert "_2021-06_" in exported["path"]


@pytest.mark.parametrize(
    ("period", "months"), [("2021-Q2", ["04", "06"]), ("2021", ["04", "06", "09"])]
)
def test_tasks_and_history_take_quarters_and_years(
    shell: Shell, unit: Path, period: str, months: list[str]
) -> None:
    for month in ("04", "06", "09"):
        shell("-C", unit, "record", "I05", "--period", f"2021-{month}", "--text", f"{month}月。")
    rows = shell("-C", unit, "history", "I05", "--period", period, "--json")
    assert {row["text"] for row in rows.json} == {f"{month}月。" for month in months}
    answer = shell("-C", unit, "tasks", "--period", period, "--json").json
    assert answer["period"] == period
    mine = [item for item in answer["items"] if item["id"] == "I05"]
    assert [item["state"] for item in mine].count("reported") == len(months)
    assert [item["due"] for item in mine] == sorted({item["due"] for item in mine})
    for command in (["tasks"], ["history", "I05"]):
        assert shell("-C", unit, *command, "--period", period).status == 0


@pytest.mark.parametrize("period", ["2020", "2022", "2021-Q1", "2021-Q5", "2021-13", "六月"])
def test_a_period_nobody_reports_for_is_wrong_use(shell: Shell, unit: Path, period: str) -> None:
    for command in (["tasks"], ["history", "T20"]):
        answer = shell("-C", unit, *command, "--period", period)
        assert (answer.status, answer.out) == (2, "")
        assert answer.err.count("\n") == 1


def test_a_state_nobody_is_in_is_said_without_claiming_that_nothing_is_owed(
    shell: Shell, unit: Path
) -> None:
    owed = len(shell("-C", unit, "tasks", "--json").json["items"])
    answer = shell("-C", unit, "tasks", "--state", "accepted")
    assert answer.status == 0
    assert "没有这一状态的事项" in answer.out
    assert f"应报 {owed} 项" in answer.out
    assert shell("-C", unit, "tasks", "--state", "accepted", "--json").json["items"] == []
    shell("-C", unit, "record", "T20", "--text", "甲")
    for state in ("accepted", "reported"):
        count = f"应报 {owed} 项，已填 1 项"
        assert count in shell("-C", unit, "tasks", "--state", state).out
    (row,) = shell("-C", unit, "tasks", "--state", "reported", "--json").json["items"]
    assert row["id"] == "T20"
    assert len(shell("-C", unit, "tasks", "--state", "已填待报", "--json").json["items"]) == 1
