"""Looking before an export: what it finds of what would travel, and how explanations silence it."""

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused, UnknownName, WrongUse
from liaison_tui.exchange import sending
from liaison_tui.journal.concern import SEVERITIES, Concern
from liaison_tui.journal.event import Event
from liaison_tui.precheck import concerns
from liaison_tui.programme.period import months
from liaison_tui.reports import wording
from liaison_tui.statements import activities, local_items, plans, rosters
from liaison_tui.storage.config import change_config
from liaison_tui.storage.inspecting import Inspector
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.storage.half_filled import half_filled
from tests.storage.office_files import docx, xlsx

CALL = "请联系张三 13812345678"
MAY, JUNE = "2021-05", offices.MONTH


def look(office: Workspace, period: str = JUNE) -> list[Concern]:
    """Return what is found, but for what is simply missing."""
    assert office.unit is not None
    return [c for c in concerns(office, office.unit, period) if c.kind != "missing"]


def kinds(office: Workspace, period: str = JUNE) -> list[tuple[str | None, str]]:
    return [(concern.item, concern.kind) for concern in look(office, period)]


def explain(office: Workspace, kind: str, text: str = "情况属实。", item: str = "T20") -> Event:
    unit = office.unit_named(offices.TOWN)
    return desk.explain(office, unit, office.programme.item_by_id[item], JUNE, kind, text)


def test_every_kind_of_concern_has_its_word() -> None:
    assert list(wording.CONCERNS) == list(SEVERITIES)


def test_what_the_month_owes_and_nobody_wrote_is_missing(town: Workspace) -> None:
    offices.write(town, "走访企业。")
    found = concerns(town, town.unit_named(None), JUNE)
    assert {concern.kind for concern in found} == {"missing"}
    assert [c.item for c in found] == town.missing(town.unit_named(None), JUNE)
    assert found[0].severity == "must"


def test_a_draft_will_not_travel(town: Workspace) -> None:
    town.drafts.keep(replace(half_filled(19, offices.TOWN), item="T20"))
    assert kinds(town) == [("T20", "draft")]
    assert kinds(town, MAY) == []


def test_a_draft_of_a_withdrawn_local_item_asks_for_nothing_that_cannot_be_done(
    town: Workspace,
) -> None:
    unit = town.unit_named(None)
    local_items.add(town, unit, JUNE, "信用示范街区", "highlight")
    town.drafts.keep(replace(half_filled(19, unit.id), item="L01"))
    assert kinds(town) == [("L01", "draft")]
    local_items.withdraw(town, unit, "L01")
    assert kinds(town) == []


