"""The centre's store: two tables of what was said, and indexes that can be made anew."""

import dataclasses
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.errors import Damaged
from liaison_tui.storage.centre_store import CentreStore
from liaison_tui.storage.store import Selection
from tests.journal.speech import ANN, BEN, CENTRE, event, statement, submission
from tests.storage.shelf import open_centre, said

ONE, TWO, THREE = event(nonce=1), event(nonce=2), event(item="T21", nonce=3)
BENS = event(unit="nanzha", device=BEN, nonce=4)
FIRST = submission([ONE, THREE])
SECOND = submission([TWO], after=FIRST)
OTHER = submission([BENS, said(99, BEN)], device=BEN, unit="nanzha")
TRUST = statement("trust", device=ANN)


def filled(path: Path) -> CentreStore:
    store = open_centre(path)
    store.say([TRUST])
    store.take([FIRST, SECOND], [ONE, TWO, THREE])
    store.take([OTHER], [BENS], [said(99, BEN).id])
    return store


def answers(store: CentreStore) -> dict[str, Any]:
    ids = [e.id for e in (ONE, TWO, THREE, BENS, TRUST, said(99, BEN), said(98))]
    selections = (
        Selection(),
        Selection(kinds=frozenset(["trust"])),
        Selection(units=frozenset(["nanzha"])),
        Selection(items=frozenset(["T20"]), periods=frozenset(["2021-06"])),
        Selection(periods=frozenset(["2021-07"])),
    )
    return {
        "submissions": list(store.submissions()),
        "events": [[(e, sorted(s)) for e, s in store.events(wanted)] for wanted in selections],
        "contested": store.contested(),
        "known": store.known(ids),
        "lines": list(store.lines(ids)),
        "gaps": store.has_gaps(),
        "state": store.vouching().state,
        "beginning": store.beginning(ONE.id[:9]),
    }


def test_what_was_taken_in_is_given_back_and_outlives_the_process(tmp_path: Path) -> None:
    store = filled(tmp_path / "centre.db")
    found = answers(store)
    assert [len(rows) for rows in found["events"]] == [5, 1, 1, 3, 0]
    assert found["contested"] == {("chengjiang", "T20", "2021-06")}
    assert found["beginning"] == [ONE.id]
    assert found["gaps"]
    assert found["known"][said(99, BEN).id] is False
    assert said(98).id not in found["known"]
    assert store.troubles() == list(store.verify()) == []
    store.close()
    assert answers(open_centre(tmp_path / "centre.db")) == found


def test_another_process_of_the_centre_sees_it_at_once(tmp_path: Path) -> None:
    looking = open_centre(tmp_path / "centre.db")
    assert answers(looking)["submissions"] == []
    writing = filled(tmp_path / "centre.db")
    assert answers(looking) == answers(writing)


def test_taking_the_same_in_again_changes_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path / "centre.db")
    before = answers(store)
    store.take([OTHER, FIRST, SECOND], [THREE, TWO, ONE, BENS], [said(99, BEN).id, ONE.id])
    store.say([TRUST])
    assert answers(store) == before


def test_a_full_line_takes_its_stubs_place_and_no_stub_a_lines(tmp_path: Path) -> None:
    store = filled(tmp_path / "centre.db")
    full = said(99, BEN)
    assert [line.json for line in store.lines([full.id])] == [None]
    store.take([], [full])
    store.take([], [], [full.id])
    assert [line.json for line in store.lines([full.id])] == [full.json]
    assert not store.has_gaps()
    assert (full, [OTHER.sha256]) in list(store.events())


def test_rebuilding_the_indexes_gives_the_same_answers(tmp_path: Path) -> None:
    store = filled(tmp_path / "centre.db")
    before = answers(store)
    with sqlite3.connect(tmp_path / "centre.db") as db:
        db.execute("DELETE FROM listed")
        db.execute("UPDATE events SET kind = 'x', unit = 'y', item = 'z', period = '1999-01'")
    db.close()
    assert answers(store) != before
    store.rebuild()
    assert answers(store) == before


