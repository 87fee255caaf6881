"""Approvals: what may be in one, which entry it stands for, and what a change undoes."""

from typing import Any

import pytest

from liaison_tui.journal import approval
from liaison_tui.journal.event import Event
from liaison_tui.journal.fold import fold
from tests.journal.speech import central, event, own

GOOD = {"approver": "陈志强", "post": "deputy", "date": "2021-07-02", "manner": "paper"}
SCAN = {"sha256": "a" * 64, "name": "签字页.pdf", "size": 3}


def signed(*entries: Event, nonce: int = 9, unit: str = "chengjiang", **body: Any) -> Event:
    return event(
        "approval", unit=unit, item=None, about=[e.id for e in entries],
        body=GOOD | body, nonce=nonce,
    )  # fmt: skip


def test_a_whole_body_is_not_refused() -> None:
    assert approval.refusals(GOOD) == []
    assert approval.refusals(GOOD | {"opinion": "同意。", "evidence": [SCAN]}) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("approver", None), ("approver", " "), ("approver", "长" * 51), ("approver", 3),
        ("post", None), ("post", "chief"), ("post", ["head"]),
        ("manner", None), ("manner", "seal"),
        ("date", None), ("date", "2021-7-2"), ("date", "2021-02-30"), ("date", 20210702),
        ("opinion", 1), ("opinion", "长" * 20_001),
        ("evidence", [SCAN | {"sha256": "../device.key"}]), ("evidence", "scan.pdf"),
        ("seal", "x"),
    ],
)  # fmt: skip
def test_every_wrong_field_is_named_in_chinese(field: str, value: object) -> None:
    body = {key: kept for key, kept in (GOOD | {field: value}).items() if kept is not None}
    [found] = approval.refusals(body)
    assert found.field == field
    assert "\u4e00" <= found.message[0] <= "\u9fff"


def test_an_entry_is_approved_by_everyone_who_names_it() -> None:
    entry, other = event(), event(item="T12")
    said = [
        own(signed(entry, post="section", approver="李明华")),
        own(signed(entry, other, post="head", approver="王海", nonce=8)),
    ]
    found = approval.approved(entry.id, said)
    assert sorted(a.approver for a in found) == ["李明华", "王海"]
    assert [a.approver for a in approval.approved(other.id, said)] == ["王海"]


def test_a_changed_entry_is_approved_no_more_and_says_so() -> None:
    first = event()
    given = own(signed(first))
    [before] = approval.signings(fold([own(first)]).values(), [given])
    assert (before.is_approved, before.is_wanted, before.is_changed) == (True, False, False)
    second = event(replaces=[first], body={"text": "更正"}, nonce=1)
    reports = fold([own(first), own(second)]).values()
    [after] = approval.signings(reports, [given])
    assert (after.is_approved, after.is_wanted, after.is_changed) == (False, True, True)
    assert [a.approver for a in after.lapsed] == ["陈志强"]
    [again] = approval.signings(reports, [given, own(signed(second, nonce=7))])
    assert (again.is_approved, again.is_changed) == (True, False)


def test_a_conflict_is_not_approved_by_the_approval_of_one_side() -> None:
    first, second = event(), event(body={"text": "同事的"}, nonce=1)
    reports = fold([own(first), own(second)]).values()
    [found] = approval.signings(reports, [own(signed(first, second))])
    assert not found.is_approved


def test_neither_a_centre_nor_another_unit_approves_a_units_word() -> None:
    entry = event()
    given = signed(entry)
    reports = fold([own(entry)]).values()
    assert approval.approved(entry.id, [central(given)]) == []
    [found] = approval.signings(reports, [own(signed(entry, unit="huashi"))])
    assert not found.is_approved


def test_what_cannot_be_read_counts_for_nothing() -> None:
    entry = event()
    said = [own(signed(entry, post="chief")), own(signed(nonce=3))]
    assert approval.approvals(said) == []


def test_a_scan_named_by_an_approval_is_evidence_and_a_path_never_is() -> None:
    assert signed(event(), evidence=[SCAN]).evidence == [SCAN]
    assert signed(event(), evidence=[SCAN | {"sha256": "../device.key"}, 3]).evidence == []
    assert not event("explanation", body={"evidence": [SCAN]}).evidence


def test_the_code_is_that_of_the_set_whatever_its_order() -> None:
    ids = [event(nonce=n).id for n in range(3)]
    assert approval.code_over(ids) == approval.code_over([*reversed(ids), ids[0]])
    assert approval.code_over(ids) != approval.code_over(ids[:2])
