"""Settling inside a unit: a version that was chosen stands alone, with its evidence."""

from pathlib import Path

from liaison_tui import desk
from liaison_tui.journal.fold import Report
from liaison_tui.settling import settle
from liaison_tui.workspace import Workspace
from tests.exchange import offices

KEY = (offices.TOWN, "T20", offices.MONTH)


def meet(town: Workspace, colleague: Workspace, folder: Path) -> None:
    offices.take(town, offices.send(colleague, folder))
    offices.trust_all(town)


def report(office: Workspace) -> Report:
    return office.reports()[KEY]


def choose(town: Workspace, choice: str, seen: list[str] | None = None) -> desk.Recorded:
    assert town.unit is not None
    heads = [head.event.id for head in report(town).heads]
    item = town.programme.item_by_id["T20"]
    return settle(town, town.unit, item, offices.MONTH, choice, heads if seen is None else seen)


def test_the_chosen_version_replaces_all_and_keeps_its_evidence(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    note = tmp_path / "照片.txt"
    note.write_bytes(b"x")
    own = offices.write(town, "走访企业12家。", percent=60)
    theirs = offices.write(colleague, "走访企业15家。", attach=[note])
    meet(town, colleague, tmp_path)
    done = choose(town, theirs)
    assert done.event is not None
    [head] = report(town).heads
    assert head.event == done.event
    assert {own, theirs} <= set(done.event.replaces)
    assert done.event.body["text"] == "走访企业15家。"
    assert [file["name"] for file in done.event.body["evidence"]] == ["照片.txt"]
    assert "percent" not in done.event.body
    assert (done.event.by, done.event.kind) == ("周敏", "progress")


def test_what_came_after_the_page_was_read_stops_the_choice_and_nothing_is_written(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    own = offices.write(town, "走访企业12家。")
    offices.write(colleague, "走访企业15家。")
    meet(town, colleague, tmp_path)
    seen = [head.event.id for head in report(town).heads]
    newer = offices.write(colleague, "走访企业18家。")
    meet(town, colleague, tmp_path)
    done = choose(town, own, seen)
    assert done.event is None
    assert set(done.heads) == {own, newer}
    assert {head.event.id for head in report(town).heads} == {own, newer}


def test_a_chosen_withdrawal_withdraws_with_its_reason(
    town: Workspace, colleague: Workspace, tmp_path: Path
) -> None:
    offices.write(colleague, "走访企业15家。")
    meet(town, colleague, tmp_path)
    assert colleague.unit is not None
    item = town.programme.item_by_id["T20"]
    taken_back = desk.withdraw(colleague, colleague.unit, item, offices.MONTH, "报错了月份。")
    offices.write(town, "走访企业12家。")
    meet(town, colleague, tmp_path)
    assert report(town).conflict
    assert taken_back.event is not None
    done = choose(town, taken_back.event.id)
    assert done.event is not None
    assert done.event.body == {"reason": "报错了月份。"}
    assert report(town).state == "unreported"
