"""`sums` and `verify`, exactly as docs/CLI.md has them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

OF_TOWN = ("--unit", "澄江街道", "--period", "2021-06")


@pytest.fixture
def counted(shell: Shell, met: tuple[Path, Path]) -> tuple[Path, Path]:
    """A unit that has reported two numbers, which the centre has."""
    unit, centre = met
    shell(
        "-C", unit, "record", "T20", "--text", "走访。", "--quantity", "certified=30",
        "--quantity", "models=1",
    )  # fmt: skip
    shell("-C", centre, "merge", shell("-C", unit, "export", "--json").json["path"])
    return unit, centre


def test_the_sum_of_a_target_has_reported_and_verified_numbers_beside_each_other(
    shell: Shell, counted: tuple[Path, Path]
) -> None:
    unit, centre = counted
    done = shell(
        "-C", centre, "verify", "T20", *OF_TOWN, "--quantity", "certified=27", "--reason",
        "三家重复计算。", "--json",
    )  # fmt: skip
    assert done.status == 0
    assert set(done.json) == {
        "id", "unit", "item", "period", "quantities", "reason", "approver", "withdrawn", "at", "by",
    }  # fmt: skip
    found = shell("-C", centre, "sums", "--period", "2021-06", "--item", "T20", "--json").json
    [row] = [row for row in found["sums"] if row["key"] == "certified"]
    assert set(row) == {
        "item", "key", "label", "unit", "rule", "target", "reported", "verified", "percent", "year",
        "units",
    }  # fmt: skip
    assert (row["target"], row["reported"], row["verified"], row["percent"]) == (
        150, "30", "27", 18,
    )  # fmt: skip
    assert row["year"][-1] == {"period": "2021-06", "reported": "30", "verified": "27"}
    [share] = [share for share in row["units"] if share["unit"] == "chengjiang"]
    assert share == {
        "unit": "chengjiang", "reported": "30", "verified": "27", "month": "2021-06",
        "carried": False, "checked": ["2021-06"],
    }  # fmt: skip
    table = shell("-C", centre, "sums", "--period", "2021-06", "--item", "T20").out
    assert "澄江街道" in table
    assert "18%" in table
    overview = shell("-C", centre, "overview", "--period", "2021-06", "--json").json
    assert [q["sum"] for q in overview["quantities"] if q["key"] == "certified"] == ["30"]
    told = shell("-C", centre, "feedback", "--unit", "澄江街道", "--json").json["files"][0]["path"]
    shell("-C", unit, "receive", told)
    history = shell("-C", unit, "history", "T20", "--period", "2021-06").out
    assert "核定数：新增信用管理贯标企业 27 家" in history
    assert "核定理由：三家重复计算。" in history


def test_a_verified_figure_keeps_the_others_of_its_item_and_is_taken_back(
    shell: Shell, counted: tuple[Path, Path]
) -> None:
    _, centre = counted
    for number in ("certified=27", "models=0"):
        shell("-C", centre, "verify", "T20", *OF_TOWN, "--quantity", number, "--reason", "核对。")
    [row] = shell("-C", centre, "verify", "--json").json["verified"]
    assert row["quantities"] == {"certified": "27", "models": "0"}
    assert "核对。" in shell("-C", centre, "verify", "--unit", "澄江街道").out
    gone = shell("-C", centre, "verify", "T20", *OF_TOWN, "--withdraw", "--json").json
    assert (gone["withdrawn"], gone["quantities"]) == (True, {})
    assert shell("-C", centre, "verify", "--json").json == {"verified": []}
    assert shell("-C", centre, "verify", "T20", *OF_TOWN, "--withdraw").status == 1


def test_what_cannot_be_verified_is_refused_in_a_sentence(
    shell: Shell, counted: tuple[Path, Path]
) -> None:
    unit, centre = counted
    number = ["--quantity", "certified=3"]
    for folder, status, arguments in (
        (unit, 2, ["T20", *OF_TOWN, *number, "--reason", "一"]), (unit, 2, []),
        (centre, 1, ["T20", *OF_TOWN, *number]), (centre, 1, ["T20", *OF_TOWN, "--reason", "一"]),
        (centre, 1, ["T20", *OF_TOWN, "--quantity", "x=3", "--reason", "一"]),
        (centre, 1, ["T20", *OF_TOWN, "--quantity", "certified=-3", "--reason", "一"]),
        (centre, 1, ["T20", "--unit", "税务局", *number, "--reason", "一"]),
        (centre, 2, number), (centre, 2, ["T20", *number, "--reason", "一"]),
    ):  # fmt: skip
        answer = shell("-C", folder, "verify", *arguments)
        assert (answer.status, answer.out, answer.err.count("\n")) == (status, "", 1), arguments
    assert shell("-C", unit, "sums").status == 2
