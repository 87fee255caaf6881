"""What each unit owes for a month, why, and in which role."""

import pytest

from liaison_tui.programme.model import Programme, Unit
from liaison_tui.programme.names import find_unit
from liaison_tui.programme.obligations import Obligation, obligations
from tests.programme.plan import PLAN, TEXT, changed, plan

TOWNS = [PLAN.unit_by_id[name] for name in PLAN.group_by_id["towns"].units]
MONTHLY = plan(changed(('\ntasks = "quarter"', '\ntasks = "month"')))
ASSIGNED = plan(
    TEXT
    + """
[[assign]]
item = "T05"
units = ["shenji", "jiaotong", "chengjiang"]
role = "support"
[[assign]]
item = "I19"
units = ["sifa", "chengjiang"]
role = "lead"
[[assign]]
item = "T12"
units = ["sifa"]
role = "support"
"""
)


def owed(unit: str, period: str, programme: Programme = PLAN) -> dict[str, Obligation]:
    return {o.item.id: o for o in obligations(programme, find_unit(programme, unit), period)}


@pytest.mark.parametrize("town", TOWNS, ids=lambda unit: unit.id)
def test_a_town_owes_33_items_in_june_and_24_in_may(town: Unit) -> None:
    june, may = owed(town.id, "2021-06"), owed(town.id, "2021-05")
    assert (len(june), len(may)) == (33, 24)
    assert sum(name.startswith("T") for name in june) == 9
    assert set(may) == {name for name in june if name.startswith("I")}
    assert {o.via for o in june.values()} == {"towns"}
    assert {o.role for o in june.values()} == {"support"}


def test_a_department_owes_20_to_45_items_in_june() -> None:
    for name in PLAN.group_by_id["members"].units:
        if name != "fagaiwei":
            assert 20 <= len(owed(name, "2021-06")) <= 45, name


def test_a_cycle_of_months_makes_all_tasks_monthly_with_one_switch() -> None:
    for period in ("2021-04", "2021-05", "2021-06"):
        assert len(owed("chengjiang", period, MONTHLY)) == 33


@pytest.mark.parametrize(
    ("cycle", "owing"),
    [
        ("month", ["2021-04", "2021-05", "2021-06", "2021-09", "2021-12"]),
        ("quarter", ["2021-06", "2021-09", "2021-12"]),
        ("half", ["2021-06", "2021-12"]),
        ("year", ["2021-12"]),
    ],
)
def test_an_item_is_owed_in_the_month_in_which_its_cycle_ends(cycle: str, owing: list[str]) -> None:
    programme = plan(changed(('\ntasks = "quarter"', f'\ntasks = "{cycle}"')))
    months = ["2021-04", "2021-05", "2021-06", "2021-09", "2021-12"]
    assert [m for m in months if "T20" in owed("chengjiang", m, programme)] == owing


def test_an_item_may_have_a_cycle_of_its_own() -> None:
    programme = plan(changed(('id = "T20"\n', 'id = "T20"\ncycle = "month"\n')))
    assert set(owed("chengjiang", "2021-05", programme)) - set(owed("chengjiang", "2021-05")) == {
        "T20"
    }


def test_the_deduction_is_owed_by_nobody() -> None:
    for unit in PLAN.units:
        for period in ("2021-05", "2021-06", "2021-12"):
            assert "I40" not in owed(unit.id, period)


def test_an_open_group_owes_nothing_by_itself() -> None:
    assert "T05" not in owed("审计局", "2021-06")
    assert "T07" not in owed("审计局", "2021-06")
    assert "I19" not in owed("司法局", "2021-06")


def test_units_that_are_no_members_owe_only_what_names_them() -> None:
    assert set(owed("供电公司", "2021-06")) == {"I07", "I24"}
    assert set(owed("各商业银行", "2021-06")) == {"I11", "I12", "I13", "I14"}


@pytest.mark.parametrize(
    ("unit", "item", "role", "via"),
    [
        ("fagaiwei", "T05", "lead", "named"),
        ("jiaotong", "T05", "support", "named"),
        ("shenji", "T05", "support", "assigned"),
        ("chengjiang", "T05", "support", "assigned"),
        ("sifa", "I19", "lead", "assigned"),
        ("chengjiang", "I19", "lead", "assigned"),
        ("nanzha", "I19", "support", "towns"),
        ("sifa", "T12", "support", "assigned"),
        ("shenji", "T12", "support", "members"),
        ("fagaiwei", "T12", "lead", "named"),
        ("xuanchuanbu", "T18", "lead", "named"),
        ("fagaiwei", "T18", "support", "named"),
        ("chengjiang", "I03", "support", "towns"),
    ],
)
def test_the_reason_is_named_before_assigned_before_towns_before_members(
    unit: str, item: str, role: str, via: str
) -> None:
    found = owed(unit, "2021-06", ASSIGNED)[item]
    assert (found.role, found.via) == (role, via)


def test_a_unit_in_both_groups_owes_as_a_town() -> None:
    both = plan(changed(('units = [\n  "fagaiwei"', 'units = [\n  "chengjiang", "fagaiwei"')))
    assert {o.via for o in owed("chengjiang", "2021-06", both).values()} == {"towns"}
    assert len(owed("chengjiang", "2021-06", both)) == 33


def test_an_obligation_names_itself_by_unit_item_and_month_and_says_when_it_is_due() -> None:
    found = owed("chengjiang", "2021-06")["T20"]
    assert found.key == ("chengjiang", "T20", "2021-06")
    assert found.due.isoformat() == "2021-07-05"
    assert list(owed("chengjiang", "2021-06")) == sorted(
        owed("chengjiang", "2021-06"), key=[item.id for item in PLAN.items].index
    )


def test_a_unit_owes_only_while_it_exists() -> None:
    programme = plan(
        changed(
            ('id = "nanzha"\n', 'id = "nanzha"\nvalid_to = "2021-06"\nsuccessor = "yunting"\n'),
            ('id = "yunting"\n', 'id = "yunting"\nvalid_from = "2021-07"\n'),
        )
    )
    assert len(owed("nanzha", "2021-06", programme)) == 33
    assert owed("nanzha", "2021-07", programme) == {}
    assert owed("yunting", "2021-06", programme) == {}
    assert len(owed("yunting", "2021-09", programme)) == 33
