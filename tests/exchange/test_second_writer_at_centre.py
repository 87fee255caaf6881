"""Bundles that a program made from FORMAT alone has written, taken in at our centre."""

import json
from pathlib import Path

from liaison_tui import clock
from liaison_tui.exchange.merge import merge_files
from liaison_tui.exchange.taking import Stated
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import Device, event_id, progress

MONTH, TOWN = offices.MONTH, offices.TOWN


def test_an_unknown_device_is_held_then_trusted_then_merged_then_nothing_new(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    entry = progress(chain.device, TOWN, "T20", MONTH, text="开展培训2场。", percent=40)
    submission = chain.submit([entry], period=MONTH)
    path = chain.write(tmp_path / "a.liaison")

    held = offices.take_one(centre, path)
    offices.assert_held(centre, held)
    assert (held.device, held.unit) == (chain.device.id, TOWN)
    assert offices.entries(centre) == []
    assert offices.state(centre) == second_writer.state([])

    [merged] = offices.trust(centre, chain.device.id)
    assert (merged.outcome, merged.new_events, merged.known_events) == ("merged", 1, 0)
    assert merged.receipt == submission.code
    assert (merged.device, merged.unit, merged.forks) == (chain.device.id, TOWN, 0)
    assert centre.office.inbox.held() == []
    assert offices.state(centre) == second_writer.state([[event_id(entry)]])
    assert offices.texts(centre) == ["开展培训2场。"]

    again = offices.take_one(centre, path)
    assert (again.outcome, again.new_events, again.known_events) == ("nothing-new", 0, 1)
    assert again.receipt == submission.code
    assert offices.state(centre) == second_writer.state([[event_id(entry)]])


def test_the_same_bytes_under_another_name_are_nothing_new(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    chain.submit([progress(chain.device, TOWN, "T20", MONTH, text="甲")], period=MONTH)
    first = chain.write(tmp_path / "a.liaison")
    second = tmp_path / "微信图片_20210628.docx"
    second.write_bytes(first.read_bytes())
    rows = offices.take(centre, first, second)
    assert [row.outcome for row in rows] == ["merged", "nothing-new"]
    assert [row.path for row in rows] == [first, second]


def test_the_fold_and_the_state_are_those_the_second_program_computes(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    device = chain.device
    first = progress(device, TOWN, "T20", MONTH, text="第一稿", quantities={"certified": "4"})
    chain.submit([first], period=MONTH)
    second = progress(device, TOWN, "T20", MONTH, text="第二稿", replaces=[event_id(first)])
    other = progress(device, TOWN, "T12", MONTH, nothing="no-progress")
    chain.submit([second, other], period=MONTH)
    path = chain.write(tmp_path / "a.liaison")
    row = offices.take_one(centre, path)
    assert (row.outcome, row.new_events) == ("merged", 3)
    assert offices.state(centre) == second_writer.read_bundle(path).state
    found = {item["item"]: item for item in offices.entries(centre)}
    assert found["T20"]["id"] == event_id(second)
    assert found["T20"]["replaces"] == [event_id(first)]
    assert found["T12"]["nothing"] == "no-progress"


def test_evidence_arrives_and_what_did_not_come_is_named_in_the_receipt(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    here, away = b"\x89PNG here", b"\x89PNG away"
    named = [second_writer.attachment("一.png", here), second_writer.attachment("二.png", away)]
    entry = progress(chain.device, TOWN, "T20", MONTH, text="附照片", evidence=named)
    chain.submit([entry], period=MONTH, files=[here])
    assert offices.take_one(centre, chain.write(tmp_path / "a.liaison")).outcome == "merged"
    kept = centre.store_folder / "evidence" / second_writer.sha256(here)
    assert kept.read_bytes() == here
    bundle = second_writer.read_bundle(offices.send_back(centre, tmp_path))
    said = [json.loads(data) for data in bundle.lines.values() if data is not None]
    [receipt] = [event for event in said if event["kind"] == "receipt"]
    assert receipt["body"]["evidence_missing"] == [second_writer.sha256(away)]


def test_evidence_left_out_at_first_arrives_with_a_later_file(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    content = "后补的签到表".encode()
    named = [second_writer.attachment("签到表.txt", content)]
    entry = progress(chain.device, TOWN, "T20", MONTH, text="附签到表", evidence=named)
    chain.submit([entry], period=MONTH)
    offices.take(centre, chain.write(tmp_path / "a.liaison"))
    kept = centre.store_folder / "evidence" / second_writer.sha256(content)
    assert not kept.exists()
    chain.files[second_writer.sha256(content)] = content
    assert offices.take_one(centre, chain.write(tmp_path / "b.liaison")).outcome == "nothing-new"
    assert kept.read_bytes() == content


def test_two_devices_of_a_unit_count_side_by_side(centre: Workspace, tmp_path: Path) -> None:
    listed = []
    for seed, item in (("甲", "T12"), ("乙", "T20")):
        chain = offices.chain(centre, seed=seed)
        offices.introduce(centre, chain.device, TOWN)
        entry = progress(chain.device, TOWN, item, MONTH, text=seed)
        chain.submit([entry], period=MONTH)
        listed.append([event_id(entry)])
        assert offices.take_one(centre, chain.write(tmp_path / seed)).outcome == "merged"
    assert offices.state(centre) == second_writer.state(listed)
    assert offices.texts(centre) == sorted(["甲", "乙"])


def test_the_day_of_receipt_is_the_first_copys_also_for_a_held_file(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    entry = progress(chain.device, TOWN, "T20", MONTH, text="按时报送")
    submission = chain.submit([entry], period=MONTH)
    path = chain.write(tmp_path / "a.liaison")
    with clock.fixed("2021-07-05T16:30:00+08:00"):
        offices.take(centre, path)
    with clock.fixed("2021-07-09T09:00:00+08:00"):
        offices.take(centre, path)
        offices.trust(centre, chain.device.id)
    received = centre.store.vouching().received
    assert received == {submission.sha256: "2021-07-05T16:30:00+08:00"}


def test_a_stated_day_of_receipt_goes_into_the_receipt_with_its_reason(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    submission = chain.submit(
        [progress(chain.device, TOWN, "T20", MONTH, text="U盘送来")], period=MONTH
    )
    stated = Stated(clock.read_moment("2021-06-25"), "U盘当天送达")
    merge_files(centre.office, [chain.write(tmp_path / "a.liaison")], stated=stated)
    received = centre.store.vouching().received[submission.sha256]
    assert received == "2021-06-25T23:59:59+08:00"
    bundle = second_writer.read_bundle(offices.send_back(centre, tmp_path))
    assert any("U盘当天送达".encode() in (data or b"") for data in bundle.lines.values())


def test_an_event_of_a_newer_version_is_kept_byte_for_byte_and_says_nothing_yet(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    newer = second_writer.event(
        chain.device, TOWN, "forecast", v=2, item="T20", body={"ratio": 0.5}
    )
    chain.submit([newer], period=MONTH)
    path = chain.write(tmp_path / "a.liaison")
    assert offices.take_one(centre, path).outcome == "merged"
    assert offices.entries(centre) == []
    assert offices.state(centre) == second_writer.state([[event_id(newer)]])
    back = second_writer.read_bundle(offices.send_back(centre, tmp_path))
    assert back.lines[event_id(newer)] == newer


def test_manifests_are_paired_by_content_whatever_the_members_are_named(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    entry = progress(chain.device, TOWN, "T20", MONTH, text="改了名")
    submission = chain.submit([entry], period=MONTH)
    renamed = second_writer.Submission(
        "submissions/别的/文件夹/副本 (1)", submission.manifest, submission.signature
    )
    path = second_writer.write_bundle(tmp_path / "a.zip", [renamed], chain.lines.values(), {})
    assert offices.take_one(centre, path).outcome == "merged"
    assert offices.texts(centre) == ["改了名"]


def test_the_files_of_forty_units_merge_in_one_call(centre: Workspace, tmp_path: Path) -> None:
    listed = []
    for unit in centre.programme.units[:40]:
        chain = offices.chain(centre, unit.id, device=Device(unit.id))
        offices.introduce(centre, chain.device, unit.id)
        entry = progress(chain.device, unit.id, "T20", MONTH, text=unit.name)
        chain.submit([entry], period=MONTH)
        listed.append([event_id(entry)])
        chain.write(tmp_path / f"{unit.id}.liaison")
    folder = sorted(tmp_path.glob("*.liaison"))
    rows = offices.take(centre, *folder)
    assert {row.outcome for row in rows} == {"merged"}
    assert offices.state(centre) == second_writer.state(listed)