def test_a_returned_entry_is_named_with_the_comment_until_it_is_corrected(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    entry = offices.write(town, "开展培训2场。")
    offices.take(centre, offices.send(town, tmp_path / "报送"))
    offices.trust_all(centre)
    desk.review(centre, entry, comment="请补充参训人数")
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    [found] = look(town)
    assert (found.item, found.kind, found.severity) == ("T20", "returned", "must")
    assert "请补充参训人数" in found.message
    offices.write(town, "开展培训2场，120人参加。")
    assert kinds(town) == []


def test_a_conflict_is_found(town: Workspace, tmp_path: Path) -> None:
    colleague = offices.make_unit(tmp_path / "澄江街道二", officer="曹琳")
    offices.write(colleague, "同事填的")
    offices.write(town, "自己填的")
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    assert kinds(town) == [("T20", "conflict")]


def test_what_has_gone_back_or_not_moved_is_found(town: Workspace) -> None:
    item = next(i for i in town.programme.items if any(m.rule == "cumulative" for m in i.measures))
    key = next(m.key for m in item.measures if m.rule == "cumulative")
    offices.write(town, "一样的话。", item=item.id, month=MAY, percent=60, quantities={key: "10"})
    offices.write(town, "一样的话。", item=item.id, percent=50, quantities={key: "9"})
    found = look(town)
    assert [c.kind for c in found] == ["fell", "percent-back", "unchanged"]
    assert {(c.item, c.severity) for c in found} == {(item.id, "look")}


def test_a_units_own_item_is_looked_at_as_others_are_and_comes_after_them(town: Workspace) -> None:
    unit = town.unit_named(None)
    local_items.add(town, unit, MAY, "信用示范街区", "highlight")
    assert [(c.item, c.kind) for c in concerns(town, unit, JUNE)][-1] == ("L01", "missing")
    for month, percent in ((MAY, 60), (JUNE, 50)):
        body = {"text": f"已选址。{CALL}", "percent": percent}
        desk.record(town, unit, town.item_named(unit, "L01"), month, body)
    offices.write(town, CALL)
    assert [(c.item, c.period, c.kind) for c in look(town)] == [
        ("T20", JUNE, "personal"), ("L01", MAY, "personal"), ("L01", JUNE, "personal"),
        ("L01", JUNE, "percent-back"), ("L01", JUNE, "unchanged"),
    ]  # fmt: skip
    desk.explain(town, unit, town.item_named(unit, "L01"), JUNE, "unchanged", "下月开街。")
    assert [c.kind for c in look(town) if c.explained] == ["unchanged"]


def test_personal_data_and_marks_are_found_in_texts_names_and_attachments(
    town: Workspace, tmp_path: Path
) -> None:
    files = [
        xlsx(tmp_path / "名单.xlsx", ["姓名", "电话"], ["张三", 13812345678]),
        docx(tmp_path / "通知.docx", ["机密★1年"]),
        tmp_path / "13912345678.jpg",
    ]
    files[2].write_bytes(b"jpg")
    offices.write(town, "走访企业。", problems=CALL, attach=files)
    personal, secret = sorted(look(town), key=lambda c: c.kind)
    assert (personal.kind, secret.kind) == ("personal", "secret")
    for place in ("存在问题", "名单.xlsx", "文件名"):
        assert place in personal.message
    assert "138****5678" in personal.message
    assert "13812345678" not in personal.message
    assert "13912345678" not in personal.message
    assert "通知.docx" in secret.message


def test_amounts_of_money_are_none_of_it(town: Workspace, tmp_path: Path) -> None:
    table = xlsx(tmp_path / "投资.xlsx", ["合同金额", 13812345678], ["投资13812345678元"])
    offices.write(town, "完成投资13812345678元。", attach=[table])
    assert kinds(town) == []


def test_evidence_that_is_gone_altered_or_locked_is_found(town: Workspace, tmp_path: Path) -> None:
    names = ("甲.txt", "乙.txt", "丙.docx")
    files = [tmp_path / name for name in names]
    for path in files:
        path.write_bytes(path.name.encode())
    entry = offices.write(town, "走访企业。", attach=files)
    kept = {e["name"]: town.office.evidence.path_of(e["sha256"]) for e in _evidence(town, entry)}
    kept["甲.txt"].unlink()
    kept["乙.txt"].write_bytes(b"altered")
    found = {c.kind: c for c in look(town)}
    assert set(found) == {"evidence-missing", "evidence-changed", "evidence-unreadable"}
    assert "甲.txt" in found["evidence-missing"].message
    assert "乙.txt" in found["evidence-changed"].message
    assert "丙.docx" in found["evidence-unreadable"].message


def test_a_colleagues_files_may_be_elsewhere(town: Workspace, tmp_path: Path) -> None:
    colleague = offices.make_unit(tmp_path / "澄江街道二", officer="曹琳")
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"jpg")
    entry = offices.write(colleague, "同事填的", attach=[photo])
    offices.take(town, offices.send(colleague, tmp_path / "b.liaison"))
    offices.trust_all(town)
    [kept] = _evidence(town, entry)
    town.office.evidence.path_of(kept["sha256"]).unlink()
    assert kinds(town) == []


def test_only_what_the_next_export_is_about_is_looked_at(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, CALL, month=MAY, item="I05")
    offices.write(town, CALL, month="2021-07", item="I05")
    offices.write(town, CALL)
    assert [(c.item, c.period) for c in look(town)] == [("T20", JUNE), ("I05", MAY)]
    path = offices.send(town, tmp_path / "一.liaison")
    assert [(c.item, c.period) for c in look(town)] == [("T20", JUNE)]
    offices.take(centre, path)
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    assert kinds(town) == []


def test_an_attachment_named_often_is_looked_through_once(town: Workspace, tmp_path: Path) -> None:
    photo = docx(tmp_path / "名单.docx", [CALL])
    entry = offices.write(town, "一", attach=[photo])
    offices.write(town, "二", item="T12", attach=[photo])
    inspector = Inspector(town.office.evidence)
    unit = town.unit_named(None)
    first = concerns(town, unit, JUNE, inspector)
    [kept] = _evidence(town, entry)
    town.office.evidence.path_of(kept["sha256"]).unlink()
    assert concerns(town, unit, JUNE, inspector) == first
    assert [c.item for c in first if c.kind == "personal"] == ["T12", "T20"]


