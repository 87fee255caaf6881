"""Torn tails and damaged lines: named, set aside by a writer, and never a loss of the rest."""

import hashlib
from pathlib import Path

import pytest

from tests.journal.speech import BEN, submission
from tests.storage.shelf import fill, ids_in, open_unit, said


def journal(folder: Path) -> Path:
    return folder / "journal.log"


def damage(folder: Path, number: int) -> None:
    """Change one byte in the middle of a line (from 1)."""
    lines = journal(folder).read_bytes().splitlines(keepends=True)
    middle = bytearray(lines[number - 1])
    middle[len(middle) // 2] ^= 1
    lines[number - 1] = bytes(middle)
    journal(folder).write_bytes(b"".join(lines))


def set_aside(folder: Path, what: str) -> list[Path]:
    return list(folder.glob(f"journal.{what}-*.log"))


@pytest.mark.parametrize("cut", [1, 30, 64, 65, 400])
def test_a_reader_stops_at_a_torn_tail_and_changes_nothing(tmp_path: Path, cut: int) -> None:
    fill(tmp_path, 3)
    torn = journal(tmp_path).read_bytes()[:-cut]
    journal(tmp_path).write_bytes(torn)
    store = open_unit(tmp_path)
    assert [found for found, _ in store.events()] == [said(0), said(1)]
    assert store.troubles() == []
    assert journal(tmp_path).read_bytes() == torn
    assert set_aside(tmp_path, "torn") == []


@pytest.mark.parametrize("tail", [b"x", b"0" * 64 + b' {"torn', b"\0" * 5000])
def test_a_writer_sets_a_torn_tail_aside_and_says_so(tmp_path: Path, tail: bytes) -> None:
    fill(tmp_path, 2)
    whole = journal(tmp_path).read_bytes()
    journal(tmp_path).write_bytes(whole + tail)
    store = open_unit(tmp_path)
    store.say([said(7)])
    (aside,) = set_aside(tmp_path, "torn")
    assert aside.read_bytes() == tail
    assert any(str(aside) in notice for notice in store.table.log.notices)
    assert journal(tmp_path).read_bytes().startswith(whole)
    assert ids_in(tmp_path) == {said(0).id, said(1).id, said(7).id}
    assert open_unit(tmp_path).troubles() == []


def test_two_torn_tails_are_both_kept(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    for number, tail in enumerate((b"one", b"two")):
        with journal(tmp_path).open("ab") as file:
            file.write(tail)
        store.say([said(number)])
    assert {path.read_bytes() for path in set_aside(tmp_path, "torn")} == {b"one", b"two"}
    assert ids_in(tmp_path) == {said(0).id, said(1).id}


def test_a_line_that_becomes_whole_is_read_when_it_is(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    fill(tmp_path, 2)
    whole = journal(tmp_path).read_bytes()
    journal(tmp_path).write_bytes(whole[:-100])
    store.refresh()
    assert [found for found, _ in store.events()] == [said(0)]
    with journal(tmp_path).open("ab") as file:
        file.write(whole[-100:])
    store.refresh()
    assert [found for found, _ in store.events()] == [said(0), said(1)]


def test_a_damaged_line_in_the_middle_is_named_and_the_rest_opens(tmp_path: Path) -> None:
    fill(tmp_path, 5)
    damage(tmp_path, 4)
    before = journal(tmp_path).read_bytes()
    store = open_unit(tmp_path)
    (trouble,) = store.troubles()
    assert "第 4 行" in trouble.message
    assert trouble.where == str(journal(tmp_path))
    assert [found for found, _ in store.events()] == [said(0), said(1), said(3), said(4)]
    assert list(store.verify()) == [trouble]
    assert journal(tmp_path).read_bytes() == before


def test_a_store_with_a_damaged_line_still_saves(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    damage(tmp_path, 3)
    before = journal(tmp_path).read_bytes()
    open_unit(tmp_path).say([said(9)])
    assert journal(tmp_path).read_bytes().startswith(before)
    assert ids_in(tmp_path) == {said(0).id, said(2).id, said(9).id}


def test_a_damaged_line_that_stands_whole_elsewhere_is_no_damage(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    damage(tmp_path, 3)
    store = open_unit(tmp_path)
    assert len(store.troubles()) == 1
    store.say([said(1)])
    assert open_unit(tmp_path).troubles() == []
    assert ids_in(tmp_path) == {said(n).id for n in range(3)}


def test_a_lost_line_of_a_submission_is_named_until_it_is_taken_in_again(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    events = [said(n, BEN) for n in range(3)]
    taken = submission(events, device=BEN)
    store.take([taken], events)
    damage(tmp_path, 3)
    kinds = {trouble.kind for trouble in open_unit(tmp_path).verify()}
    assert kinds == {"damaged-line", "lost"}
    open_unit(tmp_path).take([taken], events)
    assert list(open_unit(tmp_path).verify()) == []


def test_repair_keeps_the_original_and_goes_on_with_the_whole_lines(tmp_path: Path) -> None:
    fill(tmp_path, 4)
    damage(tmp_path, 3)
    before = journal(tmp_path).read_bytes()
    store = open_unit(tmp_path)
    (kept,) = store.repair()
    assert kept.read_bytes() == before
    assert store.troubles() == []
    store.say([said(9)])
    assert ids_in(tmp_path) == {said(n).id for n in (0, 2, 3, 9)}
    assert open_unit(tmp_path).troubles() == []
    assert store.repair() == []


def test_another_window_goes_on_after_a_repair(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    damage(tmp_path, 2)
    other = open_unit(tmp_path)
    open_unit(tmp_path).repair()
    other.say([said(8)])
    assert other.troubles() == []
    assert ids_in(tmp_path) == {said(1).id, said(2).id, said(8).id}


def test_a_line_that_is_whole_but_no_event_is_named(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    alien = b'{"hello":"world"}'
    with journal(tmp_path).open("ab") as file:
        file.write(hashlib.sha256(alien).hexdigest().encode() + b" " + alien + b"\n")
    store = open_unit(tmp_path)
    assert [found for found, _ in store.events()] == [said(0)]
    assert len(store.troubles()) == 1
