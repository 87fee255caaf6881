"""Submissions that are forged, out of their chain, or not for us: each judged alone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, Device, encode, event_id, parse, progress

MONTH, TOWN, OTHER = offices.MONTH, offices.TOWN, offices.OTHER_TOWN


@pytest.fixture
def own(centre: Workspace) -> Chain:
    """The chain of a trusted device with one submission of one entry."""
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    chain.submit([_said(chain, "第一号")], period=MONTH)
    return chain


def _said(chain: Chain, text: str, item: str = "T20") -> bytes:
    return progress(chain.device, chain.unit, item, MONTH, text=text)


def _signed_anew(chain: Chain, signature: bytes) -> None:
    chain.submissions[-1] = replace(chain.submissions[-1], signature=signature)


def _forged(chain: Chain) -> None:
    other = Device("冒名").sign(chain.submissions[-1].manifest)
    _signed_anew(chain, chain.device.public + other[32:])


def _of_another_key(chain: Chain) -> None:
    _signed_anew(chain, Device("冒名").sign(chain.submissions[-1].manifest))


def _altered_after_signing(chain: Chain) -> None:
    other = encode(parse(chain.submissions[-1].manifest) | {"by": "李四"})
    chain.submissions[-1] = replace(chain.submissions[-1], manifest=other)


FORGED: dict[str, Callable[[Chain], None]] = {
    "signed by another under the device's key": _forged,
    "signed with another key": _of_another_key,
    "altered after it was signed": _altered_after_signing,
    "a signature of zeros": lambda chain: _signed_anew(chain, bytes(96)),
    "a signature too short": lambda chain: _signed_anew(chain, bytes(95)),
    "no signature": lambda chain: _signed_anew(chain, b""),
}


@pytest.mark.parametrize("how", FORGED)
def test_what_its_device_did_not_sign_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path, how: str
) -> None:
    FORGED[how](own)
    path = own.write(tmp_path / "a.liaison")
    [refused, merged] = offices.take(centre, path, beside)
    offices.assert_refused(centre, refused, path)
    assert (refused.unit, refused.device) == (None, None)
    assert merged.outcome == "merged"
    assert offices.texts(centre) == ["旁边的一条"]


def test_a_manifest_that_names_another_device_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path
) -> None:
    stranger = offices.chain(centre, seed="冒名")
    stranger.submit([_said(own, "冒名的话")], period=MONTH, device=own.device.id)
    path = stranger.write(tmp_path / "a.liaison")
    [refused, merged] = offices.take(centre, path, beside)
    offices.assert_refused(centre, refused, path, "签名")
    assert merged.outcome == "merged"


def test_a_wrong_prev_is_refused_and_the_numbers_before_it_are_kept(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path
) -> None:
    own.submit([_said(own, "第二号", "T12")], period=MONTH, prev="5" * 64)
    path = own.write(tmp_path / "a.liaison")
    [row, merged] = offices.take(centre, path, beside)
    assert row.outcome == "refused"
    assert "内容不全" in row.reason
    assert row.new_events == 1
    assert merged.outcome == "merged"
    assert offices.texts(centre) == ["旁边的一条", "第一号"]


def test_a_prev_of_another_chain_is_refused(centre: Workspace, own: Chain, tmp_path: Path) -> None:
    offices.take(centre, own.write(tmp_path / "own"))
    other = offices.chain(centre, seed="乙")
    offices.introduce(centre, other.device, TOWN)
    other.submit([_said(other, "接错的")], period=MONTH, number=2, prev=own.submissions[0].sha256)
    path = other.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path, "接不上")


def test_a_number_passed_over_is_refused(centre: Workspace, own: Chain, tmp_path: Path) -> None:
    before = own.submissions[0].sha256
    own.submit([_said(own, "第三号", "T12")], period=MONTH, number=3, prev=before)
    path = own.write(tmp_path / "a.liaison")
    row = offices.take_one(centre, path)
    assert (row.outcome, row.new_events) == ("refused", 1)
    assert "接不上" in row.reason
    assert offices.texts(centre) == ["第一号"]


def _halves(own: Chain, tmp_path: Path) -> tuple[Path, Path]:
    """Number 1 in one file, number 2 alone in another."""
    first = own.write(tmp_path / "1.liaison")
    own.submit([_said(own, "第二号", "T12")], period=MONTH)
    rest = own.fork()
    del rest.submissions[0]
    del rest.lines[next(iter(rest.lines))]
    return first, rest.write(tmp_path / "2.liaison")


def test_a_missing_number_is_refused_as_incomplete_and_completed_when_it_has_come(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    first, second = _halves(own, tmp_path)
    row = offices.take_one(centre, second)
    offices.assert_refused(centre, row, second, "缺少第 1 号", "内容不全")
    assert offices.texts(centre) == []
    assert offices.take_one(centre, first).outcome == "merged"
    again = offices.take_one(centre, second)
    assert again.outcome in ("merged", "nothing-new")
    assert offices.texts(centre) == ["第一号", "第二号"]
    assert offices.state(centre) == second_writer.state([own.lines])
    assert list((centre.store_folder / "quarantine").iterdir()) == []


def test_in_one_call_the_wrong_order_does_no_harm(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    first, second = _halves(own, tmp_path)
    rows = offices.take(centre, second, first)
    assert [(row.outcome, row.new_events) for row in rows] == [("merged", 1), ("merged", 1)]
    assert offices.state(centre) == second_writer.state([own.lines])
    assert list((centre.store_folder / "quarantine").iterdir()) == []


def test_a_trusted_device_that_speaks_for_another_unit_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path
) -> None:
    foreign = offices.chain(centre, OTHER, device=own.device)
    foreign.submit([_said(foreign, "替别人说的")], period=MONTH)
    path = foreign.write(tmp_path / "a.liaison")
    [refused, merged] = offices.take(centre, path, beside)
    offices.assert_refused(centre, refused, path, "澄江街道", "不能替别的单位")
    assert (refused.device, refused.unit) == (own.device.id, None)
    assert merged.outcome == "merged"
    assert offices.texts(centre) == ["旁边的一条"]


def test_a_units_device_that_claims_to_be_the_centre_is_refused(
    centre: Workspace, own: Chain, beside: Path, tmp_path: Path
) -> None:
    evil = Device("同伙")
    claim = second_writer.event(own.device, TOWN, "trust", body={"device": evil.id})
    own.submit([claim], period=MONTH, centre=centre.programme.centre_id)
    path = own.write(tmp_path / "a.liaison")
    [refused, merged] = offices.take(centre, path, beside)
    assert refused.outcome == "refused"
    assert merged.outcome == "merged"
    assert evil.id not in centre.store.vouching().seats


def test_one_bad_submission_of_a_file_is_refused_and_the_other_taken_in(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    foreign = offices.chain(centre, OTHER, device=own.device)
    foreign.submit([_said(foreign, "替别人说的")], period=MONTH)
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison", foreign))
    assert (row.outcome, row.new_events) == ("refused", 1)
    assert offices.texts(centre) == ["第一号"]


def test_the_same_submission_twice_in_a_file_counts_once(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    [made] = own.submissions
    twice = [made, replace(made, name="submissions/copy/副本")]
    path = second_writer.write_bundle(tmp_path / "a.liaison", twice, own.lines.values(), {})
    row = offices.take_one(centre, path)
    assert (row.outcome, row.new_events, row.forks) == ("merged", 1, 0)
    assert offices.state(centre) == second_writer.state([own.lines])
    receipts = [event for event in centre.store.vouching().statements if event.kind == "receipt"]
    assert len(receipts) == 1
    assert offices.take_one(centre, own.write(tmp_path / "b.liaison")).outcome == "nothing-new"


def test_an_event_listed_by_two_submissions_counts_once(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    entry = next(data for data in own.lines.values()).split(b" ", 1)[1].rstrip(b"\n")
    own.submit([entry, _said(own, "第二号", "T12")], period=MONTH)
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison"))
    assert (row.outcome, row.new_events) == ("merged", 2)
    assert offices.state(centre) == second_writer.state([own.lines])
    assert event_id(entry) in own.lines
