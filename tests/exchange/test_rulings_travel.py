"""What a centre rules travels with feedback, holds at the unit too, and is answered."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from liaison_tui import clock, desk
from liaison_tui.errors import Refused, WrongUse
from liaison_tui.exchange.checking import check_workspace
from liaison_tui.journal.standing import Standing
from liaison_tui.reports.feedback import Notice, asking, notices
from liaison_tui.reports.overview import overview
from liaison_tui.rulings import calls, discharges, extensions, inspections
from liaison_tui.statements import answers
from liaison_tui.statements.extensions import ask
from liaison_tui.workspace import Workspace
from tests import second_writer
from tests.exchange import offices

MONTH, TOWN, OTHER = offices.MONTH, offices.TOWN, offices.OTHER_TOWN
LATER, SOON = date(2021, 7, 20), "2021-06-30T16:00:00+08:00"
FOUND = {"sort": "irregular", "manner": "concentrated", "subject": "special",
         "finding": "台账不全。", "deadline": "2021-07-20"}  # fmt: skip


def item(office: Workspace, name: str) -> Any:
    return office.programme.item_by_id[name]


def standing(office: Workspace, name: str, month: str = MONTH) -> Standing | None:
    found = office.standings(office.unit_named(TOWN), [month])
    return next((s for s in found if s.item.id == name), None)


def due(office: Workspace, name: str) -> date:
    found = standing(office, name)
    assert found is not None
    return found.obligation.due


def told(town: Workspace) -> list[Notice]:
    assert town.unit is not None
    return notices(town.read_feedback(town.unit))


def grant(centre: Workspace, until: date | None = LATER, name: str = "I05", **more: str) -> Any:
    unit = centre.unit_named(TOWN)
    return extensions.answer(centre, unit, item(centre, name), MONTH, until=until, **more)


def test_more_time_that_was_asked_for_is_due_later_at_both_ends(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    request = ask(met, met.unit_named(None), item(met, "I05"), MONTH, LATER, "数据未出。")
    offices.bring(met, centre, tmp_path)
    said = grant(centre, approver="陈主任")
    assert said.about == (request.id,)
    assert due(centre, "I05") == LATER
    assert due(met, "I05") == date(2021, 7, 5)
    offices.bring_back(centre, met, tmp_path)
    assert due(met, "I05") == LATER
    assert due(met, "I03") == date(2021, 7, 5)
    (notice,) = [n for n in told(met) if n.sort == "extension"]
    assert (notice.state, notice.when, notice.asks) == ("同意延期", "延至 07-20", False)
    assert ("批准人", "陈主任") in notice.told
    for office in (centre, met):
        assert check_workspace(office.office)[1] == []


def test_more_time_makes_what_comes_by_then_on_time_in_the_overview(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(centre)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-19")
    told_by_phone = {"text": "电话报来", "channel": "telephone", "informant": "周敏"}
    for name in ("I05", "I03"):
        unit = centre.unit_named(TOWN)
        desk.record(centre, unit, item(centre, name), MONTH, told_by_phone)
    span, reports = centre.span(MONTH), centre.reports()
    counted = overview(
        centre.programme, span, reports, {}, date(2021, 7, 19), centre.rulings()
    )  # fmt: skip
    (row,) = [unit for unit in counted["units"] if unit["id"] == TOWN]
    assert (row["on_time"], row["late"]) == (1, 1)


def test_a_refusal_needs_a_request_and_a_reason_and_takes_a_grant_back(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="没有申请"):
        grant(centre, None, reason="不能再晚。")
    grant(centre)
    with pytest.raises(Refused, match="理由"):
        grant(centre, None)
    grant(centre, None, reason="不能再晚。")
    assert due(centre, "I05") == date(2021, 7, 5)
    offices.bring_back(centre, met, tmp_path)
    (notice,) = [n for n in told(met) if n.sort == "extension"]
    assert (notice.state, ("理由", "不能再晚。") in notice.told) == ("不同意延期", True)


@pytest.mark.parametrize("until", [date(2021, 7, 5), date(2021, 9, 6)])
def test_a_day_that_is_none_to_grant_is_refused(centre: Workspace, until: date) -> None:
    with pytest.raises(Refused, match="延期"):
        grant(centre, until)
    assert centre.rulings().answers == {}


def test_a_unit_rules_nothing(met: Workspace) -> None:
    unit, t20 = met.unit_named(None), item(met, "T20")
    for rule in (
        lambda: grant(met),
        lambda: discharges.strike_off(met, unit, t20, MONTH, reason="一", approver=""),
        lambda: discharges.resume(met, unit, t20, MONTH, approver=""),
        lambda: inspections.inspect(met, unit, [t20], FOUND),
        lambda: calls.send_out(met, [unit], [t20], title="一", due=SOON),
    ):
        with pytest.raises(WrongUse, match="信用办"):
            rule()


def test_what_is_done_and_accepted_is_struck_off_and_put_on_again(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    unit, t20 = centre.unit_named(TOWN), item(centre, "T20")
    with pytest.raises(Refused, match="已完成"):
        discharges.strike_off(centre, unit, t20, MONTH, approver="陈")
    done = offices.write(met, "全部完成。", status="done")
    offices.bring(met, centre, tmp_path)
    desk.review(centre, done, comment=None)
    said = discharges.strike_off(centre, unit, t20, MONTH, approver="陈")
    assert said.about == (done,)
    with pytest.raises(Refused, match="已经销号"):
        discharges.strike_off(centre, unit, t20, MONTH, reason="一", approver="陈")
    offices.bring_back(centre, met, tmp_path)
    for office in (centre, met):
        assert standing(office, "T20") is not None
        assert standing(office, "T20", "2021-09") is None
        assert not office.is_owed(office.unit_named(TOWN), t20, "2021-09")
    month = met.read_month(met.unit_named(None), "2021-09")
    assert [i.id for i in month.struck_off] == ["T20"]
    discharges.resume(centre, unit, t20, "2021-09", approver="陈")
    offices.take(met, offices.send_back(centre, tmp_path / "九月", month="2021-09"))
    assert standing(met, "T20", "2021-07") is None
    assert standing(met, "T20", "2021-09") is not None


def test_an_item_that_does_not_apply_is_owed_no_more_once_the_centre_has_accepted_that(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    entry = offices.write(met, "", item="I05", nothing="not-applicable")
    offices.bring(met, centre, tmp_path)
    assert standing(centre, "I05", "2021-07") is not None
    desk.review(centre, entry, comment=None)
    offices.bring_back(centre, met, tmp_path)
    for office in (centre, met):
        assert standing(office, "I05") is not None
        assert standing(office, "I05", "2021-07") is None
    desk.review(centre, entry, comment="本单位也有双公示任务，请填报。")
    offices.bring_back(centre, met, tmp_path)
    for office in (centre, met):
        assert standing(office, "I05", "2021-07") is not None


def test_a_return_is_explained_instead_and_the_centre_may_then_accept_it(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    (entry,) = [row["id"] for row in offices.entries(centre)]
    desk.review(centre, entry, comment="数字与上月不符")
    with pytest.raises(Refused, match="已经退回"):
        desk.review(centre, entry, comment=None)
    offices.bring_back(centre, met, tmp_path)
    unit, t20 = met.unit_named(None), item(met, "T20")
    assert [report.key[1] for report in met.returned()] == ["T20"]
    assert met.read_month(unit, MONTH).returned == 1
    desk.explain(met, unit, t20, MONTH, "returned", "核减，见附件。")
    assert met.returned() == []
    found = standing(met, "T20")
    assert found is not None
    assert (found.state, found.is_open, found.explanation) == ("returned", False, "核减，见附件。")
    (notice,) = [n for n in told(met) if n.sort == "returned"]
    assert (notice.state, notice.asks) == ("已说明", False)
    offices.bring(met, centre, tmp_path)
    at_centre = standing(centre, "T20")
    assert at_centre is not None
    assert at_centre.explanation == "核减，见附件。"
    desk.review(centre, entry, comment=None)
    offices.bring_back(centre, met, tmp_path)
    for office in (centre, met):
        assert [r.state for r in office.reports().values()] == ["accepted"]


def test_another_return_asks_again_though_the_first_was_explained(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    (entry,) = [row["id"] for row in offices.entries(centre)]
    desk.review(centre, entry, comment="数字与上月不符")
    offices.bring_back(centre, met, tmp_path)
    unit, t20 = met.unit_named(None), item(met, "T20")
    desk.explain(met, unit, t20, MONTH, "returned", "核减。")
    offices.bring(met, centre, tmp_path)
    desk.review(centre, entry, comment="请附核减依据")
    offices.bring_back(centre, met, tmp_path)
    assert [report.key[1] for report in met.returned()] == ["T20"]
    desk.explain(met, unit, t20, MONTH, "returned", "依据已另附。")
    assert met.returned() == []


def test_a_correction_after_an_explanation_is_what_counts(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    (entry,) = [row["id"] for row in offices.entries(centre)]
    desk.review(centre, entry, comment="请补充")
    offices.bring_back(centre, met, tmp_path)
    unit, t20 = met.unit_named(None), item(met, "T20")
    desk.explain(met, unit, t20, MONTH, "returned", "没有更多。")
    offices.write(met, "走访企业13家。")
    assert [n.sort for n in told(met)] == ["receipt"]
    found = standing(met, "T20")
    assert found is not None
    assert (found.state, found.explanation) == ("reported", "")


def test_a_call_asks_each_unit_for_its_own_items_under_one_id(centre: Workspace) -> None:
    lead = next(i for i in centre.programme.items if TOWN not in i.responsible and i.lead)
    asked = [item(centre, "T20"), lead]
    said = calls.send_out(centre, [], asked, title="专题调度", due=SOON, text="报到6月底。")
    by_unit = {event.unit: event.body for event in said}
    assert by_unit[TOWN]["items"] == ["T20"]
    assert lead.id in by_unit[str(lead.lead)]["items"]
    assert {body["id"] for body in by_unit.values()} == {"D01"}
    again = calls.send_out(centre, [centre.unit_named(TOWN)], [], title="再报", due=SOON)
    assert [event.body["id"] for event in again] == ["D02"]
    with pytest.raises(Refused, match="所列事项"):
        calls.send_out(centre, [centre.unit_named(TOWN)], [lead], title="一", due=SOON)
    with pytest.raises(Refused, match="已经过了"):
        calls.send_out(centre, [], asked, title="一", due="2021-06-27T16:00:00+08:00")


def test_a_call_is_done_once_its_items_are_written_or_it_is_answered_or_taken_back(
    centre: Workspace, met: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = centre.unit_named(TOWN)
    for name in ("T20", "T22", "T18"):
        calls.send_out(centre, [unit], [item(centre, name)], title=name, due=SOON)
    offices.bring_back(centre, met, tmp_path)
    assert asking(told(met)) == "临时调度 3"
    monkeypatch.setenv("LIAISON_TODAY", "2021-06-29")
    offices.write(met, "走访企业13家。")
    answers.answer(met, met.unit_named(None), "d02", "本月没有安排。")
    calls.withdraw(centre, "D03")
    offices.bring_back(centre, met, tmp_path)
    found = {n.what[:3]: (n.state, n.asks) for n in told(met) if n.sort == "call"}
    assert found == {"D01": ("已填报", False), "D02": ("已答复", False)}
    month = met.read_month(met.unit_named(None), MONTH)
    assert [event.body["title"] for event in month.calls_for("T20")] == ["T20"]
    assert month.calls_for("T18") == []
    offices.bring(met, centre, tmp_path)
    assert [event.body["text"] for event in centre.explanations(unit)] == ["本月没有安排。"]


def test_what_was_withdrawn_after_a_call_does_not_answer_it(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    calls.send_out(centre, [centre.unit_named(TOWN)], [item(centre, "T20")], title="急报", due=SOON)
    offices.bring_back(centre, met, tmp_path)
    with clock.fixed("2021-06-29T09:00:00+08:00"):
        desk.withdraw(met, met.unit_named(None), item(met, "T20"), MONTH, "填错了。")
    [called] = [n for n in told(met) if n.sort == "call"]
    assert (called.state, called.asks) == ("已填 0 / 1", True)


def test_an_answer_replaces_what_its_unsent_forerunner_replaced(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    calls.send_out(centre, [centre.unit_named(TOWN)], [], title="急报", due=SOON)
    offices.bring_back(centre, met, tmp_path)
    unit = met.unit_named(None)
    answers.answer(met, unit, "D01", "第一次答复。")
    offices.bring(met, centre, tmp_path)
    answers.answer(met, unit, "D01", "第二次答复。")
    answers.answer(met, unit, "D01", "第三次答复。")
    offices.bring(met, centre, tmp_path)
    standing = centre.explained(centre.unit_named(TOWN), "call")
    assert [s.event.body["text"] for s in standing] == ["第三次答复。"]


def test_an_answer_takes_the_place_of_none_that_was_not_seen(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    calls.send_out(centre, [centre.unit_named(TOWN)], [], title="急报", due=SOON)
    offices.bring_back(centre, met, tmp_path)
    unit = met.unit_named(None)
    answers.answer(met, unit, "D01", "另一个窗口写的。", instead_of="")
    with pytest.raises(Refused, match="在别处刚写了另一份答复"):
        answers.answer(met, unit, "D01", "这个窗口写的。", instead_of="")
    [called] = [n for n in told(met) if n.sort == "call"]
    assert called.answer == "另一个窗口写的。"
    answers.answer(met, unit, "D01", "合起来。", instead_of=called.answer)


@pytest.mark.parametrize(("at", "is_past"), [("15:59:59", False), ("16:00:01", True)])
def test_the_time_of_a_call_runs_out_at_its_moment(
    centre: Workspace, met: Workspace, tmp_path: Path, at: str, is_past: bool
) -> None:
    calls.send_out(centre, [centre.unit_named(TOWN)], [item(centre, "T20")], title="急报", due=SOON)
    offices.bring_back(centre, met, tmp_path)
    with clock.fixed(f"2021-06-30T{at}+08:00"):
        [called] = [n for n in told(met) if n.sort == "call"]
        asked = met.read_month(met.unit_named(None), MONTH).calls_for("T20")
    assert (called.state, asked == []) == ("已过时限" if is_past else "已填 0 / 1", is_past)


def test_an_inspection_is_answered_and_may_be_taken_back(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    unit, t20 = centre.unit_named(TOWN), item(centre, "T20")
    with pytest.raises(Refused, match="不是"):
        inspections.inspect(centre, unit, [item(centre, "T01")], FOUND)
    with pytest.raises(Refused, match="督查发现"):
        inspections.inspect(centre, unit, [], {**FOUND, "finding": " "})
    said = inspections.inspect(centre, unit, [t20], FOUND)
    offices.bring_back(centre, met, tmp_path)
    assert asking(told(met)) == "督查 1"
    own = met.unit_named(None)
    first = answers.answer(met, own, said.id[:8], "正在补。")
    last = answers.answer(met, own, said.id, "已补齐。")
    assert last.replaces == (first.id,)
    (notice,) = [n for n in told(met) if n.sort == "inspection"]
    assert (notice.state, notice.answer) == ("已答复", "已补齐。")
    offices.bring(met, centre, tmp_path)
    assert [e.body["text"] for e in centre.explanations(unit)] == ["已补齐。"]
    inspections.withdraw(centre, said.id[:8])
    offices.bring_back(centre, met, tmp_path)
    assert [n.sort for n in told(met) if n.sort == "inspection"] == []
    for name, text in (("ffff", "一"), (said.id, "一"), (said.id, " ")):
        with pytest.raises(Refused):
            answers.answer(met, own, name, text)


def test_a_receipt_says_its_number_code_and_which_evidence_did_not_come(
    centre: Workspace, town: Workspace, tmp_path: Path
) -> None:
    note = tmp_path / "签到表.txt"
    note.write_bytes("签到".encode())
    offices.write(town, "培训2场。", attach=[note])
    path = offices.send(town, tmp_path / "a.liaison")
    sent = second_writer.read_bundle(path)
    offices.take(centre, offices.without_evidence(path))
    offices.trust_all(centre)
    offices.bring_back(centre, town, tmp_path)
    (notice,) = told(town)
    code = sent.submissions[0].code
    assert (notice.sort, notice.state, notice.asks) == ("receipt", "缺佐证材料 1", False)
    assert notice.what == f"{code} 第 1 次报送 2021年6月"
    assert ("缺佐证材料", "签到表.txt") in notice.told


def test_a_malformed_ruling_of_another_program_is_kept_and_says_nothing(
    town: Workspace, tmp_path: Path
) -> None:
    judged = offices.write(town, "走访企业12家。")
    office = offices.chain(town, seed="别的程序")
    office.centre = town.programme.centre_id
    fields: dict[str, Any] = {"item": "T20", "period": MONTH}
    said = [
        second_writer.event(office.device, TOWN, "extension", body={"days": 9}, **fields),
        second_writer.event(office.device, TOWN, "call", body={"id": 7}),
        second_writer.event(office.device, TOWN, "review", about=[judged],
                            body={"decision": "accept"}, **fields),
    ]  # fmt: skip
    office.submit(said, period=MONTH, to=TOWN)
    offices.take(town, office.write(tmp_path / "a.liaison"))
    (row,) = offices.trust(town, office.device.id)
    assert (row.outcome, row.new_events) == ("merged", 3)
    assert "2 条" in row.reason
    assert [r.state for r in town.reports().values()] == ["accepted"]
    assert due(town, "T20") == date(2021, 7, 5)
    assert told(town) == []


def test_striking_off_leaves_the_months_that_are_past_and_the_month_it_was_put_on_again(
    centre: Workspace,
) -> None:
    unit, i05 = centre.unit_named(TOWN), item(centre, "I05")
    with pytest.raises(Refused, match="2021-05 已经过去"):
        discharges.strike_off(centre, unit, i05, "2021-05", reason="并入其他事项", approver="")
    discharges.strike_off(centre, unit, i05, MONTH, reason="并入其他事项", approver="")
    discharges.resume(centre, unit, i05, "2021-08", approver="")
    with pytest.raises(Refused, match="已定于 2021-08 恢复报送"):
        discharges.strike_off(centre, unit, i05, "2021-07", reason="并入其他事项", approver="")
    discharges.strike_off(centre, unit, i05, "2021-08", reason="并入其他事项", approver="")
    owed = [m for m in ("2021-06", "2021-07", "2021-08", "2021-09") if standing(centre, "I05", m)]
    assert owed == ["2021-06", "2021-08"]


def test_what_was_struck_off_as_not_applying_is_owed_again_once_a_correction_is_judged(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    offices.write(met, "", item="I05", nothing="not-applicable")
    offices.bring(met, centre, tmp_path)
    said = {row["item"]: row["id"] for row in offices.entries(centre)}
    desk.review(centre, said["I05"], comment=None)
    assert standing(centre, "I05", "2021-07") is None
    offices.write(met, "新办一件。", item="I05")
    offices.bring(met, centre, tmp_path)
    said = {row["item"]: row["id"] for row in offices.entries(centre)}
    desk.review(centre, said["I05"], comment=None)
    assert standing(centre, "I05", "2021-07") is not None


def test_putting_an_item_on_again_leaves_the_months_that_are_past(
    centre: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, i05 = centre.unit_named(TOWN), item(centre, "I05")
    discharges.strike_off(centre, unit, i05, MONTH, reason="并入其他事项", approver="")
    monkeypatch.setenv("LIAISON_TODAY", "2021-09-20")
    with pytest.raises(Refused, match="2021-07 已经过去，不能从那时起恢复报送"):
        discharges.resume(centre, unit, i05, "2021-07", approver="")
    assert standing(centre, "I05", "2021-07") is None
    discharges.resume(centre, unit, i05, "2021-09", approver="")
    assert [standing(centre, "I05", m) is None for m in ("2021-08", "2021-09")] == [True, False]


def test_returning_an_old_entry_leaves_a_later_striking_off_for_another_reason(
    centre: Workspace, met: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit, i05 = centre.unit_named(TOWN), item(centre, "I05")
    entry = offices.write(met, "", item="I05", nothing="not-applicable")
    offices.bring(met, centre, tmp_path)
    desk.review(centre, entry, comment=None)
    monkeypatch.setenv("LIAISON_TODAY", "2021-07-20")
    discharges.resume(centre, unit, i05, "2021-07", approver="")
    monkeypatch.setenv("LIAISON_TODAY", "2021-08-20")
    later = discharges.strike_off(
        centre, unit, i05, "2021-08", reason="已办结", approver="领导小组"
    )
    desk.review(centre, entry, comment="请补充不涉及的理由。")
    assert standing(centre, "I05", "2021-09") is None
    assert later in [said.event for said in centre.ruled([TOWN], "discharge")]
