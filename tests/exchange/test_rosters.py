"""Who answers for credit work in a unit, as it is said, corrected, sent and counted."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal import roster
from liaison_tui.journal.event import Event
from liaison_tui.journal.unreplaced import in_force
from liaison_tui.statements import rosters
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import Chain, event

TOWN = offices.TOWN
WHOLE = {
    ("head", "name"): "李强", ("deputy", "name"): "陈洁", ("section", "name"): "经济发展办",
    ("officer", "name"): "周敏", ("officer", "phone"): "0510-86800001",
}  # fmt: skip


def change(office: Workspace, **words: str) -> Event:
    """Set fields; `officer_name` is the officer's name."""
    changes = {(key.split("_")[0], key.split("_")[1]): word for key, word in words.items()}
    return rosters.change(office, office.unit_named(TOWN), changes)


def body(office: Workspace) -> dict[str, Any]:
    found = in_force(office.said(TOWN, "roster"))
    return dict(found.event.body) if found else {}


def test_a_roster_is_whole_when_all_four_and_an_office_number_are_there(town: Workspace) -> None:
    rosters.change(town, town.unit_named(TOWN), WHOLE)
    assert roster.missing_words(body(town)) == []
    change(town, officer_phone="", deputy_name=" ")
    assert roster.missing(body(town)) == ["deputy", "phone"]
    assert roster.missing_words(body(town)) == ["分管负责人", "办公电话"]
    change(town, section_phone="0510-86800002")
    assert roster.missing(body(town)) == ["deputy"]
    assert roster.missing({}) == ["head", "deputy", "section", "officer", "phone"]


def test_a_change_keeps_what_it_does_not_name_and_replaces_the_former(town: Workspace) -> None:
    first = change(town, officer_name="周敏", officer_post="科员")
    second = change(town, officer_name="曹琳\n", head_name="李强")
    assert second.replaces == (first.id,)
    assert (second.item, second.period) == (None, None)
    assert body(town) == {
        "officer": {"name": "曹琳", "post": "科员"}, "head": {"name": "李强"},
    }  # fmt: skip
    change(town, officer_name="", officer_post="")
    assert body(town) == {"head": {"name": "李强"}}


def test_words_too_long_and_a_centre_are_refused(town: Workspace, centre: Workspace) -> None:
    with pytest.raises(Refused, match="联络员的姓名"):
        change(town, officer_name="字" * 101)
    with pytest.raises(WrongUse, match="信用办"):
        change(centre, officer_name="王健")


def test_it_travels_with_the_next_bundle_whatever_the_month(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    change(town, officer_name="周敏")
    change(town, officer_mobile="13800000000")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison", "2021-04"))
    offices.trust_all(centre)
    assert body(centre) == body(town) == {"officer": {"name": "周敏", "mobile": "13800000000"}}
    assert len(centre.said(TOWN, "roster")) == 1
    for office in (town, centre):
        assert check_workspace(office.office)[1] == []


def test_what_two_pcs_wrote_is_one_roster_the_same_everywhere_until_one_corrects_it(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    names = [change(town, officer_name="周敏").id, change(colleague, officer_name="曹琳").id]
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    found = in_force(town.said(TOWN, "roster"))
    assert found
    assert found.event.id == max(names)
    assert set(change(town, officer_name="周敏").replaces) == set(names)
    assert len(town.said(TOWN, "roster")) == 1


def test_a_change_keeps_what_only_the_other_pc_has_filled_in(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    change(town, head_name="李强", officer_name="周敏")
    change(colleague, officer_name="周敏", officer_phone="86800001")
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    change(town, section_name="经济发展办")
    assert body(town) == {
        "head": {"name": "李强"}, "section": {"name": "经济发展办"},
        "officer": {"name": "周敏", "phone": "86800001"},
    }  # fmt: skip


def test_a_new_key_says_it_again(town: Workspace) -> None:
    change(town, officer_name="周敏")
    assert desk.renew_device(town) == 1
    assert body(Workspace(town.root)) == {"officer": {"name": "周敏"}}


@pytest.mark.parametrize(
    "wrong",
    [{"head": "李强"}, {"officer": {"name": 5}}, {"officer": {"phone": "1" * 101}}, {"head": []}],
)
def test_a_malformed_roster_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    own.submit([event(own.device, TOWN, "roster", body=wrong)], period=offices.MONTH)
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path)


def test_fields_nobody_knows_are_kept_through_a_change(town: Workspace) -> None:
    kept = {"officer": {"name": "周敏", "fax": "1"}, "adviser": "陈", "head": {}}
    made = roster.changed(kept, {("officer", "name"): "曹琳"})
    assert made == {"officer": {"name": "曹琳", "fax": "1"}, "adviser": "陈"}


@pytest.mark.parametrize("number", ["0510-86800001", "86800001转802", "（0510）8680 0001", "8001"])
def test_numbers_of_offices_are_taken_as_they_are_written(town: Workspace, number: str) -> None:
    change(town, officer_phone=number)
    assert body(town)["officer"]["phone"] == number


@pytest.mark.parametrize(
    ("field", "word"), [("officer_phone", "abc"), ("officer_phone", "1"), ("officer_mobile", "138")]
)
def test_what_nobody_can_call_is_refused(town: Workspace, field: str, word: str) -> None:
    with pytest.raises(Refused, match="不像电话号码"):
        change(town, **{field: word})
    assert town.said(offices.TOWN, "roster") == []
