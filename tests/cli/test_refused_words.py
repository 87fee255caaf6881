"""Contradictory or unsupported words are refused, with what is wrong, and nothing is written."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Shell
from tests.cli.processes import run_real


def assert_refused(answer: Answer, status: int, *words: str) -> None:
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.count("\n") == 1
    for word in words:
        assert word in answer.err


def test_accepting_what_was_returned_is_refused_until_it_is_corrected(
    shell: Shell, met: tuple[Path, Path]
) -> None:
    unit, centre = met
    (entry,) = shell("-C", centre, "entries", "--json").json
    assert shell("-C", centre, "review", entry["id"], "--return", "请补充").status == 0
    assert_refused(shell("-C", centre, "review", entry["id"], "--accept"), 1, "退回")
    (entry,) = shell("-C", centre, "entries", "--json").json
    assert entry["state"] == "returned"
    assert shell("-C", centre, "review", entry["id"], "--return", "再请补充").status == 0

    shell("-C", unit, "record", "I05", "--text", "已补充。")
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 0
    (entry,) = shell("-C", centre, "entries", "--json").json
    assert shell("-C", centre, "review", entry["id"], "--accept").status == 0
    assert shell("-C", centre, "entries", "--json").json[0]["state"] == "accepted"
    assert shell("-C", centre, "review", entry["id"], "--return", "还是不行").status == 0


@pytest.mark.parametrize(
    "source", [[], ["--channel", "telephone"], ["--informant", "周敏"],
               ["--channel", "telephone", "--informant", " "]],
)  # fmt: skip
def test_a_centres_entry_for_a_unit_says_both_how_it_came_and_from_whom(
    shell: Shell, centre: Path, source: list[str]
) -> None:
    told = ["record", "T20", "--unit", "澄江街道", "--text", "电话报来。", *source]
    assert_refused(shell("-C", centre, *told), 2, "--channel", "--informant")
    assert shell("-C", centre, "entries", "--json").json == []


def test_a_unit_reports_by_no_channel(shell: Shell, unit: Path) -> None:
    for source in (["--channel", "telephone"], ["--informant", "周敏"]):
        assert_refused(shell("-C", unit, "record", "T20", "--text", "x", *source), 2, source[0])
    assert shell("-C", unit, "history", "T20", "--json").json == []


@pytest.mark.parametrize("second", ["certified=4", "certified=5", " certified =5"])
def test_a_quantity_given_twice_is_refused(shell: Shell, unit: Path, second: str) -> None:
    twice = ["--quantity", "certified=4", "--quantity", second]
    assert_refused(shell("-C", unit, "record", "T20", *twice), 2, "certified", "两次")
    assert shell("-C", unit, "history", "T20", "--json").json == []
    both = ["--quantity", "certified=4", "--quantity", "models=1"]
    assert shell("-C", unit, "record", "T20", *both).status == 0


@pytest.mark.parametrize(
    ("length", "encoding"),
    [(20_001, "utf-8"), (30_000, "utf-8"), (30_000, "gb18030"), (3_000_000, "utf-8")],
)
def test_an_over_long_stdin_is_refused_and_never_with_a_wrong_length(
    shell: Shell, unit: Path, length: int, encoding: str
) -> None:
    typed = f"{'长' * length}\n".encode(encoding)
    done = run_real(unit, "record", "T20", "--text", "-", typed=typed)
    refused = Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert_refused(refused, 1, "20000")
    named = set(re.findall(r"(\d+) 字", refused.err)) - {"20000"}
    assert named <= {str(length)}
    assert named or length > 1_000_000, "a length a person may have typed is told"
    assert shell("-C", unit, "history", "T20", "--json").json == []


def test_the_longest_text_allowed_comes_whole_from_stdin(shell: Shell, unit: Path) -> None:
    typed = f"{'长' * 20_000}\n".encode()
    assert run_real(unit, "record", "T20", "--text", "-", typed=typed).returncode == 0
    (row,) = shell("-C", unit, "history", "T20", "--json").json
    assert row["text"] == "长" * 20_000
