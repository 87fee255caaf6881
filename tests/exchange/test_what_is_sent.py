"""What our export and feedback write, read by a program made from FORMAT alone."""

import json
from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused
from liaison_tui.exchange import sending
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices


def test_an_export_is_verified_by_the_second_reader(town: Workspace, tmp_path: Path) -> None:
    notes = tmp_path / "附件.txt"
    notes.write_bytes("培训签到表".encode())
    first = offices.write(town, "开展培训2场。", attach=[notes], percent=40)
    second = offices.write(town, "本月无新进展。", item="T12")
    sent = sending.export(town.office, offices.MONTH, tmp_path)
    bundle = second_writer.read_bundle(sent.path)
    assert bundle.sender == offices.device_of(town)
    assert set(bundle.lines) == {first, second}
    assert None not in bundle.lines.values()
    assert bundle.evidence == {second_writer.sha256(notes.read_bytes())}
    assert bundle.unlisted == 0
    assert bundle.forks == []
    assert bundle.state == offices.state(town)
    [manifest] = bundle.manifests
    assert manifest["to"] == town.programme.centre_id
    assert manifest["programme_sha256"] == town.programme.sha256
    assert manifest["period"] == offices.MONTH
    assert "centre" not in manifest


def test_file_name_and_receipt_code_are_those_of_the_format(
    town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "开展培训2场。")
    sent = sending.export(town.office, offices.MONTH, tmp_path)
    assert sent.path.name == second_writer.bundle_name(
        "澄江街道", offices.MONTH, 1, offices.device_of(town)
    )
    [submission] = second_writer.read_bundle(sent.path).submissions
    assert sent.newest.code == submission.code
    assert sent.sha256 == second_writer.sha256(sent.path.read_bytes())
    device = offices.device_of(town)
    assert submission.name == f"submissions/{device}/1-{submission.sha256[:8]}"


def test_every_export_holds_the_whole_chain_so_that_a_lost_file_costs_nothing(
    town: Workspace, tmp_path: Path
) -> None:
    ids = []
    for number in (1, 2, 3):
        ids.append(offices.write(town, f"第{number}次", item=f"T1{number}"))
        path = offices.send(town, tmp_path / f"{number}.liaison")
        bundle = second_writer.read_bundle(path)
        assert [m["number"] for m in bundle.manifests] == list(range(1, number + 1))
        assert [m["events"] for m in bundle.manifests] == [[one] for one in ids]


def test_with_nothing_new_no_number_is_made_and_the_same_bytes_are_written(
    town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "开展培训2场。")
    first = offices.send(town, tmp_path / "1.liaison")
    second = offices.send(town, tmp_path / "2.liaison")
    assert first.read_bytes() == second.read_bytes()


def test_a_unit_that_has_said_nothing_exports_nothing(town: Workspace, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="还没有可报送的内容"):
        offices.send(town, tmp_path / "空.liaison")
    assert not (tmp_path / "空.liaison").exists()


def test_words_struck_out_before_the_export_stay_at_home(town: Workspace, tmp_path: Path) -> None:
    wrong, right = tmp_path / "错.txt", tmp_path / "对.txt"
    wrong.write_bytes("误传的材料".encode())
    right.write_bytes("正确的材料".encode())
    offices.write(town, "写错的话", attach=[wrong])
    offices.write(town, "又写错的话")
    kept = offices.write(town, "改好的话", attach=[right])
    path = offices.send(town, tmp_path / "一.liaison")
    bundle = second_writer.read_bundle(path)
    assert set(bundle.lines) == {kept}
    assert bundle.evidence == {second_writer.sha256(right.read_bytes())}
    raw = b"\0".join(second_writer.read_members(path).values())
    assert "写错的话".encode() not in raw
    assert wrong.read_bytes() not in raw


def test_words_struck_out_between_two_exports_stay_at_home_and_break_nothing(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    first = offices.write(town, "第一稿")
    offices.send(town, tmp_path / "一.liaison")
    between = offices.write(town, "中间一稿")
    last = offices.write(town, "最后一稿")
    path = offices.send(town, tmp_path / "二.liaison")
    assert set(second_writer.read_bundle(path).lines) == {first, last}
    assert between not in second_writer.read_bundle(path).lines
    offices.take(centre, path)
    offices.trust_all(centre)
    assert offices.texts(centre) == ["最后一稿"]
    assert centre.conflicts() == []


def test_later_months_stay_at_home_until_their_own_export(town: Workspace, tmp_path: Path) -> None:
    june = offices.write(town, "六月", item="T12")
    july = offices.write(town, "七月", item="I03", month="2021-07")
    first = second_writer.read_bundle(offices.send(town, tmp_path / "6.liaison"))
    assert set(first.lines) == {june}
    path = offices.send(town, tmp_path / "7.liaison", "2021-07")
    assert set(second_writer.read_bundle(path).lines) == {june, july}


def test_feedback_is_verified_by_the_second_reader(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    entry = offices.write(town, "开展培训2场。")
    offices.take(centre, offices.send(town, tmp_path / "报送"))
    offices.trust_all(centre)
    desk.review(centre, entry, comment="请补充参训人数")
    bundle = second_writer.read_bundle(offices.send_back(centre, tmp_path))
    assert bundle.sender == offices.device_of(centre)
    assert [m.get("centre") for m in bundle.manifests] == [centre.programme.centre_id, None]
    assert bundle.manifests[0]["to"] == offices.TOWN
    assert bundle.manifests[0]["unit"] == offices.TOWN
    said = [json.loads(data) for data in bundle.lines.values() if data is not None]
    assert sorted(event["kind"] for event in said) == ["progress", "receipt", "review", "trust"]
    assert bundle.state == offices.state(centre)


def test_a_receipt_names_the_manifest_its_code_and_when_it_came(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "开展培训2场。")
    path = offices.send(town, tmp_path / "报送")
    offices.take(centre, path)
    offices.trust_all(centre)
    [submission] = second_writer.read_bundle(path).submissions
    bundle = second_writer.read_bundle(offices.send_back(centre, tmp_path))
    said = [json.loads(data) for data in bundle.lines.values() if data is not None]
    [receipt] = [event for event in said if event["kind"] == "receipt"]
    assert receipt["about"] == [submission.sha256]
    assert receipt["body"]["code"] == submission.code
    assert receipt["body"]["received_at"].startswith(offices.TODAY)
    assert receipt["body"]["evidence_missing"] == []


def test_an_export_never_writes_over_what_another_office_has_sent(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访企业。")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    feedback = offices.send_back(centre, tmp_path / "回执.liaison")
    before = feedback.read_bytes()
    with pytest.raises(Refused, match="是别处"):
        offices.send(town, feedback)
    assert feedback.read_bytes() == before
    own = offices.send(town, tmp_path / "a.liaison")
    assert own == tmp_path / "a.liaison"
