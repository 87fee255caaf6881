"""Activities as they are added, corrected, withdrawn and sent."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal.event import Event
from liaison_tui.statements import activities
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, event

TOWN, MONTH = offices.TOWN, offices.MONTH
GOOD: dict[str, Any] = {"sort": "publicity", "title": "关爱日", "date": "2021-06-03"}


def add(office: Workspace, **words: Any) -> Event:
    return activities.add(office, office.unit_named(TOWN), {**GOOD, **words})


def change(office: Workspace, said: Event, **words: Any) -> Event:
    return activities.change(office, office.unit_named(TOWN), said.id[:8], words)


def titles(office: Workspace) -> list[str]:
    return [each.title for each in office.activities(office.unit_named(TOWN))]


def test_several_activities_of_a_month_stand_beside_each_other(town: Workspace) -> None:
    said = add(town, place=" 市民 广场\n", people=120)
    assert (said.item, said.period) == (None, MONTH)
    assert said.body == {**GOOD, "place": "市民 广场", "people": 120}
    add(town, title="培训", sort="training", date="2021-06-01")
    assert titles(town) == ["培训", "关爱日"]
    assert check_workspace(town.office) == (2, [])


def test_a_correction_takes_its_place_and_a_withdrawal_removes_it(town: Workspace) -> None:
    said = add(town, place="广场")
    second = change(town, said, title="更正", place="")
    assert second.body == {**GOOD, "title": "更正"}
    assert second.replaces == (said.id,)
    gone = activities.withdraw(town, town.unit_named(TOWN), second.id[:8])
    assert set(gone.replaces) == {said.id, second.id}
    assert titles(town) == []
    with pytest.raises(Refused, match="没有编号"):
        change(town, second, title="又")


def test_one_that_moves_to_another_month_stands_only_there(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    said = add(town)
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    moved = change(town, said, date="2021-05-31")
    assert moved.period == "2021-05"
    offices.take(centre, offices.send(town, tmp_path / "b.liaison"))
    for office in (town, centre):
        [found] = office.activities(office.unit_named(TOWN))
        assert (found.event.id, found.date) == (moved.id, "2021-05-31")
        assert check_workspace(office.office)[1] == []


@pytest.mark.parametrize(
    "words",
    [{"sort": "picnic"}, {"sort": None}, {"title": " "}, {"date": None}, {"date": "2021-06-31"},
     {"date": "2021-06-29"}, {"date": "2020-12-31"}, {"people": -1}, {"people": "120"},
     {"title": "字" * 501}],
)  # fmt: skip
def test_what_makes_no_activity_is_refused(town: Workspace, words: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        add(town, **words)
    assert titles(town) == []


def test_a_centre_adds_none(centre: Workspace) -> None:
    with pytest.raises(WrongUse, match="信用办"):
        add(centre)


BAD: list[dict[str, Any]] = [
    {}, {**GOOD, "sort": ["publicity"]}, {**GOOD, "date": "2021-05-03"}, {**GOOD, "date": 3},
    {**GOOD, "people": True}, {**GOOD, "people": -1}, {**GOOD, "title": ""}, {**GOOD, "place": 1},
    {"withdrawn": "yes"}, {"withdrawn": False},
]  # fmt: skip


@pytest.mark.parametrize("body", BAD)
def test_a_malformed_activity_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, body: dict[str, Any]
) -> None:
    own.submit([event(own.device, TOWN, "activity", period=MONTH, body=body)], period=MONTH)
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)


def test_fields_nobody_knows_are_kept(centre: Workspace, own: Chain, tmp_path: Path) -> None:
    said = event(own.device, TOWN, "activity", period=MONTH, body={**GOOD, "guests": ["李"]})
    own.submit([said], period=MONTH)
    assert offices.take_one(centre, own.write(tmp_path / "a.liaison")).outcome == "merged"
    assert titles(centre) == ["关爱日"]
