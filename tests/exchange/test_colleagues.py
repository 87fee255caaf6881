"""Two PCs of one unit: confirmed by hand or by the centre, merged inside, sent on as one."""

from itertools import permutations
from pathlib import Path

import pytest

from liaison_tui import clock
from liaison_tui.exchange import sending
from liaison_tui.reports.exchange import export_text
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import stub


def _meet(first: Workspace, second: Workspace, folder: Path) -> Path:
    """Take a colleague's export in at a PC and confirm it by hand."""
    path = offices.send(second, folder / f"{offices.device_of(second)[:4]}.liaison")
    offices.take(first, path)
    offices.trust_all(first)
    return path


def test_a_colleagues_pc_is_held_until_it_is_confirmed_by_hand(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(colleague, "同事填的", item="T12")
    row = offices.take_one(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.assert_held(town, row)
    assert (row.unit, row.device) == (offices.TOWN, offices.device_of(colleague))
    assert offices.entries(town) == []
    [merged] = offices.trust(town, offices.device_of(colleague))
    assert merged.outcome == "merged"
    assert offices.texts(town) == ["同事填的"]


def test_a_colleagues_pc_is_confirmed_by_the_centres_word_in_feedback(
    centre: Workspace, town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(colleague, "同事填的", item="T12")
    path = offices.send(colleague, tmp_path / "b.liaison")
    offices.take(centre, path)
    offices.trust_all(centre)
    with clock.fixed("2021-06-27T09:00:00+08:00"):  # so that it is first in the inbox
        offices.assert_held(town, offices.take_one(town, path))
    offices.take(town, offices.send_back(centre, tmp_path))
    assert offices.texts(town) == []
    offices.trust(town, offices.device_of(centre))
    assert offices.texts(town) == ["同事填的"]
    assert town.office.inbox.held() == []
    offices.write(colleague, "同事又填的", item="T13")
    later = offices.send(colleague, tmp_path / "c.liaison")
    assert offices.take_one(town, later).outcome == "merged"


def test_a_colleagues_file_to_which_the_centre_was_never_trusted_does_not_vouch(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    stranger = offices.make_centre(tmp_path / "冒充的信用办")
    offices.write(colleague, "冒名的", item="T12")
    offices.take(stranger, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(stranger)
    row = offices.take_one(town, offices.send_back(stranger, tmp_path))
    offices.assert_held(town, row)
    assert offices.entries(town) == []


def test_one_bundle_carries_both_pcs_words_untouched(
    centre: Workspace, town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "自己填的", item="T12")
    note = tmp_path / "附件.txt"
    note.write_bytes("同事的附件".encode())
    offices.write(colleague, "同事填的", item="T13", attach=[note])
    theirs = second_writer.read_bundle(_meet(town, colleague, tmp_path))
    path = offices.send(town, tmp_path / "a.liaison")
    bundle = second_writer.read_bundle(path)
    assert bundle.sender == offices.device_of(town)
    assert theirs.submissions[0] in bundle.submissions
    assert None not in bundle.lines.values()
    offices.take(centre, path)
    offices.trust_all(centre)
    assert offices.texts(centre) == ["同事填的", "自己填的"]
    assert (
        centre.store_folder / "evidence" / second_writer.sha256("同事的附件".encode())
    ).is_file()


@pytest.fixture
def corrected(town: Workspace, colleague: Workspace, tmp_path: Path) -> dict[str, Path]:
    """The colleague's export, and the town's, which corrects one of the colleague's entries."""
    note = tmp_path / "附件.txt"
    note.write_bytes("内部的附件".encode())
    offices.write(colleague, "内部的草话", item="T12", attach=[note])
    offices.write(colleague, "同事的另一项", item="T13")
    theirs = _meet(town, colleague, tmp_path)
    offices.write(town, "科长改过的话", item="T12")
    return {"colleague": theirs, "town": offices.send(town, tmp_path / "a.liaison")}


def test_what_was_replaced_inside_the_unit_is_a_stub_and_its_words_and_files_stay(
    colleague: Workspace, corrected: dict[str, Path]
) -> None:
    bundle = second_writer.read_bundle(corrected["town"])
    [(replaced, _)] = [pair for pair in bundle.lines.items() if pair[1] is None]
    theirs = second_writer.read_bundle(corrected["colleague"]).lines
    assert "内部的草话".encode() in (theirs[replaced] or b"")
    members = second_writer.read_members(corrected["town"])
    assert stub(replaced) in members["events.log"]
    raw = b"\0".join(members.values())
    assert "内部的草话".encode() not in raw
    assert "内部的附件".encode() not in raw
    assert "同事的另一项".encode() in raw


@pytest.mark.parametrize("order", list(permutations(["colleague", "town"])))
def test_the_centres_fold_is_the_same_whichever_bundle_comes_first(
    centre: Workspace, corrected: dict[str, Path], order: tuple[str, ...]
) -> None:
    for name in order:
        offices.take(centre, corrected[name])
        offices.trust_all(centre)
    assert offices.texts(centre) == ["同事的另一项", "科长改过的话"]
    assert centre.conflicts() == []
    listed = [second_writer.read_bundle(path).lines for path in corrected.values()]
    assert offices.state(centre) == second_writer.state(listed)


def test_the_full_line_takes_the_stubs_place_at_the_centre(
    centre: Workspace, corrected: dict[str, Path]
) -> None:
    offices.take(centre, corrected["town"])
    offices.trust_all(centre)
    [replaced] = [
        name
        for name, data in second_writer.read_bundle(corrected["town"]).lines.items()
        if data is None
    ]
    assert centre.store.known([replaced]) == {replaced: False}
    offices.take(centre, corrected["colleague"])
    assert centre.store.known([replaced]) == {replaced: True}
    offices.take(centre, corrected["town"])
    assert centre.store.known([replaced]) == {replaced: True}


def test_what_a_receipt_covers_is_sent_on_whole(
    centre: Workspace, town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(colleague, "已经报过的", item="T12")
    offices.take(centre, _meet(town, colleague, tmp_path))
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    offices.write(town, "后来更正的", item="T12")
    bundle = second_writer.read_bundle(offices.send(town, tmp_path / "a.liaison"))
    assert None not in bundle.lines.values()


def test_two_words_about_one_item_are_a_conflict_until_one_of_them_settles_it(
    centre: Workspace, town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "甲的话", item="T12")
    offices.write(colleague, "乙的话", item="T12")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.take(centre, _meet(town, colleague, tmp_path))
    offices.trust_all(centre)
    for office in (centre, town):
        [report] = office.conflicts()
        assert report.key == (offices.TOWN, "T12", offices.MONTH)
        assert len(report.heads) == 2
    offices.write(town, "议定的话", item="T12", settle=True)
    offices.take(centre, offices.send(town, tmp_path / "a2.liaison"))
    assert centre.conflicts() == []
    assert offices.texts(centre) == ["议定的话"]


def test_an_export_says_what_it_takes_along_of_a_colleague_until_a_receipt_comes(
    centre: Workspace, town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "本机填的")
    offices.take(centre, offices.send(town, tmp_path / "first.liaison"))
    offices.trust_all(centre)
    offices.write(colleague, "同事填的", item="T12")
    _meet(town, colleague, tmp_path)
    ahead = sending.ahead(town.office, offices.MONTH)
    assert (ahead.new_events, ahead.carried) == (0, 1)
    sent = sending.export(town.office, offices.MONTH, tmp_path / "second.liaison")
    assert (sent.new_events, sent.carried) == (0, 1)
    assert "包里另有同事那台电脑的 1 条" in export_text(sent, town.programme, [], by_centre=False)
    offices.take(centre, sent.path)
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    assert sending.ahead(town.office, offices.MONTH).carried == 0
    third = sending.export(town.office, offices.MONTH, tmp_path / "third.liaison")
    assert (third.new_events, third.carried) == (0, 0)
