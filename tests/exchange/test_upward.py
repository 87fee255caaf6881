"""A county's export at its province: the county is confirmed, and vouches for its units."""

from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.exchange import trusting
from liaison_tui.workspace import Workspace, shipped_programme
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import event_id, progress

MONTH, TOWN, OTHER = offices.MONTH, offices.TOWN, offices.OTHER_TOWN


@pytest.fixture
def province(tmp_path: Path) -> Workspace:
    """Another centre, with an id of its own, under the same year's plan."""
    plan = tmp_path / "省.toml"
    plan.write_bytes(shipped_programme().replace(b'id = "jiangyin"', b'id = "jiangsu"'))
    made = offices.make_centre(tmp_path / "省信用办", plan)
    assert made.programme.centre_id == "jiangsu"
    return made


@pytest.fixture
def county(centre: Workspace, town: Workspace, tmp_path: Path) -> Workspace:
    """The county's centre, with two towns' reports in it."""
    other = offices.make_unit(tmp_path / "华士镇", OTHER)
    for unit, text in ((town, "澄江的进展"), (other, "华士的进展")):
        offices.write(unit, text)
        offices.take(centre, offices.send(unit, tmp_path / "报送"))
    offices.trust_all(centre)
    return centre


def test_a_countys_export_is_held_then_trusted_then_merged_with_all_its_units(
    province: Workspace, county: Workspace, tmp_path: Path
) -> None:
    path = offices.send(county, tmp_path / "up.liaison")
    assert second_writer.read_bundle(path).sender == offices.device_of(county)
    row = offices.take_one(province, path)
    assert row.outcome == "held"
    assert row.device == offices.device_of(county)
    assert offices.entries(province) == []
    [merged] = offices.trust(province, offices.device_of(county))
    assert merged.outcome == "merged"
    assert offices.entries(province) == offices.entries(county)
    assert offices.state(province) == offices.state(county)
    assert offices.state(province) == second_writer.read_bundle(path).state
    assert offices.take_one(province, path).outcome == "nothing-new"


def test_the_countys_word_on_what_it_received_and_judged_comes_along(
    province: Workspace, county: Workspace, tmp_path: Path
) -> None:
    for row in offices.entries(county):
        desk.review(county, row["id"], comment="请补充")
    offices.take(province, offices.send(county, tmp_path / "up.liaison"))
    offices.trust(province, offices.device_of(county))
    assert {report.state for report in province.reports().values()} == {"returned"}
    assert province.store.vouching().received == county.store.vouching().received


def test_a_unit_confirmed_at_the_county_is_taken_in_directly_at_the_province(
    province: Workspace, county: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.take(province, offices.send(county, tmp_path / "up.liaison"))
    offices.trust(province, offices.device_of(county))
    offices.write(town, "后来的进展", item="T12")
    offices.take(county, offices.send(town, tmp_path / "2.liaison"))
    row = offices.take_one(province, offices.send(county, tmp_path / "up2.liaison"))
    assert (row.outcome, row.forks) == ("merged", 0)
    assert offices.entries(province) == offices.entries(county)


def test_a_device_the_county_revoked_is_cut_off_at_the_province_too(
    province: Workspace, county: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.take(province, offices.send(county, tmp_path / "up.liaison"))
    offices.trust(province, offices.device_of(county))
    trusting.revoke(county.office, offices.device_of(town), "0")
    offices.take(province, offices.send(county, tmp_path / "up2.liaison"))
    assert offices.texts(province) == ["华士的进展"]
    assert offices.state(province) == offices.state(county)


def test_forged_unit_submissions_inside_are_refused_and_the_rest_is_taken_in(
    province: Workspace, county: Workspace, town: Workspace, tmp_path: Path
) -> None:
    path = offices.send(county, tmp_path / "up.liaison")
    offices.take(province, path)
    offices.trust(province, offices.device_of(county))
    genuine = second_writer.read_bundle(path)
    forger = offices.chain(county, seed="县里的人")
    entry = progress(forger.device, TOWN, "T13", MONTH, text="县里替镇里编的",
                     device=offices.device_of(town))  # fmt: skip
    [last] = [
        s.sha256
        for s, m in zip(genuine.submissions, genuine.manifests, strict=True)
        if m["device"] == offices.device_of(town)
    ]
    forged = forger.submit(
        [entry], period=MONTH, device=offices.device_of(town), number=2, prev=last
    )
    members = second_writer.read_members(path)
    members["submissions/x/2.json"] = forged.manifest
    members["submissions/x/2.sig"] = forged.signature
    members["events.log"] += second_writer.line(entry)
    bad = second_writer.write_members(tmp_path / "forged.liaison", members)
    row = offices.take_one(province, bad)
    assert (row.outcome, row.new_events) == ("refused", 0)
    assert row.reason.startswith("签名不符")
    assert province.store.known([event_id(entry)]) == {}
    assert offices.entries(province) == offices.entries(county)


def test_a_county_that_speaks_in_a_units_name_is_refused(
    province: Workspace, county: Workspace, tmp_path: Path
) -> None:
    forger = offices.chain(county, seed="县里的人")
    offices.introduce(county, forger.device, TOWN)
    path = offices.send(county, tmp_path / "up.liaison")
    offices.take(province, path)
    offices.trust(province, offices.device_of(county))
    forger.unit = OTHER
    forger.submit([progress(forger.device, OTHER, "T13", MONTH, text="编的")], period=MONTH)
    bad = forger.write(tmp_path / "bad.liaison")
    row = offices.take_one(province, bad)
    assert (row.outcome, row.new_events, row.unit) == ("refused", 0, None)
    assert "不能替别的单位" in row.reason
    assert offices.entries(province) == offices.entries(county)


def test_a_county_cannot_seat_another_centre(
    province: Workspace, county: Workspace, tmp_path: Path
) -> None:
    evil = offices.make_centre(tmp_path / "冒充的")
    said = county.office.new_event(
        "trust", unit=TOWN, body={"device": offices.device_of(evil), "centre": "jiangyin"}
    )
    county.store.say([said])
    offices.take(province, offices.send(county, tmp_path / "up.liaison"))
    offices.trust(province, offices.device_of(county))
    assert offices.device_of(evil) not in province.store.vouching().seats


def test_a_units_file_before_its_countys_is_merged_though_that_is_refused_in_part(
    province: Workspace, county: Workspace, tmp_path: Path
) -> None:
    first = offices.send(county, tmp_path / "first.liaison")
    offices.take(province, first)
    offices.trust(province, offices.device_of(county))
    late = offices.chain(county, "gongxin")
    late.submit([progress(late.device, "gongxin", "T12", MONTH, text="工信的")], period=MONTH)
    direct = late.write(tmp_path / "direct.liaison")
    offices.introduce(county, late.device, "gongxin")
    members = second_writer.read_members(offices.send(county, tmp_path / "up.liaison"))
    members["submissions/x/1.json"] = b"{}"
    partly = second_writer.write_members(tmp_path / "partly.liaison", members)
    rows = offices.take(province, direct, partly)
    assert [row.outcome for row in rows] == ["merged", "refused"]
    assert "工信的" in offices.texts(province)
