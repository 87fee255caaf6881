"""All a unit says besides its entries, in one bundle: to the centre and to a colleague's PC."""

from datetime import date
from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.exchange.checking import check_file, check_workspace
from liaison_tui.journal.event import Event
from liaison_tui.reports import history as history_rows
from liaison_tui.statements import activities, extensions, local_items, plans, rosters
from liaison_tui.storage.centre_store import CentreStore
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices

MONTH, TOWN = offices.MONTH, offices.TOWN
KINDS = ("roster", "activity", "plan", "local_item", "extension_request")


def say_all(office: Workspace) -> None:
    unit, items = office.unit_named(TOWN), office.programme.item_by_id
    offices.write(office, "填错的。")
    desk.withdraw(office, unit, items["T20"], MONTH, "报错了。")
    extensions.ask(office, unit, items["I05"], MONTH, date(2021, 7, 20), "数据未出。")
    rosters.change(office, unit, {("officer", "name"): "周敏"})
    held = {"sort": "publicity", "title": "关爱日", "date": "2021-06-03"}
    activities.add(office, unit, held)
    plans.change(office, unit, items["T20"], {"goals": "新增贯标企业10家。"})
    local_items.add(office, unit, MONTH, "示范街区", "focus")


def said(office: Workspace) -> dict[str, list[Event]]:
    return {kind: [s.event for s in office.said(TOWN, kind)] for kind in KINDS}


def test_the_second_writer_reads_them_and_both_checks_find_nothing(
    town: Workspace, tmp_path: Path
) -> None:
    say_all(town)
    path = offices.send(town, tmp_path / "a.liaison")
    second_writer.read_bundle(path)
    assert check_file(path) == (6, [])  # the withdrawn entry stays at home
    assert check_workspace(town.office) == (7, [])


def test_the_centre_and_a_colleague_see_the_same(
    town: Workspace, centre: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    say_all(town)
    path = offices.send(town, tmp_path / "a.liaison")
    offices.take(centre, path)
    offices.trust_all(centre)
    offices.take(colleague, path)
    offices.trust_all(colleague)
    assert said(centre) == said(colleague) == said(town)
    assert all(said(town).values())
    unit = centre.unit_named(TOWN)
    states = [[(s.item.id, s.state == "unreported") for s in o.standings(unit, [MONTH])]
              for o in (centre, colleague, town)]  # fmt: skip
    assert states[0] == states[1] == states[2]
    assert isinstance(centre.store, CentreStore)
    centre.store.rebuild()
    assert said(centre) == said(town)
    assert offices.take_one(centre, path).outcome == "nothing-new"


def test_the_centres_feedback_makes_a_lost_pc_whole_again(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    say_all(town)
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    fresh = offices.make_unit(tmp_path / "新电脑", officer="周敏")
    offices.take(fresh, offices.send_back(centre, tmp_path / "back.liaison"))
    offices.trust_all(fresh)
    assert said(fresh) == said(town)


@pytest.mark.parametrize("kind", KINDS)
def test_a_malformed_one_that_an_older_program_kept_breaks_nothing(
    town: Workspace, kind: str
) -> None:
    office, unit = town.office, town.unit_named(TOWN)
    odd = {"head": "李", "steps": ["一"], "goals": 1, "sort": [], "date": 5, "until": [], "text": 1}
    item = "L01" if kind == "local_item" else "T20"
    office.store.say([office.new_event(kind, unit=TOWN, item=item, period=MONTH, body=odd)])
    assert said(town)[kind] == []
    assert town.activities(unit) == []
    assert town.local_items(unit) == []
    rows = history_rows.history(*town.said_of(TOWN, item, [MONTH]))
    assert history_rows.history_table(rows, town.programme.item_by_id["T20"])
    assert town.read_month(unit, MONTH).standings
    assert check_workspace(office) == (1, [])


@pytest.mark.parametrize("kind", KINDS)
def test_a_renewed_device_says_each_again(town: Workspace, kind: str) -> None:
    say_all(town)
    before = [(e.item, e.period, e.body) for e in said(town)[kind]]
    desk.renew_device(town)
    renewed = Workspace(town.root)
    offices.trust_all(renewed)
    bodies = [(e.item, e.period, e.body) for e in said(renewed)[kind]
              if e.device == offices.device_of(renewed)]  # fmt: skip
    assert bodies == before
