"""Approving at the desk: what is refused, what an export asks, what reaches the centre."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal.approval import KIND, approved, in_words
from liaison_tui.statements import approvals, local_items
from liaison_tui.statements.approvals import Approved
from liaison_tui.storage.config import change_config
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices
from tests.second_writer import event_id, progress

TOWN, MONTH = offices.TOWN, offices.MONTH


def approve(office: Workspace, items: Sequence[str] | None = None, **how: Any) -> Approved:
    found = None if items is None else [office.programme.item_by_id[item] for item in items]
    given = {"approver": "陈志强", "post": "deputy", "date": offices.TODAY, "manner": "paper"}
    return approvals.approve(office, MONTH, found, **(given | how))


def unapproved(office: Workspace) -> list[str]:
    return [s.item for s in office.unapproved(office.unit_named(TOWN), MONTH)]


def reopened(office: Workspace, rule: str) -> Workspace:
    change_config(office.root / "config.toml", {"export": {"approval": rule}})
    return Workspace(office.root)


def test_all_that_is_current_is_approved_at_once_by_its_exact_ids(town: Workspace) -> None:
    offices.write(town, "写错的话")
    ids = {offices.write(town, "走访企业。"), offices.write(town, "培训。", item="T12")}
    done = approve(town)
    assert set(done.event.about) == ids
    assert done.items == ("T12", "T20")
    assert (done.event.period, done.event.item) == (MONTH, None)
    assert unapproved(town) == []


def test_section_deputy_and_head_each_sign_all_but_none_twice(town: Workspace) -> None:
    entry = offices.write(town, "走访企业。")
    approve(town, post="section", approver="李明华")
    approve(town, post="head", approver="王海")
    approve(town)
    with pytest.raises(Refused, match="没有要审签的填报"):
        approve(town)
    assert len(approved(entry, town.store.statements(town.store.vouching()))) == 3


def test_a_units_own_item_is_approved_by_name_or_with_all(town: Workspace) -> None:
    unit = town.unit_named(None)
    local_items.add(town, unit, MONTH, "信用示范街区", "highlight")
    own = town.item_named(unit, "L01")
    desk.record(town, unit, own, MONTH, {"text": "已选址。"})
    offices.write(town, "走访企业。")
    assert set(unapproved(town)) == {"L01", "T20"}
    given: Any = {"approver": "陈志强", "date": offices.TODAY, "manner": "paper"}
    assert approvals.approve(town, MONTH, [own], post="deputy", **given).items == ("L01",)
    assert unapproved(town) == ["T20"]
    assert set(approvals.approve(town, MONTH, None, post="head", **given).items) == {"L01", "T20"}


def test_a_changed_entry_asks_again(town: Workspace) -> None:
    offices.write(town, "走访企业。")
    approve(town)
    changed = offices.write(town, "更正。")
    assert unapproved(town) == ["T20"]
    assert (
        in_words(town.unapproved(town.unit_named(TOWN), MONTH), MONTH)
        == "有 1 项未经审签：T20（审签后有改动）"
    )
    assert approve(town).event.about == (changed,)
    assert unapproved(town) == []


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"post": "chief"}, "审签人职务没有“chief”"),
        ({"manner": "seal"}, "审签方式没有“seal”"),
        ({"approver": " \n"}, "审签人姓名"),
        ({"date": "2021-06-31"}, "审签日期应写成"),
        ({"date": "2021-06-29"}, "在今天之后"),
        ({"items": ["T12"]}, "T12 还没有填报"),
        ({"attachments": [Path("没有.pdf")]}, "找不到文件"),
    ],
)
def test_what_cannot_be_approved_is_refused_and_nothing_is_written(
    town: Workspace, how: dict[str, Any], words: str
) -> None:
    offices.write(town, "走访企业。")
    before = (town.store_folder / "journal.log").read_bytes()
    with pytest.raises(Refused, match=words):
        approve(town, **how)
    assert (town.store_folder / "journal.log").read_bytes() == before


def test_a_conflict_is_settled_before_it_is_approved(town: Workspace, tmp_path: Path) -> None:
    colleague = offices.make_unit(tmp_path / "澄江街道二", officer="曹琳")
    offices.write(colleague, "同事填的")
    offices.write(town, "自己填的")
    offices.write(town, "另一项", item="T12")
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    with pytest.raises(Refused, match="T20 填报不一致"):
        approve(town)
    assert approve(town, ["T12"]).items == ("T12",)
    offices.write(town, "议定的话", settle=True)
    assert approve(town).items == ("T20",)


def test_a_centre_does_not_sign_for_a_unit(centre: Workspace) -> None:
    with pytest.raises(WrongUse, match="不能代签"):
        approve(centre)


def test_an_export_asks_as_the_settings_say(town: Workspace) -> None:
    offices.write(town, "走访企业。")
    assert approvals.before_export(town, MONTH) == []
    assert [s.item for s in approvals.before_export(reopened(town, "warn"), MONTH)] == ["T20"]
    strict = reopened(town, "require")
    with pytest.raises(Refused, match="有 1 项未经审签：T20，没有导出"):
        approvals.before_export(strict, MONTH)
    approve(strict)
    assert approvals.before_export(strict, MONTH) == []


def test_unsent_words_of_an_earlier_month_do_not_slip_through(town: Workspace) -> None:
    offices.write(town, "五月的话", month="2021-05")
    offices.write(town, "六月的话")
    approve(town)
    strict = reopened(town, "require")
    with pytest.raises(Refused, match="2021-05 T20"):
        approvals.before_export(strict, MONTH)
    offices.send(town, town.root / "a.liaison")
    assert approvals.before_export(strict, MONTH) == []


def test_a_centres_export_asks_for_no_approval(centre: Workspace) -> None:
    assert approvals.before_export(reopened(centre, "require"), MONTH) == []


def test_the_bundle_carries_approval_and_scan_to_the_centre_and_back_to_a_colleague(
    town: Workspace, centre: Workspace, tmp_path: Path
) -> None:
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF signed")
    digest = second_writer.sha256(scan.read_bytes())
    entry = offices.write(town, "走访企业。")
    done = approve(town, opinion="同意报送。", attachments=[scan])
    path = offices.send(town, tmp_path / "a.liaison")
    bundle = second_writer.read_bundle(path)
    assert set(bundle.lines) == {entry, done.event.id}
    assert bundle.evidence == {digest}
    assert bundle.manifests[0]["evidence"] == {digest: scan.stat().st_size}
    offices.take(centre, path)
    offices.trust_all(centre)
    [found] = approved(entry, centre.store.statements(centre.store.vouching()))
    assert (found.approver, found.opinion, found.day) == ("陈志强", "同意报送。", offices.TODAY)
    assert (centre.store_folder / "evidence" / digest).read_bytes() == scan.read_bytes()
    [signing] = centre.signings(centre.unit_named(TOWN), [MONTH])
    assert signing.is_approved
    for office in (town, centre):
        assert check_workspace(office.office)[1] == []
    colleague = offices.make_unit(tmp_path / "澄江街道二", officer="曹琳")
    offices.take(colleague, path)
    offices.trust_all(colleague)
    assert unapproved(colleague) == []
    assert (colleague.store_folder / "evidence" / digest).is_file()


def test_a_lost_scan_is_named_by_check(town: Workspace, tmp_path: Path) -> None:
    scan = tmp_path / "签字页.pdf"
    scan.write_bytes(b"%PDF signed")
    offices.write(town, "走访企业。")
    approve(town, attachments=[scan])
    (town.store_folder / "evidence" / second_writer.sha256(scan.read_bytes())).unlink()
    assert [t.kind for t in check_workspace(town.office)[1]] == ["evidence-missing"]


def test_an_approval_by_another_program_counts_and_an_unreadable_one_is_taken_and_said(
    centre: Workspace, tmp_path: Path
) -> None:
    chain = offices.chain(centre)
    offices.introduce(centre, chain.device, TOWN)
    entry = progress(chain.device, TOWN, "T20", MONTH, text="走访企业。")
    body = {"approver": "王海", "post": "head", "date": "2021-06-28", "manner": "countersign"}
    scan = b"\x89PNG signed"
    said = [
        second_writer.event(
            chain.device, TOWN, KIND, period=MONTH, about=[event_id(entry)], body=given
        )
        for given in (
            body | {"evidence": [second_writer.attachment("签字.png", scan)]},
            {"evidence": [{"sha256": "../../device.key", "name": "x", "size": 1}]},
        )
    ]
    chain.submit([entry, *said], period=MONTH, files=[scan])
    row = offices.take_one(centre, chain.write(tmp_path / "a.liaison"))
    assert row.outcome == "merged"
    assert row.reason == "有 1 条审签的写法不全，已收下，不作审签"
    [signing] = centre.signings(centre.unit_named(TOWN), [MONTH])
    assert [a.approver for a in signing.approvals] == ["王海"]
    assert (centre.store_folder / "evidence" / second_writer.sha256(scan)).read_bytes() == scan
    second_writer.read_bundle(offices.send_back(centre, tmp_path))


def test_an_approval_of_words_that_stay_at_home_stays_with_them(
    town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "写错的话")
    approve(town)
    kept = offices.write(town, "改好的话")
    bundle = second_writer.read_bundle(offices.send(town, tmp_path / "a.liaison"))
    assert set(bundle.lines) == {kept}


def test_a_renewed_device_says_unsent_approvals_again_of_the_same_words(town: Workspace) -> None:
    offices.write(town, "走访企业。")
    approve(town, opinion="同意。")
    assert desk.renew_device(town) == 1
    renewed = Workspace(town.root)
    assert unapproved(renewed) == []
    [signing] = renewed.signings(renewed.unit_named(TOWN), [MONTH])
    assert [a.opinion for a in signing.approvals] == ["同意。"]


def test_what_was_changed_since_it_was_shown_is_not_approved(town: Workspace) -> None:
    first = offices.write(town, "走访企业12家。")
    newer = offices.write(town, "走访企业15家。")
    with pytest.raises(Refused, match="T20 刚在别处有改动"):
        approve(town, ["T20"], seen={"T20": first})
    assert approve(town, ["T20"], seen={"T20": newer}).items == ("T20",)


def test_what_the_centre_entered_is_not_approved_by_the_unit(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访企业。")
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    offices.write(centre, "电话报来。", item="T12", channel="telephone", informant="周敏")
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    given: Any = {"approver": "王海", "post": "deputy", "date": offices.TODAY, "manner": "paper"}
    with pytest.raises(Refused, match="T12 是信用办代录的"):
        approvals.approve(town, MONTH, [town.programme.item_by_id["T12"]], **given)
    assert approvals.approve(town, MONTH, None, **given).items == ("T20",)
