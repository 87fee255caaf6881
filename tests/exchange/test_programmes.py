"""Which year's plan a submission was written under, whom it is for, and what a centre may say."""

from pathlib import Path
from typing import Any

import pytest

from liaison_tui.workspace import Workspace, shipped_programme
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Chain, Device, event, event_id, progress

MONTH, TOWN = offices.MONTH, offices.TOWN


@pytest.fixture
def own(centre: Workspace) -> Chain:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    return chain


def _entry(chain: Chain, text: str, item: str = "T20", **fields: Any) -> bytes:
    return progress(chain.device, chain.unit, item, MONTH, text=text, **fields)


@pytest.mark.parametrize("programme", ["wuxi-2021@1", "jiangyin-2022@1"])
def test_an_unknown_programme_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, programme: str
) -> None:
    own.submit([_entry(own, "一", programme=programme)], period=MONTH, programme=programme)
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path, programme)


def test_an_unknown_version_is_held_until_its_file_comes(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    name = "jiangyin-2021@2"
    own.submit([_entry(own, "调整后的", programme=name)], period=MONTH, programme=name)
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison"))
    offices.assert_held(centre, row)
    assert name in row.reason
    assert offices.entries(centre) == []

    newer = shipped_programme().replace(b"\nversion = 1\n", b"\nversion = 2\n")
    newer = newer.replace(b'\nfrom = "2021-01"\n', b'\nfrom = "2021-07"\n')
    (centre.store_folder / "programmes" / f"{name}.toml").write_bytes(newer)
    opened = Workspace(centre.root)
    again = offices.take_one(opened, tmp_path / "a.liaison")
    assert again.outcome == "merged"
    assert offices.texts(opened) == ["调整后的"]


def test_other_bytes_under_a_known_version_are_taken_in_and_said(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    entry = progress(own.device, TOWN, "T20", MONTH, text="一", quantities={"certified": "1"})
    own.submit([entry], period=MONTH, programme_sha256="5" * 64)
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison"))
    assert (row.outcome, row.new_events) == ("merged", 1)
    offices.assert_one_sentence(row.reason)
    assert "内容不同" in row.reason


@pytest.mark.parametrize("to", ["wuxi", "huashi"])
def test_what_is_for_another_office_is_refused(
    centre: Workspace, own: Chain, tmp_path: Path, to: str
) -> None:
    own.submit([_entry(own, "一")], period=MONTH, to=to)
    path = own.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path, to)


def test_what_is_for_this_centre_or_for_nobody_is_taken_in(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    own.submit([_entry(own, "给信用办")], period=MONTH, to=centre.programme.centre_id)
    own.submit([_entry(own, "没写给谁", "T12")], period=MONTH)
    assert offices.take_one(centre, own.write(tmp_path / "a.liaison")).outcome == "merged"
    assert offices.texts(centre) == ["没写给谁", "给信用办"]


def test_a_unit_nobody_knows_is_refused(centre: Workspace, tmp_path: Path) -> None:
    chain = offices.chain(centre, "nowhere")
    chain.submit([_entry(chain, "一")], period=MONTH)
    path = chain.write(tmp_path / "a.liaison")
    offices.assert_refused(centre, offices.take_one(centre, path), path, "nowhere")


def test_an_item_no_month_owes_and_odd_percents_are_taken_in(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    odd = [
        _entry(own, "不该报的", "T01"), _entry(own, "自设事项", "L01"),
        _entry(own, "常态化却有进度", "T12", percent=50),
        _entry(own, "四成就完成", "T20", status="done", percent=40),
        progress(own.device, TOWN, "T20", "2030-01", text="九年以后"),
    ]  # fmt: skip
    own.submit(odd, period=MONTH)
    row = offices.take_one(centre, own.write(tmp_path / "a.liaison"))
    assert (row.outcome, row.new_events) == ("merged", 5)


def test_replaces_of_another_obligation_is_ignored_by_the_fold(
    centre: Workspace, own: Chain, tmp_path: Path
) -> None:
    first = _entry(own, "事项一")
    second = _entry(own, "事项二", "T12", replaces=[event_id(first), "7" * 64])
    own.submit([first, second], period=MONTH)
    assert offices.take_one(centre, own.write(tmp_path / "a.liaison")).outcome == "merged"
    assert offices.texts(centre) == ["事项一", "事项二"]


def test_an_unknown_kind_from_a_centre_is_kept_and_ignored(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    office = Device("信用办")
    chain = offices.chain(town, device=office)
    chain.centre = town.programme.centre_id
    poem = event(office, TOWN, "poem", item="T20", period=MONTH, body={"text": "白日依山尽"})
    chain.submit([poem], period=MONTH, to=TOWN)
    offices.assert_held(town, offices.take_one(town, chain.write(tmp_path / "a.liaison")))
    [row] = offices.trust(town, office.id)
    assert (row.outcome, row.new_events) == ("merged", 1)
    assert [bytes(line) for line in town.store.lines([event_id(poem)])] == [
        second_writer.line(poem)
    ]
    assert offices.entries(town) == []


def test_a_bundle_that_claims_to_come_from_an_unknown_centre_waits(
    centre: Workspace, tmp_path: Path
) -> None:
    office = Device("上级")
    chain = offices.chain(centre, device=office)
    chain.centre = "wuxi"
    trust = event(office, TOWN, "trust", body={"device": Device("同伙").id})
    chain.submit([trust], period=MONTH, to=TOWN)
    offices.assert_held(centre, offices.take_one(centre, chain.write(tmp_path / "a.liaison")))
    assert centre.store.vouching().seats.keys() == {offices.device_of(centre)}
