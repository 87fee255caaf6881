"""Where each obligation stands on a day: its state by precedence, its light, what waits."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import accumulate

import pytest

from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import Key, fold
from liaison_tui.journal.standing import Standing, standings
from liaison_tui.journal.vouching import Vouched
from liaison_tui.programme.names import find_unit
from liaison_tui.programme.obligations import obligations
from liaison_tui.workspace import load_programme
from tests.journal.speech import ANN, BEN, CENTRE, central, event, own

PLAN = load_programme(None)
TOWN = find_unit(PLAN, "chengjiang")
MONTH = "2021-06"
KEY = ("chengjiang", "T20", MONTH)
OTHER_KEY = ("chengjiang", "T21", MONTH)
DUE_DAY, NEXT_DAY = date(2021, 7, 5), date(2021, 7, 6)
IN_TIME = "2021-07-05T16:00:00+08:00"
A = event(nonce=1)
B = event(device=BEN, nonce=2)


def review(of: Event, decision: str, nonce: int = 0, **comment: str) -> Vouched:
    body = {"decision": decision, **comment}
    return central(event("review", device=CENTRE, about=[of.id], body=body, nonce=nonce))


# What is said one after the other, and the state that all of it up to there comes to.
STEPS: dict[str, Sequence[Vouched]] = {
    "unreported": [],
    "reported": [own(A, sent=False)],
    "exported": [own(A)],
    "received": [own(A, IN_TIME)],
    "accepted": [review(A, "accept", comment="很好")],
    "returned": [review(A, "return", comment="请补充")],
    "conflict": [own(B, IN_TIME)],
}
SAID = dict(zip(STEPS, accumulate(STEPS.values(), lambda a, b: [*a, *b]), strict=True))


def standing(
    statements: Sequence[Vouched], *, drafts: Collection[Key] = (), today: date = DUE_DAY
) -> Standing:
    """Return where T20 stands after some statements."""
    found = standings(PLAN, TOWN, [MONTH], fold(statements), today, drafts)
    (only,) = [row for row in found if row.item.id == "T20"]
    return only


@pytest.mark.parametrize("state", SAID)
def test_of_what_is_true_at_once_the_state_tells_the_last_step(state: str) -> None:
    assert standing(SAID[state]).state == state


@pytest.mark.parametrize("state", SAID)
def test_a_draft_goes_before_all_but_what_was_returned_or_is_contested(state: str) -> None:
    hidden = state not in ("returned", "conflict")
    assert standing(SAID[state], drafts=[KEY]).state == ("draft" if hidden else state)


@pytest.mark.parametrize("state", SAID)
def test_a_draft_of_another_obligation_changes_nothing(state: str) -> None:
    elsewhere = [OTHER_KEY, ("nanzha", *KEY[1:]), (*KEY[:2], "2021-09")]
    assert standing(SAID[state], drafts=elsewhere).state == state


def test_a_draft_leaves_what_was_said_in_force() -> None:
    bare, drafted = (standing(SAID["accepted"], drafts=keys) for keys in ((), [KEY]))
    assert drafted.current == own(A, IN_TIME)
    assert drafted.body == A.body == bare.body
    assert drafted.light == bare.light


@pytest.mark.parametrize("state", SAID)
def test_the_unit_has_to_write_what_is_unreported_returned_or_contested(state: str) -> None:
    waits = state in ("unreported", "returned", "conflict")
    assert standing(SAID[state]).is_open == waits
    assert standing(SAID[state], drafts=[KEY]).is_open


def test_what_is_unreported_is_overdue_from_the_day_after_its_due_day() -> None:
    assert not standing([], today=DUE_DAY).overdue
    assert standing([], today=NEXT_DAY).overdue
    assert standing([], today=NEXT_DAY, drafts=[KEY]).overdue


@pytest.mark.parametrize("state", list(SAID)[1:])
def test_what_was_said_is_never_overdue(state: str) -> None:
    assert not standing(SAID[state], today=date(2022, 1, 1)).overdue


def test_what_is_withdrawn_stands_as_if_it_had_never_been_said() -> None:
    withdrawal = own(event("withdraw", replaces=[A], body={}, nonce=5), IN_TIME)
    found = standing([own(A, IN_TIME), withdrawal], today=NEXT_DAY)
    assert (found.state, found.current, dict(found.body)) == ("unreported", None, {})
    assert found.overdue
    assert found.is_open
    assert found.report is not None


def test_the_centres_comment_is_told_while_its_return_stands() -> None:
    assert standing(SAID["returned"]).comment == "请补充"
    assert standing(SAID["returned"], drafts=[KEY]).comment == "请补充"
    correction = own(event(replaces=[A], nonce=9))
    assert standing([*SAID["returned"], correction]).comment == ""


@pytest.mark.parametrize("state", [state for state in SAID if state != "returned"])
def test_what_was_not_returned_has_no_comment(state: str) -> None:
    assert standing(SAID[state]).comment == ""


def test_a_contested_entry_tells_no_comment_though_each_side_was_returned() -> None:
    returned = [review(side, "return", comment="请补充") for side in (A, B)]
    found = standing([own(A, IN_TIME), own(B, IN_TIME), *returned])
    assert (found.state, found.comment) == ("conflict", "")


def test_a_return_without_a_comment_has_none_to_tell() -> None:
    found = standing([own(A, IN_TIME), review(A, "return")])
    assert (found.state, found.comment) == ("returned", "")


def test_the_lights_come_on_after_the_due_day() -> None:
    returned = SAID["returned"]
    assert [standing(returned, today=day).light for day in (DUE_DAY, NEXT_DAY)] == [
        "grey",
        "yellow",
    ]
    assert standing(SAID["received"], today=NEXT_DAY).light == "green"
    assert standing([], today=NEXT_DAY).light == "red"


def test_without_reports_nothing_is_known_and_no_light_is_on() -> None:
    found = standings(PLAN, TOWN, [MONTH], None, NEXT_DAY)
    assert {(row.state, row.light, row.report, row.current) for row in found} == {
        ("unreported", "grey", None, None)
    }
    known = standings(PLAN, TOWN, [MONTH], {}, NEXT_DAY)
    assert {row.light for row in known} == {"red"}


def test_all_that_is_owed_stands_month_by_month_in_the_programmes_order() -> None:
    months = ["2021-05", MONTH]
    found = standings(PLAN, TOWN, months, fold([own(A)]), DUE_DAY)
    owed = [obligation for month in months for obligation in obligations(PLAN, TOWN, month)]
    assert [row.obligation for row in found] == owed
    assert [row.obligation.key for row in found if row.current] == [KEY]


def test_what_another_unit_or_month_said_is_not_ours() -> None:
    others = [
        own(event(unit="nanzha")),
        own(event(period="2021-09")),
        own(event(device=ANN, item="T21")),
    ]
    found = standing(others)
    assert (found.state, found.report) == ("unreported", None)
