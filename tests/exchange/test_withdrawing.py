"""Taking an entry back: unreported again, the reason kept, whatever way the files come."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal.event import Event
from liaison_tui.reports.history import history
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, event, progress

MONTH, TOWN = offices.MONTH, offices.TOWN
KEY = (TOWN, "T20", MONTH)


def withdraw(office: Workspace, reason: str = "报错了月份。", **how: Any) -> Event:
    done = try_to_withdraw(office, reason, **how)
    assert done.event is not None
    return done.event


def try_to_withdraw(office: Workspace, reason: str, **how: Any) -> desk.Recorded:
    item = office.programme.item_by_id["T20"]
    return desk.withdraw(office, office.unit_named(TOWN), item, MONTH, reason, **how)


def state(office: Workspace) -> str:
    return office.reports()[KEY].state


def words(office: Workspace) -> list[tuple[str, object]]:
    rows = history(*office.said_of(TOWN, "T20", [MONTH]))
    return [(row["kind"], row.get("reason") or row.get("text")) for row in rows]


def test_a_withdrawn_entry_is_unreported_again_and_its_reason_stays(town: Workspace) -> None:
    name = offices.write(town, "填错的。")
    said = withdraw(town, " 报错了月份。\n")
    assert said.replaces == (name,)
    assert state(town) == "unreported"
    assert "T20" in town.missing(town.unit_named(None), MONTH)
    assert words(town) == [("progress", "填错的。"), ("withdraw", "报错了月份。")]
    assert check_workspace(town.office) == (2, [])


def test_it_may_be_written_anew(town: Workspace) -> None:
    offices.write(town, "填错的。")
    said = withdraw(town)
    again = offices.write(town, "填对的。")
    [head] = town.reports()[KEY].heads
    assert head.event.id == again
    assert said.id in head.event.replaces
    assert state(town) == "reported"


def test_nothing_is_withdrawn_where_nothing_stands_or_without_a_reason(town: Workspace) -> None:
    with pytest.raises(Refused, match="没有可撤回的填报"):
        withdraw(town)
    offices.write(town, "填的。")
    for reason in ("", " \n", "字" * 20_001):
        with pytest.raises(Refused, match="撤回原因"):
            withdraw(town, reason)
    withdraw(town)
    with pytest.raises(Refused, match="没有可撤回的填报"):
        withdraw(town)
    assert [kind for kind, _ in words(town)] == ["progress", "withdraw"]


def test_a_page_that_has_not_seen_a_newer_entry_withdraws_nothing(town: Workspace) -> None:
    first = offices.write(town, "先填的。")
    second = offices.write(town, "别的窗口填的。")
    assert try_to_withdraw(town, "错了。", seen=[first]) == desk.Recorded(None, heads=(second,))
    assert withdraw(town, seen=[second]).replaces


def test_what_two_pcs_said_is_withdrawn_only_on_purpose(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    both = sorted([offices.write(town, "自己填的。"), offices.write(colleague, "同事填的。")])
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    assert try_to_withdraw(town, "都不对。") == desk.Recorded(None, heads=tuple(both))
    assert sorted(withdraw(town, "都不对。", settle=True).replaces) == both
    assert state(town) == "unreported"


def test_a_centre_withdraws_nothing_itself(centre: Workspace) -> None:
    offices.write(centre, "代录。", channel="telephone", informant="周敏")
    with pytest.raises(WrongUse, match="填报单位"):
        withdraw(centre)


def test_at_the_centre_a_received_entry_is_missing_again_and_review_finds_nothing(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    first = offices.write(town, "填错的。")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    assert state(centre) == "received"
    withdraw(town)
    row = offices.take_one(centre, offices.send(town, tmp_path / "b.liaison"))
    assert (row.outcome, row.new_events) == ("merged", 1)
    assert state(centre) == "unreported"
    assert centre.reports()[KEY].timeliness(town.standings(
        town.unit_named(None), [MONTH])[0].obligation.due) == "missing"  # fmt: skip
    assert words(centre) == words(town)
    assert check_workspace(centre.office)[1] == []
    with pytest.raises(Refused, match="没有编号"):
        desk.review(centre, first, comment=None)


def test_what_was_withdrawn_unsent_stays_at_home(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "不该写的话。")
    withdraw(town)
    path = offices.send(town, tmp_path / "a.liaison")
    offices.take(centre, path)
    offices.trust_all(centre)
    assert words(centre) == [("withdraw", "报错了月份。")]
    assert state(centre) == "unreported"
    assert second_writer.read_bundle(path).state == offices.state(centre)


def test_a_renewed_device_says_a_lost_withdrawal_again(town: Workspace, tmp_path: Path) -> None:
    offices.write(town, "填的。")
    offices.send(town, tmp_path / "a.liaison")
    withdraw(town)
    assert desk.renew_device(town) == 1
    assert state(Workspace(town.root)) == "unreported"


@pytest.mark.parametrize("body", [{"reason": 5}, {"reason": "字" * 20_001}, {"evidence": 5}])
def test_a_malformed_withdrawal_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, body: dict[str, Any]
) -> None:
    own.submit([event(own.device, TOWN, "withdraw", item="T20", period=MONTH, body=body)],
               period=MONTH)  # fmt: skip
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)


@pytest.mark.parametrize("body", [None, {}, {"reason": "重复"}, {"reason": "重复", "later": [1]}])
def test_another_programs_withdrawal_is_taken_in(
    centre: Workspace, own: Chain, tmp_path: Path, body: dict[str, Any] | None
) -> None:
    said = progress(own.device, TOWN, "T20", MONTH, text="填的。")
    replaces = [second_writer.event_id(said)]
    taken_back = event(own.device, TOWN, "withdraw", item="T20", period=MONTH, replaces=replaces,
                       body=body)  # fmt: skip
    own.submit([said, taken_back], period=MONTH)
    assert offices.take_one(centre, own.write(tmp_path / "a.liaison")).outcome == "merged"
    assert state(centre) == "unreported"
