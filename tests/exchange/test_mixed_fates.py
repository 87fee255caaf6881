"""Files of which a part waits, and what comes later than it was first brought."""

from pathlib import Path

from liaison_tui import clock
from liaison_tui.exchange.merge import merge_files
from liaison_tui.exchange.taking import Stated
from liaison_tui.reports import entries as entry_rows
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.exchange.offices import MONTH, TOWN
from tests.second_writer import Chain, Device, event, progress


def test_a_withdrawal_with_an_odd_body_is_refused_and_breaks_nothing(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    odd = event(own.device, TOWN, "withdraw", item="T20", period=MONTH, body={"evidence": 5})
    own.submit([odd], period=MONTH, evidence={})
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison"))
    assert row.outcome == "refused"
    assert offices.entries(centre) == []


def test_a_file_with_a_refused_and_a_waiting_part_waits_until_its_device_is_confirmed(
    centre: Workspace, tmp_path: Path
) -> None:
    stranger = offices.chain(centre, TOWN, device=Device("新来的"))
    stranger.submit([progress(stranger.device, TOWN, "T20", MONTH, text="等登记")], period=MONTH)
    good = stranger.write(tmp_path / "good.liaison")
    outer = tmp_path / "both.zip"
    second_writer.write_members(
        outer, {"good.liaison": good.read_bytes(), "bad.liaison": good.read_bytes()[:-200]}
    )
    row = offices.take_one(centre, outer)
    assert (row.outcome, row.waits) == ("refused", True)
    offices.trust(centre, stranger.device.id)
    assert offices.texts(centre) == ["等登记"]


def test_a_full_line_that_a_fork_brings_takes_the_stubs_place(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    own.submit([progress(own.device, TOWN, "T20", MONTH, text="第一号")], period=MONTH)
    other = own.fork()
    entry = progress(own.device, TOWN, "T12", MONTH, text="全文")
    name = second_writer.event_id(entry)
    own.submit([entry], period=MONTH)
    second = progress(own.device, TOWN, "T13", MONTH, text="另一条")
    other.submit([entry, second], period=MONTH)
    own.lines[name] = second_writer.stub(name)
    offices.take(centre, own.write(tmp_path / "a.liaison"))
    assert "全文" not in offices.texts(centre)
    offices.take(centre, other.write(tmp_path / "b.liaison"))
    assert "全文" in offices.texts(centre)


def test_what_waited_keeps_its_earlier_day_though_a_newer_file_brings_it_again(
    centre: Workspace, tmp_path: Path
) -> None:
    town = offices.chain(centre, TOWN, device=Device("晚登记的"))
    town.submit([progress(town.device, TOWN, "T20", MONTH, text="早到的")], period=MONTH)
    early, late = town.write(tmp_path / "early.liaison"), tmp_path / "late.liaison"
    with clock.fixed("2021-07-01T10:00:00+08:00"):
        assert offices.take_one(centre, early).outcome == "held"
    town.submit([progress(town.device, TOWN, "T12", MONTH, text="后来的")], period=MONTH)
    town.write(late)
    with clock.fixed("2021-07-09T10:00:00+08:00"):
        offices.take(centre, late)
        offices.trust(centre, town.device.id)
    rows = entry_rows.entries(centre.reports().values())
    received = {row["text"]: row["received_at"][:10] for row in rows}
    assert received == {"早到的": "2021-07-01", "后来的": "2021-07-09"}


def test_a_stated_day_holds_for_the_files_given_and_for_no_other_that_waits(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    stranger = offices.chain(centre, TOWN, device=Device("晚登记的"))
    stranger.submit([progress(stranger.device, TOWN, "T20", MONTH, text="在等的")], period=MONTH)
    own.submit([progress(own.device, TOWN, "T12", MONTH, text="另一批")], period=MONTH)
    with clock.fixed("2021-07-02T10:00:00+08:00"):
        offices.take(centre, stranger.write(tmp_path / "waiting.liaison"))
    stated = Stated("2021-07-01T23:59:59+08:00", "邮件7月1日到")
    with clock.fixed("2021-07-09T10:00:00+08:00"):
        merge_files(centre.office, [own.write(tmp_path / "given.liaison")], stated=stated)
        offices.trust(centre, stranger.device.id)
    rows = entry_rows.entries(centre.reports().values())
    received = {row["text"]: row["received_at"][:10] for row in rows}
    assert received == {"在等的": "2021-07-02", "另一批": "2021-07-01"}
