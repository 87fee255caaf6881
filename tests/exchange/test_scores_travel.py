"""Scores from the trial to what may be printed: approved, sent, objected to, answered."""

from pathlib import Path

import pytest

from liaison_tui import desk
from liaison_tui.errors import Refused
from liaison_tui.journal import approved_score
from liaison_tui.programme.model import Unit
from liaison_tui.programme.period import Span
from liaison_tui.reports.feedback import Notice, notices
from liaison_tui.reports.score_sheet import Scored
from liaison_tui.rulings import adjustments, objections, scores
from liaison_tui.statements.objections import object_to
from liaison_tui.workspace import Workspace
from tests.exchange import offices

SPAN = Span("2021-06", ["2021-06"])
TOWN = offices.TOWN


@pytest.fixture(autouse=True)
def _after_the_due_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")


@pytest.fixture
def met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Workspace, Workspace]:
    """A centre and a town that know each other; the town has sent one entry in time."""
    centre = offices.make_centre(tmp_path / "信用办")
    town = offices.make_unit(tmp_path / "澄江街道")
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-05")
    offices.write(town, "走访企业12家。")
    offices.take(centre, offices.send(town, tmp_path))
    offices.trust_all(centre)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-08")
    offices.take(town, offices.send_back(centre, tmp_path))
    offices.trust_all(town)
    return centre, town


def unit(office: Workspace) -> Unit:
    return office.programme.unit_by_id[TOWN]


def row(centre: Workspace) -> Scored:
    found = scores.read_sheet(centre, SPAN).row(TOWN)
    assert found is not None
    return found


def approve(centre: Workspace) -> None:
    scores.approve(centre, SPAN, [unit(centre)], approver="李局")


def told(town: Workspace) -> list[Notice]:
    return [n for n in notices(town.read_feedback(unit(town))) if n.sort == "score"]


def bring(centre: Workspace, town: Workspace, folder: Path) -> None:
    offices.take(town, offices.send_back(centre, folder))


def object_and_send(centre: Workspace, town: Workspace, folder: Path, text: str) -> None:
    object_to(town, unit(town), SPAN.name, text)
    offices.take(centre, offices.send(town, folder))


