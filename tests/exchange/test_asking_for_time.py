"""Asking for more time before the due day: what may be asked, and how it travels."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal.event import Event
from liaison_tui.reports.history import history
from liaison_tui.statements import extensions
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, event

MONTH, TOWN = offices.MONTH, offices.TOWN
DUE, LATER = date(2021, 7, 5), date(2021, 7, 20)


def ask(
    office: Workspace, until: date = LATER, reason: str = "数据未出。", item: str = "I05"
) -> Event:
    unit = office.unit_named(TOWN)
    found = office.programme.item_by_id[item]
    return extensions.ask(office, unit, found, MONTH, until, reason)


def requests(office: Workspace) -> list[Event]:
    return [statement.event for statement in office.said(TOWN, "extension_request")]


def test_a_request_says_until_when_and_why_and_changes_no_state(town: Workspace) -> None:
    said = ask(town, reason=" 数据未出。 ")
    assert (said.item, said.period) == ("I05", MONTH)
    assert said.body == {"until": "2021-07-20", "reason": "数据未出。"}
    assert requests(town) == [said]
    assert town.reports() == {}
    assert check_workspace(town.office) == (1, [])


def test_a_newer_request_takes_the_place_of_the_former(town: Workspace, tmp_path: Path) -> None:
    first, second = ask(town), ask(town, date(2021, 7, 15))
    assert second.replaces == (first.id,)
    assert requests(town) == [second]
    third = ask(town, date(2021, 7, 16))
    assert set(third.replaces) == {first.id, second.id}
    offices.send(town, tmp_path / "a.liaison")
    assert ask(town, date(2021, 7, 17)).replaces


@pytest.mark.parametrize("until", [date(2021, 7, 5), date(2021, 6, 1), date(2021, 9, 6)])
def test_a_day_that_is_none_to_ask_for_is_refused(town: Workspace, until: date) -> None:
    with pytest.raises(Refused, match="延期日期"):
        ask(town, until)
    assert requests(town) == []


@pytest.mark.parametrize("until", [date(2021, 7, 6), date(2021, 9, 5)])
def test_the_first_and_the_last_day_that_may_be_asked_for(town: Workspace, until: date) -> None:
    assert ask(town, until)


def test_on_the_due_day_one_may_ask_and_after_it_no_more(
    town: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_TODAY", DUE.isoformat())
    assert ask(town)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-06")
    with pytest.raises(Refused, match="已过截止日"):
        ask(town)


def test_no_reason_an_item_not_owed_and_a_centre_are_refused(
    town: Workspace, centre: Workspace
) -> None:
    with pytest.raises(Refused, match="申请理由"):
        ask(town, reason=" ")
    with pytest.raises(Refused, match="不需要报送"):
        ask(town, item="T01")
    with pytest.raises(WrongUse, match="信用办"):
        ask(centre)


def test_it_travels_to_the_centre_and_stands_in_the_history_there(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    ask(town)
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    assert requests(centre) == requests(town)
    [row] = history(*centre.said_of(TOWN, "I05", [MONTH]))
    assert (row["kind"], row["until"], row["head"]) == ("extension_request", "2021-07-20", False)
    assert check_workspace(centre.office)[1] == []


BAD: list[dict[str, Any]] = [
    {}, {"until": "2021-07-20"}, {"reason": "数据未出"}, {"until": "2021-7-20", "reason": "一"},
    {"until": "2021-02-30", "reason": "一"}, {"until": "20210720", "reason": "一"},
    {"until": 20210720, "reason": "一"}, {"until": "2021-07-20", "reason": ["一"]},
]  # fmt: skip


@pytest.mark.parametrize("body", BAD)
def test_a_malformed_request_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, body: dict[str, Any]
) -> None:
    fields = {"item": "I05", "period": MONTH}
    own.submit([event(own.device, TOWN, "extension_request", body=body, **fields)], period=MONTH)
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)


@pytest.mark.parametrize("fields", [{"item": "I05"}, {"period": MONTH}])
def test_a_request_of_no_obligation_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, fields: dict[str, str]
) -> None:
    body = {"until": "2021-07-20", "reason": "一"}
    own.submit([event(own.device, TOWN, "extension_request", body=body, **fields)], period=MONTH)
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)


def test_fields_nobody_knows_are_kept(centre: Workspace, own: Chain, tmp_path: Path) -> None:
    body = {"until": "2021-07-20", "reason": "一", "approved_by": "李"}
    said = event(own.device, TOWN, "extension_request", item="I05", period=MONTH, body=body)
    own.submit([said], period=MONTH)
    assert offices.take_one(centre, own.write(tmp_path / "a.liaison")).outcome == "merged"
    assert requests(centre)[0].body == body
