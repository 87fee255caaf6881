"""Whatever goes wrong, an officer reads one Chinese sentence, without a word of a programmer's."""

import os
import re
import shutil
from pathlib import Path

import pytest

from liaison_tui.cli import liaison
from liaison_tui.workspace import load_programme
from tests.cli.conftest import Shell
from tests.cli.processes import run_real

CHINESE = re.compile(r"[\u4e00-\u9fff]")

# What an officer may read in Latin letters, being what he types or finds on his disk.
MAY_BE_READ = [
    r"“[^”]*”",  # his own words, given back to him
    r"(?<![\w.])[\w./-]*/[\w./ -]*[\w.]",  # a path
    r"\b\w+\.(?:liaison|toml|log|db|txt|xlsx|pdf|docx|html)\b",  # a file's name
    r"(?<![\w-])--?[a-z]+(?:-[a-z]+)*",  # an option
    rf"\bliaison(?: (?:{'|'.join(sorted(liaison.commands))})\b)?",  # a command
    r"\b[0-9a-f]{8,64}\b",  # an id
    r"\b[0-9a-f]{4}(?: [0-9a-f]{4})+\b",  # a fingerprint
    r"\bTOML\b",  # the format's own name
]
KEYS = {"certified", "models", "format"}  # of T20, and of a programme file
UNITS = set(load_programme(None).unit_by_id)
CHOICES = {
    word
    for command in (
        "record", "tasks", "programme", "activity", "local", "precheck", "approve", "report",
        "inspect", "heat",
    )
    for parameter in liaison.commands[command].params
    for kind in getattr(parameter.type, "types", [parameter.type])
    for word in getattr(kind, "words", ())
} | {"bash", "fish"} | set(liaison.commands)  # fmt: skip
for group in ("programme", "indicators"):
    CHOICES |= set(liaison.commands[group].commands)  # type: ignore[attr-defined]

