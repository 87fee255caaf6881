"""Feedback: what it holds, whom the unit believes, and a lost PC made whole again."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.errors import WrongUse
from liaison_tui.exchange import trusting
from liaison_tui.programme.model import Unit
from liaison_tui.rulings import calls, discharges, extensions, inspections
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices

MONTH, TOWN, OTHER = offices.MONTH, offices.TOWN, offices.OTHER_TOWN


@pytest.fixture
def other(tmp_path: Path) -> Workspace:
    return offices.make_unit(tmp_path / "华士镇", OTHER, "郑洁")


@pytest.fixture
def answered(centre: Workspace, town: Workspace, other: Workspace, tmp_path: Path) -> Path:
    """The centre's feedback to the town, after both towns have reported and been judged."""
    for unit, name in ((town, "澄江"), (other, "华士")):
        note = tmp_path / f"{name}.txt"
        note.write_bytes(f"{name}的佐证材料".encode())
        offices.write(unit, f"{name}的进展", item="T20", attach=[note])
        offices.write(unit, f"{name}的培训", item="T12", problems=f"{name}的困难")
        offices.take(centre, offices.send(unit, tmp_path / "报送"))
    offices.trust_all(centre)
    for row in offices.entries(centre):
        desk.review(centre, row["id"], comment=f"请{row['unit']}补充")
    for name, word in ((TOWN, "澄江"), (OTHER, "华士")):
        rule_of(centre, centre.unit_named(name), word)
    return offices.send_back(centre, tmp_path)


def rule_of(centre: Workspace, unit: Unit, word: str) -> None:
    """Let the centre say one thing of each kind to a unit, and one thing to several at once."""
    items = centre.programme.item_by_id
    later, said = date(2021, 7, 20), {"reason": f"{word}的理由", "approver": f"{word}的批准人"}
    extensions.answer(centre, unit, items["I05"], MONTH, until=later, **said)
    discharges.strike_off(centre, unit, items["T13"], MONTH, **said)
    found = {"sort": "regular", "manner": "daily", "subject": "key", "finding": f"{word}的问题"}
    inspections.inspect(centre, unit, [items["T20"]], found)
    due = "2021-06-30T16:00:00+08:00"
    calls.send_out(centre, [unit], [items["T20"]], title=f"{word}的调度", due=due)
    calls.send_out(centre, [], [items["T20"]], title="各单位都报", due=due)


def test_feedback_waits_until_the_centre_is_confirmed_by_hand(
    town: Workspace, centre: Workspace, answered: Path
) -> None:
    row = offices.take_one(town, answered)
    offices.assert_held(town, row)
    assert row.device == offices.device_of(centre)
    assert {report.state for report in town.reports().values()} == {"exported"}
    [merged] = offices.trust(town, offices.device_of(centre))
    assert (merged.outcome, merged.receipt) == ("merged", None)
    assert {report.state for report in town.reports().values()} == {"returned"}
    assert offices.take_one(town, answered).outcome == "nothing-new"


