"""Closing a month (定稿): what counts then, what comes later, and what a unit is told of it."""

from pathlib import Path

import pytest

from liaison_tui import clock, desk
from liaison_tui.errors import Refused
from liaison_tui.exchange import trusting
from liaison_tui.journal.fold import Report
from liaison_tui.reports.closing import ClosedMonth, ClosedUnit, change_words, figures_of
from liaison_tui.reports.feedback import notices
from liaison_tui.rulings import closed, closing, extensions
from liaison_tui.workspace import Workspace
from tests.exchange import offices
from tests.exchange.offices import MONTH, OTHER_TOWN, TOWN

WHY = "未报的已电话催过。"
CLOSED_ON = "2021-07-08T10:00:00+08:00"
LATER = "2021-07-12T10:00:00+08:00"


@pytest.fixture
def met(centre: Workspace, town: Workspace, tmp_path: Path) -> Workspace:
    """A town that has reported an item, which the centre has; each knows the other."""
    offices.write(town, "走访企业12家。", quantities={"certified": "4"})
    offices.take(centre, offices.send(town, tmp_path / "a.liaison"))
    offices.trust_all(centre)
    offices.take(town, offices.send_back(centre, tmp_path / "b.liaison"))
    offices.trust(town, offices.device_of(centre))
    return town


def send(unit: Workspace, centre: Workspace, folder: Path) -> None:
    offices.take(centre, offices.send(unit, folder / "更正.liaison"))


def shut(centre: Workspace) -> None:
    with clock.fixed(CLOSED_ON):
        closing.close_month(centre, MONTH, anyway=WHY, approver="李主任")


def month(office: Workspace) -> ClosedMonth:
    return closed.read_closed(Workspace(office.root), MONTH)


def of_town(office: Workspace) -> ClosedUnit:
    [found] = [each for each in month(office).units if each.unit.id == TOWN]
    return found


def text(report: Report | None) -> str | None:
    return str(report.current.event.body["text"]) if report and report.current else None


def closed_texts(centre: Workspace) -> list[str | None]:
    return [text(r) for each in month(centre).closed for r in each.reports.values()]


def test_a_month_is_closed_only_with_a_reason_while_something_is_in_the_way(
    centre: Workspace, met: Workspace
) -> None:
    with pytest.raises(Refused, match=r"还没有过截止日.*待审核 1 项.*未报 \d+ 项（63 家）"):
        closing.close_month(centre, MONTH)
    shut(centre)
    assert month(centre).state == "closed"
    events = centre.ruled(None, "close")
    assert len(events) == len({e.event.unit for e in events}) == len(month(centre).units)
    with pytest.raises(Refused, match="已经定稿"):
        closing.close_month(centre, MONTH, anyway=WHY)