WRONG: list[tuple[int, list[str]]] = [
    (2, ["--bogus"]),
    (2, ["recrd"]),
    (2, ["tasks", "--unit"]),
    (2, ["tasks", "--unit", "no-such-unit"]),
    (2, ["tasks", "--period", "June"]),
    (2, ["tasks", "--state", "reportd"]),
    (2, ["record"]),
    (2, ["record", "T20", "surplus"]),
    (2, ["record", "T20", "--percent"]),
    (2, ["record", "T999", "--text", "x"]),
    (2, ["record", "T20", "--period", "2021-Q2", "--text", "x"]),
    (2, ["record", "T20", "--status", "finished"]),
    (2, ["record", "T20", "--nothing", "none"]),
    (2, ["record", "T20", "--quantity", "certified"]),
    (2, ["record", "T20", "--quantity", "certified=1", "--quantity", "certified=2"]),
    (2, ["record", "T20", "--unit", "青阳镇", "--text", "x"]),
    (2, ["record", "T20", "--text", "x", "--channel", "telephone"]),
    (1, ["record", "T20"]),
    (1, ["record", "T20", "--percent", "half"]),
    (1, ["record", "T20", "--percent", "1000"]),
    (1, ["record", "T20", "--quantity", "certified=many"]),
    (1, ["record", "T20", "--quantity", "surplus=1"]),
    (1, ["record", "T20", "--text", "x", "--attach", "missing.pdf"]),
    (1, ["record", "T20", "--text", "x", "--attach", "/dev/null"]),
    (1, ["record", "T20", "--text", "字" * 20_001]),
    (2, ["withdraw", "T20"]),
    (1, ["withdraw", "T20", "--reason", "x"]),
    (1, ["withdraw", "T20", "--reason", " "]),
    (2, ["extend", "I05", "--until", "July", "--reason", "x"]),
    (1, ["extend", "I05", "--until", "2021-07-01", "--reason", "x"]),
    (1, ["extend", "I05", "--until", "2031-07-01", "--reason", "x"]),
    (1, ["extend", "I05", "--until", "2021-07-20", "--reason", ""]),
    (2, ["roster", "--set", "officer"]),
    (2, ["roster", "--set", "chief.name=x"]),
    (2, ["roster", "--set", "officer.fax=x"]),
    (2, ["roster", "--set", "officer.name=x", "--unit", "青阳镇"]),
    (1, ["roster", "--set", "officer.name=" + "字" * 101]),
    (2, ["activity"]),
    (2, ["activity", "hold"]),
    (2, ["activity", "withdraw"]),
    (1, ["activity", "withdraw", "0000"]),
    (1, ["activity", "add", "--sort", "宣传活动", "--title", "x"]),
    (1, ["activity", "add", "--sort", "宣传活动", "--date", "2021-06-03"]),
    (1, ["activity", "add", "--title", "x", "--date", "2021-06-03"]),
    (1, ["activity", "add", "--title", "x", "--date", "2021-06-29", "--sort", "training"]),
    (1, ["activity", "add", "--title", "x", "--date", "2019-06-29", "--sort", "training"]),
    (1, ["activity", "add", "--people", "many"]),
    (2, ["activity", "add", "--sort", "picnic"]),
    (2, ["activity", "add", "--date", "June"]),
    (1, ["record", "I18", "--from-activities"]),
    (2, ["plan"]),
    (2, ["plan", "T20", "--step", "x"]),
    (2, ["plan", "T20", "--step", "June=x"]),
    (1, ["plan", "T01", "--goals", "x"]),
    (2, ["plan", "T20", "--goals", "x", "--unit", "青阳镇"]),
    (2, ["local"]),
    (2, ["local", "add", "--text", "x"]),
    (1, ["local", "add", "--text", " ", "--sort", "focus"]),
    (2, ["local", "change"]),
    (2, ["local", "withdraw", "L01"]),
    (2, ["record", "L01", "--text", "x"]),
    (2, ["history", "L01"]),
    (2, ["approve"]),
    (1, ["approve", "--approver", "陈志强"]),
    (1, ["approve", "T20", "--approver", "陈志强"]),
    (1, ["approve", "--approver", " "]),
    (1, ["approve", "--approver", "陈志强", "--date", "2035-01-01"]),
    (2, ["approve", "--approver", "陈志强", "--date", "June"]),
    (2, ["approve", "--approver", "陈志强", "--post", "chief"]),
    (2, ["approve", "--approver", "陈志强", "--manner", "seal"]),
    (2, ["approve", "T999", "--approver", "陈志强"]),
    (2, ["report"]),
    (2, ["report", "approval"]),
    (2, ["report", "approvals", "-o", "x.docx"]),
    (2, ["report", "approval", "-o", "x.pdf"]),
    (1, ["report", "approval", "-o", "file/below.docx"]),
    (2, ["report", "missing", "-o", "x.xlsx"]),
    (2, ["report", "indicators", "-o", "x.xlsx"]),
    (2, ["report", "summary", "-o", "x.pdf"]),
    (2, ["report", "summary", "--unit", "青阳镇", "-o", "x.xlsx"]),
    (1, ["report", "summary", "--period", "2021-12", "-o", "x.xlsx"]),
    (1, ["report", "problems", "-o", "file/below.csv"]),
    (1, ["report", "problems", "-o", "/dev/full/x.xlsx"]),
    (2, ["history"]),
    (2, ["history", "nothing"]),
    (2, ["precheck", "--explain", "T20"]),
    (2, ["precheck", "--explain", "T20", "unchangd", "x"]),
    (1, ["precheck", "--explain", "T20", "unchanged", "x"]),
    (1, ["export"]),
    (2, ["export", "--volume", "many"]),
    (1, ["export", "-o", "/dev/null"]),
    (2, ["export", "--period", "2035-01"]),
    (2, ["merge"]),
    (2, ["merge", "x.liaison", "--received", "2021-06-27"]),
    (2, ["merge", "x.liaison", "--received", "2021-06-27", "--reason", "x"]),
    (2, ["trust", "ffff"]),
    (2, ["trust", "--revoke"]),
    (2, ["trust", "ffff", "--after", "1"]),
    (2, ["overview"]),
    (2, ["feedback"]),
    (2, ["review", "00000000", "--accept"]),
    (2, ["review", "--queue"]),
    (2, ["settle"]),
    (1, ["settle", "T20"]),
    (2, ["settle", "T20", "--unit", "青阳镇"]),
    (2, ["extension", "I05", "--grant", "2021-07-20"]),
    (2, ["discharge", "T13"]),
    (2, ["inspect", "--finding", "x"]),
    (2, ["inspect", "--sort", "often"]),
    (2, ["call", "T20", "--title", "x"]),
    (2, ["answer"]),
    (1, ["answer", "D01", "--text", "x"]),
    (1, ["answer", "D01", "--text", " "]),
    (2, ["completion", "tcsh"]),
    (2, ["programme", "shows"]),
    (2, ["programme", "assign", "T09", "--unit", "青阳镇", "--from", "2021-07"]),
    (2, ["programme", "add", "missing.toml"]),
    (1, ["programme", "show", "missing.toml"]),
    (1, ["programme", "show", "unit/config.toml"]),
    (1, ["init", "file/below", "--unit", "青阳镇"]),
    (2, ["init", "unit", "--unit", "青阳镇"]),
    (2, ["init", "x", "--unit", "nobody"]),
    (2, ["demo", "unit"]),
    (2, ["indicators"]),
    (2, ["indicators", "takein"]),
    (2, ["indicators", "assign"]),
    (2, ["deduct"]),
    (2, ["heat"]),
    (2, ["heat", "--order", "colour"]),
    (2, ["search"]),
    (2, ["search", "x"]),
    (2, ["evidence", "--shared"]),
    (2, ["trial", "--red", "20"]),
    (2, ["remind"]),
    (2, ["merge", "--runs"]),
    (2, ["remind", "--log", "青阳镇", "--person", "x"]),
]