def test_a_receipt_alone_shows_the_entries_as_received(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    offices.write(town, "开展培训2场。")
    offices.take(centre, offices.send(town, tmp_path / "报送"))
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    [report] = town.reports().values()
    assert report.state == "received"
    assert report.current is not None
    assert str(report.current.received).startswith(offices.TODAY)


def test_feedback_holds_every_event_of_the_unit_and_its_evidence(
    centre: Workspace, town: Workspace, answered: Path
) -> None:
    bundle = second_writer.read_bundle(answered)
    own = {event.id for event, _ in town.store.events()}
    assert own <= set(bundle.lines)
    assert all(bundle.lines[name] is not None for name in own)
    assert bundle.evidence == {second_writer.sha256("澄江的佐证材料".encode())}


def test_feedback_holds_nothing_of_any_other_unit(
    centre: Workspace, other: Workspace, answered: Path
) -> None:
    members = second_writer.read_members(answered)
    raw = b"\0".join([*members.values(), *(name.encode() for name in members)])
    for word in ("进展", "理由", "批准人", "问题", "调度"):
        assert f"澄江的{word}".encode() in raw
    kinds = {
        json.loads(line.split(b" ", 1)[1])["kind"] for line in members["events.log"].splitlines()
    }
    assert kinds >= {"extension", "discharge", "inspection", "call", "review", "receipt"}
    for unit in centre.programme.units:
        if unit.id != TOWN:
            assert f'"unit":"{unit.id}"'.encode() not in raw
    foreign = [event.id for event, _ in other.store.events()]
    foreign += [s.sha256 for s in other.store.submissions()]
    notes = [second_writer.sha256("华士的佐证材料".encode())]
    words = ["华士", OTHER, "郑洁", offices.device_of(other)]
    assert [w for w in [*words, *foreign, *notes] if w.encode() in raw] == []


def test_foreign_feedback_is_refused_before_and_after_the_centre_is_confirmed(
    town: Workspace, other: Workspace, answered: Path
) -> None:
    before = offices.entries(other)
    offices.assert_refused(other, offices.take_one(other, answered), answered, "不是本单位的")
    other.store.confirm(  # type: ignore[attr-defined]
        second_writer.read_bundle(answered).sender, town.store.anchors()[offices.device_of(town)]
    )
    offices.assert_refused(other, offices.take_one(other, answered), answered, "不是本单位的")
    assert offices.entries(other) == before
    assert offices.device_of(town) not in other.store.vouching().seats


def test_what_the_centre_rules_counts_for_the_unit_it_is_said_of_alone(
    town: Workspace, centre: Workspace, answered: Path
) -> None:
    offices.take(town, answered)
    offices.trust(town, offices.device_of(centre))
    assert town.rulings() == centre.rulings([TOWN])
    assert {event.unit for event, _ in town.store.events()} == {TOWN}
    titles = [s.event.body["title"] for s in town.ruled(None, "call")]
    assert sorted(titles) == ["各单位都报", "各单位都报", "澄江的调度"]


def test_a_unit_confirms_no_device_of_another_unit(
    town: Workspace, other: Workspace, tmp_path: Path
) -> None:
    offices.write(other, "华士的进展")
    path = offices.send(other, tmp_path / "a.liaison")
    offices.assert_refused(town, offices.take_one(town, path), path, "华士镇")
    with pytest.raises(WrongUse):
        trusting.confirm(town.office, offices.device_of(other), None)


def test_a_lost_pc_becomes_whole_from_feedback_and_goes_on(
    centre: Workspace, town: Workspace, answered: Path, tmp_path: Path
) -> None:
    before, listed = offices.entries(town), offices.state(town)
    old = offices.device_of(town)
    shutil.rmtree(town.root)
    anew = offices.make_unit(tmp_path / "新电脑")
    offices.assert_held(anew, offices.take_one(anew, answered))
    offices.trust(anew, offices.device_of(centre))
    assert offices.entries(anew) == before
    assert offices.state(anew) == listed
    note = second_writer.sha256("澄江的佐证材料".encode())
    assert (anew.store_folder / "evidence" / note).read_bytes() == "澄江的佐证材料".encode()
    assert {report.state for report in anew.reports().values()} == {"returned"}

    offices.write(anew, "改好的进展", item="T20")
    path = offices.send(anew, tmp_path / "new.liaison")
    bundle = second_writer.read_bundle(path)
    assert bundle.sender == offices.device_of(anew)
    assert {m["device"] for m in bundle.manifests} == {old, offices.device_of(anew)}
    offices.take(centre, path)
    offices.trust_all(centre)
    found = {row["item"]: row["text"] for row in offices.entries(centre) if row["unit"] == TOWN}
    assert found == {"T20": "改好的进展", "T12": "澄江的培训"}
    assert centre.conflicts() == []


def test_the_centres_own_entry_for_a_unit_travels_back_and_gives_way_to_the_units_word(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    unit, item = centre.unit_named(TOWN), centre.programme.item_by_id["T12"]
    body = {"text": "电话报来", "channel": "telephone", "informant": "周敏"}
    desk.record(centre, unit, item, MONTH, body)
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    assert offices.texts(town) == ["电话报来"]
    offices.write(town, "自己的话", item="T12")
    offices.take(centre, offices.send(town, tmp_path / "报送"))
    offices.trust_all(centre)
    assert offices.texts(centre) == ["自己的话"]
    assert centre.conflicts() == []


def test_a_unit_of_which_nothing_is_known_gets_no_feedback(
    centre: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(AssertionError):
        offices.send_back(centre, tmp_path / "out")
    assert not (tmp_path / "out").exists()
