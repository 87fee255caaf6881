"""The unit's store: what is saved is seen by all, and no alien file passes for a store."""

import shutil
from pathlib import Path

import pytest

from liaison_tui.errors import Damaged
from liaison_tui.journal.vouching import Cut, Seat
from liaison_tui.storage.store import Selection
from tests.journal.speech import ANN, BEN, CENTRE, event, submission
from tests.storage.shelf import fill, finish, ids_in, open_unit, said, start


def test_what_is_saved_is_there_for_whoever_opens_the_store(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    assert list(store.events()) == []
    store.say([said(1), said(2)])
    assert [found for found, _ in store.events()] == [said(1), said(2)]
    assert [found for found, _ in open_unit(tmp_path).events()] == [said(1), said(2)]


def test_a_second_process_sees_the_firsts_saves_and_the_first_the_seconds(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    store.say([said(1)])
    printed = finish(start("saving_program", tmp_path, 10, 3))
    assert len(printed) == 3
    assert len(list(store.events())) == 1
    store.refresh()
    assert [found.id for found, _ in store.events()] == [said(1).id, *printed]
    store.say([said(2)])
    assert ids_in(tmp_path) == {said(1).id, said(2).id, *printed}


def test_a_save_of_a_window_that_has_not_looked_loses_nothing(tmp_path: Path) -> None:
    first, second = open_unit(tmp_path), open_unit(tmp_path)
    first.say([said(1)])
    second.say([said(2)])
    first.say([said(3)])
    assert [found for found, _ in open_unit(tmp_path).events()] == [said(1), said(2), said(3)]


def test_the_same_event_twice_is_one_line(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    store.say([said(1)])
    size = (tmp_path / "journal.log").stat().st_size
    store.say([said(1)])
    open_unit(tmp_path).say([said(1)])
    assert (tmp_path / "journal.log").stat().st_size == size


def test_creating_a_store_again_leaves_what_is_there(tmp_path: Path) -> None:
    fill(tmp_path, 2)
    before = (tmp_path / "journal.log").read_bytes()
    assert ids_in(tmp_path) == {said(0).id, said(1).id}
    assert (tmp_path / "journal.log").read_bytes() == before


@pytest.mark.parametrize("name", ["journal.log", "ledger.log"])
@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"null", b"{}", b"null\n", b'{"_default": {}}\n', b"\0" * 4096, b"PK\x03\x04\n"],
)
def test_an_empty_or_alien_file_never_opens_as_an_empty_store(
    tmp_path: Path, name: str, content: bytes
) -> None:
    fill(tmp_path, 1)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Damaged, match=name):
        open_unit(tmp_path)
    assert (tmp_path / name).read_bytes() == content
    assert len(list(tmp_path.glob(f"{Path(name).stem}*.log"))) == 1


@pytest.mark.parametrize("name", ["journal.log", "ledger.log"])
def test_a_file_that_has_gone_or_was_emptied_meanwhile_is_said(tmp_path: Path, name: str) -> None:
    store = open_unit(tmp_path)
    store.say([said(1)])
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(Damaged):
        store.refresh()
    (tmp_path / name).unlink()
    with pytest.raises(Damaged):
        store.refresh()


def test_the_journal_does_not_open_as_the_ledger(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    shutil.copy(tmp_path / "journal.log", tmp_path / "ledger.log")
    with pytest.raises(Damaged):
        open_unit(tmp_path)


def test_a_listed_event_that_is_not_here_is_a_gap_until_it_comes(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    assert not store.has_gaps()
    taken = submission([said(1, BEN)], device=BEN)
    store.take([taken], [])
    assert store.has_gaps()
    assert [trouble.kind for trouble in store.troubles()] == ["lost"]
    store.take([taken], [said(1, BEN)])
    assert not store.has_gaps()
    assert store.troubles() == []


def test_a_store_put_back_from_a_backup_is_read_anew(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    store.say([said(1)])
    shutil.copy(tmp_path / "journal.log", tmp_path / "backup")
    store.say([said(2)])
    (tmp_path / "backup").replace(tmp_path / "journal.log")
    store.refresh()
    assert [found for found, _ in store.events()] == [said(1)]
    store.say([said(3)])
    assert ids_in(tmp_path) == {said(1).id, said(3).id}


def test_submissions_confirmations_and_cuts_come_back(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    from_ben = said(1, BEN)
    taken = submission([from_ben, said(2, BEN)], device=BEN)
    store.take([taken], [from_ben], [said(2, BEN).id])
    store.confirm(CENTRE, Seat(centre="jiangyin"))
    store.confirm(BEN, Seat(unit="chengjiang"))
    store.cut(Cut(BEN, frozenset([taken.sha256])))
    again = open_unit(tmp_path)
    for found in (store, again):
        assert found.submissions() == [taken]
        assert list(found.events()) == [(from_ben, [taken.sha256])]
        assert found.known([from_ben.id, said(2, BEN).id, said(3).id]) == {
            from_ben.id: True, said(2, BEN).id: False,
        }  # fmt: skip
        assert found.anchors() == {
            ANN: Seat(unit="chengjiang"), BEN: Seat(unit="chengjiang"),
            CENTRE: Seat(centre="jiangyin"),
        }  # fmt: skip
        assert found.cuts() == [Cut(BEN, frozenset([taken.sha256]))]
        assert found.has_gaps()
        assert list(found.verify()) == []


def test_a_line_nobody_lists_says_nothing(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    store.take([], [said(1, BEN)])
    assert list(store.events()) == []
    store.take([submission([said(1, BEN)], device=BEN)], [said(1, BEN)])
    assert [found for found, _ in store.events()] == [said(1, BEN)]


def test_a_full_line_takes_its_stubs_place_and_no_stub_a_lines(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    store.take([], [], [said(1).id])
    assert store.known([said(1).id]) == {said(1).id: False}
    assert [line.json for line in store.lines([said(1).id])] == [None]
    store.say([said(1)])
    store.take([], [], [said(1).id])
    for found in (store, open_unit(tmp_path)):
        assert found.known([said(1).id]) == {said(1).id: True}
        assert [line.json for line in found.lines([said(1).id])] == [said(1).json]
        assert not found.has_gaps()


def test_events_are_found_by_kind_unit_item_and_month(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    decoy = event(item="T21", body={"text": '"item":"T20"'}, nonce=1)
    wanted, other = event(nonce=2), event(period="2021-07", nonce=3)
    plan = event("plan", nonce=4)
    store.say([decoy, wanted, other, plan])
    june = frozenset(["2021-06"])
    asked = Selection(frozenset(["progress"]), frozenset(["chengjiang"]), frozenset(["T20"]), june)
    assert [found for found, _ in store.events(asked)] == [wanted]
    assert list(store.events(Selection(units=frozenset(["nanzha"])))) == []
    assert list(store.events(Selection(kinds=frozenset()))) == []
    assert store.beginning(wanted.id[:8]) == [wanted.id]


def test_an_obligation_with_two_entries_is_named(tmp_path: Path) -> None:
    store = open_unit(tmp_path)
    store.say([event(nonce=1), event(item="T21", nonce=2), event("plan", nonce=3)])
    assert store.contested() == set()
    store.say([event("withdraw", nonce=4)])
    assert store.contested() == {("chengjiang", "T20", "2021-06")}
