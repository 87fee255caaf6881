"""What time and disks do to a workspace: named, never shown as genuine, mended without loss."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Shell
from tests.second_writer import event_id


@pytest.fixture
def sent(shell: Shell, unit: Path) -> Path:
    """A unit that has exported three entries."""
    for item in ("T20", "T22", "I05"):
        shell("-C", unit, "record", item, "--text", f"{item}的内容。")
    assert shell("-C", unit, "export").status == 0
    return unit


def journal_of(unit: Path) -> Path:
    return unit / "store" / "journal.log"


def checked(shell: Shell, folder: Path) -> Answer:
    """`check --json`, whose exit status says what its document says."""
    answer = shell("-C", folder, "check", "--json")
    assert set(answer.json) == {"ok", "events", "problems"}
    assert answer.json["ok"] == (answer.status == 0) == (not answer.json["problems"])
    return answer


def texts(shell: Shell, unit: Path, *items: str) -> set[str]:
    rows = [row for item in items for row in shell("-C", unit, "history", item, "--json").json]
    return {row["text"] for row in rows}


def test_a_lost_line_is_named_stops_exports_and_comes_back_from_an_earlier_bundle(
    shell: Shell, sent: Path, tmp_path: Path
) -> None:
    (bundle,) = (sent / "store" / "outbox").glob("*.liaison")
    journal = journal_of(sent)
    whole = journal.read_bytes()
    lines = whole.splitlines(keepends=True)
    journal.write_bytes(b"".join(line for line in lines if "T22的内容".encode() not in line))
    answer = checked(shell, sent)
    assert [(p["where"], p["kind"]) for p in answer.json["problems"]] == [(str(journal), "lost")]
    assert "1 条" in answer.json["problems"][0]["message"]

    shell("-C", sent, "record", "I16", "--text", "新的。")
    refused = shell("-C", sent, "export", "-o", tmp_path / "out", "--json")
    assert (refused.status, refused.out) == (1, "")
    assert "liaison check" in refused.err
    assert not (tmp_path / "out").exists()

    assert shell("-C", sent, "merge", bundle).status == 0
    assert checked(shell, sent).json["ok"]
    assert texts(shell, sent, "T20", "T22", "I05") == {
        f"{i}的内容。" for i in ("T20", "T22", "I05")
    }
    again = shell("-C", sent, "export", "-o", tmp_path / "out", "--json").json
    assert (again["number"], again["events"]) == (2, 1)


FIRST = b'{"file":"journal","format":1}'


@pytest.mark.parametrize("place", [0, 64, 75, 65 + len(FIRST) - 1, 65 + len(FIRST)])
def test_a_flipped_byte_in_the_first_line_costs_that_line_alone(
    shell: Shell, sent: Path, place: int
) -> None:
    journal = journal_of(sent)
    damaged = bytearray(journal.read_bytes())
    first_end = damaged.index(b"\n")
    assert first_end == 65 + len(FIRST)
    damaged[place] ^= 0x20
    journal.write_bytes(damaged)

    kept = {"T22的内容。", "I05的内容。"} | ({"T20的内容。"} if place < first_end else set())
    history = shell("-C", sent, "history", "T22")
    assert history.status == 0
    assert "liaison check" in history.err
    assert texts(shell, sent, "T20", "T22", "I05") == kept
    assert shell("-C", sent, "tasks", "--json").status == 0

    answer = checked(shell, sent)
    places = [(p["where"], p["kind"]) for p in answer.json["problems"]]
    assert (str(journal), "damaged-line") in places
    assert any("第 1 行" in p["message"] for p in answer.json["problems"])
    assert journal.read_bytes() == bytes(damaged), "checking changes nothing"

    repaired = shell("-C", sent, "check", "--repair")
    (original,) = (sent / "store").glob("journal.damaged-*.log")
    assert original.read_bytes() == bytes(damaged)
    assert str(original) in repaired.err
    if place == first_end:  # the flip ran two lines together: the second comes back as sent
        assert repaired.status == 1
        (bundle,) = (sent / "store" / "outbox").glob("*.liaison")
        assert shell("-C", sent, "merge", bundle).status == 0
    assert checked(shell, sent).json["ok"]
    assert shell("-C", sent, "record", "T20", "--text", "照常填写。").status == 0
    assert shell("-C", sent, "export").status == 0


def test_a_torn_last_line_is_named_and_moved_aside_by_the_next_record(
    shell: Shell, sent: Path
) -> None:
    journal = journal_of(sent)
    whole = journal.read_bytes()
    torn = b"0" * 64 + b' {"at":"2021-06-28T'
    journal.write_bytes(whole + torn)
    answer = checked(shell, sent)
    assert [(p["where"], p["kind"]) for p in answer.json["problems"]] == [(str(journal), "torn")]
    assert texts(shell, sent, "T20") == {"T20的内容。"}
    assert journal.read_bytes() == whole + torn, "reading changes nothing"

    saved = shell("-C", sent, "record", "I16", "--text", "接着填。", "--json")
    (aside,) = (sent / "store").glob("journal.torn-*.log")
    assert aside.read_bytes() == torn
    assert saved.status == 0
    assert saved.json["item"] == "I16"
    assert str(aside) in saved.err
    assert "移到" in saved.err
    assert checked(shell, sent).json["ok"]
    assert journal.read_bytes().startswith(whole)
    assert "移到" not in shell("-C", sent, "record", "I16", "--text", "再填。").err


def test_an_altered_entry_at_the_centre_is_named_hidden_and_never_sent_back(
    shell: Shell, met: tuple[Path, Path], tmp_path: Path
) -> None:
    unit, centre = met
    shell("-C", unit, "record", "T20", "--text", "新增4家。")
    path = shell("-C", unit, "export", "--json").json["path"]
    assert shell("-C", centre, "merge", path).status == 0
    database = centre / "store" / "centre.db"
    with closing(sqlite3.connect(database)) as db, db:
        ((seq, kept),) = db.execute(
            "SELECT seq, json FROM events WHERE kind = 'progress' AND item = 'T20'"
        ).fetchall()
        altered = bytes(kept).replace("新增4家".encode(), "新增9家".encode())
        assert event_id(altered) != event_id(kept)
        db.execute("UPDATE events SET json = ? WHERE seq = ?", (altered, seq))

    answer = checked(shell, centre)
    (problem,) = answer.json["problems"]
    assert (problem["where"], problem["kind"]) == (str(database), "event")
    assert str(seq) in problem["message"]

    shown = shell("-C", centre, "entries", "--json")
    assert [row["item"] for row in shown.json] == ["I05"]
    assert "新增9家" not in shown.out + shell("-C", centre, "entries").out
    overview = shell("-C", centre, "overview", "--json")
    assert sum(u["reported"] for u in overview.json["units"]) == 1

    out = tmp_path / "回执"
    refused = shell("-C", centre, "feedback", "--unit", "澄江街道", "-o", out, "--json")
    assert (refused.status, refused.out) == (1, "")
    assert "liaison check" in refused.err
    assert not list(out.glob("*"))


def empty_the_journal(unit: Path, _centre: Path) -> Path:
    journal_of(unit).write_bytes(b"")
    return unit


def lose_the_journal(unit: Path, _centre: Path) -> Path:
    journal_of(unit).unlink()
    return unit


def garble_the_database(_unit: Path, centre: Path) -> Path:
    database = centre / "store" / "centre.db"
    for name in ("centre.db-wal", "centre.db-shm"):
        (database.parent / name).unlink(missing_ok=True)
    database.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 64)
    return centre


def garble_a_page(_unit: Path, centre: Path) -> Path:
    database = centre / "store" / "centre.db"
    with closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    return centre


def lose_the_database(_unit: Path, centre: Path) -> Path:
    (centre / "store" / "centre.db").unlink()
    return centre


@pytest.mark.parametrize(
    "ruin",
    [empty_the_journal, lose_the_journal, garble_the_database, garble_a_page, lose_the_database],
)
def test_check_answers_with_one_document_however_ruined_the_store(
    shell: Shell, unit: Path, centre: Path, ruin: object
) -> None:
    assert callable(ruin)
    folder = ruin(unit, centre)
    answer = checked(shell, folder)
    assert answer.status == 1
    assert answer.json["problems"]
    for command in (["check"], ["check", "--repair"], ["check", "--rebuild"]):
        plain = shell("-C", folder, *command)
        assert plain.status == 1
        assert "程序出错" not in plain.out + plain.err


def test_programme_check_of_a_missing_file_is_one_document_too(shell: Shell) -> None:
    answer = shell("programme", "check", "missing.toml", "--json")
    assert answer.status == 1
    assert answer.json["ok"] is False
    (problem,) = answer.json["problems"]
    assert "missing.toml" in problem["message"]
    assert "missing.toml" in problem["where"]