def test_an_exception_in_the_middle_of_a_taking_leaves_nothing(tmp_path: Path) -> None:
    store = open_centre(tmp_path / "centre.db")
    store.say([TRUST])
    before = answers(store)
    broken = dataclasses.replace(SECOND, sha256="no hash")
    with pytest.raises(ValueError):
        store.take([FIRST, broken], [ONE, TWO, THREE], [said(99, BEN).id])
    assert answers(store) == before
    assert answers(open_centre(tmp_path / "centre.db")) == before
    store.take([FIRST], [ONE, THREE])
    assert [e for e, _ in store.events()] == [TRUST, ONE, THREE]


def test_a_line_nobody_lists_says_nothing_and_the_centres_own_needs_no_list(
    tmp_path: Path,
) -> None:
    store = open_centre(tmp_path / "centre.db")
    store.take([], [ONE])
    store.say([event("review", device=CENTRE, about=[ONE.id], body={"decision": "accept"})])
    assert [e.kind for e, _ in store.events()] == ["review"]


@pytest.mark.parametrize("content", [None, b"", b"null", b"SQLite format 3\0" + b"\0" * 84, b"PK"])
def test_a_missing_empty_or_alien_file_never_opens_as_an_empty_store(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "centre.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Damaged):
        CentreStore(path, CENTRE, "jiangyin")
    assert (path.read_bytes() if path.exists() else None) == content


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE events (id INTEGER)")
    db.close()
    before = path.read_bytes()
    CentreStore.create(path)
    with pytest.raises(Damaged):
        CentreStore(path, CENTRE, "jiangyin")
    assert path.read_bytes() == before


def tamper(path: Path, sql: str, *values: object) -> None:
    with sqlite3.connect(path) as db:
        assert db.execute(sql, values).rowcount == 1
    db.close()


def test_a_changed_line_and_a_lost_one_are_named(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    store = filled(path)
    changed = ONE.json.replace("已".encode(), "未".encode())
    tamper(path, "UPDATE events SET json = ? WHERE id = ?", changed, bytes.fromhex(ONE.id))
    tamper(path, "DELETE FROM events WHERE id = ?", bytes.fromhex(TWO.id))
    assert sorted(trouble.kind for trouble in store.verify()) == ["event", "lost"]


@pytest.mark.parametrize("broken", [b"{", b"[]", b'{"v":1}', b"\xff"])
def test_a_line_that_cannot_be_read_is_named_once_and_hides_no_other(
    tmp_path: Path, broken: bytes
) -> None:
    path = tmp_path / "centre.db"
    store = filled(path)
    tamper(path, "UPDATE events SET json = ? WHERE id = ?", broken, bytes.fromhex(ONE.id))
    for _ in range(2):
        assert [e for e, _ in store.events()] == [TRUST, TWO, THREE, BENS]
    assert len(store.troubles()) == 1


def test_a_manifest_that_cannot_be_read_is_named_once_and_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "centre.db"
    filled(path).close()
    tamper(path, "UPDATE submissions SET manifest = x'7b' WHERE sha256 = ?",
           bytes.fromhex(OTHER.sha256))  # fmt: skip
    store = open_centre(path)
    for _ in range(2):
        assert list(store.submissions()) == [FIRST, SECOND]
    assert len(store.troubles()) == 1


def test_rebuilding_with_a_line_that_cannot_be_read_says_so_and_changes_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "centre.db"
    store = filled(path)
    tamper(path, "UPDATE events SET json = x'7b' WHERE id = ?", bytes.fromhex(ONE.id))
    before = list(store.events())
    with pytest.raises(Damaged):
        store.rebuild()
    assert list(store.events()) == before
    assert [e for e, _ in before] == [TRUST, TWO, THREE, BENS]
