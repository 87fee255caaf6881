"""Inspections go to the unit and its answers come back; what was put right is judged, both ways."""

from pathlib import Path

import pytest

from liaison_tui.errors import Refused
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.reports.feedback import Notice, notices
from liaison_tui.rulings import inspections
from liaison_tui.statements import answers
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.second_writer import event, event_id

TOWN = offices.TOWN
FOUND = {"sort": "irregular", "manner": "concentrated", "subject": "special",
         "finding": "台账不全。", "deadline": "2021-07-20"}  # fmt: skip


def told(town: Workspace) -> list[Notice]:
    assert town.unit is not None
    found = notices(town.read_feedback(town.unit))
    return [notice for notice in found if notice.sort == "inspection"]


def test_what_was_put_right_is_judged_at_the_centre_and_the_unit_reads_and_answers_anew(
    centre: Workspace, met: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, said = (
        met.unit_named(None),
        inspections.inspect(centre, centre.unit_named(TOWN), [], FOUND),
    )
    offices.bring_back(centre, met, tmp_path)
    first = answers.answer(met, own, said.id, "补了一半。")
    offices.bring(met, centre, tmp_path)
    with pytest.raises(Refused, match="新的答复"):
        inspections.judge(centre, said.id, "done", seen="")
    with pytest.raises(Refused, match="没有填写复核意见"):
        inspections.judge(centre, said.id, "again", seen=first.id)
    again = inspections.judge(
        centre, said.id, "again", text="走访记录还缺。", deadline="2021-08-10", seen=first.id
    )
    assert set(again.about) == {said.id, first.id}
    offices.bring_back(centre, met, tmp_path)
    (notice,) = told(met)
    assert (notice.state, notice.asks, notice.when) == ("继续整改", True, "08-10 前")
    assert notice.told[0] == ("复核意见", "继续整改：走访记录还缺。")
    monkeypatch.setenv("LIAISON_TODAY", "2021-08-11")
    (notice,) = told(met)
    assert (notice.state, notice.key, notice.answer) == ("逾期", again.id, "")
    second = answers.answer(met, own, said.id[:8], "都补齐了。", instead_of="")
    assert (second.about, second.replaces) == ((again.id,), ())
    offices.bring(met, centre, tmp_path)
    done = inspections.judge(centre, said.id, "done", seen=second.id)
    offices.bring_back(centre, met, tmp_path)
    (notice,) = told(met)
    assert (notice.state, notice.asks, notice.key) == ("整改到位", False, done.id)
    inspections.take_back_judgement(centre, said.id)
    offices.bring_back(centre, met, tmp_path)
    (notice,) = told(met)
    assert (notice.state, notice.asks) == ("已答复", False)
    for office in (centre, met):
        assert check_workspace(office.office)[1] == []


def test_what_was_judged_of_a_withdrawn_inspection_goes_with_it(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    said = inspections.inspect(centre, centre.unit_named(TOWN), [], FOUND)
    judged = inspections.judge(centre, said.id, "again", text="走访记录还缺。")
    assert inspections.thread_named(centre, judged.id[:8]).found == said
    offices.bring_back(centre, met, tmp_path)
    assert [notice.state for notice in told(met)] == ["继续整改"]
    inspections.withdraw(centre, said.id[:8])
    offices.bring_back(centre, met, tmp_path)
    assert told(met) == []
    assert inspections.read_threads(centre, None) == []
    with pytest.raises(Refused):
        inspections.judge(centre, said.id, "done")


def test_another_units_words_take_the_place_of_no_answer(centre: Workspace, tmp_path: Path) -> None:
    said = inspections.inspect(centre, centre.unit_named(TOWN), [], FOUND)
    body = {"kind": "inspection", "text": "改好了。"}
    former: list[str] = []
    for unit, about in ((TOWN, [said.id]), (offices.OTHER_TOWN, list[str]())):
        chain = offices.chain(centre, unit)
        offices.introduce(centre, chain.device, unit)
        line = event(chain.device, unit, "explanation", about=about, replaces=former, body=body)
        chain.submit([line], period=offices.MONTH)
        row = offices.take_one(centre, chain.write(tmp_path / f"{unit}.liaison"))
        assert row.outcome == "merged", row.reason
        former.append(event_id(line))
    [thread] = inspections.read_threads(centre, None)
    assert thread.state("2021-07-01") == "answered"
