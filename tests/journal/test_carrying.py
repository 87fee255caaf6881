"""Which submission brought an entry: the earliest received of those that count."""

from itertools import permutations

from liaison_tui.journal.carrying import carried_by
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Seat, Vouching
from tests.journal.speech import ANN, BEN, CENTRE, STRANGER, event, statement, submission

FIRST, SECOND = event(nonce=1), event(nonce=2)
EARLY, LATE = "2021-07-01T10:00:00+08:00", "2021-07-04T10:00:00+08:00"
SEATS = {
    ANN: Seat(unit="chengjiang"),
    BEN: Seat(unit="chengjiang"),
    CENTRE: Seat(centre="jiangyin"),
}


def vouching(*submissions: Submission, received: dict[str, str] | None = None) -> Vouching:
    receipts = [
        statement("receipt", about=[name], received_at=moment)
        for name, moment in (received or {}).items()
    ]
    return Vouching(CENTRE, SEATS, submissions, receipts)


def test_an_entry_was_brought_by_the_submission_that_lists_it() -> None:
    one = submission([FIRST])
    two = submission([SECOND], after=one)
    found = carried_by(vouching(two, one), [FIRST, SECOND])
    assert found == {FIRST.id: one, SECOND.id: two}


def test_of_several_it_is_the_one_received_first_in_whatever_order_they_are_known() -> None:
    one = submission([FIRST])
    two = submission([FIRST, SECOND], after=one)
    for known in permutations((one, two)):
        later = vouching(*known, received={two.sha256: EARLY})
        # A receipt covers what came before it too, so both are received at once.
        assert carried_by(later, [FIRST])[FIRST.id] == one
    alone = submission([FIRST], by="周敏")
    both = vouching(one, alone, received={one.sha256: LATE, alone.sha256: EARLY})
    assert carried_by(both, [FIRST]) == {FIRST.id: alone}


def test_strangers_and_other_devices_bring_nothing() -> None:
    foreign = event(nonce=3, device=STRANGER)
    unknown = submission([foreign], device=STRANGER)
    borrowed = submission([FIRST], device=BEN)
    assert carried_by(vouching(unknown, borrowed), [foreign, FIRST]) == {}


def test_what_the_centre_wrote_for_a_unit_was_brought_by_no_bundle() -> None:
    written = event(nonce=4, device=CENTRE)
    ours = submission([written], device=CENTRE, centre="jiangyin")
    assert carried_by(vouching(ours), [written]) == {}
