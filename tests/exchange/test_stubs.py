"""Stubs: what was kept at home or erased stands as its id alone, until a full line comes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, Device, event, event_id, progress, stub

MONTH, TOWN, OTHER = offices.MONTH, offices.TOWN, offices.OTHER_TOWN


def _stubbed(chain: Chain, data: bytes, path: Path) -> Path:
    """Write a bundle that lists an event and has its stub only."""
    chain.submit([data], period=MONTH)
    chain.lines[event_id(data)] = stub(event_id(data))
    return chain.write(path)


def test_a_stub_is_valid_wherever_a_line_is_and_counts_in_the_state(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    entry = progress(own.device, TOWN, "T20", MONTH, text="留在家里")
    row = offices.take_one(centre, _stubbed(own, entry, tmp_path / "a.liaison"))
    assert (row.outcome, row.new_events) == ("merged", 1)
    assert offices.state(centre) == second_writer.state([[event_id(entry)]])
    assert offices.entries(centre) == []


def test_a_later_full_line_takes_its_stubs_place(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    entry = progress(own.device, TOWN, "T20", MONTH, text="后来才来")
    offices.take(centre, _stubbed(own, entry, tmp_path / "a.liaison"))
    own.lines[event_id(entry)] = second_writer.line(entry)
    row = offices.take_one(centre, own.write(tmp_path / "b.liaison"))
    assert (row.outcome, row.new_events) == ("nothing-new", 0)
    assert offices.texts(centre) == ["后来才来"]


def test_a_later_stub_does_not_take_a_full_lines_place(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    entry = progress(own.device, TOWN, "T20", MONTH, text="已经在此")
    own.submit([entry], period=MONTH)
    offices.take(centre, own.write(tmp_path / "a.liaison"))
    own.lines[event_id(entry)] = stub(event_id(entry))
    own.submit([progress(own.device, TOWN, "T12", MONTH, text="第二号")], period=MONTH)
    assert offices.take_one(centre, own.write(tmp_path / "b.liaison")).outcome == "merged"
    assert offices.texts(centre) == ["已经在此", "第二号"]


def test_of_a_line_and_its_stub_in_one_file_the_line_counts(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    entry = progress(own.device, TOWN, "T20", MONTH, text="全文")
    own.submit([entry], period=MONTH)
    name = event_id(entry)
    for number, order in enumerate(
        ([stub(name), second_writer.line(entry)], [second_writer.line(entry), stub(name)])
    ):
        path = tmp_path / f"{number}.liaison"
        second_writer.write_bundle(path, own.submissions, order, {})
        offices.take(centre, path)
        assert offices.texts(centre) == ["全文"]


def _of_another_unit(own: Device) -> bytes:
    return progress(own, OTHER, "T20", MONTH, text="别的单位的话")


def _of_another_device(_: Device) -> bytes:
    return progress(Device("别人"), TOWN, "T20", MONTH, text="别人的话")


def _percent_150(own: Device) -> bytes:
    return progress(own, TOWN, "T20", MONTH, text="一倍半", percent=150)


def _a_review(own: Device) -> bytes:
    return event(own, TOWN, "review", item="T20", period=MONTH, body={"decision": "accept"})


@pytest.mark.parametrize(
    "forbidden", [_of_another_unit, _of_another_device, _percent_150, _a_review]
)
def test_what_would_be_refused_whole_does_not_come_in_by_way_of_its_stub(
    centre: Workspace, own: Chain, tmp_path: Path, forbidden: Callable[[Device], bytes]
) -> None:
    data = forbidden(own.device)
    offices.take(centre, _stubbed(own, data, tmp_path / "a.liaison"))
    own.lines[event_id(data)] = second_writer.line(data)
    offices.take(centre, own.write(tmp_path / "b.liaison"))
    assert offices.entries(centre) == []
    kinds = [s.event.kind for s in centre.store.statements(centre.store.vouching())]
    assert set(kinds) <= {"trust", "receipt"}


def test_no_unit_seats_a_device_by_way_of_a_stub_in_the_centres_name(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    evil = Device("同伙")
    said = event(own.device, OTHER, "trust", device=offices.device_of(centre),
                 body={"device": evil.id})  # fmt: skip
    offices.take(centre, _stubbed(own, said, tmp_path / "a.liaison"))
    own.lines[event_id(said)] = second_writer.line(said)
    offices.take(centre, own.write(tmp_path / "b.liaison"))
    assert evil.id not in centre.store.vouching().seats
    chain = offices.chain(centre, OTHER, device=evil)
    chain.submit([progress(evil, OTHER, "T20", MONTH, text="混进来的")], period=MONTH)
    row = offices.take_one(centre, chain.write(tmp_path / "c.liaison"))
    offices.assert_held(centre, row)


def test_a_unit_cannot_vouch_for_anothers_event_that_is_known_already(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    other = offices.chain(centre, OTHER)
    offices.introduce(centre, other.device, OTHER)
    entry = progress(other.device, OTHER, "T20", MONTH, text="华士的话")
    other.submit([entry], period=MONTH)
    offices.take(centre, other.write(tmp_path / "a.liaison"))
    path = _stubbed(own, entry, tmp_path / "b.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)
