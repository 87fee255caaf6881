"""What submissions vouch for: chains of trust, revocation, forks, receipts."""

from collections.abc import Mapping, Sequence

from liaison_tui.journal.event import Event
from liaison_tui.journal.submission import Submission
from liaison_tui.journal.vouching import Cut, Seat, Vouching
from tests.journal.speech import (
    ANN,
    BEN,
    CENTRE,
    PROVINCE,
    STRANGER,
    event,
    statement,
    submission,
)

AT_CENTRE = {CENTRE: Seat(centre="jiangyin")}
AT_UNIT = {ANN: Seat(unit="chengjiang"), CENTRE: Seat(centre="jiangyin")}
TRUST_ANN = statement("trust", device=ANN)


def vouching(
    submissions: Sequence[Submission] = (),
    statements: Sequence[Event] = (),
    *,
    own: str = CENTRE,
    anchors: Mapping[str, Seat] = AT_CENTRE,
    cuts: Sequence[Cut] = (),
) -> Vouching:
    return Vouching(own, anchors, submissions, statements, cuts)


def test_a_centre_seats_a_device_in_the_unit_its_trust_names() -> None:
    assert vouching(statements=[TRUST_ANN]).seats[ANN] == Seat(unit="chengjiang")


def test_a_device_nobody_vouches_for_has_no_seat_and_its_submissions_do_not_count() -> None:
    sent = submission([event()])
    found = vouching([sent])
    assert ANN not in found.seats
    assert not found.counts(sent)
    assert found.vouch(event(), [sent.sha256]) is None


def test_a_unit_cannot_vouch_for_a_device() -> None:
    word = statement("trust", device=BEN, by_device=ANN)
    assert BEN not in vouching(statements=[TRUST_ANN, word]).seats


def test_a_trusted_device_speaks_for_its_own_unit_only() -> None:
    found = vouching(statements=[TRUST_ANN])
    assert found.counts(submission())
    assert not found.counts(submission(unit="nanzha"))
    assert not found.counts(submission(centre="jiangyin"))


def test_a_province_trusts_a_county_and_through_it_the_countys_units() -> None:
    county = statement("trust", device=CENTRE, centre="jiangyin", by_device=PROVINCE)
    found = vouching(
        statements=[TRUST_ANN, county], own=PROVINCE, anchors={PROVINCE: Seat(centre="wuxi")}
    )
    assert found.seats[CENTRE] == Seat(centre="jiangyin")
    assert found.seats[ANN] == Seat(unit="chengjiang")


def test_only_this_offices_own_word_seats_another_centre() -> None:
    other = statement("trust", device=STRANGER, centre="changzhou", by_device=CENTRE)
    beyond = statement("trust", device=BEN, by_device=STRANGER)
    county = statement("trust", device=CENTRE, centre="jiangyin", by_device=PROVINCE)
    found = vouching(
        statements=[county, other, beyond], own=PROVINCE, anchors={PROVINCE: Seat(centre="wuxi")}
    )
    assert set(found.seats) == {PROVINCE, CENTRE}


def test_a_device_confirmed_by_hand_keeps_its_seat_whatever_is_said() -> None:
    elsewhere = statement("trust", device=ANN, unit="nanzha")
    assert vouching(statements=[elsewhere], anchors=AT_UNIT).seats[ANN].unit == "chengjiang"


def test_a_receipt_covers_its_manifest_and_all_before_it_and_none_after() -> None:
    first = submission([event()])
    second = submission(after=first)
    third = submission(after=second)
    receipt = statement("receipt", about=[second.sha256], received_at="2021-07-05T16:30:00+08:00")
    found = vouching([third, first, second], [TRUST_ANN, receipt])
    assert found.received == dict.fromkeys(
        (first.sha256, second.sha256), "2021-07-05T16:30:00+08:00"
    )
    vouched = found.vouch(event(), [first.sha256])
    assert vouched
    assert (vouched.sent, vouched.received) == (True, "2021-07-05T16:30:00+08:00")


def test_of_two_receipts_the_earlier_moment_holds() -> None:
    first = submission()
    early = statement("receipt", about=[first.sha256], received_at="2021-07-01T09:00:00+08:00")
    late = statement("receipt", about=[first.sha256], received_at="2021-07-09T09:00:00+08:00")
    for receipts in ([early, late], [late, early]):
        found = vouching([first], [TRUST_ANN, *receipts])
        assert found.received[first.sha256] == "2021-07-01T09:00:00+08:00"


def test_a_receipt_that_no_centre_wrote_receives_nothing() -> None:
    first = submission()
    forged = statement(
        "receipt", about=[first.sha256], received_at="2021-07-01T09:00:00+08:00", by_device=ANN
    )
    assert vouching([first], [TRUST_ANN, forged]).received == {}


