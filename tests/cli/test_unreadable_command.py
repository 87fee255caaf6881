"""`unreadable`: a file that came in time but cannot be read; what replaces it is on time."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Shell

MONTH = "2021-06"
LATE = "2021-07-08"
WHOSE = ("--unit", "澄江街道", "--period", MONTH)
BY_MAIL = ("--received", "2021-07-05", "--reason", "邮件7月5日送达")


@pytest.fixture
def sent(shell: Shell, met: tuple[Path, Path]) -> Path:
    """What 澄江街道 has sent of June; the centre has not seen it yet."""
    unit, _ = met
    shell("-C", unit, "record", "T20", "--text", "走访企业12家。", "--period", MONTH)
    return Path(shell("-C", unit, "export", "--period", MONTH, "--json").json["path"])


@pytest.fixture
def torn(sent: Path, tmp_path: Path) -> Path:
    """The same, as it arrived: cut off on the way."""
    path = tmp_path / "澄江街道.liaison"
    path.write_bytes(sent.read_bytes()[:-200])
    return path


@pytest.fixture
def clerk(met: tuple[Path, Path], shell: Shell, torn: Path) -> Path:
    """The centre that has found the torn file unreadable on 28 June."""
    assert shell("-C", met[1], "merge", torn).status == 1
    return met[1]


def counts(shell: Shell, clerk: Path) -> tuple[int, int]:
    """How many items of the town are on time, and how many late."""
    units = shell("-C", clerk, "overview", "--period", MONTH, "--json").json["units"]
    town = next(unit for unit in units if unit["id"] == "chengjiang")
    return town["on_time"], town["late"]


def days(shell: Shell, clerk: Path, item: str = "T20") -> list[str]:
    rows = shell("-C", clerk, "entries", "--item", item, "--period", MONTH, "--json").json
    return [row["received_at"][:10] for row in rows]


def take_late(
    shell: Shell, clerk: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    monkeypatch.setenv("LIAISON_TODAY", LATE)
    (row,) = shell("-C", clerk, "merge", path, "--json").json["bundles"]
    return dict(row)


def test_what_replaces_an_unreadable_file_counts_as_received_when_that_one_arrived(
    shell: Shell, clerk: Path, torn: Path, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = counts(shell, clerk)
    noted = shell("-C", clerk, "unreadable", torn, *WHOSE, "--json")
    assert noted.status == 0
    assert noted.json["arrived"][:10] == "2021-06-28"
    assert (noted.json["unit"], noted.json["period"], noted.json["by"]) == (
        "chengjiang", MONTH, "王健",
    )  # fmt: skip
    row = take_late(shell, clerk, sent, monkeypatch)
    assert (row["outcome"], row["reason"]) == ("merged", "按到达日 2021-06-28 签收")
    assert days(shell, clerk) == ["2021-06-28"]
    assert counts(shell, clerk) == (before[0] + 1, 0)
    (kept,) = shell("-C", clerk, "unreadable", "--json").json["unreadable"]
    assert kept["answered"]


def test_without_a_note_the_same_replacement_is_late(
    shell: Shell, clerk: Path, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = take_late(shell, clerk, sent, monkeypatch)
    assert row["reason"] == ""
    assert counts(shell, clerk)[1] == 1


def test_a_note_is_used_up_once_by_the_first_file_that_speaks_of_its_month(
    shell: Shell, met: tuple[Path, Path], clerk: Path, torn: Path, sent: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    unit, _ = met
    shell("-C", clerk, "unreadable", torn, *WHOSE)
    assert "按到达日" in take_late(shell, clerk, sent, monkeypatch)["reason"]
    shell("-C", unit, "record", "T21", "--text", "七月才写的。", "--period", MONTH)
    more = shell("-C", unit, "export", "--period", MONTH, "--json").json["path"]
    assert take_late(shell, clerk, more, monkeypatch)["reason"] == ""
    assert days(shell, clerk, "T21") == [LATE]


def test_a_note_dates_nothing_of_another_month_nor_what_came_before_its_replacement(
    shell: Shell, met: tuple[Path, Path], clerk: Path, torn: Path, sent: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    unit, _ = met
    shell("-C", clerk, "unreadable", torn, "--unit", "澄江街道", "--period", "2021-05")
    assert take_late(shell, clerk, sent, monkeypatch)["reason"] == ""
    # A file that came whole after the torn one held nothing of May: neither did the torn one.
    shell("-C", unit, "record", "T20", "--text", "五月。", "--period", "2021-05")
    may = shell("-C", unit, "export", "--period", "2021-05", "--json").json["path"]
    assert "按到达日" not in take_late(shell, clerk, may, monkeypatch)["reason"]
    assert days(shell, clerk) == [LATE]


def test_what_only_a_later_number_says_came_later(
    shell: Shell, met: tuple[Path, Path], clerk: Path, torn: Path, sent: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    unit, _ = met
    shell("-C", clerk, "unreadable", torn, *WHOSE)
    shell("-C", unit, "record", "T20", "--text", "七月。", "--period", "2021-07")
    both = shell("-C", unit, "export", "--period", "2021-07", "--json").json["path"]
    assert sent.exists()
    take_late(shell, clerk, both, monkeypatch)
    assert days(shell, clerk) == ["2021-06-28"]
    july = shell("-C", clerk, "entries", "--period", "2021-07", "--json").json
    assert [row["received_at"][:10] for row in july] == [LATE]


@pytest.mark.long
def test_the_day_of_arrival_may_be_stated_with_a_reason_and_reaches_the_unit(
    shell: Shell, met: tuple[Path, Path], clerk: Path, torn: Path, sent: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("LIAISON_TODAY", LATE)
    assert shell("-C", clerk, "unreadable", torn, *WHOSE, "--received", "2021-07-05").status == 2
    noted = shell("-C", clerk, "unreadable", torn, *WHOSE, *BY_MAIL, "--json").json
    assert (noted["arrived"][:10], noted["reason"]) == ("2021-07-05", "邮件7月5日送达")
    take_late(shell, clerk, sent, monkeypatch)
    assert days(shell, clerk) == ["2021-07-05"]
    back = shell("-C", clerk, "feedback", "--unit", "澄江街道", "--json").json["files"][0]["path"]
    assert shell("-C", met[0], "receive", back).status == 0
    (row,) = shell("-C", met[0], "entries", "--item", "T20", "--period", MONTH, "--json").json
    assert row["received_at"][:10] == "2021-07-05"


@pytest.mark.long
def test_a_note_made_after_the_replacement_came_dates_it_all_the_same(
    shell: Shell, clerk: Path, torn: Path, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_late(shell, clerk, sent, monkeypatch)
    assert counts(shell, clerk)[1] == 1
    noted = shell("-C", clerk, "unreadable", torn, *WHOSE, "--json").json
    assert noted["answered"]
    assert counts(shell, clerk)[1] == 0
    assert days(shell, clerk) == ["2021-06-28"]


@pytest.mark.long
def test_a_held_replacement_keeps_the_day_until_its_device_is_confirmed(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, who in (("unit", ("--unit", "澄江街道")), ("centre", ("--centre",))):
        shell("init", name, *who)
    unit, centre = tmp_path / "unit", tmp_path / "centre"
    shell("-C", unit, "record", "T20", "--text", "新增。", "--period", MONTH)
    sent = Path(shell("-C", unit, "export", "--period", MONTH, "--json").json["path"])
    torn = tmp_path / "断.liaison"
    torn.write_bytes(sent.read_bytes()[:-200])
    # A file nobody has taken in yet is taken in as it is noted.
    assert shell("-C", centre, "unreadable", torn, *WHOSE).status == 0
    assert take_late(shell, centre, sent, monkeypatch)["outcome"] == "held"
    device = shell("-C", centre, "trust", "--json").json["devices"][0]["device"]
    told = shell("-C", centre, "trust", device)
    assert "按到达日 2021-06-28 签收" in told.err
    assert days(shell, centre) == ["2021-06-28"]


@pytest.mark.long
def test_the_words_to_the_unit_say_what_was_wrong_what_to_do_and_that_it_counts_as_on_time(
    shell: Shell, clerk: Path, torn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = shell("-C", clerk, "unreadable", torn, *WHOSE).out.splitlines()
    assert told[0].startswith("已记下：澄江街道 2021年6月，2021-06-28 ")
    words = told[-1]
    assert words.startswith("澄江街道：贵单位2021年6月信用工作报送的文件“澄江街道.liaison”6月28日")
    assert "文件不完整或已损坏" in words
    assert "重新导出" in words
    assert words.endswith("算按时报送。江阴市发改委（信用办）")
    monkeypatch.setenv("LIAISON_TODAY", LATE)
    other = torn.with_name("晚到.liaison")
    other.write_bytes(torn.read_bytes()[:-50])
    late = shell("-C", clerk, "unreadable", other, *WHOSE)
    assert "算按时报送" not in late.out
    assert "仍是逾期报送" in late.err


@pytest.mark.long
def test_a_note_is_listed_and_taken_back_as_long_as_it_waits(
    shell: Shell, clerk: Path, torn: Path, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shell("-C", clerk, "unreadable").out == "还没有记过打不开的文件。\n"
    number = shell("-C", clerk, "unreadable", torn, *WHOSE, "--json").json["id"]
    assert "等补发" in shell("-C", clerk, "unreadable").out
    assert shell("-C", clerk, "unreadable", torn, *WHOSE).status == 1  # noted already
    assert shell("-C", clerk, "unreadable", "--withdraw", "ffff").status == 2
    assert shell("-C", clerk, "unreadable", "--withdraw", number).status == 0
    assert shell("-C", clerk, "unreadable", "--json").json == {"unreadable": []}
    assert take_late(shell, clerk, sent, monkeypatch)["reason"] == ""
    number = shell("-C", clerk, "unreadable", torn, *WHOSE, "--json").json["id"]
    refused = shell("-C", clerk, "unreadable", "--withdraw", number)
    assert (refused.status, "不能撤销" in refused.err) == (1, True)


@pytest.mark.long
def test_only_bad_files_are_noted_and_only_at_the_centre(
    shell: Shell, met: tuple[Path, Path], clerk: Path, torn: Path, sent: Path
) -> None:
    assert shell("-C", clerk, "unreadable", torn.with_name("没有"), *WHOSE).status == 1
    assert shell("-C", clerk, "unreadable", torn.parent, *WHOSE).status == 1
    assert shell("-C", clerk, "unreadable", torn, "--unit", "澄江街道").status == 2
    assert "不是问题文件" in shell("-C", clerk, "unreadable", sent, *WHOSE).err
    assert shell("-C", met[0], "unreadable").status == 2
    assert shell("-C", clerk, "unreadable", "--json").json == {"unreadable": []}


@pytest.mark.long
def test_the_roll_call_says_that_the_file_came_and_asks_to_send_it_again(
    shell: Shell, clerk: Path, torn: Path
) -> None:
    ask = ("-C", clerk, "remind", "--period", MONTH, "--unit", "澄江街道")
    shell("-C", clerk, "unreadable", torn, *WHOSE)
    assert "已送达打不开" in shell(*ask).out
    assert "重新导出" in shell(*ask, "--json").json["units"][0]["message"]
