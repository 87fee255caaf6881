"""A unit's own items: set, corrected and withdrawn, on one PC or two, and at the centre."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal.event import Event
from liaison_tui.journal.totals import totals
from liaison_tui.statements import local_items
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, event, progress

TOWN, MONTH = offices.TOWN, offices.MONTH


def add(office: Workspace, text: str = "示范街区", month: str = MONTH) -> Event:
    return local_items.add(office, office.unit_named(TOWN), month, text, "highlight")


def change(office: Workspace, name: str, **words: str) -> Event:
    return local_items.change(office, office.unit_named(TOWN), name, words).said


def owed(office: Workspace, month: str = MONTH) -> list[tuple[str, str]]:
    found = office.standings(office.unit_named(TOWN), [month])
    return [(s.item.id, s.item.text) for s in found if s.item.kind == "local"]


def test_it_is_owed_each_month_from_the_one_it_was_set_for(town: Workspace) -> None:
    said = add(town, " 示范\n街区 ")
    assert (said.item, said.period) == ("L01", MONTH)
    assert said.body == {"text": "示范 街区", "sort": "highlight"}
    for month in (MONTH, "2021-12"):
        assert owed(town, month) == [("L01", "示范 街区")]
    assert owed(town, "2021-05") == []
    page = town.read_month(town.unit_named(TOWN), MONTH)
    assert page.standing("L01")
    assert "L01" in town.missing(town.unit_named(TOWN), MONTH)
    assert check_workspace(town.office) == (1, [])


def test_a_correction_keeps_its_month_and_a_withdrawn_id_is_not_used_again(
    town: Workspace,
) -> None:
    add(town)
    said = change(town, "L01", text="更正")
    assert (said.period, said.body["sort"]) == (MONTH, "highlight")
    local_items.withdraw(town, town.unit_named(TOWN), "L01")
    assert owed(town) == []
    with pytest.raises(Refused, match="没有“L01”"):
        change(town, "L01", text="又")
    assert add(town, "第二个").item == "L02"
    assert [local.item.text for local in town.local_items(town.unit_named(TOWN))] == [
        "更正", "第二个",
    ]  # fmt: skip


def test_what_makes_no_item_and_a_centre_are_refused(town: Workspace, centre: Workspace) -> None:
    with pytest.raises(Refused, match="没有填写"):
        add(town, " ")
    with pytest.raises(WrongUse, match="信用办"):
        add(centre)
    add(town)
    with pytest.raises(Refused, match="类别"):
        change(town, "L01", sort="other")


def test_an_entry_on_it_is_recorded_with_no_warning_and_only_when_it_is_owed(
    town: Workspace,
) -> None:
    add(town)
    unit, item = town.unit_named(TOWN), town.item_named(town.unit_named(TOWN), "ｌ１")
    assert desk.record(town, unit, item, MONTH, {"text": "选址"}).warnings == ()
    [odd] = desk.record(town, unit, item, "2021-05", {"text": "选址"}).warnings
    assert odd.kind == "not-owed"
    with pytest.raises(Refused, match="不填数量"):
        desk.record(town, unit, item, MONTH, {"quantities": {"streets": "1"}})


def exchange(town: Workspace, colleague: Workspace, folder: Path) -> None:
    """Let two PCs of a unit take in what the other has said."""
    offices.take(town, offices.send(colleague, folder / "b.liaison"))
    offices.trust_all(town)
    offices.take(colleague, offices.send(town, folder / "a.liaison"))
    offices.trust_all(colleague)


@pytest.mark.parametrize("own_month", [MONTH, "2021-05"])
def test_of_two_items_that_two_pcs_gave_one_id_one_gets_another_and_none_is_lost(
    town: Workspace, colleague: Workspace, tmp_path: Path, own_month: str
) -> None:
    add(town, "自己的", own_month)
    add(colleague, "同事的")
    exchange(town, colleague, tmp_path)
    [shown], [local] = owed(town), town.local_items(town.unit_named(TOWN))
    assert owed(colleague) == [shown]
    [namesake] = local.namesakes
    assert {shown[1], namesake.event.body["text"]} == {"自己的", "同事的"}
    changed = local_items.change(town, town.unit_named(TOWN), "L01", {"text": "议定的"})
    assert changed.renumbered == ("L02",)
    assert owed(town) == [("L01", "议定的"), ("L02", namesake.event.body["text"])]
    moved = town.local_items(town.unit_named(TOWN))[1]
    assert moved.first_period == namesake.event.period
    assert not any(each.namesakes for each in town.local_items(town.unit_named(TOWN)))


def test_one_item_that_two_pcs_changed_differently_is_no_second_one(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    add(town)
    offices.take(colleague, offices.send(town, tmp_path / "first.liaison"))
    offices.trust_all(colleague)
    change(town, "L01", text="这样")
    change(colleague, "L01", text="那样")
    exchange(town, colleague, tmp_path)
    [local] = town.local_items(town.unit_named(TOWN))
    assert local.namesakes == ()
    assert local_items.withdraw(town, town.unit_named(TOWN), "L01").renumbered == ()


def test_an_entry_on_an_item_the_centre_has_never_heard_of_breaks_nothing(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    said = progress(own.device, TOWN, "L07", MONTH, text="选址", quantities={"streets": "1"})
    own.submit([said], period=MONTH)
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison"))
    assert row.outcome == "merged"
    assert offices.texts(centre) == ["选址"]
    assert all(not total.by_unit for total in totals(centre.programme, centre.reports(), MONTH))
    assert centre.read_month(centre.unit_named(TOWN), MONTH).standing("L07") is None
    assert check_workspace(centre.office)[1] == []


BAD: list[dict[str, Any]] = [
    {"body": {}}, {"body": {"text": "一"}}, {"body": {"text": "一", "sort": "other"}},
    {"body": {"text": 1, "sort": "focus"}}, {"body": {"text": "", "sort": "focus"}},
    {"body": {"withdrawn": 1}}, {"item": "T20"}, {"item": None}, {"period": None},
]  # fmt: skip


@pytest.mark.parametrize("wrong", BAD)
def test_a_malformed_local_item_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    fields = {"item": "L01", "period": MONTH, "body": {"text": "一", "sort": "focus"}} | wrong
    own.submit([event(own.device, TOWN, "local_item", **fields)], period=MONTH)
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)


def test_a_bare_withdrawal_is_taken_in(centre: Workspace, own: Chain, tmp_path: Path) -> None:
    body = {"withdrawn": True}
    own.submit([event(own.device, TOWN, "local_item", item="L01", period=MONTH, body=body)],
               period=MONTH)  # fmt: skip
    assert offices.take_one(centre, own.write(tmp_path / "a.liaison")).outcome == "merged"
    [local] = centre.local_items(centre.unit_named(TOWN))
    assert local.withdrawn
    assert owed(centre) == []
