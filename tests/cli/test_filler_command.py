"""`filler`, exactly as docs/CLI.md has it."""

from pathlib import Path

from tests.cli.conftest import Shell
from tests.second_writer import read_members


def fillers(shell: Shell, unit: Path, *items: str) -> dict[str, str | None]:
    answer = shell("-C", unit, "filler", *items, "--json")
    assert answer.status == 0
    assert answer.json["unit"] == {"id": "chengjiang", "name": "澄江街道"}
    return {row["item"]: row["filler"] for row in answer.json["fillers"]}


def test_items_are_given_to_somebody_listed_and_taken_back(shell: Shell, unit: Path) -> None:
    assert fillers(shell, unit) == {}
    assert "还没有写明承办人" in shell("-C", unit, "filler").out
    answer = shell("-C", unit, "filler", "t18", "T19", "I05", "--name", " 张三 ")
    assert answer.status == 0
    assert answer.out.count("张三") == 3
    assert "依托江阴融媒体中心" in answer.out
    assert fillers(shell, unit) == {"I05": "张三", "T18": "张三", "T19": "张三"}
    assert shell("-C", unit, "filler", "T19", "--clear").status == 0
    assert fillers(shell, unit) == {"I05": "张三", "T18": "张三"}
    assert fillers(shell, unit, "T18", "T19") == {"T18": "张三", "T19": None}
    assert 'T18 = "张三"' in (unit / "config.toml").read_text(encoding="utf-8")


def test_a_units_own_item_has_somebody_too_and_an_unknown_one_in_the_file_does_no_harm(
    shell: Shell, unit: Path
) -> None:
    shell("-C", unit, "local", "add", "--text", "信用示范街区", "--sort", "亮点")
    assert shell("-C", unit, "filler", "L01", "--name", "张三").status == 0
    with (unit / "config.toml").open("a", encoding="utf-8") as file:
        file.write('T99 = "李四"\n')
    assert fillers(shell, unit) == {"L01": "张三", "T99": "李四"}


def test_what_is_no_name_and_what_names_no_item_is_refused_and_nothing_is_written(
    shell: Shell, unit: Path
) -> None:
    before = (unit / "config.toml").read_bytes()
    for status, arguments in (
        (2, ["--name", "张三"]), (2, ["T18", "--name", " "]), (2, ["T999", "--name", "张三"]),
        (2, ["T18", "--name", "张三", "--clear"]), (2, ["--clear"]),
        (1, ["T18", "--name", "长" * 51]), (1, ["T18", "--name", "张三\n李四"]),
    ):  # fmt: skip
        answer = shell("-C", unit, "filler", *arguments)
        assert (answer.status, answer.out, answer.err.count("\n")) == (status, "", 1), answer
    assert (unit / "config.toml").read_bytes() == before


def test_a_centre_has_none(shell: Shell, centre: Path) -> None:
    answer = shell("-C", centre, "filler")
    assert (answer.status, answer.err.count("\n")) == (2, 1)
    assert "由报送单位自己写" in answer.err


def test_who_fills_an_item_in_does_not_travel(shell: Shell, unit: Path) -> None:
    shell("-C", unit, "filler", "T20", "--name", "欧阳承办")
    shell("-C", unit, "record", "T20", "--text", "走访企业12家。")
    path = Path(shell("-C", unit, "export", "--json").json["path"])
    assert "欧阳承办".encode() not in b"".join(read_members(path).values())