def foreign_words(text: str) -> list[str]:
    """The Latin words of four or more letters that are neither names nor places."""
    for pattern in MAY_BE_READ:
        text = re.sub(pattern, " ", text)
    text = re.sub(r"[a-z]+(?:-[a-z]+)+", lambda m: "" if m[0] in CHOICES | UNITS else m[0], text)
    return [w for w in re.findall(r"[A-Za-z]{4,}", text) if w not in CHOICES | UNITS | KEYS]


def is_one_sentence(err: str) -> bool:
    one = err.count("\n") == 1 and err.endswith("。\n")
    return one and bool(CHINESE.search(err)) and not foreign_words(err)


def assert_one_sentence(err: str) -> None:
    assert is_one_sentence(err), err


def test_every_failure_is_one_chinese_sentence(shell: Shell, unit: Path) -> None:
    (unit.parent / "file").touch()
    otherwise = []
    for status, arguments in WRONG:
        answer = shell("-C", unit, *arguments)
        if (answer.status, answer.out) != (status, "") or not is_one_sentence(answer.err):
            otherwise.append((arguments, answer, foreign_words(answer.err)))
    assert otherwise == []
    assert shell("-C", unit, "check", "--json").json == {"ok": True, "events": 0, "problems": []}
    assert sorted(path.name for path in unit.parent.iterdir()) == ["file", "unit"]


def test_a_foreign_word_would_be_found() -> None:
    assert foreign_words("[Errno 2] No such file or directory: '/a/b.txt'") == [
        "Errno", "such", "file", "directory",
    ]  # fmt: skip
    assert foreign_words("没有权限，EACCES。") == ["EACCES"]
    assert foreign_words("没有 certified，运行 liaison tasks --unit 查看 /a/b。") == []


@pytest.mark.parametrize(
    ("part", "arguments"),
    [
        ("evidence", ["record", "T20", "--text", "x", "--attach", "photo.jpg"]),
        ("outbox", ["export"]),
        ("inbox", ["merge", "photo.jpg"]),
        ("quarantine", ["merge", "photo.jpg"]),
        ("programmes", ["tasks"]),
        (".lock", ["record", "T20", "--text", "x"]),
        ("device.key", ["record", "T20", "--text", "x"]),
        ("journal.log", ["record", "T20", "--text", "x"]),
        ("ledger.log", ["record", "T20", "--text", "x"]),
        ("machine", ["record", "T20", "--text", "x"]),
    ],
)
def test_a_part_of_the_store_that_cannot_be_used_is_one_sentence(
    shell: Shell, unit: Path, part: str, arguments: list[str]
) -> None:
    """A file where a folder belongs, or a folder where a file does, stops even an administrator."""
    (unit.parent / "photo.jpg").write_bytes(b"jpg")
    shell("-C", unit, "record", "T22", "--text", "先存一条。")
    place = unit / "store" / part
    if place.is_file() or part == ".lock":
        place.unlink(missing_ok=True)
        place.mkdir()
    else:
        shutil.rmtree(place, ignore_errors=True)
        place.touch()
    answer = shell("-C", unit, *arguments)
    if part == "machine":  # only remembers where the store lies: nothing is lost with it
        assert answer.status == 0
        return
    assert answer.status == 1
    assert_one_sentence(answer.err)
    assert answer.out == ""


def test_a_store_that_is_a_file_is_no_workspace(shell: Shell, unit: Path) -> None:
    shutil.rmtree(unit / "store")
    (unit / "store").touch()
    answer = shell("-C", unit, "record", "T20", "--text", "x")
    assert (answer.status, answer.out) == (2, "")
    assert_one_sentence(answer.err)


@pytest.mark.parametrize("as_json", [["--json"], []])
def test_an_answer_nobody_could_read_is_said_and_the_entry_is_kept(
    shell: Shell, unit: Path, as_json: list[str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run_real(unit, "record", "T20", "--text", "存上了。", *as_json, stdout=full)
    assert done.returncode == 1
    assert_one_sentence(done.stderr.decode())
    (row,) = shell("-C", unit, "history", "T20", "--json").json
    assert row["text"] == "存上了。"
    assert shell("-C", unit, "check").status == 0


def test_a_closed_stdin_is_an_empty_text(shell: Shell, unit: Path) -> None:
    done = run_real(unit, "record", "T20", "--text", "-", before=lambda: os.close(0))
    assert (done.returncode, done.stdout) == (1, b"")
    assert_one_sentence(done.stderr.decode())
    assert shell("-C", unit, "history", "T20", "--json").json == []
    more = run_real(
        unit, "record", "T20", "--percent", "5", "--text", "-", before=lambda: os.close(0)
    )
    assert more.returncode == 0
    assert shell("-C", unit, "check").status == 0
