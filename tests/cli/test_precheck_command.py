"""`precheck`, the warnings of `record`, the word of `export`, exactly as docs/CLI.md has them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Shell

ID = "11010519491231002X"
CONCERN = {"item", "period", "kind", "severity", "message", "explained", "explanation"}


def test_it_lists_what_is_found_and_exits_with_0(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "T20", "--text", "联系人13812345678")
    answer = shell("-C", unit, "precheck", "--json")
    assert (answer.status, answer.err) == (0, "")
    assert set(answer.json) == {"unit", "period", "must", "look", "concerns"}
    assert (answer.json["unit"], answer.json["period"]) == ("chengjiang", "2021-06")
    assert (answer.json["must"], answer.json["look"]) == (33, 0)
    first = answer.json["concerns"][0]
    assert set(first) == CONCERN
    assert (first["item"], first["kind"], first["severity"]) == ("T20", "personal", "must")
    table = shell("-C", unit, "precheck")
    assert table.status == 0
    assert "138****5678" in table.out
    assert "未填 32 项" in table.out
    assert "13812345678" not in table.out


def test_an_explanation_is_kept_shown_and_sent(shell: Shell, met: tuple[Path, Path]) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "联系人13812345678")
    answer = shell("-C", unit, "precheck", "--explain", "t20", "个人信息", "公开电话", "--json")
    assert answer.status == 0
    assert answer.json["must"] == 31
    assert answer.json["concerns"][-1]["explanation"] == "公开电话"
    assert "公开电话" in shell("-C", unit, "precheck").out
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 0
    rows = shell("-C", centre, "history", "T20", "--unit", "澄江街道", "--json").json
    assert [row["kind"] for row in rows] == ["progress", "explanation"]
    assert (rows[1]["concern"], rows[1]["text"]) == ("personal", "公开电话")
    table = shell("-C", centre, "history", "T20", "--unit", "澄江街道").out
    assert "说明（个人信息）" in table
    assert "说明：公开电话" in table


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (2, ["T20", "unchangd", "x"]),
        (2, ["T99", "unchanged", "x"]),
        (2, ["T20", "unchanged"]),
        (1, ["T20", "missing", " "]),
        (1, ["T20", "missing", "长" * 2001]),
        (1, ["T20", "unchanged", "x"]),
    ],
)
def test_a_wrong_explanation_is_one_sentence(
    shell: Shell, unit: Path, status: int, words: list[str]
) -> None:
    answer = shell("-C", unit, "precheck", "--explain", *words)
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.count("\n") == 1


def test_it_is_for_units(shell: Shell, centre: Path) -> None:
    assert shell("-C", centre, "precheck").status == 2


def test_export_says_how_much_there_is_and_its_json_stays_as_it_was(
    shell: Shell, unit: Path
) -> None:
    shell("-C", unit, "record", "T20", "--text", "走访企业。")
    answer = shell("-C", unit, "export", "--json")
    assert "32 处" in answer.err
    assert "liaison precheck" in answer.err
    assert answer.json["number"] == 1
    assert "volumes" not in answer.json


def test_record_warns_of_what_must_not_travel(shell: Shell, unit: Path, tmp_path: Path) -> None:
    photo = tmp_path / "机密★.jpg"
    photo.write_bytes(b"jpg")
    answer = shell(
        "-C", unit, "record", "T20", "--text", f"身份证{ID}", "--problems", "【秘密】", "--attach",
        photo, "--json",
    )  # fmt: skip
    assert answer.status == 0
    found = [(w["field"], w["kind"]) for w in answer.json["warnings"]]
    assert found == [("text", "personal"), ("problems", "secret"), ("evidence", "secret")]
    assert ID not in answer.err
    money = shell("-C", unit, "record", "T20", "--text", "投资13812345678元", "--json")
    assert all(w["kind"] not in ("personal", "secret") for w in money.json["warnings"])


def test_volumes_and_zips_are_asked_for_by_options(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "record", "T20", "--text", "走访企业。")
    answer = shell("-C", unit, "export", "--volume", "20M", "--json")
    assert answer.json["volumes"] == [answer.json["path"]]
    assert shell("-C", unit, "export", "--zip", "--json").json["path"].endswith(".zip")
    for size in ("0", "x", "20T", "-1", ""):
        wrong = shell("-C", unit, "export", "--volume", size)
        assert (wrong.status, wrong.out) == (2, "")
    small = shell("-C", unit, "export", "--volume", "1K")
    assert (small.status, small.out) == (1, "")
    assert small.err.count("\n") == 1