def test_what_was_approved_stays_though_more_is_reported_and_the_trial_tells_the_difference(
    met: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    centre, town = met
    before = row(centre)
    assert (before.approved, before.total) == (None, before.trial.total)
    approve(centre)
    assert not row(centre).differs
    offices.write(town, "办了两次培训。", item="T12")
    offices.take(centre, offices.send(town, tmp_path))
    after = row(centre)
    assert after.total == before.total
    assert after.differs
    assert (after.trial.total or 0) > (after.total or 0)
    approve(centre)
    again = row(centre)
    assert not again.differs
    assert len(centre.ruled([TOWN], approved_score.KIND)) == 1


def test_the_unit_sees_its_score_and_its_parts_and_nobody_elses(
    met: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    centre, town = met
    other = centre.programme.unit_by_id[offices.OTHER_TOWN]
    adjustments.adjust(centre, other, "2021-06", "bonus", "2", reason="别家的事", basis="别家的据")
    adjustments.adjust(centre, unit(centre), "2021-06", "bonus", "1", reason="推广", basis="简报")
    scores.approve(centre, SPAN, approver="李局", days=3)
    bring(centre, town, tmp_path)
    (notice,) = told(town)
    assert notice.what.startswith("2021年6月得分 ")
    assert (notice.state, notice.when) == ("可以申诉", "申诉至 07-13")
    words = dict(notice.told)
    assert "未报" in words["及时"]
    assert words["监测指标"] == "暂无，不计入"
    assert words["加减分"] == "加分 1.00（2021年6月） 推广　依据：简报"
    journal = (town.store_folder / "journal.log").read_text("utf-8")
    assert offices.OTHER_TOWN not in journal
    assert "别家" not in journal


def test_nothing_is_final_while_a_trial_an_open_term_or_an_unanswered_objection_is_left(
    met: tuple[Workspace, Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, town = met
    with pytest.raises(Refused, match="只是试算"):
        scores.final_sheet(centre, SPAN)
    scores.approve(centre, SPAN, approver="李局", days=3)
    with pytest.raises(Refused, match="申诉期到 2021-07-13 为止"):
        scores.final_sheet(centre, SPAN)
    bring(centre, town, tmp_path)
    object_and_send(centre, town, tmp_path, "T12 已报过。")
    assert told(town)[0].state == "已申诉"
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")
    with pytest.raises(Refused, match="澄江街道的申诉还没有答复"):
        scores.final_sheet(centre, SPAN)
    (waiting,) = row(centre).waiting
    objections.answer(centre, SPAN, waiting.name[:8], "uphold", "没有收到 T12。")
    assert scores.final_sheet(centre, SPAN).row(TOWN) is not None
    bring(centre, town, tmp_path)
    (notice,) = told(town)
    assert notice.state == "申诉已答复"
    assert dict(notice.told)["申诉答复"] == "维持原得分：没有收到 T12。"
    assert dict(notice.told)["所申诉的"] == "T12 已报过。"
    with pytest.raises(Refused, match="已经过了"):
        object_to(town, unit(town), SPAN.name, "还有。")


def test_an_objection_that_holds_changes_the_score_to_the_trial_once_that_has_been_put_right(
    met: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    centre, town = met
    approve(centre)
    bring(centre, town, tmp_path)
    object_and_send(centre, town, tmp_path, "经验已推广。")
    (waiting,) = row(centre).waiting
    with pytest.raises(Refused, match="相同，改不了"):
        objections.answer(centre, SPAN, waiting.name, "change", "同意。")
    before = row(centre).total or 0
    adjustments.adjust(centre, unit(centre), "2021-06", "bonus", "2", reason="推广", basis="简报")
    objections.answer(centre, SPAN, waiting.name, "change", "同意，加 2 分。")
    assert (row(centre).total, row(centre).waiting) == (before + 200, [])
    with pytest.raises(Refused, match="已经答复过"):
        objections.answer(centre, SPAN, waiting.name, "uphold", "再说。")
    # Another approval takes the answer along; the unit may object anew to what is approved now.
    approve(centre)
    assert row(centre).objections[0].answer is not None
    bring(centre, town, tmp_path)
    assert told(town)[0].state == "申诉已答复"
    object_and_send(centre, town, tmp_path, "还有一项。")
    assert [o.text for o in row(centre).waiting] == ["还有一项。"]
    assert [o.waits for o in row(centre).objections].count(False) == 1


def test_a_unit_writes_its_objection_again_in_place_of_the_one_nobody_has_answered(
    met: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    centre, town = met
    with pytest.raises(Refused, match="没有收到这个时段的得分"):
        object_to(town, unit(town), SPAN.name, "不对。")
    approve(centre)
    bring(centre, town, tmp_path)
    with pytest.raises(Refused, match="申诉是空的"):
        object_to(town, unit(town), SPAN.name, " \n")
    object_to(town, unit(town), SPAN.name, "第一稿。")
    with pytest.raises(Refused, match="在别处刚写了另一份"):
        object_to(town, unit(town), SPAN.name, "另一稿。", instead_of="")
    object_and_send(centre, town, tmp_path, "第二稿。")
    assert [o.text for o in row(centre).objections] == ["第二稿。"]


def test_an_objection_that_came_after_its_term_is_shown_as_late_and_holds_nothing_up(
    met: tuple[Workspace, Workspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, town = met
    scores.approve(centre, SPAN, approver="李局", days=3)
    bring(centre, town, tmp_path)
    object_to(town, unit(town), SPAN.name, "迟到的。")
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-14")
    offices.take(centre, offices.send(town, tmp_path))
    (late,) = row(centre).objections
    assert (late.late, late.waits) == (True, False)
    scores.final_sheet(centre, SPAN)


def test_an_objection_by_telephone_is_a_note_here_and_only_its_answer_travels(
    met: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    centre, town = met
    how = {"channel": "telephone", "informant": "周敏"}
    with pytest.raises(Refused, match="还没有批准"):
        objections.note(centre, unit(centre), SPAN, "漏算了。", **how)
    approve(centre)
    made = objections.note(centre, unit(centre), SPAN, "漏算了。", **how)
    second = objections.note(centre, unit(centre), SPAN, "记错的。", **how)
    assert (made.number, second.number) == ("S01", "S02")
    objections.withdraw(centre, SPAN, "s02")
    bring(centre, town, tmp_path)
    assert "漏算了" not in (town.store_folder / "journal.log").read_text("utf-8")
    objections.answer(centre, SPAN, "s01", "uphold", "没有漏算。")
    with pytest.raises(Refused, match="已经答复"):
        objections.withdraw(centre, SPAN, "S01")
    bring(centre, town, tmp_path)
    words = dict(told(town)[0].told)
    assert (words["申诉答复"], words["所申诉的"]) == ("维持原得分：没有漏算。", "漏算了。")
    assert objections.note(centre, unit(centre), SPAN, "再一次。", **how).number == "S03"


def test_an_approval_is_taken_back_and_given_again_in_one_chain(
    met: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    centre, town = met
    with pytest.raises(Refused, match="没有批准过"):
        scores.withdraw(centre, SPAN, [unit(centre)])
    approve(centre)
    bring(centre, town, tmp_path)
    scores.withdraw(centre, SPAN, [unit(centre)])
    assert row(centre).approved is None
    bring(centre, town, tmp_path)
    assert told(town) == []
    approve(centre)
    assert row(centre).approved is not None
    assert len(centre.ruled([TOWN], approved_score.KIND)) == 1


def test_only_assessed_units_have_a_score_and_only_after_the_last_due_day(
    met: tuple[Workspace, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    centre, _ = met
    sheet = scores.read_sheet(centre, SPAN)
    assert {r.unit.id for r in sheet.rows} == {u.id for u in centre.programme.units if u.assessed}
    court = next(u for u in centre.programme.units if not u.assessed)
    with pytest.raises(Refused, match="不参加评价"):
        scores.approve(centre, SPAN, [court], approver="李局")
    with pytest.raises(Refused, match="不参加评价"):
        adjustments.adjust(centre, court, "2021-06", "bonus", "1", reason="甲", basis="乙")
    with pytest.raises(Refused, match="才截止"):
        scores.approve(centre, Span("2021-07", ["2021-07"]), approver="李局")
    with pytest.raises(Refused, match="没有写批准人"):
        scores.approve(centre, SPAN, approver=" ")
    with pytest.raises(Refused, match="有了变化"):
        scores.approve(centre, SPAN, [unit(centre)], approver="李局", seen={TOWN: 1})


def test_approval_keeps_the_rules_it_went_by_and_edited_rules_change_the_trial_alone(
    met: tuple[Workspace, Workspace],
) -> None:
    centre, _ = met
    approve(centre)
    before = row(centre)
    assert before.approved is not None
    kept = centre.store_folder / "scoring" / f"{before.approved.body['rules']}.toml"
    path = scores.copy_rules(centre)
    assert kept.read_bytes() == path.read_bytes()
    text = path.read_text("utf-8")
    path.write_text(text.replace("red = 0", "red = 50"), "utf-8")
    assert scores.copy_rules(centre) == path
    assert "red = 50" in path.read_text("utf-8")
    after = row(centre)
    assert after.differs
    assert after.total == before.total


def test_a_corrected_judgement_shows_in_the_trial(met: tuple[Workspace, Workspace]) -> None:
    centre, _ = met
    entry = next(iter(centre.reports(units=[TOWN]).values())).current
    assert entry is not None
    desk.review(centre, entry.event.id, comment="请补充。")
    back = row(centre).trial.part("first_pass")
    assert back is not None
    assert back.points == 0