def test_what_a_device_says_at_home_counts_unsent_and_what_others_never_listed_does_not() -> None:
    mine = vouching(own=ANN, anchors=AT_UNIT).vouch(event(), [])
    assert mine
    assert (mine.sent, mine.received, mine.by_centre) == (False, None, False)
    assert vouching(own=BEN, anchors=AT_UNIT).vouch(event(), []) is None


def test_what_a_centre_says_it_has_at_once() -> None:
    review = event("review", device=CENTRE, at="2021-07-06T09:00:00+08:00")
    vouched = vouching().vouch(review, [])
    assert vouched
    assert (vouched.by_centre, vouched.received) == (True, "2021-07-06T09:00:00+08:00")


def test_a_revocation_leaves_the_named_manifest_and_its_ancestors() -> None:
    first = submission()
    second = submission(after=first)
    third = submission(after=second)
    revoke = statement("revoke", device=ANN, about=[second.sha256])
    found = vouching([first, second, third], [TRUST_ANN, revoke])
    assert found.counting == {first.sha256, second.sha256}
    assert found.is_cut_off(third)
    assert not found.is_cut_off(second)


def test_a_revocation_that_names_nothing_leaves_nothing() -> None:
    first = submission()
    revoke = statement("revoke", device=ANN)
    assert vouching([first], [TRUST_ANN, revoke]).counting == frozenset()


def test_of_two_revocations_only_what_both_leave_counts() -> None:
    first = submission()
    second = submission(after=first)
    wide = statement("revoke", device=ANN, about=[second.sha256])
    narrow = Cut(ANN, frozenset([first.sha256]))
    assert vouching([first, second], [TRUST_ANN, wide], cuts=[narrow]).counting == {first.sha256}


def test_a_units_word_revokes_nobody() -> None:
    first = submission()
    revoke = statement("revoke", device=ANN, by_device=BEN)
    trust_ben = statement("trust", device=BEN)
    found = vouching([first], [TRUST_ANN, trust_ben, revoke])
    assert found.counting == {first.sha256}


def test_what_a_revoked_centre_said_beyond_the_kept_manifests_counts_for_nothing() -> None:
    kept_word = statement("trust", device=BEN)
    lost_word = statement("trust", device=STRANGER)
    first = submission([kept_word], device=CENTRE, centre="jiangyin")
    second = submission([lost_word], after=first, device=CENTRE, centre="jiangyin")
    mine = submission([event()])
    lost_receipt = statement(
        "receipt", about=[mine.sha256], received_at="2021-07-01T09:00:00+08:00"
    )
    third = submission([lost_receipt], after=second, device=CENTRE, centre="jiangyin")
    found = vouching(
        [first, second, third, mine],
        [kept_word, lost_word, lost_receipt],
        own=ANN,
        anchors=AT_UNIT,
        cuts=[Cut(CENTRE, frozenset([first.sha256]))],
    )
    assert set(found.seats) == {ANN, CENTRE, BEN}
    assert found.received == {}


def test_a_fork_is_named_with_both_manifests_and_both_count() -> None:
    first = submission()
    left = submission([event(nonce=1)], after=first)
    right = submission([event(nonce=2)], after=first)
    found = vouching([first, left, right], [TRUST_ANN])
    assert found.forks == {(left.chain, 2): sorted([left.sha256, right.sha256])}
    assert found.counting == {first.sha256, left.sha256, right.sha256}
    assert vouching([first, left], [TRUST_ANN]).forks == {}


def test_chains_of_two_units_or_devices_are_no_fork() -> None:
    found = vouching([submission(), submission(unit="nanzha"), submission(device=BEN)])
    assert found.forks == {}


def test_the_newest_of_a_chain_is_the_one_with_the_greatest_number() -> None:
    first = submission()
    second = submission(after=first)
    found = vouching([second, first, submission(device=BEN)])
    assert found.newest(first.chain) == second
    assert found.newest(submission(unit="nanzha").chain) is None


def test_the_state_is_the_sum_of_the_distinct_ids_units_list() -> None:
    one, two = event(nonce=1), event(nonce=2)
    first = submission([one])
    second = submission([one, two], after=first)
    centre = submission([event("review", device=CENTRE)], device=CENTRE, centre="jiangyin")
    unknown = submission([event(device=STRANGER)], device=STRANGER)
    found = vouching([first, second, centre, unknown], [TRUST_ANN])
    assert found.state == f"{(int(one.id, 16) + int(two.id, 16)) % 2**256:064x}"
    assert vouching().state == "0" * 64
