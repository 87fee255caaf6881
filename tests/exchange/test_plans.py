"""A unit's plan for an item it leads, written by parts and sent whatever the month."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal import plan
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import in_force
from liaison_tui.reports.history import history
from liaison_tui.statements import plans
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, event

LEAD, ITEM = "xuanchuanbu", "T18"


@pytest.fixture
def lead(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "宣传部", LEAD)


def change(office: Workspace, item: str = ITEM, unit: str = LEAD, **parts: Any) -> Event:
    return plans.change(office, office.unit_named(unit), office.programme.item_by_id[item], parts)


def body(office: Workspace) -> dict[str, Any]:
    found = in_force(office.said(LEAD, "plan", items=[ITEM]))
    return dict(found.event.body) if found else {}


def test_parts_are_set_one_by_one_and_an_empty_one_is_taken_away(lead: Workspace) -> None:
    first = change(lead, goals=" 建成。 ", steps=[{"text": "试点\n", "by": "2021-09-30"}])
    assert (first.item, first.period) == (ITEM, None)
    second = change(lead, key_work="宣推。", steps=[])
    assert second.replaces == (first.id,)
    assert body(lead) == {"goals": "建成。", "key_work": "宣推。"}
    assert plan.missing_words(body(lead)) == ["实施步骤", "保障措施"]
    assert check_workspace(lead.office) == (2, [])


def test_a_change_keeps_what_only_the_other_pc_has_written(lead: Workspace, tmp_path: Path) -> None:
    other = offices.make_unit(tmp_path / "另一台", LEAD, "吴洁")
    change(lead, goals="建成。")
    change(other, key_work="宣推。")
    offices.take(lead, offices.send(other, tmp_path / "b.liaison"))
    offices.trust_all(lead)
    change(lead, safeguards="每月调度。")
    assert body(lead) == {"goals": "建成。", "key_work": "宣推。", "safeguards": "每月调度。"}


def test_only_a_units_own_items_are_planned_and_unnamed_units_are_reminded(
    lead: Workspace, town: Workspace
) -> None:
    with pytest.raises(Refused, match="不是本单位的事项"):
        change(lead, "T01", goals="一")
    assert change(lead, "T22", goals="一")
    assert change(town, unit=offices.TOWN, goals="一")
    for office, item, reminded in ((lead, "T18", False), (lead, "T22", False), (town, "T18", True)):
        unit = office.unit_named(None)
        odd = plans.oddity(office.programme, unit, office.programme.item_by_id[item])
        assert bool(odd) == reminded


def test_a_centre_plans_nothing_in_a_units_name(centre: Workspace) -> None:
    with pytest.raises(WrongUse, match="信用办"):
        change(centre, goals="一")


def test_it_travels_and_stands_in_the_history_of_any_month(
    lead: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    change(lead, goals="建成。", steps=[{"text": "试点"}])
    offices.take(centre, offices.send(lead, tmp_path / "a.liaison", "2021-04"))
    offices.trust_all(centre)
    assert body(centre) == body(lead)
    for month in ("2021-04", "2021-06"):
        [row] = history(*centre.said_of(LEAD, ITEM, [month]))
        assert (row["kind"], row["goals"]) == ("plan", "建成。")
    assert check_workspace(centre.office)[1] == []


BAD: list[dict[str, Any]] = [
    {"goals": 1}, {"steps": "试点"}, {"steps": ["试点"]}, {"steps": [{"by": "2021-09-30"}]},
    {"steps": [{"text": "一", "by": "九月"}]}, {"steps": [{"text": "一"}] * 201},
    {"safeguards": "字" * 20_001},
]  # fmt: skip


@pytest.mark.parametrize("wrong", BAD)
def test_a_malformed_plan_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    own.submit([event(own.device, offices.TOWN, "plan", item=ITEM, body=wrong)],
               period=offices.MONTH)  # fmt: skip
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)