def test_an_explanation_holds_until_the_entry_is_corrected(town: Workspace) -> None:
    entry = offices.write(town, CALL)
    said = explain(town, "personal", "公开的办公电话。")
    assert (said.about, said.item, said.period) == ((entry,), "T20", JUNE)
    assert said.body == {"kind": "personal", "text": "公开的办公电话。"}
    [found] = look(town)
    assert (found.explained, found.explanation) == (True, "公开的办公电话。")
    offices.write(town, f"更正。{CALL}")
    [found] = look(town)
    assert not found.explained


def test_an_explanation_said_again_takes_the_place_of_the_first(town: Workspace) -> None:
    offices.write(town, CALL)
    first = explain(town, "personal", "一")
    other = explain(town, "unchanged", "别的事")
    second = explain(town, "personal", "二")
    assert (second.replaces, other.replaces) == ((first.id,), ())
    assert [c.explanation for c in look(town)] == ["二"]


def test_what_is_missing_can_be_explained_and_stands_last_then(town: Workspace) -> None:
    assert explain(town, "missing", "等上级文件。").about == ()
    last = concerns(town, town.unit_named(None), JUNE)[-1]
    assert (last.item, last.kind, last.explanation) == ("T20", "missing", "等上级文件。")
    offices.write(town, "文件已到。")
    assert "T20" not in [c.item for c in concerns(town, town.unit_named(None), JUNE)]


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        ("personal", " \n", Refused),
        ("personal", "长" * 2001, Refused),
        ("persona", "x", UnknownName),
        ("personal", "x", Refused),  # nothing was written yet
    ],
)
def test_what_explains_nothing_is_refused(
    town: Workspace, kind: str, text: str, error: type[Exception]
) -> None:
    journal = town.store_folder / "journal.log"
    before = journal.read_bytes()
    with pytest.raises(error):
        explain(town, kind, text)
    assert journal.read_bytes() == before


def test_what_is_unapproved_is_one_concern_of_the_whole_where_the_settings_ask(
    town: Workspace,
) -> None:
    offices.write(town, "走访企业。")
    assert look(town) == []
    change_config(town.root / "config.toml", {"export": {"approval": "warn"}})
    asked = Workspace(town.root)
    [found] = look(asked)
    assert (found.item, found.kind, found.severity) == (None, "unapproved", "must")
    assert found.message == "有 1 项未经审签：T20，请审签后再报"
    assert found.why_not_explained
    with pytest.raises(Refused, match="请办审签"):
        explain(asked, "unapproved")


def test_a_look_tells_how_far_it_has_come_and_ends_where_it_is_told_to(town: Workspace) -> None:
    for item in ("T12", "T20"):
        offices.write(town, CALL, item=item)
    unit, told = town.unit_named(None), list[tuple[int, int]]()

    def only_one(number: int, count: int) -> bool:
        told.append((number, count))
        return number < 1

    found = concerns(town, unit, JUNE, progress=only_one)
    assert told == [(0, 2), (1, 2)]
    assert [c.item for c in found if c.kind == "personal"] == ["T12"]


def test_a_centre_explains_nothing(centre: Workspace) -> None:
    with pytest.raises(WrongUse):
        explain(centre, "missing")


def test_explanations_travel_with_the_next_export(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, CALL)
    offices.take(centre, offices.send(town, tmp_path / "一.liaison"))
    offices.trust_all(centre)
    said = explain(town, "personal", "公开的办公电话。")
    sent = sending.export(town.office, JUNE, tmp_path / "二.liaison")
    assert (sent.newest.number, sent.newest.events) == (2, (said.id,))
    assert offices.take_one(centre, sent.path).outcome == "merged"
    _, others = centre.said_of(offices.TOWN, "T20", [JUNE])
    assert [e.body["text"] for e in others if e.kind == "explanation"] == ["公开的办公电话。"]


def test_what_explains_words_that_stay_at_home_stays_there_too(
    town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, CALL)
    explain(town, "personal")
    kept = offices.write(town, "走访企业。")
    sent = sending.export(town.office, JUNE, tmp_path / "一.liaison")
    assert sent.newest.events == (kept,)


def test_a_full_year_is_looked_at_in_a_moment(town: Workspace) -> None:
    unit = town.unit_named(None)
    events = [
        town.office.new_event(
            "progress", unit=unit.id, item=s.item.id, period=month, body={"text": f"进展{month}"}
        )
        for month in months(town.programme.first_period, "2021-12")
        for s in town.standings(unit, [month])
    ]  # fmt: skip
    town.store.say(events)
    begun = time.perf_counter()
    assert concerns(town, unit, "2021-12") == []
    assert time.perf_counter() - begun < 1