def test_the_closed_month_keeps_its_figures_and_shows_what_comes_later_beside_them(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    shut(centre)
    before = of_town(centre)
    with clock.fixed(LATER):
        offices.write(met, "走访企业15家。", quantities={"certified": "5"})
        offices.write(met, "补报培训2场。", item="T12")
        send(met, centre, tmp_path)
        offices.write(met, "走访企业16家。", quantities={"certified": "5"})
        send(met, centre, tmp_path)
        desk.review(centre, offices.entries(centre, items=["T12"])[0]["id"], comment=None)
        t13 = centre.programme.item_by_id["T13"]
        extensions.answer(
            centre, centre.unit_named(TOWN), t13, MONTH, until=clock.today(), approver="李"
        )
    after = of_town(centre)
    assert closed_texts(centre) == ["走访企业12家。"]
    assert figures_of(after.standings) == figures_of(before.standings)
    assert after.closing is not None
    assert after.closing.figures == figures_of(before.standings)
    assert not after.differs
    told = {c.key[1]: (text(c.before), text(c.after), c.when[:10]) for c in after.changes}
    assert told == {
        "T12": (None, "补报培训2场。", "2021-07-12"),
        "T13": (None, None, "2021-07-12"),
        "T20": ("走访企业12家。", "走访企业16家。", "2021-07-12"),
    }
    [t12] = [c for c in after.changes if c.key[1] == "T12"]
    assert change_words(t12) == "填报、审核通过"
    live = Workspace(centre.root).reports(periods=[MONTH])
    assert text(live[TOWN, "T20", MONTH]) == "走访企业16家。"


def test_an_accepted_change_is_in_the_closed_month_with_its_day_and_can_be_taken_back(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    shut(centre)
    with clock.fixed(LATER):
        offices.write(met, "走访企业15家。")
        offices.write(met, "补报培训2场。", item="T12")
        send(met, centre, tmp_path)
        with pytest.raises(Refused, match="澄江街道 T18"):
            closing.amend(centre, MONTH, [(TOWN, "T18")], reason="漏报")
        with pytest.raises(Refused, match="理由"):
            closing.amend(centre, MONTH, [(TOWN, "T12")], reason=" ")
        closing.amend(centre, MONTH, [(TOWN, "T12")], reason="漏报。", approver="李主任")
    found = of_town(centre)
    assert closed_texts(centre) == ["补报培训2场。", "走访企业12家。"]
    assert [c.key[1] for c in found.changes] == ["T20"]
    [accepted] = found.accepted
    assert (accepted.change.key[1], accepted.day, accepted.reason, accepted.approver) == (
        "T12", "2021-07-12", "漏报。", "李主任",
    )  # fmt: skip
    assert (accepted.change.before, text(accepted.change.after)) == (None, "补报培训2场。")
    assert found.closing is not None
    assert (found.closing.day, found.closing.figures["late"]) == ("2021-07-08", 1)
    with clock.fixed(LATER):
        closing.amend(centre, MONTH, [(TOWN, "T20")], reason="笔误。")
        closing.take_back_amendment(centre, MONTH, centre.unit_named(TOWN))
    found = of_town(centre)
    assert [a.change.key[1] for a in found.accepted] == ["T12"]
    assert [c.key[1] for c in found.changes] == ["T20"]
    assert closed_texts(centre) == ["补报培训2场。", "走访企业12家。"]


def test_a_month_that_is_opened_and_closed_again_counts_all_that_is_there(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    shut(centre)
    with clock.fixed(LATER):
        offices.write(met, "走访企业15家。")
        send(met, centre, tmp_path)
        closing.amend(centre, MONTH, [(TOWN, "T20")], reason="笔误。")
        with pytest.raises(Refused, match="理由"):
            closing.reopen(centre, MONTH, reason="")
        closing.reopen(centre, MONTH, [centre.unit_named(TOWN)], reason="漏审一项。")
    assert month(centre).state == "part"
    assert closed_texts(centre) == []
    with clock.fixed(LATER):
        closing.close_month(centre, MONTH, [centre.unit_named(TOWN)], anyway=WHY)
    found = of_town(centre)
    assert closed_texts(centre) == ["走访企业15家。"]
    assert (found.changes, found.accepted) == ([], [])


def test_a_submission_that_is_revoked_leaves_the_closed_month_and_that_is_said(
    centre: Workspace, met: Workspace
) -> None:
    shut(centre)
    trusting.revoke(centre.office, offices.device_of(met), "0")
    found = of_town(centre)
    assert closed_texts(centre) == []
    assert found.differs
    assert found.closing is not None
    assert found.closing.figures["on_time"] == 1


def test_feedback_tells_a_unit_that_its_month_is_closed_and_of_what_waits(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    with clock.fixed(CLOSED_ON):
        closing.close_month(centre, MONTH, anyway=WHY, approver="李主任", note="数据以此为准。")
    path = offices.send_back(centre, tmp_path / "定稿.liaison")
    offices.take(met, path)
    assert closed.closed_on(met, met.unit_named(None), MONTH) == "2021-07-08"
    [notice] = [n for n in notices(met.read_feedback(met.unit_named(None))) if n.sort == "close"]
    assert (notice.state, notice.asks) == ("已定稿", False)
    told = dict(notice.told)
    assert (told["说明"], told["批准人"]) == ("数据以此为准。", "李主任")
    with clock.fixed(LATER):
        kept = desk.record(
            met, met.unit_named(None), met.programme.item_by_id["T12"], MONTH, {"text": "补报。"}
        )
    assert [w.kind for w in kept.warnings] == ["closed"]
    assert [c.key[1] for c in of_town(met).changes] == ["T12"]
    with clock.fixed(LATER):
        send(met, centre, tmp_path)
        closing.amend(centre, MONTH, [(TOWN, "T12")], reason="漏报。", approver="李主任")
        offices.take(met, offices.send_back(centre, tmp_path / "回执.liaison"))
    assert [a.change.key[1] for a in of_town(met).accepted] == ["T12"]
    [notice] = [n for n in notices(met.read_feedback(met.unit_named(None))) if n.sort == "close"]
    assert "T12" in dict(notice.told)["已接受更正"]
    with clock.fixed(LATER):
        closing.reopen(centre, MONTH, reason="漏审一项。")
        offices.take(met, offices.send_back(centre, tmp_path / "撤销.liaison"))
    assert closed.closed_on(met, met.unit_named(None), MONTH) == ""


def test_no_file_of_a_unit_holds_what_was_closed_of_another(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    shut(centre)
    offices.take(met, offices.send_back(centre, tmp_path / "定稿.liaison"))
    assert {e.unit for e, _ in met.store.events() if e.kind == "close"} == {TOWN}
    assert closed.closings(met).keys() == {(TOWN, MONTH)}
    assert (OTHER_TOWN, MONTH) in closed.closings(centre)


def test_a_late_file_names_the_obligations_of_closed_months_it_speaks_of(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    known = closed.known_submissions(centre)
    offices.write(met, "走访企业15家。")
    send(met, centre, tmp_path)
    assert closed.late_for_closed(centre, known) == []
    shut(centre)
    known = closed.known_submissions(centre)
    with clock.fixed(LATER):
        offices.write(met, "补报培训2场。", item="T12")
        offices.write(met, "七月的。", item="T12", month="2021-07")
        offices.take(centre, offices.send(met, tmp_path / "晚到.liaison", "2021-07"))
    assert closed.late_for_closed(centre, known) == [(TOWN, "T12", MONTH)]
    assert closed.late_for_closed(centre, closed.known_submissions(centre)) == []


def test_taking_an_amendment_back_never_goes_back_before_the_month_was_opened_again(
    centre: Workspace, met: Workspace, tmp_path: Path
) -> None:
    """Whatever was sent meanwhile: a close replaces a reopening then, and not the former close."""
    shut(centre)
    offices.send_back(centre, tmp_path / "1.liaison")
    days = []
    for number in range(4):  # the greatest id must not decide
        with clock.fixed(f"2021-07-{9 + number:02d}T10:00:00+08:00"):
            closing.reopen(centre, MONTH, [centre.unit_named(TOWN)], reason="漏审")
            offices.send_back(centre, tmp_path / f"1{number}.liaison")
            closing.close_month(centre, MONTH, [centre.unit_named(TOWN)], anyway=WHY)
            offices.send_back(centre, tmp_path / f"2{number}.liaison")
        with clock.fixed(f"2021-07-{20 + number}T10:00:00+08:00"):
            offices.write(met, f"补报培训{number}场。", item="T12", settle=True)
            send(met, centre, tmp_path)
            closing.amend(centre, MONTH, [(TOWN, "T12")], reason="漏报。")
            closing.take_back_amendment(centre, MONTH, centre.unit_named(TOWN))
        found = of_town(centre)
        assert found.closing is not None
        days.append(found.closing.day)
        assert [change.key[1] for change in found.changes] == ["T12"]
    assert days == ["2021-07-09", "2021-07-10", "2021-07-11", "2021-07-12"]