def _evidence(office: Workspace, entry: str) -> list[dict[str, Any]]:
    [row] = [row for row in offices.entries(office) if row["id"] == entry]
    return list(row["evidence"])


def test_an_explanation_is_of_what_was_seen_and_of_nothing_written_since(town: Workspace) -> None:
    unit, item = town.unit_named(None), town.programme.item_by_id["T20"]
    first = offices.write(town, "走访企业12家。")
    offices.write(town, CALL)
    with pytest.raises(Refused, match="刚在别处有改动"):
        desk.explain(town, unit, item, JUNE, "unchanged", "属实。", seen=[first])


def test_what_goes_along_besides_entries_is_looked_through_too(town: Workspace) -> None:
    unit = town.unit_named(None)
    plans.change(town, unit, town.item_named(unit, "T20"), {"goals": CALL})
    activities.add(
        town, unit, {"sort": "training", "title": f"培训（{CALL}）", "date": "2021-06-03"}
    )
    rosters.change(town, unit, {("officer", "mobile"): "13812345678"})
    found = [c for c in look(town) if c.kind == "personal"]
    assert [(c.item, c.message.split("里")[0]) for c in found] == [
        ("T20", "实施方案"), (None, "活动"),
    ]  # fmt: skip
    assert "138****5678" in found[0].message
    assert CALL not in found[0].message
    assert not found[0].why_not_explained
    assert "删改" in found[1].why_not_explained


def test_what_explains_an_entry_covers_no_personal_data_written_elsewhere_since(
    town: Workspace, tmp_path: Path
) -> None:
    unit, item = town.unit_named(None), town.programme.item_by_id["T20"]
    entry = offices.write(town, CALL)
    explain(town, "personal", "公开的办公电话。")
    plan = plans.change(town, unit, item, {"goals": "联系李四 13987654321"})
    [found] = look(town)
    assert not found.explained
    assert set(found.about) == {entry, plan.id}
    said = desk.explain(town, unit, item, JUNE, "personal", "都是公开的。", seen=found.about)
    assert set(said.about) == {entry, plan.id}
    assert [c.explanation for c in look(town)] == ["都是公开的。"]
    offices.send(town, tmp_path / "报送")
    assert [c.explanation for c in look(town)] == ["都是公开的。"]


def test_personal_data_in_a_plan_are_explained_before_anything_is_reported(town: Workspace) -> None:
    unit, item = town.unit_named(None), town.programme.item_by_id["T20"]
    plan = plans.change(town, unit, item, {"goals": CALL})
    [found] = look(town)
    said = desk.explain(town, unit, item, JUNE, "personal", "公开的。", seen=found.about)
    assert said.about == (plan.id,)
    assert [c.explanation for c in look(town)] == ["公开的。"]
    plans.change(town, unit, item, {"goals": f"{CALL}。"})
    with pytest.raises(Refused, match="刚在别处有改动"):
        desk.explain(town, unit, item, JUNE, "personal", "公开的。", seen=found.about)
    assert [c.explanation for c in look(town)] == [""]


def test_an_explanation_replaces_what_its_unsent_forerunner_replaced(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, CALL)
    first = explain(town, "personal", "一")
    offices.take(centre, offices.send(town, tmp_path / "一.liaison"))
    offices.trust_all(centre)
    second, third = explain(town, "personal", "二"), explain(town, "personal", "三")
    assert set(third.replaces) == {first.id, second.id}
    offices.take(centre, offices.send(town, tmp_path / "二.liaison"))
    standing = centre.explained(centre.unit_named(offices.TOWN), "personal")
    assert [s.event.id for s in standing] == [third.id]


def test_an_explanation_takes_the_place_of_none_that_was_not_seen(town: Workspace) -> None:
    unit, item = town.unit_named(None), town.programme.item_by_id["T20"]
    offices.write(town, CALL)
    explain(town, "personal", "另一个窗口写的。")
    with pytest.raises(Refused, match="在别处刚写了另一份说明"):
        desk.explain(town, unit, item, JUNE, "personal", "这个窗口写的。", instead_of="")
    desk.explain(town, unit, item, JUNE, "personal", "合起来。", instead_of="另一个窗口写的。")
    assert [c.explanation for c in look(town)] == ["合起来。"]


def test_an_explanation_is_looked_through_until_it_has_gone(
    town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "走访企业。")
    explain(town, "unchanged", CALL)
    assert ("T20", "personal") in kinds(town)
    offices.send(town, tmp_path / "报送")
    assert ("T20", "personal") not in kinds(town)
